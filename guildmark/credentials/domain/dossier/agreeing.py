"""Whether the parts of a dossier say what the journal says, as far as it tells."""

from collections.abc import Iterator
from typing import Any

from guildmark.credentials.domain.dossier.logged import Logged
from guildmark.credentials.domain.dossier.parts import DECISION, STANDING, WORK, Form, Unheld

Json = dict[str, Any]


def check(manifest: Json, parts: Json, journal: Logged) -> None:
    """`Unheld` with the first thing on which a part and the journal differ."""
    try:
        wrong = next(_differences(manifest, parts, journal), "")
    except (KeyError, TypeError, AttributeError, ValueError) as why:
        raise Unheld(f"A part lacks something that every dossier has ({why}).") from why
    if wrong:
        raise Unheld(wrong)


def _differences(manifest: Json, parts: Json, journal: Logged) -> Iterator[str]:
    decision = parts[DECISION]
    if decision["ref"] != manifest["decision"]:
        yield f"{DECISION} is about {decision['ref']}, the manifest about {manifest['decision']}."
    full = manifest["form"] == Form.FULL
    yield from _of_decision(decision, journal, full)
    if full:
        yield from _of_work(parts[WORK], journal)
        yield from _of_credentials(parts[STANDING], journal)


def _of_decision(decision: Json, journal: Logged, full: bool) -> Iterator[str]:
    told = [one["body"] for one in journal.told if one["fact"] == "CertificationDecided"]
    if full and not told:
        yield f"The journal’s entries do not hold {decision['ref']}."
    for body in told:
        if (f"DEC-{body['decision_id']:04d}", body["outcome"]) != (decision["ref"], decision["outcome"]):
            yield f"The journal has {body['outcome']!r} for DEC-{body['decision_id']:04d}; {DECISION} says otherwise."


def _of_work(work: Json, journal: Logged) -> Iterator[str]:
    """Each handing-in, and each seal of a sheet, carries a digest that the journal has of it, where it has any."""
    handed_in = _digests(journal, "SubmissionSubmitted", "MoreEvidenceHandedIn")
    sealed = _digests(journal, "SheetSealed")
    for one in work["submissions"]:
        number = int(one["ref"].removeprefix("SUB-"))
        if number in handed_in and one["digest"] not in handed_in[number]:
            yield f"The journal has no handing-in of {one['ref']} with the digest in {WORK}."
        for sheet in one["sheets"] if number in sealed else ():
            if sheet["digest"] not in sealed[number] | {""}:
                yield f"The journal has no seal with the digest of sheet {sheet['number']} of {one['ref']}."


def _digests(journal: Logged, *facts: str) -> dict[int, set[str]]:
    """By submission: what the journal has under these facts."""
    found: dict[int, set[str]] = {}
    for one in journal.told:
        if one["fact"] in facts:
            found.setdefault(one["body"]["submission_id"], set()).add(one["body"]["digest"])
    return found


def _of_credentials(standing: Json, journal: Logged) -> Iterator[str]:
    """Each text of a credential was announced with its digest when it was signed."""
    facts = (
        "CredentialIssued",
        "CredentialCorrected",
        "CredentialProlonged",
        "CredentialReplaced",
        "CredentialSignedAgain",
    )
    signed = {one["body"]["digest"] for one in journal.told if one["fact"] in facts}
    for one in standing["credentials"]:
        if one["digest"] not in signed:
            yield f"The journal has no signing of {one['ref']} with the digest in {STANDING}."

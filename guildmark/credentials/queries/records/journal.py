"""The journal's entries about a decision, with the proofs that they are under a signed head."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from guildmark.credentials import issuer
from guildmark.credentials.domain.dossier import Form, Veil
from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.queries.records.shade import of_the_moment, shaded
from guildmark.credentials.queries.records.work import Bench
from guildmark.kernel import sealing
from guildmark.kernel.facts import mentions
from guildmark.kernel.models import JournalEntry, JournalLeaf, JournalSeal

Json = dict[str, Any]

OF_WORK = (
    "SubmissionSubmitted", "SubmissionRecalled", "PanelCalled", "PanelFormed", "SeatStarted", "SeatDeclined",
    "SeatTakenBack", "SheetSealed", "AdjudicationOpened", "AdjudicationSettled", "ConsensusProposed",
    "FurtherAssessorCalled", "FurtherAssessorWaived", "WaiverAsked", "WaiverAgreed", "MoreEvidenceAsked",
    "MoreEvidenceHandedIn", "EvidenceRequestDropped", "ResultReached",
)  # fmt: skip
"""Of what mentions a submission, what bears on its judgement: not each save of a draft."""


def part(
    decision: CertificationDecision, bench: Bench, told: list[int], hidden: Collection[int], veil: Veil, at: datetime
) -> tuple[Json, str]:
    """The part, and the signed head. `hidden`: the people whom the candidate's form doesn't name."""
    entries = {one.pk: one for one in _entries(decision, bench, told, at)}
    seal = JournalSeal.objects.filter(sealed_at__lte=at).order_by("-size").first()
    proofs = {one.position: one for one in sealing.inclusions(list(entries), seal)} if seal else {}
    placed = JournalLeaf.objects.filter(entry__in=entries, position__in=proofs).values_list("entry_id", "position")
    places = dict(placed)
    secret = {pk for pk, one in entries.items() if veil.form is Form.CANDIDATE and _names(one, hidden)}
    withheld = of_the_moment({pk: one.at for pk, one in entries.items()}, secret)
    withheld |= shaded(places, secret, withheld, seal.size if seal else 0)
    lines = [
        _line(entries[pk], proofs.get(places.get(pk, -1)), veil, pk in withheld)
        for pk in sorted(entries, key=lambda pk: (places.get(pk, float("inf")), pk))
    ]
    return {"origin": issuer.sealer().keys[0].name, "size": seal.size if seal else 0, "entries": lines}, (
        seal.note if seal else ""
    )


def _entries(
    decision: CertificationDecision, bench: Bench, told: Iterable[int], at: datetime
) -> Iterable[JournalEntry]:
    credentials = [one.pk for one in decision.credentials.all()]
    about = (
        Q(mentions__kind="candidacy", mentions__object_id=decision.candidacy_id)
        | Q(mentions__kind="decision", mentions__object_id=decision.pk)
        | Q(mentions__kind="credential", mentions__object_id__in=credentials)
        | Q(mentions__kind="submission", mentions__object_id__in=[one.pk for one in bench.submissions], fact__in=OF_WORK)
        | Q(pk__in=list(told))
    )  # fmt: skip
    return JournalEntry.objects.filter(about, at__lte=at).distinct()


def _names(entry: JournalEntry, hidden: Collection[int]) -> bool:
    """Whether somebody did it, or is named in it, whom the candidate's form doesn't name."""
    named = {pk for kind, pk in mentions(entry.body) if kind in ("person", "people", "assessor", "viewer")}
    return entry.actor_id in hidden or bool(named & set(hidden))


def _line(entry: JournalEntry, proof: sealing.Included | None, veil: Veil, secret: bool) -> Json:
    path = f"journal/{entry.pk}"
    if secret:
        return {"entry": veil.withhold(path, entry.canonical)}
    field = {"entry": veil.told(path, entry.canonical)}
    if proof is None:
        return {**field, "waits": True}
    return {**field, "position": proof.position, "path": list(proof.path)}

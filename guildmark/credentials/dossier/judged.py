"""The work that was judged, in words."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from guildmark.assessment.domain.scoring import shown
from guildmark.credentials.dossier.wording import day, moment, short, told, withheld

Json = dict[str, Any]


def work_sections(part: Json) -> list[Json]:
    """For each submission: what was handed in and what came of it, its sheets, and a disagreement with its end."""
    found = []
    for one in part["submissions"]:
        found += [_submission(one), _sheets(one)]
        if one["disagreement"]:
            found.append(_disagreement(one["disagreement"]))
    return found or [{"title": _("The work"), "text": _("No work was judged: the requirements were met otherwise.")}]


def _submission(one: Json) -> Json:
    result = one["result"]
    return {
        "title": f"{one['task']} · {one['ref']}",
        "facts": [
            [_("Handed in"), f"{moment(one['handed_in_at'])}, {_('attempt {n}').format(n=one['attempt'])}"],
            [_("SHA-256"), short(one["digest"])],
            [_("Signed by the candidate"), _signed(one)],
            [_("Evidence"), _evidence(one)],
            [_("Result"), _result(result)],
        ],
        "head": [_("Criterion"), _("Level"), _("Needs"), _("Sheets")],
        "rows": [_line(line) for line in result["criteria"]] if result else [],
    }


def _signed(one: Json) -> str:
    """What was signed about this work as it was handed in, and in which wording. Older records have none."""
    kinds = {
        "identity": _("who they are"),
        "originality": _("that it is their own work"),
        "both": _("who they are, and that it is their own work"),
    }
    said = [
        f"{kinds.get(signed['kind'], '–')} ({signed['wording']}, {moment(signed['signed_at'])})"
        for signed in one.get("statements", ())
    ]
    return "; ".join(said) or "–"


def _evidence(one: Json) -> str:
    """By kind and the beginning of the digest: never its name or content."""
    pieces = [f"{piece.get('kind') or _('restricted')} {short(piece['sha256'])}" for piece in one["evidence"]]
    return ", ".join(pieces) or "–"


def _result(result: Json | None) -> str:
    if result is None:
        return _("none yet")
    met = _("met") if result["met"] else _("not yet met")
    return f"{met}, {day(result['reached_at'].partition('T')[0])}"


def _line(line: Json) -> list[str]:
    lowest, highest = line["spread"]
    needed = shown(Fraction(line["needed"])) if line["needed"] else "–"
    spread = str(lowest) if lowest == highest else f"{lowest}–{highest}"
    return [line["title"], shown(Fraction(line["level"])), needed, spread]


def _sheets(one: Json) -> Json:
    return {
        "subtitle": _("Sheets"),
        "head": [_("Assessor"), _("Sealed"), _("SHA-256")],
        "rows": [
            [_assessor(sheet), moment(sheet["sealed_at"]), short(sheet["digest"])] for sheet in one["sheets"]
        ],
        "empty": _("No sheet is on record."),
        "notes": [
            _("A seat was given up on {day} and filled anew.").format(day=day(up["at"].partition("T")[0])) for up in one["given_up"]
        ],
    }  # fmt: skip


def _assessor(sheet: Json) -> str:
    known = told(sheet["assessor"])
    who = f"{known['name']}, {known['function']}" if known else _("assessor {number}").format(number=sheet["number"])
    return f"{who} ({_('further')})" if sheet["further"] else who


def _waived(one: Json) -> str:
    return told(one["further_reading_waived"]) or withheld()


def _disagreement(one: Json) -> Json:
    if "opened_at" not in one:
        return {"subtitle": _("A further reading was waived"), "text": _waived(one)}
    by = told(one["by"])
    names = [person["name"] for person in by.values() if person] if by else []
    notes = [_("The sheets stay as they were sealed.")]
    if names:
        notes.append(_("Proposed and confirmed by {names}.").format(names=", ".join(names)))
    if one["further_reading_waived"]:
        notes.append(_("A further reading was waived: {reason}").format(reason=_waived(one)))
    return {
        "subtitle": _("A disagreement, and how it was settled"),
        "facts": [[_("Opened"), moment(one["opened_at"])], [_("Settled"), moment(one["settled_at"])]],
        "head": [_("Criterion"), _("Level"), _("Why")],
        "rows": [[line["title"], str(line["level"]), line["why"]] for line in one["agreed"]],
        "notes": notes,
    }

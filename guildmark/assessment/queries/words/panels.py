"""Why a panel can't be filled, and what would mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.assessment.domain.conflicts import ConflictPolicy, Force, Kind
from guildmark.assessment.domain.panels import Binding, Explanation
from guildmark.assessment.queries.words.conflicts import SHORT
from guildmark.programs.domain.policies import Reservation


@dataclass(frozen=True)
class Said:
    """What binds, in a sentence; the figures behind it; and what would mend it, the simplest first."""

    why: str
    behind: Sequence[str]
    remedies: Sequence[str]


def kept(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain values, to be kept with the panel."""
    return {**asdict(explanation), "binding": explanation.binding.value, "barred": dict(explanation.barred)}


def all_said(
    kept_explanations: Sequence[Mapping[str, Any]], *, functions: Mapping[str, str], policy: ConflictPolicy
) -> list[Said]:
    """The explanations of one panel; figures that stand behind several are told once, with the first."""
    found: list[Said] = []
    for one in kept_explanations:
        new = said(one, functions=functions, policy=policy)
        told = {line for before in found for line in before.behind}
        found.append(replace(new, behind=[line for line in new.behind if line not in told]))
    return found


def said(kept_explanation: Mapping[str, Any], *, functions: Mapping[str, str], policy: ConflictPolicy) -> Said:
    """An explanation that was kept, in words. `functions`: names of job functions by code. `policy`: the one in force, by
    which two people may lift some ties."""
    figures = {**kept_explanation, "present": tuple(kept_explanation["present"])}
    explanation = Explanation(**{**figures, "binding": Binding(figures["binding"])})
    present = ", ".join(functions.get(code, code) for code in explanation.present)
    return Said(_why(explanation, present), _behind(explanation), _remedies(explanation, present, policy))


def _why(e: Explanation, present: str) -> str:
    if e.binding is Binding.QUALIFIED:
        return ngettext(
            "It needs {needed} more assessor; qualified for this program: {available}.",
            "It needs {needed} more assessors; qualified for this program: {available}.",
            e.needed,
        ).format(needed=e.needed, available=e.available)
    if e.binding is Binding.BARRED:
        return _("It needs {needed}, and of {qualified} qualified only {available} may judge this candidate.").format(
            needed=e.needed, qualified=e.qualified, available=e.available
        )
    if e.binding is Binding.LOAD:
        return _("It needs {needed}, and {available} have room: {full} have as many open seats as they may.").format(
            needed=e.needed, available=e.available, full=e.full
        )
    if e.binding is Binding.FUNCTIONS:
        text = _("The panel needs {needed} different job functions and can have {available} ({present}).")
        return text.format(needed=e.needed, available=e.available, present=present or _("none"))
    if e.binding is Binding.RESERVED:
        return _("Nobody who has room can take the seat that is kept for {whom}.").format(whom=reserved_words(e.wanted))
    return _("It could be filled alone, but not together with the others that wait.")


def reserved_words(wanted: str) -> str:
    """Whom a seat is kept for."""
    if wanted == Reservation.OUTSIDE_FUNCTION:
        return _("somebody from another job function than the candidate")
    if wanted == Reservation.OTHER_SITE:
        return _("somebody from another site")
    return _("the job function {function}").format(function=wanted.removeprefix(Reservation.FUNCTION))


def _behind(e: Explanation) -> list[str]:
    counted = [f"{count} × {SHORT.get(kind, kind)}" for kind, count in sorted(e.barred.items())]
    if e.full:
        counted.append(ngettext("{count} × full", "{count} × full", e.full).format(count=e.full))
    return counted


def _remedies(e: Explanation, present: str, policy: ConflictPolicy) -> list[str]:
    if e.binding is Binding.FUNCTIONS:
        return [
            ngettext(
                "Qualify {more} more person from another job function than {present}.",
                "Qualify {more} more people from other job functions than {present}.",
                e.more,
            ).format(more=e.more, present=present or _("those there")),
            _("Or ask for fewer job functions in the next version of the program."),
        ]
    if e.binding is Binding.RESERVED:
        return [
            _("Qualify {whom}, without a tie to the candidate.").format(whom=reserved_words(e.wanted)),
            _("Or keep no seat for that in the next version of the program."),
        ]
    if e.binding is Binding.TOGETHER:
        return [
            _("Wait until a sheet is sealed: it is tried again by itself, those who wait longest first."),
            _("Or qualify one more person."),
        ]
    qualify = ngettext(
        "Qualify {more} more person who has no tie to the candidate.",
        "Qualify {more} more people who have no tie to the candidate.",
        max(e.more, 1),
    ).format(more=max(e.more, 1))
    wait = _("Or wait until one of them has sealed a sheet: it is tried again by itself.")
    leave = _("Or wait until somebody is back from leave.")
    declared = _("Or look whether a declared conflict still holds.")
    exception = _("Or ask for an exception, under “Who could judge it”: two people say that a tie does not count here.")
    return [
        qualify,
        *([exception] if e.barred.keys() & _waivable(policy) else []),
        *([wait] if e.full else []),
        *([leave] if e.barred.get("on_leave") else []),
        *([declared] if e.barred.get("declared") else []),
        _("Or take an external assessor in: add them as a person, then qualify them."),
    ]


def _waivable(policy: ConflictPolicy) -> set[str]:
    return {kind.value for kind in Kind if policy.of(kind).force is Force.SOFT}

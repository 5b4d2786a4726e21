"""What was weighed when a panel was formed, in sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def weighed_words(weighed: Mapping[str, Any] | None) -> list[str]:
    """One sentence for each thing that was weighed, beside the rules, when seats were last taken."""
    if not weighed:
        return []
    return [
        _load(weighed),
        _met(weighed["met"]),
        *([_avoided(weighed["avoided"])] if weighed["avoided"] else []),
        *(_side_by_side(weighed) if weighed["members"] > 1 else []),
        *([_late(weighed["gap"])] if weighed.get("gap") else []),
    ]


def _load(weighed: Mapping[str, Any]) -> str:
    if not weighed["busiest"]:
        return _("Whoever was seated had nothing else to judge; {count} could have been.").format(
            count=weighed["candidates"]
        )
    return ngettext(
        "Load: the busiest of those seated had {count} other seat; {candidates} people could have been seated.",
        "Load: the busiest of those seated had {count} other seats; {candidates} people could have been seated.",
        weighed["busiest"],
    ).format(count=weighed["busiest"], candidates=weighed["candidates"])


def _met(met: int) -> str:
    if not met:
        return _("Nobody of them had judged this candidate before.")
    return ngettext(
        "{count} of them had judged this candidate before; anybody else would have been busier by far.",
        "{count} of them had judged this candidate before; anybody else would have been busier by far.",
        met,
    ).format(count=met)


def _avoided(avoided: int) -> str:
    return ngettext(
        "{count} of them has a tie to the candidate that is avoided where it can be.",
        "{count} of them have a tie to the candidate that is avoided where it can be.",
        avoided,
    ).format(count=avoided)


def _side_by_side(weighed: Mapping[str, Any]) -> list[str]:
    sites = ngettext("They work at {count} site", "They work at {count} sites", weighed["sites"])
    tenures = (
        _("and are with the company for differently long.")
        if weighed["tenures"] > 1
        else _("and are with the company for about as long.")
    )
    together = (
        ngettext(
            "{count} pair of them sat on a panel together within a year.",
            "{count} pairs of them sat on a panel together within a year.",
            weighed["together"],
        ).format(count=weighed["together"])
        if weighed["together"]
        else _("No two of them sat on a panel together within a year.")
    )
    links = [_("Their marks link assessors who could not be compared before.")] if weighed["links"] else []
    return [f"{sites.format(count=weighed['sites'])} {tenures}", together, *links]


def _late(gap: float) -> str:
    # The sign stands last: before a letter, gettext would take the sentence for a pattern of printf.
    said = _(
        "The search ended with its time. This is the best found; the best possible is better by at most {percent}%."
    )
    return said.format(percent=number_format(round(100 * gap, 2)))

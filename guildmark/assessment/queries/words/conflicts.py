"""A conflict of interest in a sentence."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain.conflicts import Conflict, Kind

NOW = {
    Kind.SELF: _("It is {assessor}’s own work."),
    Kind.MANAGES: _("{assessor} leads {candidate}."),
    Kind.REPORTS_TO: _("{candidate} leads {assessor}."),
    Kind.SAME_TEAM: _("{assessor} and {candidate} are in the same direct team."),
    Kind.SAME_UNIT: _("{assessor} and {candidate} work in the same unit."),
    Kind.DECLARED: _("{assessor} has declared a conflict of interest with {candidate}."),
    Kind.MENTOR: _("{assessor} mentors or mentored {candidate}."),
    Kind.TRAINER: _("{assessor} taught {candidate} for this."),
    Kind.CO_AUTHOR: _("{assessor} makes work with {candidate}."),
    Kind.GAINS: _("{assessor} gains by the outcome for {candidate}."),
    Kind.ASSESSED: _("{assessor} has judged work of {candidate} before."),
}
UNTIL = {
    Kind.MANAGES: _("{assessor} led {candidate} until {until}, less than {months} months ago."),
    Kind.REPORTS_TO: _("{candidate} led {assessor} until {until}, less than {months} months ago."),
    Kind.FORMER_TEAM: _("{assessor} and {candidate} were in one team until {until}, less than {months} months ago."),
    Kind.MENTOR: _("{assessor} mentored {candidate} until {until}, less than {months} months ago."),
    Kind.TRAINER: _("{assessor} taught {candidate} for this until {until}, less than {months} months ago."),
    Kind.CO_AUTHOR: _(
        "{assessor} made work with {candidate} that was handed in on {until}, less than {months} months ago."
    ),
    Kind.ASSESSED: _("{assessor} judged work of {candidate} on {until}, less than {months} months ago."),
}
SHORT = {
    Kind.SELF: _("own work"),
    Kind.MANAGES: _("manager of the candidate, now or lately"),
    Kind.REPORTS_TO: _("led by the candidate, now or lately"),
    Kind.SAME_TEAM: _("in the same direct team"),
    Kind.FORMER_TEAM: _("lately in the same team"),
    Kind.SAME_UNIT: _("in the same unit"),
    Kind.DECLARED: _("conflict declared"),
    Kind.MENTOR: _("mentor of the candidate"),
    Kind.TRAINER: _("taught the candidate"),
    Kind.CO_AUTHOR: _("co-author"),
    Kind.GAINS: _("gains by the outcome"),
    Kind.ASSESSED: _("judged the candidate before"),
    "on_leave": _("on leave"),
    "language": _("judging in other languages only"),
    "paused": _("without new work until they have calibrated anew"),
    "judged_before": _("judged an earlier attempt"),
    "seated": _("on this panel already"),
    "gave_back": _("gave a seat on this panel back"),
}
"""Why somebody qualified can't judge a case, to be counted: “2 in the same direct team”."""


def conflict_sentence(conflict: Conflict, *, assessor: str, candidate: str) -> str | Promise:
    """Why this assessor should not judge this candidate, with both names."""
    if conflict.until and conflict.kind in UNTIL:
        until = date_format(conflict.until, "j F Y")
        return format_lazy(
            UNTIL[conflict.kind],
            assessor=assessor,
            candidate=candidate,
            until=until,
            months=conflict.months,
        )
    return format_lazy(NOW[conflict.kind], assessor=assessor, candidate=candidate)

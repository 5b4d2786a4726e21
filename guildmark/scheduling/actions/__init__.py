"""The verbs of finding a time."""

from guildmark.scheduling.actions.absences import hold, report_absence, settle_absence
from guildmark.scheduling.actions.booking import book, cancel, move, set_meeting_link
from guildmark.scheduling.actions.following import follow_panel, lengthen
from guildmark.scheduling.actions.publishing import Around, publish_hours, take_back_other_days, tell_other_days
from guildmark.scheduling.actions.wishing import end_wish, open_slot, wish

__all__ = [
    "Around",
    "book",
    "cancel",
    "end_wish",
    "follow_panel",
    "hold",
    "lengthen",
    "move",
    "open_slot",
    "publish_hours",
    "report_absence",
    "set_meeting_link",
    "settle_absence",
    "take_back_other_days",
    "tell_other_days",
    "wish",
]

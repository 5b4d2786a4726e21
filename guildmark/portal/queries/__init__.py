"""What waits for a person, what they have been told, what happened to a thing they may see."""

from guildmark.portal.queries.figures import Figures, figures
from guildmark.portal.queries.history import history_of
from guildmark.portal.queries.home import Waits, waits_for
from guildmark.portal.queries.notifications import get_notification, notifications_of
from guildmark.portal.queries.setting_up import SettingUp, setting_up
from guildmark.portal.queries.shell import unread_count
from guildmark.portal.queries.subjects import (
    appeal_in_words,
    candidacy_in_words,
    candidacy_of,
    credential_in_words,
    day_for,
    is_to_be_booked,
    judges_of,
    match_in_words,
    moments_of,
    motion_in_words,
    panel_of,
    renewal_opens,
    seats_of,
    session_start,
    study_in_words,
    submission_in_words,
)

__all__ = [
    "Figures", "SettingUp", "Waits", "appeal_in_words", "candidacy_in_words", "candidacy_of", "credential_in_words", "day_for", "figures",
    "get_notification", "history_of", "is_to_be_booked", "judges_of", "match_in_words", "moments_of", "motion_in_words", "notifications_of",
    "panel_of", "renewal_opens", "seats_of", "session_start", "setting_up", "study_in_words", "submission_in_words", "unread_count",
    "waits_for",
]  # fmt: skip

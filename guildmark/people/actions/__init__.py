"""The verbs about people: the only writers of this room’s tables."""

from guildmark.people.actions.absence import end_leave, grant_leave
from guildmark.people.actions.accounts import deactivate, reactivate, set_language, set_preferences
from guildmark.people.actions.appointing import appoint, end_appointment
from guildmark.people.actions.employing import employ, end_employment, move
from guildmark.people.actions.founding import found_administrator
from guildmark.people.actions.importing import import_people
from guildmark.people.actions.shaping import open_job_function, open_site, open_unit
from guildmark.people.actions.signing_in import count_try, send_sign_in_link, set_password, sign_in

__all__ = [
    "appoint",
    "count_try",
    "deactivate",
    "employ",
    "end_appointment",
    "end_employment",
    "end_leave",
    "found_administrator",
    "grant_leave",
    "import_people",
    "move",
    "open_job_function",
    "open_site",
    "open_unit",
    "reactivate",
    "send_sign_in_link",
    "set_language",
    "set_password",
    "set_preferences",
    "sign_in",
]

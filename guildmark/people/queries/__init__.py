"""What this room answers."""

from guildmark.people.models import company_day
from guildmark.people.queries.access import Holder, Seen, by_room, who_sees
from guildmark.people.queries.accounts import (
    knows_password,
    link_for,
    open_account,
    person_by_link,
    person_called,
    preferences_of,
)
from guildmark.people.queries.cast import CastMember, cast, cast_member
from guildmark.people.queries.choosing import people_meant, people_suggested
from guildmark.people.queries.directory import Choices, DirectoryRow, choices, directory, directory_rows
from guildmark.people.queries.files import (
    PersonFile,
    Worked,
    get_leave,
    get_person,
    get_person_with_record,
    person_called_exactly,
    work_of,
)
from guildmark.people.queries.finding import search_people
from guildmark.people.queries.lines import (
    Led,
    holders,
    manager_of,
    managers_of,
    on_leave,
    unit_of,
)
from guildmark.people.queries.roles import (
    Appointment,
    appointments_of,
    get_appointment,
    program_choices,
    roles_page,
    roles_rows,
)
from guildmark.people.queries.roster import COLUMN_HELP, SHOWN, Preview, directory_now, preview

__all__ = [
    "COLUMN_HELP",
    "SHOWN",
    "Appointment",
    "CastMember",
    "Choices",
    "DirectoryRow",
    "Holder",
    "Led",
    "PersonFile",
    "Preview",
    "Seen",
    "Worked",
    "appointments_of",
    "by_room",
    "cast",
    "cast_member",
    "choices",
    "company_day",
    "directory",
    "directory_now",
    "directory_rows",
    "get_appointment",
    "get_leave",
    "get_person",
    "get_person_with_record",
    "holders",
    "knows_password",
    "link_for",
    "manager_of",
    "managers_of",
    "on_leave",
    "open_account",
    "people_meant",
    "people_suggested",
    "person_by_link",
    "person_called",
    "person_called_exactly",
    "preferences_of",
    "preview",
    "program_choices",
    "roles_page",
    "roles_rows",
    "search_people",
    "unit_of",
    "who_sees",
    "work_of",
]

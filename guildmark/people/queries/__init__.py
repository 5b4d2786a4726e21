"""What this room answers."""

from guildmark.people.queries.accounts import (
    knows_password,
    link_for,
    open_account,
    person_by_link,
    person_called,
    preferences_of,
)
from guildmark.people.queries.cast import CastMember, cast, cast_member
from guildmark.people.queries.lines import (
    Led,
    holders,
    manager_of,
    managers_of,
    on_leave,
    reports_of,
    same_team_pairs,
    team_of,
    unit_of,
)
from guildmark.people.queries.roster import Preview, directory_now, preview

__all__ = [
    "CastMember",
    "Led",
    "Preview",
    "cast",
    "cast_member",
    "directory_now",
    "holders",
    "knows_password",
    "link_for",
    "manager_of",
    "managers_of",
    "on_leave",
    "open_account",
    "person_by_link",
    "person_called",
    "preferences_of",
    "preview",
    "reports_of",
    "same_team_pairs",
    "team_of",
    "unit_of",
]

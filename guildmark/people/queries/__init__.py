"""What this room answers."""

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

__all__ = [
    "Led",
    "holders",
    "manager_of",
    "managers_of",
    "on_leave",
    "reports_of",
    "same_team_pairs",
    "team_of",
    "unit_of",
]

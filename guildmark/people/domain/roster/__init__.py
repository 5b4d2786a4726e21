"""A file of people: read, compared with the directory, turned into a plan. What is wrong is a `Fault`, never a guess."""

from guildmark.people.domain.roster.directory import Directory, Known, Place
from guildmark.people.domain.roster.faults import Fault, Unreadable
from guildmark.people.domain.roster.planning import Change, Opening, Plan, Planned, plan
from guildmark.people.domain.roster.reading import COLUMNS, NEEDED, Row, Sheet, read
from guildmark.people.domain.roster.text import Text, decoded

__all__ = [
    "COLUMNS",
    "NEEDED",
    "Change",
    "Directory",
    "Fault",
    "Known",
    "Opening",
    "Place",
    "Plan",
    "Planned",
    "Row",
    "Sheet",
    "Text",
    "Unreadable",
    "decoded",
    "plan",
    "read",
]

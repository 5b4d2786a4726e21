"""What may be asked of this room."""

from collections.abc import Iterator
from datetime import datetime

from guildmark.governance.queries.appeals import (
    AppealPage,
    appeal_page,
    appeal_turns,
    appealable,
    appeals,
    concerned_in,
    figures,
    get_appeal,
)
from guildmark.governance.queries.committees import (
    CommitteePage,
    choosable,
    committee_page,
    committees,
    get_committee,
    get_meeting,
    programs_without,
)
from guildmark.governance.queries.motions import (
    OUTCOMES,
    MotionPage,
    get_motion,
    motion_page,
    motion_turns,
    overdue,
    register,
    voters_of,
)
from guildmark.kernel.turns import Turn
from guildmark.people.models import Person
from guildmark.programs.queries import open_versions

__all__ = [
    "OUTCOMES",
    "AppealPage",
    "CommitteePage",
    "MotionPage",
    "appeal_page",
    "appealable",
    "appeals",
    "choosable",
    "committee_page",
    "committees",
    "concerned_in",
    "figures",
    "get_appeal",
    "get_committee",
    "get_meeting",
    "get_motion",
    "motion_page",
    "open_versions",
    "overdue",
    "programs_without",
    "register",
    "turns",
    "voters_of",
]  # fmt: skip


def turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """What waits in governance: votes, appeals."""
    yield from motion_turns(person, at=at)
    yield from appeal_turns(person, at=at)

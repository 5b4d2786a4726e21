"""What may be asked of this room."""

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
    overdue,
    register,
    turns,
    voters_of,
)

__all__ = [
    "OUTCOMES", "CommitteePage", "MotionPage", "choosable", "committee_page", "committees", "get_committee", "get_meeting",
    "get_motion", "motion_page", "overdue", "programs_without", "register", "turns", "voters_of",
]  # fmt: skip

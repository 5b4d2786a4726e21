"""Committees and what they decide."""

from guildmark.governance.models.appeals import DECIDED, OPEN, Appeal, AppealState, Grounds, Hearer
from guildmark.governance.models.committees import Committee, Delegation, Majority, Meeting, Membership, Office
from guildmark.governance.models.motions import Ballot, Choice, Motion, MotionOutcome, Recusal, Weight

__all__ = [
    "DECIDED",
    "OPEN",
    "Appeal",
    "AppealState",
    "Ballot",
    "Choice",
    "Committee",
    "Delegation",
    "Grounds",
    "Hearer",
    "Majority",
    "Meeting",
    "Membership",
    "Motion",
    "MotionOutcome",
    "Office",
    "Recusal",
    "Weight",
]  # fmt: skip

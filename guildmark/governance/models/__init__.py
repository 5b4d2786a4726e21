"""Committees and what they decide."""

from guildmark.governance.models.committees import Committee, Delegation, Majority, Meeting, Membership, Office
from guildmark.governance.models.motions import Ballot, Choice, Motion, MotionOutcome, Recusal, Weight

__all__ = [
    "Ballot", "Choice", "Committee", "Delegation", "Majority", "Meeting", "Membership", "Motion", "MotionOutcome",
    "Office", "Recusal", "Weight",
]  # fmt: skip

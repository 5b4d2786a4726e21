"""The verbs of governance."""

from guildmark.governance.actions.committees import call_meeting, delegate, found_committee, hold_meeting, seat_member
from guildmark.governance.actions.motions import cast, close_motion, decide_alone, put_motion, recuse

__all__ = [
    "call_meeting", "cast", "close_motion", "decide_alone", "delegate", "found_committee", "hold_meeting", "put_motion",
    "recuse", "seat_member",
]  # fmt: skip

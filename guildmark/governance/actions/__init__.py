"""The verbs of governance."""

from guildmark.governance.actions.appeals import acknowledge, decide_appeal, lodge, name_hearers, take_back
from guildmark.governance.actions.committees import call_meeting, delegate, found_committee, hold_meeting, seat_member
from guildmark.governance.actions.motions import cast, close_motion, decide_alone, put_motion, recuse

__all__ = [
    "acknowledge",
    "call_meeting",
    "cast",
    "close_motion",
    "decide_alone",
    "decide_appeal",
    "delegate",
    "found_committee",
    "hold_meeting",
    "lodge",
    "name_hearers",
    "put_motion",
    "recuse",
    "seat_member",
    "take_back",
]  # fmt: skip

"""When that is announced upstream, this happens to credentials."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from guildmark.credentials import actions
from guildmark.credentials.queries.leave import held_by
from guildmark.kernel.access import SYSTEM, Actor, Refused
from guildmark.kernel.facts import Fact, Reaction
from guildmark.people.facts import LeaveEnded, LeaveGranted


def let_leave_count(fact: LeaveGranted | LeaveEnded, by: Actor, at: datetime) -> None:
    """Leave stops clocks as it is recorded. What can’t be signed now is left to the night: leave is recorded anyhow."""
    for credential in held_by(fact.person_id):
        try:
            actions.prolong(credential=credential, by=SYSTEM, at=at)
        except Refused:
            continue


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {LeaveGranted: [let_leave_count], LeaveEnded: [let_leave_count]}

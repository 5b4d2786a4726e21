"""What the scheduler does here."""

from datetime import datetime

from guildmark.governance import actions, queries
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.jobs import every


@every("governance.close_motions", minutes=15)
def close_motions(at: datetime) -> str:
    """Count the votes of motions by circulation whose closing time has passed."""
    closed = [actions.close_motion(motion=one, by=SYSTEM, at=at) for one in queries.overdue(at)]
    return "\n".join(f"{one.ref}: {one.outcome}" for one in closed)

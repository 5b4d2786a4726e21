"""What happens to credentials at night."""

from datetime import datetime

from guildmark.credentials import actions, queries
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.jobs import every


@every("credentials.prolong", hours=24)
def prolong(at: datetime) -> str:
    """Let leave stop the clocks of credentials whose holders were or are away; who is skipped is named, with the reason."""
    report = []
    for one in queries.held_with_leave():
        try:
            if actions.prolong(credential=one, by=SYSTEM, at=at):
                report.append(f"{one.ref}: its last day moved for leave")
        except Refused as refusal:
            report.append(f"{one.ref}: skipped: {refusal}")
    return "\n".join(report)


@every("credentials.remind", hours=24)
def remind(at: datetime) -> str:
    """Remind the holders whose day has come; who is skipped is named, with the reason."""
    report = []
    for due in queries.to_remind(at):
        if due.skipped:
            report.append(f"{due.credential.ref}: skipped: {due.skipped}")
            continue
        try:
            actions.remind(credential=due.credential, occasion=due.occasion, by=SYSTEM, at=at)
            report.append(f"{due.credential.ref}: reminded ({due.occasion})")
        except Refused as refusal:
            report.append(f"{due.credential.ref}: skipped: {refusal}")
    return "\n".join(report)

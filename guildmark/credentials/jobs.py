"""What happens to credentials at night."""

from datetime import datetime

from guildmark.credentials import actions, queries
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.jobs import every


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

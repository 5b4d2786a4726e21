from django.db import migrations

from guildmark.kernel.triggers import append_only, refuse

CLOSED = "EXISTS (SELECT 1 FROM governance_motion m WHERE m.id = {row}.motion_id AND m.closed_at IS NOT NULL)"
VOTED = "what was decided never changes, nor how it was voted"


class Migration(migrations.Migration):
    """A decision, its votes and the minutes of a meeting stay as they are, by any road."""

    dependencies = [("governance", "0001_initial")]

    operations = [
        append_only("governance_delegation"),
        refuse("governance_motion", "governance_motion_closed", "UPDATE DELETE", "OLD.closed_at IS NOT NULL", VOTED),
        refuse("governance_meeting", "governance_meeting_held", "UPDATE DELETE", "OLD.held_at IS NOT NULL", VOTED),
        refuse("governance_ballot", "governance_ballot_late", "INSERT UPDATE", CLOSED.format(row="NEW"), VOTED),
        refuse("governance_ballot", "governance_ballot_kept", "UPDATE DELETE", CLOSED.format(row="OLD"), VOTED),
        refuse("governance_recusal", "governance_recusal_late", "INSERT UPDATE", CLOSED.format(row="NEW"), VOTED),
        refuse("governance_recusal", "governance_recusal_kept", "UPDATE DELETE", CLOSED.format(row="OLD"), VOTED),
    ]

from django.db import migrations

from guildmark.kernel.triggers import refuse

HANDED_IN = "EXISTS (SELECT 1 FROM consultation_rater r WHERE r.id = {row}.rater_id AND r.handed_in_at IS NOT NULL)"
CLOSED = "EXISTS (SELECT 1 FROM consultation_validationround v WHERE v.id = NEW.round_id AND v.closed_at IS NOT NULL)"
SAID = "what a rater has handed in never changes"


class Migration(migrations.Migration):
    """What was handed in or closed is never changed again, by any road."""

    dependencies = [("consultation", "0001_initial")]

    operations = [
        refuse(
            "consultation_validationround",
            "consultation_round_closed",
            "UPDATE DELETE",
            "OLD.closed_at IS NOT NULL",
            "a closed round never changes",
        ),
        refuse("consultation_rater", "consultation_rater_in", "UPDATE DELETE", "OLD.handed_in_at IS NOT NULL", SAID),
        refuse(
            "consultation_rater",
            "consultation_rater_late",
            "INSERT UPDATE",
            CLOSED,
            "a closed round takes no answers any more",
        ),
        refuse("consultation_rating", "consultation_rating_added", "INSERT UPDATE", HANDED_IN.format(row="NEW"), SAID),
        refuse("consultation_rating", "consultation_rating_kept", "UPDATE DELETE", HANDED_IN.format(row="OLD"), SAID),
    ]

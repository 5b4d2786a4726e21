from django.db import migrations

from guildmark.kernel.triggers import append_only, refuse


class Migration(migrations.Migration):
    """What was agreed, asked for and closed is never changed again, by any road."""

    dependencies = [("calibration", "0001_initial")]

    operations = [
        append_only("calibration_policy"),
        append_only("calibration_expert"),
        append_only("calibration_referencelevel"),
        append_only("calibration_agreement"),
        append_only("calibration_reading"),
        refuse(
            "calibration_reference",
            "calibration_reference_stands",
            "UPDATE DELETE",
            "OLD.stands_since IS NOT NULL",
            "a reference that stands never changes",
        ),
        refuse(
            "calibration_calibrationset",
            "calibration_set_closed",
            "UPDATE DELETE",
            "OLD.closed_at IS NOT NULL",
            "a closed calibration set never changes",
        ),
    ]

from django.db import migrations

from guildmark.kernel.triggers import append_only, refuse


class Migration(migrations.Migration):
    """What was worked out, settled or lifted is never changed again, by any road."""

    dependencies = [("calibration", "0003_following")]

    operations = [
        append_only("calibration_reliability"),
        refuse(
            "calibration_seedplan",
            "calibration_seed_settled",
            "UPDATE DELETE",
            "OLD.settled_at IS NOT NULL",
            "a settled seed never changes",
        ),
        refuse(
            "calibration_assessorpause",
            "calibration_pause_lifted",
            "UPDATE DELETE",
            "OLD.lifted_at IS NOT NULL",
            "a lifted pause never changes",
        ),
    ]

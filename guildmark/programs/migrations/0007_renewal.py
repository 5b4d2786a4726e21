from importlib import import_module

from django.db import migrations, models

from guildmark.kernel.triggers import refuse

FROZEN = import_module("guildmark.programs.migrations.0002_frozen_versions").FROZEN
FIXED = ("renewal",)


class Migration(migrations.Migration):
    dependencies = [("programs", "0006_reserved_seats")]
    operations = [
        migrations.AddField(
            model_name="programversion", name="renewal", field=models.JSONField(default=None, null=True)
        ),
        refuse(
            "programs_programversion",
            "programs_version_renewal",
            "UPDATE",
            f"OLD.state IN {FROZEN} AND CAST(NEW.renewal AS TEXT) IS DISTINCT FROM CAST(OLD.renewal AS TEXT)",
            "programs_programversion: the version is frozen",
        ),
    ]

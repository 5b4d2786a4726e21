from importlib import import_module

from django.db import migrations, models

from guildmark.kernel.triggers import refuse

FROZEN = import_module("guildmark.programs.migrations.0002_frozen_versions").FROZEN
FIXED = ("panel_reserved",)


class Migration(migrations.Migration):
    dependencies = [("programs", "0005_judging")]
    operations = [
        migrations.AddField(
            model_name="programversion", name="panel_reserved", field=models.JSONField(default=None, null=True)
        ),
        refuse(
            "programs_programversion",
            "programs_version_reserved",
            "UPDATE",
            f"OLD.state IN {FROZEN} AND CAST(NEW.panel_reserved AS TEXT) IS DISTINCT FROM CAST(OLD.panel_reserved AS TEXT)",
            "programs_programversion: the version is frozen",
        ),
    ]

"""Work can be copied for assessors to calibrate on. The table is made anew on SQLite, so its promises are lifted meanwhile."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from guildmark.kernel.triggers import lifted, refuse

HANDED_IN = import_module("guildmark.assessment.migrations.0004_handed_in").Migration.operations


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_handed_in")]

    operations = [
        *lifted(HANDED_IN),
        migrations.AddField(
            "submission",
            "copy_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="assessment.submission",
            ),
        ),
        migrations.RemoveConstraint("submission", "one_submission_an_attempt"),
        migrations.RemoveConstraint("submission", "one_open_submission_a_task"),
        migrations.AddConstraint(
            "submission",
            models.UniqueConstraint(
                condition=Q(copy_of=None), fields=("candidacy", "task", "attempt"), name="one_submission_an_attempt"
            ),
        ),
        migrations.AddConstraint(
            "submission",
            models.UniqueConstraint(
                condition=~Q(state="decided") & Q(copy_of=None),
                fields=("candidacy", "task"),
                name="one_open_submission_a_task",
            ),
        ),
        migrations.AddConstraint(
            "submission",
            models.CheckConstraint(
                condition=Q(copy_of=None) | ~Q(state__in=["adjudication", "decided"]), name="copy_has_no_result"
            ),
        ),
        migrations.AlterModelManagers("panel", managers=[("everything", models.manager.Manager())]),
        migrations.AlterModelManagers("submission", managers=[("everything", models.manager.Manager())]),
        *HANDED_IN,
        refuse(
            "assessment_submission",
            "assessment_copy_stays_one",
            "UPDATE",
            "COALESCE(NEW.copy_of_id, 0) <> COALESCE(OLD.copy_of_id, 0)",
            "a copy stays the copy of what it was made from",
        ),
    ]

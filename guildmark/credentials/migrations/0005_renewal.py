from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models

from guildmark.kernel.triggers import put_back, set_aside


def as_usual(apps, editor):
    """What was granted before there was a policy renews as the usual one says, three months before its last day."""
    credential = apps.get_model("credentials", "Credential")
    for one in credential.objects.filter(renew_from=None):
        one.renew_from, one.renew_until = one.valid_until - timedelta(days=91), one.valid_until + timedelta(days=30)
        one.save(update_fields=["renew_from", "renew_until"])


class Migration(migrations.Migration):
    dependencies = [("credentials", "0004_standing_is_kept")]

    operations = [
        set_aside(),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("occasion", models.CharField(max_length=20)),
                ("reminded_at", models.DateTimeField()),
                (
                    "credential",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="credentials.credential",
                    ),
                ),
            ],
        ),
        migrations.AddField("credential", "renew_from", models.DateField(null=True)),
        migrations.AddField("credential", "renew_until", models.DateField(null=True)),
        migrations.RunPython(as_usual, migrations.RunPython.noop),
        migrations.AlterField("credential", "renew_from", models.DateField()),
        migrations.AlterField("credential", "renew_until", models.DateField()),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(renew_until__gte=models.F("valid_until")), name="renewal_closes_after_expiry"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(fields=("credential", "occasion"), name="reminded_once"),
        ),
        put_back(),
    ]

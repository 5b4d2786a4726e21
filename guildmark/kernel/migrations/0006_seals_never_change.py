from django.db import migrations

from guildmark.kernel.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_journal_seals")]
    operations = [
        append_only("kernel_journalleaf"),
        append_only("kernel_journaltile"),
        append_only("kernel_journalseal"),
    ]

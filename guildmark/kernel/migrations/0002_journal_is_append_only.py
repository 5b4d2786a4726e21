from django.db import migrations

from guildmark.kernel.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [append_only("kernel_journalentry"), append_only("kernel_journalmention")]

from django.db import migrations

from guildmark.kernel.triggers import refuse


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_jobrun")]
    operations = [
        refuse(
            "kernel_blob",
            "kernel_blob_fixed",
            "UPDATE",
            "NEW.sha256 <> OLD.sha256 OR NEW.size <> OLD.size",
            "content goes by its digest and never changes",
        ),
    ]

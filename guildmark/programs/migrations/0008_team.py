from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0007_renewal")]
    operations = [
        migrations.AddField(model_name="task", name="team", field=models.JSONField(default=None, null=True)),
    ]

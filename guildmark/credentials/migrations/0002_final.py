from django.db import migrations

from guildmark.kernel.triggers import append_only, refuse

SIGNED = (
    "ref", "decision_id", "holder_id", "program_id", "version_id", "period", "valid_from", "valid_until", "zone",
    "holder_salt", "status_index", "document", "digest", "issued_at",
)


class Migration(migrations.Migration):
    """What was decided and signed is final: a credential's state and visibility can change, nothing else of it."""

    dependencies = [("credentials", "0001_initial")]

    operations = [
        append_only("credentials_certificationdecision"),
        append_only("credentials_statuschange"),
        refuse(
            "credentials_credential",
            "credential_is_signed",
            "UPDATE",
            " OR ".join(f"NEW.{column} <> OLD.{column}" for column in SIGNED),
            "what was signed does not change",
        ),
        refuse("credentials_credential", "credential_stays", "DELETE", "TRUE", "an issued credential is never deleted"),
    ]

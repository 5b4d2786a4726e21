from django.db import migrations

from guildmark.kernel.triggers import append_only, lifted, refuse

SIGNED = (
    "ref", "decision_id", "holder_id", "program_id", "version_id", "period", "valid_from", "valid_until", "zone",
    "status_index", "issued_at",
)
BEFORE = refuse(
    "credentials_credential",
    "credential_is_signed",
    "UPDATE",
    " OR ".join(f"NEW.{column} <> OLD.{column}" for column in (*SIGNED, "holder_salt", "document", "digest")),
    "what was signed does not change",
)
KEPT = (
    "EXISTS (SELECT 1 FROM credentials_edition kept WHERE kept.credential_id = OLD.id "
    "AND kept.digest = OLD.digest AND kept.document = OLD.document AND kept.holder_salt = OLD.holder_salt)"
)


class Migration(migrations.Migration):
    """A text may give way to another only where it is kept as an edition; what is taken back for good stays so."""

    dependencies = [("credentials", "0003_standing")]

    operations = [
        *lifted([BEFORE]),
        refuse(
            "credentials_credential",
            "credential_is_signed",
            "UPDATE",
            " OR ".join(f"NEW.{column} <> OLD.{column}" for column in SIGNED),
            "what was signed does not change",
        ),
        refuse(
            "credentials_credential",
            "credential_text_is_kept",
            "UPDATE",
            "(NEW.document <> OLD.document OR NEW.digest <> OLD.digest OR NEW.holder_salt <> OLD.holder_salt) "
            f"AND NOT {KEPT}",
            "what was signed does not change, unless the text before is kept as an edition",
        ),
        refuse(
            "credentials_credential",
            "credential_is_final",
            "UPDATE",
            "OLD.state IN ('withdrawn', 'replaced') AND NEW.state <> OLD.state",
            "what was withdrawn or replaced stays so",
        ),
        append_only("credentials_edition"),
        refuse("credentials_hearing", "hearing_ends", "UPDATE", "OLD.ended_at IS NOT NULL", "a hearing that ended stays"),
        refuse("credentials_hearing", "hearing_stays", "DELETE", "TRUE", "a hearing is never deleted"),
    ]

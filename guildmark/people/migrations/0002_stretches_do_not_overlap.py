"""Nobody works in two places at once, nor is on leave twice."""

from django.db import migrations

from guildmark.kernel.triggers import refuse

OVERLAPS = (
    "EXISTS (SELECT 1 FROM {table} taken WHERE taken.person_id = NEW.person_id AND taken.id <> COALESCE(NEW.id, 0) "
    "AND taken.starts_on <= COALESCE(NEW.ends_on, '9999-12-31') "
    "AND COALESCE(taken.ends_on, '9999-12-31') >= NEW.starts_on)"
)


def no_overlap(table: str) -> migrations.RunPython:
    sentence = f"stretches of {table} overlap"
    return refuse(table, f"{table}_overlap", "INSERT UPDATE", OVERLAPS.format(table=table), sentence)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [no_overlap("people_employment"), no_overlap("people_leave")]

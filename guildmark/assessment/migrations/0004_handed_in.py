"""What was handed in never changes, by any road, unless the candidate recalls it before anybody started on it."""

from django.db import migrations

from guildmark.kernel.triggers import refuse

HANDED_IN = "EXISTS (SELECT 1 FROM assessment_submission s WHERE s.id = {row}.submission_id AND s.state <> 'draft')"
STARTED = (
    "EXISTS (SELECT 1 FROM assessment_seat t JOIN assessment_panel p ON p.id = t.panel_id "
    "WHERE p.submission_id = OLD.id AND t.state IN ('started', 'sealed'))"
)
FIXED = (
    "OLD.state <> 'draft' AND NEW.state <> 'draft' AND (NEW.digest <> OLD.digest "
    "OR NEW.submitted_at <> OLD.submitted_at OR NEW.candidacy_id <> OLD.candidacy_id "
    "OR NEW.task_id <> OLD.task_id OR NEW.attempt <> OLD.attempt)"
)
SENTENCE = "what was handed in never changes"


def pieces(table: str) -> list[migrations.RunPython]:
    return [
        refuse(table, f"{table}_frozen", "UPDATE DELETE", HANDED_IN.format(row="OLD"), SENTENCE),
        refuse(table, f"{table}_frozen_into", "INSERT UPDATE", HANDED_IN.format(row="NEW"), SENTENCE),
    ]


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_workspace")]

    operations = [
        *pieces("assessment_evidence"),
        *pieces("assessment_reflection"),
        refuse("assessment_submission", "assessment_submission_frozen", "UPDATE", FIXED, SENTENCE),
        refuse("assessment_submission", "assessment_submission_kept", "DELETE", "OLD.state <> 'draft'", SENTENCE),
        refuse(
            "assessment_submission",
            "assessment_submission_started",
            "UPDATE",
            f"OLD.state <> 'draft' AND NEW.state = 'draft' AND {STARTED}",
            "an assessor has started on it",
        ),
    ]

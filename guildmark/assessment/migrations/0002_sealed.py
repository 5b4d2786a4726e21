"""What was sealed, agreed or reached is never changed again, by any road."""

from django.db import migrations

from guildmark.kernel.triggers import append_only, refuse

SHEET = "EXISTS (SELECT 1 FROM assessment_scoresheet s WHERE s.id = {row}.sheet_id AND s.sealed_at IS NOT NULL)"
AGREED = (
    "EXISTS (SELECT 1 FROM assessment_adjudication a JOIN assessment_consensusproposal p ON p.adjudication_id = a.id "
    "WHERE p.id = NEW.proposal_id AND a.settled_at IS NOT NULL)"
)
SEALED = "a sealed score sheet never changes"
SETTLED = "a settled adjudication never changes"


def scores(event: str, row: str) -> migrations.RunPython:
    name = "assessment_score_sealed" if row == "OLD" else "assessment_score_into_sealed"
    return refuse("assessment_criterionscore", name, event, SHEET.format(row=row), SEALED)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]

    operations = [
        refuse(
            "assessment_scoresheet", "assessment_sheet_sealed", "UPDATE DELETE", "OLD.sealed_at IS NOT NULL", SEALED
        ),
        scores("UPDATE DELETE", "OLD"),
        scores("INSERT UPDATE", "NEW"),
        refuse(
            "assessment_seat",
            "assessment_seat_sealed",
            "UPDATE DELETE",
            "OLD.state = 'sealed'",
            "a seat with a sealed sheet never changes",
        ),
        refuse(
            "assessment_adjudication",
            "assessment_settled",
            "UPDATE DELETE",
            "OLD.settled_at IS NOT NULL",
            SETTLED,
        ),
        append_only("assessment_consensusproposal"),
        append_only("assessment_consensusscore"),
        refuse("assessment_consensusscore", "assessment_consensus_late", "INSERT", AGREED, SETTLED),
        append_only("assessment_result"),
    ]

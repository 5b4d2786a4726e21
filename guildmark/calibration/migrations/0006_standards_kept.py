from django.db import migrations

from guildmark.kernel.triggers import append_only, refuse

HANDED_IN = "EXISTS (SELECT 1 FROM calibration_answer a WHERE a.id = {row}.answer_id AND a.handed_in_at IS NOT NULL)"
CLOSED = "EXISTS (SELECT 1 FROM calibration_round r WHERE r.id = NEW.round_id AND r.closed_at IS NOT NULL)"
CHOSEN = "EXISTS (SELECT 1 FROM calibration_study s WHERE s.id = {row}.study_id AND s.chosen_at IS NOT NULL)"
SAID = "what a judge has handed in never changes"
FOUND = "what a cut was chosen by never changes"


class Migration(migrations.Migration):
    """What was handed in, closed or chosen is never changed again, by any road."""

    dependencies = [("calibration", "0005_standards")]

    operations = [
        append_only("calibration_judge"),
        refuse(
            "calibration_study",
            "calibration_study_ended",
            "UPDATE DELETE",
            "OLD.chosen_at IS NOT NULL OR OLD.dropped_at IS NOT NULL",
            "a study that has ended never changes",
        ),
        refuse(
            "calibration_round",
            "calibration_round_closed",
            "UPDATE DELETE",
            "OLD.closed_at IS NOT NULL",
            "a closed round never changes",
        ),
        refuse("calibration_answer", "calibration_answer_in", "UPDATE DELETE", "OLD.handed_in_at IS NOT NULL", SAID),
        refuse(
            "calibration_answer",
            "calibration_answer_late",
            "INSERT UPDATE",
            CLOSED,
            "a closed round takes no answers any more",
        ),
        refuse(
            "calibration_estimate", "calibration_estimate_added", "INSERT UPDATE", HANDED_IN.format(row="NEW"), SAID
        ),
        refuse(
            "calibration_estimate", "calibration_estimate_kept", "UPDATE DELETE", HANDED_IN.format(row="OLD"), SAID
        ),
        refuse(
            "calibration_overalljudgement",
            "calibration_overall_added",
            "INSERT UPDATE",
            CHOSEN.format(row="NEW"),
            FOUND,
        ),
        refuse(
            "calibration_overalljudgement", "calibration_overall_kept", "UPDATE DELETE", CHOSEN.format(row="OLD"), FOUND
        ),
    ]

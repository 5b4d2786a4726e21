from django.db import migrations

from guildmark.kernel.triggers import refuse

FROZEN = "('approved', 'published', 'superseded', 'closed')"

# Every table under a version; a test compares this with the models.
PARTS = (
    "author",
    "task",
    "requirementnode",
    "reflectionprompt",
    "rubric",
    "criterion",
    "level",
    "indicatorreference",
    "translation",
)

# Every column of a version that its life does not change; a test compares this with the model.
FIXED = (
    "id program_id number language title summary scope work_analysis prerequisites benefits validation renewal_rule "
    "suspension_rule appeal_rule review_on hours_per_week weeks validity_months panel_size panel_functions "
    "blind_to_candidate adjudication_tolerance near_cut_band attempts_max cool_off_days created_at created_by_id"
).split()
APPROVAL = "approved_at approved_by_id digest structure_digest text_digest".split()
PUBLICATION = "published_at published_by_id".split()

MOVES = (("approved", "published"), ("approved", "draft"), ("published", "superseded"), ("published", "closed"),
         ("superseded", "closed"))  # fmt: skip


def differs(columns):
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


def moves(*pairs):
    return "(" + " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in pairs) + ")"


def part_is_frozen(row):
    return f"(SELECT state FROM programs_programversion WHERE id = {row}.version_id) IN {FROZEN}"


def part_triggers(part):
    sentence = f"programs_{part}: the version is frozen"
    frozen = {"INSERT": part_is_frozen("NEW"), "DELETE": part_is_frozen("OLD")}
    frozen["UPDATE"] = f"{frozen['DELETE']} OR {frozen['INSERT']}"
    return [refuse(f"programs_{part}", f"programs_{part}_frozen", e, w, sentence) for e, w in frozen.items()]


VERSION_CHANGES = (
    f"OLD.state IN {FROZEN} AND ({differs(FIXED)}"
    f" OR (NEW.state <> OLD.state AND NOT {moves(*MOVES)})"
    f" OR ({differs(APPROVAL)} AND NOT {moves(('approved', 'draft'))})"
    f" OR ({differs(PUBLICATION)} AND NOT {moves(('approved', 'published'))}))"
)
APPROVED_BY_AN_AUTHOR = (
    "NEW.approved_by_id IN (SELECT person_id FROM programs_author WHERE version_id = NEW.id)"
)


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]
    operations = [
        *(trigger for part in PARTS for trigger in part_triggers(part)),
        refuse(
            "programs_programversion", "programs_version_frozen", "UPDATE", VERSION_CHANGES,
            "programs_programversion: the version is frozen",
        ),
        refuse(
            "programs_programversion", "programs_version_kept", "DELETE", f"OLD.state IN {FROZEN}",
            "programs_programversion: the version is frozen",
        ),
        refuse(
            "programs_programversion", "programs_version_approver", "UPDATE", APPROVED_BY_AN_AUTHOR,
            "programs_programversion: an author can not approve",
        ),
        refuse(
            "programs_program", "programs_program_slug", "UPDATE", "NEW.slug <> OLD.slug",
            "programs_program: the slug stands in published documents",
        ),
    ]  # fmt: skip

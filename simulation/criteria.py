"""What the company writes as the story begins: a priority, a program in consultation, a draft of a next version."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from guildmark.programs import actions as programs
from guildmark.programs import queries
from guildmark.programs.domain import document, edits
from simulation import purposes
from simulation.founding import World
from simulation.story import FCE

PROGRAMS = Path(__file__).parent / "programs"
RCL = "regional-commissioning-lead"
ASKED_FOR = datetime(2026, 1, 19, 9, 30, tzinfo=UTC)
WRITTEN = datetime(2026, 3, 23, 9, 10, tzinfo=UTC)
CONSULTED = datetime(2026, 4, 1, 7, 30, tzinfo=UTC)
DRAFTED = datetime(2026, 3, 30, 12, 40, tzinfo=UTC)
ADDED = {
    "key": "next-visit", "title": "Record for the next visit", "weight": 1, "minimum": 3, "critical": False,
    "evidence": "project file, section 5", "indicators": [],
    "levels": [
        {"name": "", "text": "Leaves no record of what was set on site."},
        {"name": "", "text": "Records the final setting of each sensor; the values found on arrival are missing."},
        {"name": "", "text": "Records for each sensor the value found on arrival, the final setting and the time."},
        {"name": "", "text": "As 3, and names for each sensor the reading that should bring a colleague back earlier."},
    ],
}  # fmt: skip


def lead_in_consultation(world: World) -> Iterator[datetime]:
    """Priya writes the program for regional leads and puts it to consultation; the committee’s approval is due."""
    checked = document.parse((PROGRAMS / f"{RCL}.yaml").read_text(), queries.required_programs())
    assert checked.document, checked.problems
    version = programs.import_document(document=checked.document, by=world.people["priya"], at=WRITTEN)
    yield CONSULTED
    programs.consult(version=version, by=world.people["priya"], at=CONSULTED)


def next_version_begun(world: World) -> Iterator[datetime]:
    """Priya begins 1.1 of the field engineers’ criteria: one criterion more, which is tied to no indicator yet."""
    priya = world.people["priya"]
    version = programs.draft_version(program=world.programs[FCE], number="1.1", by=priya, at=DRAFTED)
    form = document.form_of(queries.document_of(version))
    edited, _place = edits.add(form, "tasks.site-project.rubric.criteria", ADDED)
    checked = document.check(document.brief(edited), queries.required_programs())
    assert checked.document, checked.problems
    programs.replace_draft(version=version, document=checked.document, by=priya, at=DRAFTED)
    yield from ()


def gap_noticed(world: World) -> Iterator[datetime]:
    """The board asks for something that no competency serves yet."""
    purposes.name_priority(*purposes.GAP, by=world.people["priya"], at=ASKED_FOR)
    yield from ()


WRITING = ((ASKED_FOR, gap_noticed), (WRITTEN, lead_in_consultation), (DRAFTED, next_version_begun))

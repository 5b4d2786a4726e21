"""Short ways to a state that a story starts from, straight into the tables, for rooms downstream of where it is made."""

from datetime import timedelta
from typing import Any

from guildmark.assessment.models import Evidence, Panel, Qualification, Reflection, Seat, SeatState, Submission
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.people.models import Person
from guildmark.programs.models import (
    Criterion,
    Level,
    Program,
    ProgramVersion,
    ReflectionPrompt,
    RequirementNode,
    Rubric,
    State,
    Task,
)
from tests.cast import NOW

CRITERIA = (("isolation", True, 4), ("judgement", False, 3), ("record", False, None))


def a_draft_version(
    author: Person, *, slug: str = "field-commissioning-engineer", tasks: int = 1, number: str = "1.0", **policies: Any
) -> ProgramVersion:
    """A program with a draft: `all` of its tasks, each judged on three criteria at four levels."""
    title = slug.replace("-", " ").title()
    made = {"title": title, "created_at": NOW - timedelta(days=90), "created_by": author}
    program, _made = Program.objects.get_or_create(slug=slug, defaults=made)
    version = ProgramVersion.objects.create(program=program, number=number, **made, **policies)
    root = RequirementNode.objects.create(version=version, key="root", kind="all", title="Everything")
    for position in range(1, tasks + 1):
        _a_task(version, root, position)
    return version


def published(version: ProgramVersion, approver: Person) -> ProgramVersion:
    """The draft, published as if all had gone well. From here on the database refuses to change it."""
    ProgramVersion.objects.filter(pk=version.pk).update(
        state=State.PUBLISHED,
        digest="d" * 64,
        structure_digest="e" * 64,
        text_digest="f" * 64,
        approved_at=NOW - timedelta(days=60),
        approved_by=approver,
        published_at=NOW - timedelta(days=60),
        published_by=version.created_by,
    )
    version.refresh_from_db()
    return version


def a_published_version(
    author: Person, approver: Person, *, slug: str = "field-commissioning-engineer", tasks: int = 1, **policies: Any
) -> ProgramVersion:
    """A program with one published version: `all` of its tasks, each judged on three criteria at four levels."""
    return published(a_draft_version(author, slug=slug, tasks=tasks, **policies), approver)


def _a_task(version: ProgramVersion, root: RequirementNode, number: int) -> Task:
    task = Task.objects.create(
        version=version, key=f"task-{number}", position=number, title=f"Site project {number}", kind="project",
        brief="Commission one site and write it up.", formats=["text", "pdf", "png", "link"],
    )  # fmt: skip
    RequirementNode.objects.create(
        version=version, key=f"task-{number}-node", parent=root, kind="task", task=task, position=number
    )
    ReflectionPrompt.objects.create(
        version=version, key=f"decided-{number}", task=task, prompt="What did you decide?", min_words=3, max_words=150
    )
    rubric = Rubric.objects.create(version=version, key=f"rubric-{number}", task=task, cut="2.8", cut_reason="Angoff")
    for position, (key, critical, minimum) in enumerate(CRITERIA):
        criterion = Criterion.objects.create(
            version=version, key=f"{key}-{number}", position=position, rubric=rubric, title=key.capitalize(),
            critical=critical, minimum=minimum,
        )  # fmt: skip
        for level in range(1, 5):
            Level.objects.create(
                version=version, key=f"{key}-{number}-{level}", position=level, criterion=criterion, number=level,
                descriptor=f"{key} at level {level}",
            )  # fmt: skip
    return task


def a_candidacy(
    person: Person,
    version: ProgramVersion,
    *,
    state: str = CandidacyState.IN_PROGRESS,
    settled_by: Person | None = None,
    period: int = 1,
) -> Candidacy:
    admitted = {"settled_at": NOW - timedelta(days=30), "settled_by": settled_by} if settled_by else {}
    return Candidacy.objects.create(
        person=person,
        program=version.program,
        version=version,
        state=state,
        period=period,
        applied_at=NOW - timedelta(days=31),
        **admitted,
    )


def a_submitted_submission(candidacy: Candidacy, *, task: Task | None = None, attempt: int = 1) -> Submission:
    """Handed in two hours ago: a text, a link and a reflection."""
    task = task or candidacy.version.tasks.order_by("position").first()
    submission = Submission.objects.create(
        candidacy=candidacy, task=task, attempt=attempt, created_at=NOW - timedelta(days=3)
    )
    stamped = {"added_at": submission.created_at, "changed_at": submission.created_at}
    Evidence.objects.create(
        submission=submission, kind="text", text="<p>At 09:10 I isolated both feeds.</p>", sha256="b" * 64, **stamped
    )
    Evidence.objects.create(
        submission=submission, kind="link", title="Log", url="https://wiki.alderquay.example/log", sha256="c" * 64,
        **stamped,
    )  # fmt: skip
    Reflection.objects.create(
        submission=submission, prompt=task.prompts.first(), text="I would test the meter twice.",
        changed_at=submission.created_at,
    )  # fmt: skip
    submission.state, submission.digest = "submitted", "a" * 64
    submission.submitted_at = submission.original_at = NOW - timedelta(hours=2)
    submission.save()
    return submission


def qualified(person: Person, version: ProgramVersion, *, by: Person) -> Qualification:
    return Qualification.objects.create(
        person=person, program=version.program, basis="Founding list", granted_at=NOW - timedelta(days=200),
        granted_by=by, starts_on=(NOW - timedelta(days=200)).date(),
    )  # fmt: skip


def a_panel(submission: Submission, *assessors: Person) -> list[Seat]:
    """These assessors seated in this order, none started."""
    called = NOW - timedelta(hours=2)
    panel, _ = Panel.objects.update_or_create(
        submission=submission, defaults={"size": len(assessors), "called_at": called, "formed_at": called}
    )
    return [
        Seat.objects.create(
            panel=panel,
            number=number,
            assessor=assessor,
            state=SeatState.ASSIGNED,
            assigned_at=called,
            due_on=(NOW + timedelta(days=10)).date(),
        )
        for number, assessor in enumerate(assessors, start=1)
    ]


def a_draft(candidacy: Candidacy, *, task: Task | None = None, attempt: int = 1) -> Submission:
    """An empty draft of the first task, opened this morning."""
    task = task or candidacy.version.tasks.order_by("position").first()
    return Submission.objects.create(candidacy=candidacy, task=task, attempt=attempt, created_at=NOW)

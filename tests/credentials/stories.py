"""How a candidacy came to where it awaits its decision."""

import hashlib
from datetime import date, timedelta

from guildmark.assessment.models import (
    Evidence,
    Panel,
    Result,
    ScoreSheet,
    Seat,
    SeatState,
    Submission,
    SubmissionState,
)
from guildmark.candidacy.models import Candidacy, Fulfilment
from guildmark.people.models import Person
from guildmark.programs.queries import tree_of
from tests.cast import NOW


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def with_results(candidacy: Candidacy, *assessors: Person, levels: tuple[str, ...] = ("4", "7/2", "3")) -> Candidacy:
    """Every task of the candidacy's version submitted, judged by these assessors and met."""
    for task in candidacy.version.tasks.all():
        submission = Submission.objects.create(candidacy=candidacy, task=task, created_at=NOW - timedelta(days=20))
        Evidence.objects.create(
            submission=submission, kind="text", text="What we did.", sha256=sha256("What we did."),
            added_at=NOW, changed_at=NOW,
        )  # fmt: skip
        Submission.objects.filter(pk=submission.pk).update(
            state=SubmissionState.DECIDED, submitted_at=NOW - timedelta(days=10), decided_at=NOW - timedelta(days=2),
            digest=sha256(f"{candidacy.pk}{task.key}"),
        )  # fmt: skip
        _judged(submission, assessors)
        criteria = [c.key for c in task.rubric.criteria.all()]
        Result.objects.create(
            submission=submission, met=True, total="7/2", reached_at=NOW - timedelta(days=2),
            detail={"cut": "14/5", "criteria": [
                {"key": key, "level": level, "needed": None, "ground": "reached", "spread": [3, 4], "agreed": False}
                for key, level in zip(criteria, levels, strict=True)
            ]},
        )  # fmt: skip
    candidacy.completed_at = NOW - timedelta(days=2)
    candidacy.save(update_fields=["completed_at"])
    return everything_met(candidacy)


def everything_met(candidacy: Candidacy) -> Candidacy:
    for number, leaf in enumerate(tree_of(candidacy.version).leaves(), 1):
        Fulfilment.objects.create(
            candidacy=candidacy, node_key=leaf.key, source_kind="result", source_id=number, fulfilled_at=NOW
        )
    return candidacy


def _judged(submission: Submission, assessors: tuple[Person, ...]) -> None:
    called = NOW - timedelta(days=10)
    panel = Panel.objects.create(submission=submission, size=len(assessors), called_at=called, formed_at=called)
    for number, assessor in enumerate(assessors, start=1):
        seat = Seat.objects.create(
            panel=panel, number=number, assessor=assessor, state=SeatState.SEALED,
            assigned_at=called, started_at=called, due_on=date(2026, 4, 14),
        )  # fmt: skip
        ScoreSheet.objects.create(
            seat=seat,
            created_at=NOW - timedelta(days=4),
            sealed_at=NOW - timedelta(days=3),
            digest=sha256(str(seat.pk)),
        )

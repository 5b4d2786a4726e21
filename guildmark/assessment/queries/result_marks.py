"""The assessors’ marks, as they stand beside a result: to those who may open what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guildmark.assessment.lifecycle.submissions import has_seat, may_read_evidence
from guildmark.assessment.models import Mark, Result, SeatState, Submission, SubmissionState
from guildmark.assessment.queries.closed import as_open_to
from guildmark.assessment.queries.results import get_result, is_released
from guildmark.assessment.queries.rubrics import sealed_sheets
from guildmark.people.models import Person


@dataclass(frozen=True)
class ShownMark:
    """One mark. `who`: a number for the candidate, a name for others; `criterion`: its key, or nothing."""

    pk: int
    criterion: str
    who: str
    evidence: int
    quote: str
    before: str
    after: str
    start: int | None
    tenths: int | None
    text: str


@dataclass(frozen=True)
class ResultMarks:
    """`places`: whether this reader may go to where they stand; `hidden`: how many are about what they can’t open."""

    shown: Sequence[ShownMark]
    hidden: int
    places: bool


def marks_beside(result: Result, reader: Person, *, at: datetime) -> ResultMarks:
    """Every mark on a sealed sheet. Nothing of one in evidence that is not open to the reader, not even its words: they
    quote."""
    submission = result.submission
    own = submission.candidacy.person_id == reader.pk
    marks = _marks(submission)
    if not may_read_evidence(submission, reader, at):
        return ResultMarks((), len(marks), places=False)
    numbers = {sheet.pk: str(n) for n, sheet in enumerate(sealed_sheets(submission), start=1)} if own else {}
    pieces = as_open_to(reader.pk, submission, {one.evidence_id: one.evidence for one in marks}.values())
    open_to = {piece.pk for piece in pieces if not getattr(piece, "closed", False)}
    shown = [
        _shown(one, numbers.get(one.sheet_id, one.sheet.seat.assessor.name))
        for one in marks
        if one.evidence_id in open_to
    ]
    return ResultMarks(shown, len(marks) - len(shown), places=own or not has_seat(submission, reader))


def get_mark(submission: Submission, reader: Person, wanted: str, *, at: datetime) -> ShownMark | None:
    """The mark that a reader of the result came for; nothing where there is none for them."""
    if not wanted.isdecimal() or submission.state != SubmissionState.DECIDED:
        return None
    result = get_result(reader, submission.pk, at=at)
    if submission.candidacy.person_id == reader.pk and not is_released(submission):
        return None
    return next((one for one in marks_beside(result, reader, at=at).shown if one.pk == int(wanted)), None)


def _marks(submission: Submission) -> list[Mark]:
    rows = Mark.objects.filter(sheet__seat__panel__submission=submission, sheet__seat__state=SeatState.SEALED)
    along = rows.select_related("criterion", "evidence__restriction", "sheet__seat__assessor")
    return list(along.order_by("sheet__seat__number", "sheet_id", "pk"))


def _shown(one: Mark, who: str) -> ShownMark:
    key = one.criterion.key if one.criterion else ""
    return ShownMark(
        one.pk, key, who, one.evidence_id, one.quote, one.before, one.after, one.start, one.tenths, one.text
    )

"""The score sheet: started, written on, sealed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.actions._concluding import _conclude_reading
from guildmark.assessment.actions.panels import RELATED
from guildmark.assessment.domain.scoring import wants_rationale
from guildmark.assessment.facts import NotesSaved, ScoreSaved, SeatStarted, SheetFilled, SheetSealed
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.models import CriterionScore, ScoreSheet, Seat, SeatState, SubmissionState
from guildmark.assessment.queries.conflicts import clear_to_judge
from guildmark.assessment.queries.outcomes import digest_of
from guildmark.assessment.queries.pools import unfilled_submissions
from guildmark.assessment.queries.rubrics import asked_of, criterion_ids, rule_of
from guildmark.assessment.queries.seats import is_blind
from guildmark.kernel import outbox
from guildmark.kernel.access import YES, Actor, Decision, Refused, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import company_day
from guildmark.programs.domain.rubric import Rubric


class Conflicted(Refused):
    """A conflict of interest arose before the sheet was sealed. The seat is to go to somebody else."""


class Stale(Refused):
    """Somebody, most likely oneself in another tab, saved in the meantime. Both texts are kept: this one with the
    person who wrote it, the other here, as plain values."""

    def __init__(self, **stored: int | str | None) -> None:
        super().__init__(str(_("This was changed in another window meanwhile. Both versions are kept: choose one.")))
        self.stored = stored


@transaction.atomic
def start_seat(*, seat: Seat, by: Actor, at: datetime) -> Seat:
    """The assessor begins to judge: from now on the candidate can't recall. Starting twice is starting once."""
    submission = lock(seat.panel.submission, *RELATED)
    seat = lock(seat, "panel", "assessor")
    seat.panel.submission = submission
    ensure(judging.may_start(seat, by, at))
    if seat.state == SeatState.STARTED:
        return seat
    ensure(_clear(seat, at))
    seat.state, seat.started_at = SeatState.STARTED, at
    seat.save(update_fields=["state", "started_at"])
    ScoreSheet.objects.create(seat=seat, created_at=at)
    submission.state = SubmissionState.IN_REVIEW
    submission.save(update_fields=["state"])
    announce(SeatStarted(seat.pk, submission.pk), by=by, at=at)
    return seat


def _clear(seat: Seat, at: datetime) -> Decision:
    submission = seat.panel.submission
    blind, whose = is_blind(submission), submission.candidacy.person
    return clear_to_judge(seat.assessor, whose, on=company_day(at), blind=blind, submission_id=submission.pk)


@transaction.atomic
def save_score(
    *, seat: Seat, criterion: str, level: int | None, rationale: str, revision: int, by: Actor, at: datetime
) -> CriterionScore:
    """One line of an open sheet reads so. `revision` is the one that was changed: if it is no longer the latest,
    raises `Stale`, unless the same is stored already."""
    seat = lock(seat, "panel__submission__candidacy__version", "panel__submission__task")
    ensure(judging.may_score(seat, by, at))
    submission = seat.panel.submission
    ensure(_is_level(asked_of(submission), criterion, level))
    of_line = {"sheet": seat.sheet, "criterion_id": criterion_ids(submission)[criterion]}
    score = CriterionScore.objects.filter(**of_line).first() or CriterionScore(**of_line)
    if (score.level, score.rationale) == (level, rationale):
        return score
    if score.revision != revision:
        raise Stale(level=score.level, rationale=score.rationale, revision=score.revision)
    score.level, score.rationale, score.changed_at = level, rationale, at
    score.revision += 1
    score.save()
    announce(ScoreSaved(seat.sheet.pk, criterion, score.revision), by=by, at=at)
    return score


@transaction.atomic
def fill_sheet(*, seat: Seat, lines: Mapping[str, tuple[int, str]], by: Actor, at: datetime) -> ScoreSheet:
    """A sheet on which nothing stands yet reads so, level and rationale by criterion: for sheets that arrive whole."""
    seat = lock(seat, "panel__submission__candidacy__version", "panel__submission__task")
    ensure(judging.may_score(seat, by, at))
    submission = seat.panel.submission
    rubric, ids = asked_of(submission), criterion_ids(submission)
    for criterion, (level, _rationale) in lines.items():
        ensure(_is_level(rubric, criterion, level))
    ensure(Decision(_("Something stands on this sheet already.")) if seat.sheet.scores.exists() else YES)
    CriterionScore.objects.bulk_create(
        CriterionScore(
            sheet=seat.sheet, criterion_id=ids[key], level=level, rationale=rationale, revision=1, changed_at=at
        )
        for key, (level, rationale) in lines.items()
    )
    announce(SheetFilled(seat.sheet.pk, len(lines)), by=by, at=at)
    return seat.sheet


def _is_level(rubric: Rubric, key: str, level: int | None) -> Decision:
    criterion = rubric.criterion(key)
    if criterion is None:
        return Decision(_("No such criterion is judged in this attempt."))
    return YES if level is None or criterion.level(level) else Decision(_("This criterion has no such level."))


@transaction.atomic
def save_notes(*, seat: Seat, text: str, revision: int, by: Actor, at: datetime) -> ScoreSheet:
    """The assessor's own notes read so. Nobody else ever sees them."""
    seat = lock(seat, "panel__submission__candidacy")
    ensure(judging.may_score(seat, by, at))
    sheet = seat.sheet
    if sheet.notes == text:
        return sheet
    if sheet.notes_revision != revision:
        raise Stale(rationale=sheet.notes, revision=sheet.notes_revision)
    sheet.notes, sheet.notes_revision = text, revision + 1
    sheet.save(update_fields=["notes", "notes_revision"])
    announce(NotesSaved(sheet.pk, sheet.notes_revision), by=by, at=at)
    return sheet


@transaction.atomic
def seal_sheet(*, seat: Seat, by: Actor, at: datetime) -> ScoreSheet:
    """The sheet is final: nobody changes it again, its author included. With the last one the reading is concluded."""
    submission = lock(seat.panel.submission, *RELATED)
    seat = lock(seat, "panel", "assessor")
    seat.panel.submission = submission
    ensure(judging.may_seal(seat, by, at))
    if not (clear := _clear(seat, at)):
        raise Conflicted(str(clear.refusal))
    sheet = ScoreSheet.objects.prefetch_related("scores__criterion").get(seat=seat)
    sheet.seat = seat
    ensure(_complete(sheet, asked_of(submission)))
    sheet.round, sheet.sealed_at = submission.round, at
    sheet.digest = digest_of(sheet)
    sheet.save(update_fields=["round", "digest", "sealed_at"])
    seat.state = SeatState.SEALED
    seat.save(update_fields=["state"])
    announce(SheetSealed(sheet.pk, submission.pk, sheet.digest), by=by, at=at)
    _conclude_reading(seat.panel, at=at)
    if unfilled_submissions():  # somebody has room again
        outbox.post("assessment.fill_panels", key=f"fill-sheet-{sheet.pk}", payload={}, at=at)
    return sheet


def _complete(sheet: ScoreSheet, rubric: Rubric) -> Decision:
    rule = rule_of(rubric)
    given = {score.criterion.key: score for score in sheet.scores.all()}
    unscored = [c.title for c in rubric.criteria if c.key not in given or given[c.key].level is None]
    unexplained = [
        c.title
        for c in rubric.criteria
        if (score := given.get(c.key))
        and score.level is not None
        and wants_rationale(rule, c.key, score.level)
        and not score.rationale.strip()
    ]
    return judging.is_complete(unscored, unexplained)

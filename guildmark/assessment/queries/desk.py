"""The scoring desk: evidence, rubric, one's own sheet. Never anybody else's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from guildmark.assessment.domain.scoring import Levels, PassRule, Running, running, shown, wants_rationale
from guildmark.assessment.models import (
    CriterionScore,
    Evidence,
    EvidenceRequest,
    Reflection,
    ScoreSheet,
    Seat,
    SeatState,
    Submission,
    SubmissionState,
)
from guildmark.assessment.queries.closed import as_open_to
from guildmark.assessment.queries.conflicts import clear_to_judge
from guildmark.assessment.queries.rubrics import asked_of, levels_of, rubric_for, rule_of
from guildmark.assessment.queries.seats import is_blind, neighbours, whose
from guildmark.assessment.queries.words import pass_rule_words
from guildmark.candidacy.queries import Condition, conditions_for
from guildmark.kernel.access import Decision
from guildmark.kernel.prepared import prepared
from guildmark.people.models import company_day
from guildmark.programs.domain.rubric import Criterion, Rubric


@dataclass(frozen=True)
class DeskLevel:
    """`first_enough`: the lowest level that this criterion needs; below it a reason is compulsory."""

    number: int
    name: str
    descriptor: str
    enough: bool
    first_enough: bool
    chosen: bool


@dataclass(frozen=True)
class DeskCriterion:
    """A criterion of the rubric, and the level on one's own sealed sheet where that is shown."""

    key: str
    title: str
    critical: bool
    needed: str
    evidence_at: str
    weight: str
    indicators: Sequence[str]
    levels: Sequence[DeskLevel]
    level: int | None
    rationale: str

    @property
    def enough(self) -> int:
        """The lowest level that needs no reason."""
        return next((level.number for level in self.levels if level.enough), 99)


@dataclass(frozen=True)
class DeskLine:
    """What stands on one's own sheet for a criterion."""

    level: int | None = None
    rationale: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Desk:
    seat: Seat
    sheet: ScoreSheet
    candidate: str
    rubric: Rubric
    whole: Rubric
    carried: Sequence[str]
    lines: Mapping[str, DeskLine]
    evidence: Sequence[Evidence]
    reflections: Sequence[Reflection]
    standing: dict[str, Any]
    top: int
    requests: Sequence[EvidenceRequest]
    previous: int | None
    next: int | None


def desk(seat: Seat) -> Desk:
    """Everything on the desk for a seat that was started."""
    submission = seat.panel.submission
    whole = rubric_for(submission)
    rubric = asked_of(submission, whole)
    carried = titles_carried(whole, rubric)
    sheet = seat.sheet
    scores = _scores(sheet=sheet.pk)
    before, after = neighbours(seat)
    return Desk(
        seat=seat,
        sheet=sheet,
        candidate=whose(seat),
        rubric=rubric,
        lines={s.criterion.key: DeskLine(s.level, s.rationale, s.revision) for s in scores},
        evidence=as_open_to(seat.assessor_id, submission, _evidence(submission=submission.pk)),
        reflections=_reflections(submission=submission.pk),
        whole=whole,
        carried=carried,
        standing=standing(rubric, levels_of(scores), partly=bool(carried)),
        top=rubric.top,
        requests=requests_of(submission),
        previous=before,
        next=after,
    )


def requests_of(submission: Submission) -> Sequence[EvidenceRequest]:
    """What was asked for beyond what was handed in first, and what became of it."""
    if submission.round == 1 and submission.state != SubmissionState.RETURNED:
        return ()
    return list(submission.requests.all())


@dataclass(frozen=True)
class HandedIn:
    """What was handed in, for those who judge it: to be read again once their sheet is sealed."""

    evidence: Sequence[Evidence]
    reflections: Sequence[Reflection]


def handed_in_by(submission: Submission, reader_id: int) -> HandedIn:
    """Two queries. Whoever asks has looked whether the reader may see it."""
    return HandedIn(
        as_open_to(reader_id, submission, _evidence(submission=submission.pk)), _reflections(submission=submission.pk)
    )


@prepared
def _scores(sheet: int) -> QuerySet[CriterionScore]:
    return CriterionScore.objects.filter(sheet_id=sheet).select_related("criterion")


@prepared
def _evidence(submission: int) -> QuerySet[Evidence]:
    """What was handed in; what the candidate is still adding to it is nobody else's to read."""
    handed_in = Evidence.objects.filter(submission_id=submission).exclude(sha256="")
    return handed_in.select_related("blob__film", "restriction", "snapshot").order_by("round", "kind", "pk")


@prepared
def _reflections(submission: int) -> QuerySet[Reflection]:
    return Reflection.objects.filter(submission_id=submission).select_related("prompt").order_by("prompt__position")


def criteria_of(rubric: Rubric, scores: Iterable[CriterionScore] = ()) -> list[DeskCriterion]:
    """The rubric with one sheet's levels and reasons on it."""
    rule = rule_of(rubric)
    given = {score.criterion.key: score for score in scores}
    weights = {criterion.weight for criterion in rubric.criteria}
    return [_criterion(rule, one, given.get(one.key), weighted=len(weights) > 1) for one in rubric.criteria]


def _criterion(rule: PassRule, one: Criterion, score: CriterionScore | None, *, weighted: bool) -> DeskCriterion:
    chosen = score.level if score else None
    enough = [not wants_rationale(rule, one.key, level.number) for level in one.levels]
    least = next(c for c in rule.criteria if c.key == one.key)
    needed = rule.needed(least)
    return DeskCriterion(
        key=one.key,
        title=one.title,
        critical=one.critical,
        needed=shown(needed) if needed is not None else "",
        evidence_at=one.evidence_at,
        weight=shown(Fraction(one.weight)) if weighted else "",
        indicators=[f"{i.code} {i.statement}".strip() for i in one.indicators],
        levels=[
            DeskLevel(
                number=level.number,
                name=level.name,
                descriptor=level.descriptor,
                enough=enough[n],
                first_enough=enough[n] and n > 0 and not enough[n - 1],
                chosen=level.number == chosen,
            )
            for n, level in enumerate(one.levels)
        ],
        level=chosen,
        rationale=score.rationale if score else "",
    )


def standing(rubric: Rubric, levels: Levels, *, partly: bool = False) -> dict[str, Any]:
    """How the sheet stands against the threshold, as figures ready to show: the page and each save's answer agree."""
    now: Running = running(rule_of(rubric), levels, partly=partly)
    titles = {criterion.key: criterion.title for criterion in rubric.criteria}
    return {
        "scored": now.scored,
        "of": now.of,
        "total": "" if now.total is None else shown(now.total),
        "share": 0 if now.total is None else int(now.total * 1000 / max(rubric.top, 1)),
        "cut": "" if now.cut is None else shown(now.cut),
        "cut_share": -1 if now.cut is None else int(now.cut * 1000 / max(rubric.top, 1)),
        "reaches": now.cut is None or (now.total is not None and now.total >= now.cut),
        "below": [titles[key] for key in now.below],
        "met": now.met,
        "open": partly and now.complete and now.met is None,
    }


def saved_standing(seat: Seat) -> dict[str, Any]:
    """The standing after a save."""
    scores = CriterionScore.objects.filter(sheet__seat=seat).select_related("criterion")
    submission = seat.panel.submission
    whole = rubric_for(submission)
    rubric = asked_of(submission, whole)
    return standing(rubric, levels_of(scores), partly=bool(titles_carried(whole, rubric)))


def titles_carried(whole: Rubric, asked: Rubric) -> list[str]:
    """The criteria that an earlier attempt has shown. Which levels it reached, those who judge now are not told."""
    now = {one.key for one in asked.criteria}
    return [one.title for one in whole.criteria if one.key not in now]


def conditions_of(seat: Seat) -> list[Condition]:
    """What was arranged otherwise for this task, as its assessors read it; no query where nothing was."""
    submission = seat.panel.submission
    return conditions_for(submission.candidacy_id, submission.task.key) if getattr(seat, "arranged", False) else []


@dataclass(frozen=True)
class Cover:
    """What an assessor sees before pressing Start: what is asked, not what was handed in."""

    seat: Seat
    candidate: str
    rule: Sequence[str]
    criteria: Sequence[Criterion]
    carried: Sequence[str]
    since: datetime
    previous: int | None
    next: int | None


def cover(seat: Seat) -> Cover:
    submission = seat.panel.submission
    whole = rubric_for(submission)
    rubric = asked_of(submission, whole)
    before, after = neighbours(seat)
    carried = titles_carried(whole, rubric)
    return Cover(seat, whose(seat), pass_rule_words(whole), rubric.criteria, carried, seat.assigned_at, before, after)


def own_sheet(seat: Seat) -> dict[str, Any]:
    """One's own sealed sheet to read again, and how many of the panel have sealed. Not what they gave."""
    scores = list(seat.sheet.scores.select_related("criterion"))
    states = list(seat.panel.seats.exclude(state=SeatState.DECLINED).values_list("state", flat=True))
    submission = seat.panel.submission
    whole = rubric_for(submission)
    rubric = asked_of(submission, whole)
    carried = titles_carried(whole, rubric)
    return {
        "carried": carried,
        "sheet": seat.sheet,
        "candidate": whose(seat),
        "criteria": criteria_of(rubric, scores),
        "standing": standing(rubric, levels_of(scores), partly=bool(carried)),
        "sealed": sum(state == SeatState.SEALED for state in states),
        "of": seat.panel.size,
    }


def seat_is_clear(seat: Seat, *, at: datetime) -> Decision:
    """Whether the assessor may still judge this candidate today, or the sentence that says why not."""
    submission = seat.panel.submission
    blind, whose = is_blind(submission), submission.candidacy.person
    return clear_to_judge(seat.assessor, whose, on=company_day(at), blind=blind, submission_id=submission.pk)

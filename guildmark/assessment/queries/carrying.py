"""What an earlier attempt brings into the next: before it is handed in, as of a day; afterwards, as it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from guildmark.assessment.domain.carrying import Credit, Shown, credits
from guildmark.assessment.models import CarriedCredit, Submission, SubmissionState
from guildmark.assessment.queries.rubrics import rubric_for, rule_of
from guildmark.kernel.calendar import local_date
from guildmark.programs.domain.judging import attempt_policy


@dataclass(frozen=True)
class Carried:
    """A criterion that needn't be shown again, until when, and the id of the result that showed it."""

    key: str
    title: str
    level: Fraction
    until: date
    result_id: int


def credits_on(submission: Submission, day: date) -> list[Carried]:
    """What would carry over into this attempt, were it handed in on that day."""
    if submission.attempt == 1:
        return []
    before = Submission.objects.filter(
        candidacy=submission.candidacy_id, task=submission.task_id, attempt__lt=submission.attempt,
        state=SubmissionState.DECIDED, result__met=False,
    )  # fmt: skip
    judged = (one for one in before.select_related("result").order_by("-attempt") if one.result.detail.get("criteria"))
    earlier = next(judged, None)  # one that lapsed showed nothing, and takes nothing away
    return _carried(submission, earlier, day) if earlier else []


def _carried(submission: Submission, earlier: Submission, day: date) -> list[Carried]:
    candidacy, result = submission.candidacy, earlier.result
    rubric = rubric_for(submission)
    kept = {one.key: one for one in credits_of(earlier)}
    shown = {line["key"]: _shown(line, kept) for line in result.detail.get("criteria", [])}
    reached_on = local_date(result.reached_at, candidacy.person.time_zone)
    months = attempt_policy(candidacy.version).carried_for_months
    found = credits(rule_of(rubric), shown, reached_on=reached_on, months=months, on=day)
    titles = {one.key: one.title for one in rubric.criteria}
    return [_of(credit, titles, kept[credit.criterion].result_id if credit.criterion in kept else result.pk)
            for credit in found]  # fmt: skip


def _shown(line: dict[str, Any], kept: dict[str, Carried]) -> Shown:
    carried = kept.get(line["key"])
    return Shown(Fraction(line["level"]), carried.until if carried else None)


def _of(credit: Credit, titles: dict[str, str], result_id: int) -> Carried:
    return Carried(credit.criterion, titles[credit.criterion], credit.level, credit.until, result_id)


def credits_of(submission: Submission) -> list[Carried]:
    """What was carried over into this attempt when it was handed in."""
    if submission.attempt == 1:
        return []
    rows = CarriedCredit.objects.filter(submission=submission).select_related("criterion")
    return [
        Carried(row.criterion.key, row.criterion.title, Fraction(row.level), row.until, row.result_id)
        for row in rows.order_by("criterion__position")
    ]


def carried_or_would_be(submission: Submission, day: date) -> Sequence[Carried]:
    """What its candidate need not show again."""
    return credits_on(submission, day) if submission.state == SubmissionState.DRAFT else credits_of(submission)


def judged_before(submission: Submission) -> frozenset[int]:
    """Who began to judge an earlier attempt, where the version asks for others."""
    if submission.attempt == 1 or attempt_policy(submission.candidacy.version).assessors_may_return:
        return frozenset()
    earlier = Submission.objects.filter(
        candidacy=submission.candidacy_id, task=submission.task_id, attempt__lt=submission.attempt
    )
    seats = earlier.filter(panel__seats__started_at__isnull=False)
    return frozenset(seats.values_list("panel__seats__assessor_id", flat=True))

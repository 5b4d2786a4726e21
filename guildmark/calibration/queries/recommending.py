"""What the judges of a study said, worked out. Rounds count once they are closed; answers, once they are handed in."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from guildmark.assessment.models import CriterionScore, ScoreSheet
from guildmark.calibration.domain.asked import BORDERLINE, Criterion, unpacked, weights
from guildmark.calibration.domain.standards import Rated, Recommended, angoff, borderline_regression, cut_of
from guildmark.calibration.models import Estimate, Judge, OverallJudgement, Study
from guildmark.kernel.calendar import add_months

WINDOW_MONTHS = 36
Said = Mapping[str, Decimal]


def answers_of(study: Study) -> dict[int, list[tuple[int, Said]]]:
    """By round: what each judge handed in, in the order of their numbers. One query: whoever hands in has said a level
    for every criterion."""
    handed = Estimate.objects.filter(answer__round__study=study, answer__handed_in_at__isnull=False)
    said: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for number, judge, criterion, level in handed.order_by("answer__judge", "answer", "pk").values_list(
        "answer__round__number", "answer__judge", "criterion", "level"
    ):
        said[number, judge][criterion] = level
    found: dict[int, list[tuple[int, Said]]] = defaultdict(list)
    for (number, judge), levels in said.items():
        found[number].append((judge, levels))
    return found


def estimates_of(answers: Sequence[int]) -> dict[int, dict[str, Decimal]]:
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for answer, criterion, level in Estimate.objects.filter(answer__in=answers).values_list(
        "answer", "criterion", "level"
    ):
        found[answer][criterion] = level
    return found


def angoff_of(answers: Sequence[tuple[int, Said]], criteria: Sequence[Criterion]) -> Recommended:
    return angoff([said for _, said in answers], weights(criteria))


def sheets_to_judge(study: Study, *, until: datetime) -> QuerySet[ScoreSheet]:
    """The sealed sheets of candidates’ work on this task of the last three years, whatever the version. Copies are none."""
    return ScoreSheet.objects.filter(
        seat__panel__submission__candidacy__program=study.version.program_id,
        seat__panel__submission__task__key=study.task,
        seat__panel__submission__copy_of=None,
        sealed_at__lte=until,
        sealed_at__date__gte=add_months(until.date(), -WINDOW_MONTHS),
    )


def own_sheets(study: Study, judge: Judge, *, until: datetime) -> QuerySet[ScoreSheet]:
    """Those that this judge sealed, the newest first."""
    return sheets_to_judge(study, until=until).filter(seat__assessor=judge.person_id).order_by("-sealed_at", "-pk")


def totals_of(sheets: Collection[int] | QuerySet[Any, Any], criteria: Sequence[Criterion]) -> dict[int, Fraction]:
    """The weighted mean level of each of these sheets whose criteria are exactly these. One query."""
    levels: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for sheet, key, level in CriterionScore.objects.filter(sheet__in=sheets, level__isnull=False).values_list(
        "sheet", "criterion__key", "level"
    ):
        levels[sheet][key] = Decimal(level or 0)
    keys, heavy = {one.key for one in criteria}, weights(criteria)
    return {sheet: cut_of(said, heavy) for sheet, said in levels.items() if said.keys() == keys}


def works_of(study: Study) -> list[Rated]:
    """The overall judgement and the total of each sheet that a judge rated and whose criteria are those of the study.
    Two queries."""
    return works_among(study, totals_of(_rated(study).values("sheet"), unpacked(study.criteria)))


def works_among(study: Study, totals: Mapping[int, Fraction]) -> list[Rated]:
    """The same, of sheets whose totals are at hand. One query."""
    rows = _rated(study).order_by("sheet").values_list("sheet", "judge", "rating")
    return [Rated(judge, rating, totals[sheet]) for sheet, judge, rating in rows if sheet in totals]


def _rated(study: Study) -> QuerySet[OverallJudgement]:
    return OverallJudgement.objects.filter(study=study)


def regression_of(study: Study) -> Recommended:
    return regression(works_of(study))


def regression(works: Sequence[Rated]) -> Recommended:
    return borderline_regression(works, borderline=BORDERLINE)


def figures_of(study: Study) -> dict[str, Any]:
    """What is recommended by each method and in each closed round, as plain values: what the choice is recorded with."""
    criteria, answers = unpacked(study.criteria), answers_of(study)
    closed = study.rounds.filter(closed_at__isnull=False).values_list("number", flat=True)
    return {
        "rounds": [{"round": number, **plain(angoff_of(answers[number], criteria))} for number in closed],
        "works": plain(regression_of(study)),
    }


def plain(found: Recommended) -> dict[str, Any]:
    cut, error = (None if one is None else str(one) for one in (found.cut, found.error))
    return {"cut": cut, "error": error, "number": found.number, "why": found.why}


def recommends(figures: Mapping[str, Any]) -> bool:
    return any(one["cut"] is not None for one in (*figures["rounds"], figures["works"]))

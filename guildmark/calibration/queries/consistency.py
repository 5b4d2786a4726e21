"""Whether a second panel would decide the same: for those who decide on the ground of a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from guildmark.assessment.models import CriterionScore, Submission
from guildmark.assessment.queries.rubrics import rule_of
from guildmark.calibration.domain.consistency import Spread, consistency
from guildmark.calibration.models import Reliability
from guildmark.programs.domain.rubric import Rubric

DRAWS = 200


@dataclass(frozen=True)
class Surely:
    """`share`: of a hundred second panels, how many would decide the same; none where it can’t be told."""

    share: int | None
    panel: int
    as_of: datetime | None


def consistency_of(submissions: Sequence[Submission], rubrics: Mapping[str, Rubric]) -> dict[int, Surely]:
    """By submission, for decided ones of one candidacy, with the rubrics of its tasks. Two queries, however many."""
    if not submissions:
        return {}
    candidacy = submissions[0].candidacy
    record = Reliability.objects.filter(program=candidacy.program_id).order_by("-as_of").first()
    known = record.figures.get("spreads", {}) if record else {}
    sheets = _sheets(submissions)
    as_of = record.as_of if record else None
    return {one.pk: _surely(rubrics[one.task.key], sheets[one.pk], known, one.pk, as_of) for one in submissions}


def _sheets(submissions: Sequence[Submission]) -> dict[int, list[dict[str, int]]]:
    """The sealed sheets of each submission."""
    rows = CriterionScore.objects.filter(
        sheet__seat__panel__submission__in=submissions, sheet__sealed_at__isnull=False, level__isnull=False
    ).values_list("sheet__seat__panel__submission", "sheet", "criterion__key", "level")
    found: dict[int, dict[int, dict[str, int]]] = {one.pk: {} for one in submissions}
    for submission, sheet, key, level in rows:
        found[submission].setdefault(sheet, {})[key] = level or 0
    return {pk: list(sheets.values()) for pk, sheets in found.items()}


def _surely(
    rubric: Rubric,
    sheets: list[dict[str, int]],
    known: Mapping[str, Mapping[str, str]],
    seed: int,
    as_of: datetime | None,
) -> Surely:
    rule = rule_of(rubric)
    if any(criterion.key not in sheet for sheet in sheets for criterion in rule.criteria):
        return Surely(None, len(sheets), as_of)  # only a part was judged again
    told = consistency(rule, sheets, _spreads(rubric, known), seed=seed, draws=DRAWS)
    return Surely(None if told.same is None else round(told.same * 100), told.panel, as_of)


def _spreads(rubric: Rubric, known: Mapping[str, Mapping[str, str]]) -> dict[str, Spread]:
    return {
        one.key: Spread(
            mean=float(known[one.key]["mean"]),
            works=float(known[one.key]["works"]),
            assessors=float(known[one.key]["assessors"]),
            lowest=min(level.number for level in one.levels),
            highest=one.top,
        )
        for one in rubric.criteria
        if one.key in known
    }

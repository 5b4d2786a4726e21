"""The sealed sheets of a program, as the statistics take them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime

from guildmark.assessment.domain.statistics.ratings import Rating
from guildmark.assessment.models import CriterionScore, SubmissionState
from guildmark.calibration.domain.drift import Deviation
from guildmark.calibration.domain.reliability import Sheets
from guildmark.calibration.models import Reading, ReferenceLevel
from guildmark.kernel.calendar import add_months
from guildmark.programs.models import Program

WINDOW_MONTHS = 24
FIELDS = (
    "sheet__seat__panel__submission",
    "sheet__seat__panel__submission__copy_of",
    "sheet__seat__panel__submission__candidacy",
    "sheet__seat__panel__submission__task",
    "sheet__seat__assessor",
    "criterion__key",
    "criterion__title",
    "level",
)


def sheets_of(program: Program, *, until: datetime) -> Sheets:
    """What was sealed in the 24 months up to a moment, by whom. Scores count from 0. Two queries.

    An exemplar goes under the number of the work it was copied from, which its panel scored as well: that links those
    who read the one with those who read the other.
    """
    work: list[Rating] = []
    copies: list[Rating] = []
    titles: dict[str, str] = {}
    sheets: set[tuple[str, int]] = set()
    readings: set[tuple[str, int]] = set()
    originals = {
        (reading.exemplar.work.candidacy_id, reading.exemplar.work.task_id): reading.exemplar.work.copy_of_id
        for reading in Reading.objects.filter(exemplar__work__candidacy__program=program).select_related(
            "exemplar__work"
        )
    }
    for submission, copied, candidacy, task, assessor, key, title, level in _scores(program, until):
        titles[key] = title
        if copied is None:
            work.append(Rating(f"s{submission}", str(assessor), key, level - 1))
            sheets.add((str(assessor), submission))
        else:
            copies.append(Rating(f"s{originals.get((candidacy, task), copied)}", str(assessor), key, level - 1))
            readings.add((str(assessor), submission))
    return Sheets(
        work=tuple(work),
        exemplars=tuple(copies),
        sheets=Counter(who for who, _ in sheets),
        read=Counter(who for who, _ in readings),
        titles=titles,
    )


def _scores(program: Program, until: datetime) -> Iterator[tuple]:
    since = add_months(until.date(), -WINDOW_MONTHS)
    sealed = CriterionScore.objects.filter(
        sheet__seat__panel__submission__candidacy__program=program,
        sheet__sealed_at__lte=until,
        sheet__sealed_at__date__gte=since,
        level__gte=1,
    )
    return sealed.order_by("criterion__position", "pk").values_list(*FIELDS).iterator()


def deviations(program: Program, *, until: datetime) -> dict[int, list[Deviation]]:
    """By assessor, oldest first: each sheet of decided work less the panel’s others, each exemplar less its reference.

    Three queries.
    """
    since = add_months(until.date(), -WINDOW_MONTHS)
    scores = CriterionScore.objects.filter(
        sheet__seat__panel__submission__candidacy__program=program,
        sheet__sealed_at__lte=until,
        sheet__sealed_at__date__gte=since,
        level__isnull=False,
    )
    submission = "sheet__seat__panel__submission"
    mine: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)  # (submission, assessor) → levels
    about: dict[tuple[int, int], tuple[datetime, bool, str]] = {}
    for pk, state, copied, assessor, moment, key, level in scores.values_list(
        submission, f"{submission}__state", f"{submission}__copy_of", "sheet__seat__assessor", "sheet__sealed_at",
        "criterion__key", "level",
    ):  # fmt: skip
        if copied is not None or state == SubmissionState.DECIDED:
            mine[pk, assessor][key] = level
            about[pk, assessor] = (moment, copied is not None, f"SUB-{pk:04d}")
    references = _references(program)
    found: dict[int, list[Deviation]] = defaultdict(list)
    panels: dict[int, list[int]] = defaultdict(list)
    for pk, assessor in mine:
        panels[pk].append(assessor)
    for (pk, assessor), (moment, copied, ref) in sorted(about.items(), key=lambda one: (one[1][0], one[0])):
        others = [references[pk]] if pk in references else [mine[pk, one] for one in panels[pk] if one != assessor]
        value = _apart(mine[pk, assessor], [] if copied and pk not in references else others)
        if value is not None:
            found[assessor].append(Deviation(moment.isoformat(), ref, value, copied))
    return found


def _references(program: Program) -> dict[int, dict[str, int]]:
    """The reference levels of each copy that somebody read, by its number."""
    readings = dict(
        Reading.objects.filter(exemplar__work__candidacy__program=program).values_list(
            "seat__panel__submission", "reference"
        )
    )
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    rows = ReferenceLevel.objects.filter(reference__in=set(readings.values()))
    for reference, key, level in rows.values_list("reference", "criterion__key", "level"):
        levels[reference][key] = level
    return {pk: levels[reference] for pk, reference in readings.items()}


def _apart(own: dict[str, int], others: list[dict[str, int]]) -> float | None:
    """The mean difference over the criteria that others scored too."""
    apart = [
        level - sum(other[key] for other in others if key in other) / sum(key in other for other in others)
        for key, level in own.items()
        if any(key in other for other in others)
    ]
    return sum(apart) / len(apart) if apart else None

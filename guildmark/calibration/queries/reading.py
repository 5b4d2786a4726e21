"""What somebody gave for an exemplar, beside what its experts agreed on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guildmark.assessment.lifecycle.judging import OPEN
from guildmark.assessment.models import CriterionScore, SeatState
from guildmark.calibration.domain.qualifying import Line, lines_of
from guildmark.calibration.models import CalibrationSet, Reading, ReferenceLevel
from guildmark.kernel.locking import lock


def levels_given(readings: Iterable[Reading]) -> dict[int, dict[str, int]]:
    """The sealed levels by criterion key, of each reading by its id. One query."""
    by_seat = {reading.seat_id: reading.pk for reading in readings}
    found: dict[int, dict[str, int]] = {pk: {} for pk in by_seat.values()}
    rows = CriterionScore.objects.filter(sheet__seat__in=by_seat, sheet__sealed_at__isnull=False)
    for seat, key, level in rows.values_list("sheet__seat", "criterion__key", "level"):
        found[by_seat[seat]][key] = level or 0
    return found


def levels_agreed(readings: Iterable[Reading]) -> dict[int, dict[str, tuple[int, str]]]:
    """The level and reason of each criterion, by the id of the reference that each reading is compared with. One query."""
    rows = ReferenceLevel.objects.filter(reference__in={reading.reference_id for reading in readings})
    found: dict[int, dict[str, tuple[int, str]]] = {}
    ordered = rows.order_by("criterion__position", "criterion__pk")
    for reference, key, level, reason in ordered.values_list("reference", "criterion__key", "level", "reason"):
        found.setdefault(reference, {})[key] = (level, reason)
    return found


def compared(readings: Sequence[Reading]) -> dict[int, list[Line]]:
    """Own levels beside the agreed ones, of each sealed reading by its id. Two queries."""
    given, agreed = levels_given(readings), levels_agreed(readings)
    references = {pk: {key: level for key, (level, _why) in lines.items()} for pk, lines in agreed.items()}
    return {one.pk: lines_of(references.get(one.reference_id, {}), given[one.pk]) for one in readings if given[one.pk]}


def lines_of_set(asked: CalibrationSet) -> list[Line]:
    """Every level of a set’s sealed sheets, beside the agreed one."""
    readings = list(asked.readings.filter(seat__state=SeatState.SEALED).order_by("pk"))
    return [line for lines in compared(readings).values() for line in lines]


@dataclass(frozen=True)
class Criterionwise:
    """One criterion of an exemplar that was read: one’s own level and reason, the experts’ level and theirs."""

    title: str
    own: int | None
    own_reason: str
    reference: int
    reason: str

    @property
    def apart(self) -> int:
        return 0 if self.own is None else self.own - self.reference


def feedback(reading: Reading) -> list[Criterionwise]:
    """Criterion by criterion, in the order of the rubric. Two queries."""
    own = {
        score.criterion_id: score
        for score in CriterionScore.objects.filter(sheet__seat=reading.seat_id, sheet__sealed_at__isnull=False)
    }
    levels = ReferenceLevel.objects.filter(reference=reading.reference_id).select_related("criterion")
    return [
        Criterionwise(
            title=one.criterion.title,
            own=own[one.criterion_id].level if one.criterion_id in own else None,
            own_reason=own[one.criterion_id].rationale if one.criterion_id in own else "",
            reference=one.level,
            reason=one.reason,
        )
        for one in levels.order_by("criterion__position", "criterion__pk")
    ]


def set_read_with(submission_id: int) -> CalibrationSet | None:
    """The open set whose last reading is the one of this copy; nothing while another one waits. One query for real work."""
    reading = Reading.objects.filter(seat__panel__submission=submission_id).select_related("calibration_set").first()
    if reading is None or reading.calibration_set is None or reading.calibration_set.closed_at is not None:
        return None
    found = lock(reading.calibration_set)  # two sheets sealed at once: the later one sees both
    return None if found.readings.filter(seat__state__in=OPEN).exists() else found

"""Filling free seats: part of every verb that frees one or calls for one more."""

from datetime import datetime, timedelta

from guildmark.assessment.domain.panels import Infeasible, assign
from guildmark.assessment.facts import PanelFormed, PanelUnfilled
from guildmark.assessment.lifecycle.judging import JUDGED
from guildmark.assessment.models import Panel, Seat, SeatState
from guildmark.assessment.queries.pools import problem_for
from guildmark.assessment.queries.words.panels import kept
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.people.models import Person

DAYS_TO_JUDGE = 10


def _fill(panel: Panel, *, at: datetime) -> bool:
    """Take every free seat of the panel, or none and keep why. Those seated keep their places. Whether it is full."""
    taken = set(panel.seats.exclude(state=SeatState.DECLINED).values_list("number", flat=True))
    free = [number for number in range(1, panel.size + 1) if number not in taken]
    if panel.submission.state not in JUDGED or panel.submission.copy_of_id is not None:
        return _note(panel, formed_at=None if free else panel.formed_at)
    answer = assign(problem_for(panel, at)) if free else None
    if isinstance(answer, Infeasible):
        full = _note(panel, formed_at=None, explanation=[kept(e) for e in answer.explanations])
        bindings = tuple(e.binding.value for e in answer.explanations)
        announce(PanelUnfilled(panel.submission_id, panel.pk, bindings), by=SYSTEM, at=at)
        return full
    if answer is not None:
        _seat(panel, free, answer.seated[panel.pk], at=at)
    return _note(panel, formed_at=panel.formed_at if panel.formed_at and not free else at)


def _note(panel: Panel, *, formed_at: datetime | None, explanation: list | None = None) -> bool:
    panel.formed_at, panel.explanation = formed_at, explanation or []
    panel.save(update_fields=["formed_at", "explanation"])
    return formed_at is not None


def _seat(panel: Panel, numbers: list[int], assessor_ids: tuple[int, ...], *, at: datetime) -> None:
    zones = dict(Person.objects.filter(pk__in=assessor_ids).values_list("pk", "time_zone"))
    usual = panel.submission.candidacy.version.panel_size
    Seat.objects.bulk_create(
        Seat(
            panel=panel,
            number=number,
            assessor_id=assessor,
            further=number > usual,
            assigned_at=at,
            due_on=local_date(at, zones[assessor]) + timedelta(days=DAYS_TO_JUDGE),
        )
        for number, assessor in zip(numbers, assessor_ids, strict=True)
    )
    announce(PanelFormed(panel.submission_id, panel.pk, tuple(sorted(assessor_ids))), by=SYSTEM, at=at)

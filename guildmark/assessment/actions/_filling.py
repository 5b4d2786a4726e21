"""Filling free seats: part of every verb that frees one or calls for one more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from guildmark.assessment.domain.panels import Explanation, form
from guildmark.assessment.domain.panels.weights import figures
from guildmark.assessment.facts import PanelFormed, PanelUnfilled
from guildmark.assessment.lifecycle.judging import JUDGED
from guildmark.assessment.models import Panel, Seat, SeatState
from guildmark.assessment.queries.problems import problem_for
from guildmark.assessment.queries.words.panels import kept
from guildmark.kernel.access import SYSTEM
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.people.models import Person

DAYS_TO_JUDGE = 10


def _fill(panel: Panel, *, at: datetime) -> bool:
    """Take every free seat of the panel, or none and keep why. Those seated keep their places. Whether it is full."""
    _fill_all([panel], at=at)
    return panel.formed_at is not None


def _fill_all(panels: Sequence[Panel], *, at: datetime) -> float:
    """The same for many panels at once, as well as can be done for all of them together. How far below the best it may
    be, where the time for the search ran out."""
    free = {panel.pk: _free_numbers(panel) for panel in panels}
    open_ = [panel for panel in panels if free[panel.pk] and _is_judged(panel)]
    for panel in panels:
        if panel not in open_:
            _note(panel, formed_at=None if free[panel.pk] else panel.formed_at or at)
    if not open_:
        return 0.0
    problem = problem_for(open_, at)
    formed = form(problem)
    cases = {case.key: case for case in problem.cases}
    for panel in open_:
        if (seated := formed.assignment.seated.get(panel.pk)) is None:
            _say_why(panel, [e for e in formed.unfilled if e.case == panel.pk], at=at)
            continue
        _seat(panel, free[panel.pk], seated, at=at)
        weighed = figures(problem, cases[panel.pk], seated) | {"gap": formed.assignment.gap}
        _note(panel, formed_at=at, weighed=weighed)
    return formed.assignment.gap


def _free_numbers(panel: Panel) -> list[int]:
    taken = set(panel.seats.exclude(state=SeatState.DECLINED).values_list("number", flat=True))
    return [number for number in range(1, panel.size + 1) if number not in taken]


def _is_judged(panel: Panel) -> bool:
    return panel.submission.state in JUDGED and panel.submission.copy_of_id is None


def _say_why(panel: Panel, explanations: Sequence[Explanation], *, at: datetime) -> None:
    """Keep what binds; announce it unless that is known already."""
    known = [one["binding"] for one in panel.explanation]
    bindings = tuple(e.binding.value for e in explanations)
    _note(panel, formed_at=None, explanation=[kept(e) for e in explanations])
    if list(bindings) != known:
        announce(PanelUnfilled(panel.submission_id, panel.pk, bindings), by=SYSTEM, at=at)


def _note(
    panel: Panel, *, formed_at: datetime | None, explanation: list | None = None, weighed: dict | None = None
) -> None:
    panel.formed_at, panel.explanation = formed_at, explanation or []
    panel.weighed = weighed or panel.weighed
    panel.save(update_fields=["formed_at", "explanation", "weighed"])


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

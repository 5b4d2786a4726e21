"""Who could take a free seat: the problem that the assignment of panels solves."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q

from guildmark.assessment.domain.panels import Case, Judge, Problem
from guildmark.assessment.lifecycle.judging import JUDGED
from guildmark.assessment.models import Panel, Qualification, Seat, SeatState, Submission
from guildmark.assessment.ports import paused
from guildmark.assessment.queries.carrying import judged_before
from guildmark.assessment.queries.conflicts import conflicts_among
from guildmark.assessment.queries.seats import WAITING
from guildmark.kernel.roles import Role
from guildmark.people.models import Person, company_day
from guildmark.people.queries import holders, on_leave


def problem_for(panel: Panel, at: datetime) -> Problem:
    """The free seats of one panel as a problem; its seed makes the answer repeatable. About eight queries."""
    submission = panel.submission
    candidacy = submission.candidacy
    day = company_day(at)
    pool = qualified_people(candidacy.program_id, at)
    seats = list(panel.seats.select_related("assessor__job_function"))
    staying = [seat for seat in seats if seat.state != SeatState.DECLINED]
    met = Counter(
        Seat.objects.filter(panel__submission__candidacy__person_id=candidacy.person_id)
        .filter(panel__submission__copy_of=None)
        .exclude(panel=panel)
        .values_list("assessor_id", flat=True)
    )
    case = Case(
        key=panel.pk,
        seats=panel.size - len(staying),
        functions=candidacy.version.panel_functions,
        staying=tuple(sorted({seat.assessor.job_function.code for seat in staying})),
        eligible=frozenset(person.pk for person in pool),
        barred=_paused(pool, candidacy.program_id, at)
        | _barred(pool, seats, candidacy.person_id, day, judged_before(submission)),
        repeats=met,
    )
    return Problem((case,), tuple(_judges(pool)), seed=panel.seed)


def qualified_people(program_id: int, at: datetime) -> list[Person]:
    """Who holds a qualification for the program and the assessor's role for it on that day, by id."""
    day = company_day(at)
    in_force = Q(ends_on=None) | Q(ends_on__gte=day)
    rows = Qualification.objects.filter(in_force, program_id=program_id, starts_on__lte=day)
    qualified = set(rows.values_list("person_id", flat=True))
    assessors = holders(Role.ASSESSOR, at, program_id=program_id) if qualified else []
    return sorted((person for person in assessors if person.pk in qualified), key=lambda person: person.pk)


def _paused(pool: Iterable[Person], program_id: int, at: datetime) -> dict[int, str]:
    return dict.fromkeys(paused(frozenset(person.pk for person in pool), program_id, at), "paused")


def _barred(
    pool: Iterable[Person], seats: Iterable[Seat], candidate_id: int, day: date, before: frozenset[int]
) -> dict[int, str]:
    """Who of the pool can't take a seat here, and the kind of reason."""
    ids = [person.pk for person in pool]
    conflicts = conflicts_among(ids, candidate_id, on=day)
    barred: dict[int, str] = dict.fromkeys(on_leave(ids, day), "on_leave")
    barred |= {person: "judged_before" for person in ids if person in before}
    barred |= {assessor: found[0].kind.value for assessor, found in conflicts.items() if found[0].hard}
    held = {s.assessor_id: "gave_back" if s.state == SeatState.DECLINED else "seated" for s in seats}
    return barred | {person: kind for person, kind in held.items() if person in ids}


def _judges(pool: Iterable[Person]) -> Iterable[Judge]:
    people = list(pool)
    load = open_seats([person.pk for person in people])
    cap = settings.OPEN_SEATS_PER_ASSESSOR
    return [Judge(person.pk, person.job_function.code, load.get(person.pk, 0), cap) for person in people]


def open_seats(person_ids: Iterable[int]) -> dict[int, int]:
    """How many seats each has to judge now."""
    seats = Seat.objects.filter(WAITING, assessor_id__in=set(person_ids))
    return dict(seats.order_by().values_list("assessor_id").annotate(Count("pk")))


def unfilled_submissions(program_id: int | None = None) -> list[int]:
    """The submissions that wait for somebody to be seated, the longest waiting first."""
    panels = Panel.objects.filter(formed_at=None, submission__state__in=JUDGED)
    if program_id is not None:
        panels = panels.filter(submission__candidacy__program_id=program_id)
    return list(panels.order_by("called_at").values_list("submission_id", flat=True))


def submission_to_seat(pk: int) -> Submission | None:
    """A submission that is to be judged now; for the worker."""
    return Submission.objects.filter(pk=pk, state__in=JUDGED).select_related("candidacy").first()

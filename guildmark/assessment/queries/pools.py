"""Who could take a free seat: the problem that the assignment of panels solves."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Q

from guildmark.assessment.lifecycle.judging import JUDGED
from guildmark.assessment.models import Panel, Qualification, Seat, Submission
from guildmark.assessment.queries.seats import WAITING
from guildmark.kernel.roles import Role
from guildmark.people.models import Person, company_day
from guildmark.people.queries import holders
from guildmark.programs.models import Program


def in_force(day: date) -> Q:
    """Of qualifications: in force on that day."""
    return Q(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


def qualified_people(program_id: int, at: datetime) -> list[Person]:
    """Who holds a qualification for the program and the assessor's role for it on that day, by id."""
    day = company_day(at)
    rows = Qualification.objects.filter(in_force(day), program_id=program_id)
    qualified = set(rows.values_list("person_id", flat=True))
    assessors = holders(Role.ASSESSOR, at, program_id=program_id) if qualified else []
    return sorted((person for person in assessors if person.pk in qualified), key=lambda person: person.pk)


def open_seats(person_ids: Iterable[int]) -> dict[int, int]:
    """How many candidates’ works each has to judge now. What they read to calibrate is no load: it may be many at once."""
    seats = Seat.objects.filter(WAITING, assessor_id__in=set(person_ids), panel__submission__copy_of=None)
    return dict(seats.order_by().values_list("assessor_id").annotate(Count("pk")))


def unfilled_submissions(program_id: int | None = None) -> list[int]:
    """The submissions that wait for somebody to be seated, the longest waiting first."""
    panels = Panel.objects.filter(formed_at=None, submission__state__in=JUDGED)
    if program_id is not None:
        panels = panels.filter(submission__candidacy__program_id=program_id)
    return list(panels.order_by("called_at").values_list("submission_id", flat=True))


def program_of(pk: int | None) -> Program | None:
    """The program of that number; for the worker."""
    return Program.objects.get(pk=pk) if pk else None


def submission_to_seat(pk: int) -> Submission | None:
    """A submission that is to be judged now; for the worker."""
    return Submission.objects.filter(pk=pk, state__in=JUDGED).select_related("candidacy").first()

"""Two at the same moment, on a database that really commits: one gets the time, the other a clear message."""

import pytest

from guildmark.assessment.models import Submission
from guildmark.kernel.access import Refused
from guildmark.people.models import Person
from guildmark.scheduling import actions
from guildmark.scheduling.models import Booking, TakenQuarter
from tests import builders
from tests.cast import NOW
from tests.scheduling.conftest import OVERLAP


@pytest.fixture
def two(at_once, request):
    """Ines and Nadia both need Tomasz; each has another second assessor."""
    first, version = (request.getfixturevalue(name) for name in ("submission", "version"))
    nadia, priya, tomasz, kwame, saoirse = (
        request.getfixturevalue(name) for name in ("nadia", "priya", "tomasz", "kwame", "saoirse")
    )
    second = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
    builders.a_panel(first, tomasz, kwame)
    builders.a_panel(second, saoirse, tomasz)
    for person in (tomasz, kwame, saoirse):
        request.getfixturevalue("publishes")(person)
    return first.pk, second.pk


def books(pk, starts_at=OVERLAP):
    submission = Submission.objects.get(pk=pk)
    return actions.book(submission=submission, starts_at=starts_at, by=submission.candidacy.person, at=NOW)


def test_two_people_booking_the_same_slot_get_one_session_and_one_clear_message(at_once, two):
    outcomes = at_once(*(lambda pk=pk: books(pk) for pk in two))
    assert sorted(type(one).__name__ for one in outcomes) == ["Booking", "Refused"], outcomes
    assert "not free any more" in str(next(one for one in outcomes if isinstance(one, Refused)))
    assert Booking.objects.count() == 1
    tomasz = Person.objects.get(username="tomasz")
    assert TakenQuarter.objects.filter(person=tomasz).count() == 4


def test_two_clicks_book_once(at_once, two):
    outcomes = at_once(lambda: books(two[0]), lambda: books(two[0]))
    assert sorted(type(one).__name__ for one in outcomes) == ["Booking", "Refused"], outcomes
    assert Booking.objects.count() == 1


def test_the_constraint_alone_keeps_two_from_one_quarter(at_once, two, monkeypatch):
    """Were the slots read too early by both, the database would still let one of them have it."""
    from guildmark.scheduling.actions import booking

    offers = {pk: booking.offer_for(Submission.objects.get(pk=pk), at=NOW) for pk in two}
    monkeypatch.setattr(booking, "offer_for", lambda submission, **_: offers[submission.pk])
    outcomes = at_once(*(lambda pk=pk: books(pk) for pk in two))
    assert sorted(type(one).__name__ for one in outcomes) == ["Booking", "Refused"], outcomes
    assert Booking.objects.count() == 1


def test_moving_and_booking_into_one_slot_leave_it_to_one(at_once, two):
    from datetime import timedelta

    books(two[0], OVERLAP - timedelta(hours=1))

    def moves():
        found = Booking.objects.get()
        return actions.move(booking=found, starts_at=OVERLAP, by=found.submission.candidacy.person, at=NOW)

    outcomes = at_once(moves, lambda: books(two[1]))
    assert sorted(type(one).__name__ for one in outcomes) == ["Booking", "Refused"], outcomes
    assert Booking.objects.filter(starts_at=OVERLAP).count() == 1

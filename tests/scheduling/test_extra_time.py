"""Extra time that was agreed makes the session longer, and nobody is told why."""

from datetime import timedelta

import pytest

from guildmark.candidacy import actions as candidacies
from guildmark.kernel.access import Refused
from guildmark.kernel.models import OutboxMessage
from guildmark.scheduling import actions, integrity, queries
from guildmark.scheduling.domain.slots import lengthened
from guildmark.scheduling.models import TakenQuarter
from tests import builders
from tests.scheduling.conftest import OVERLAP, a_live_version, again

NEED, CONDITIONS = "I stammer.", "A quarter more of the time."
HOUR = timedelta(hours=1)
EARLY = OVERLAP - HOUR
"""At OVERLAP, Kwame’s day ends when the hour does."""


@pytest.fixture
def agrees(submission, ines, priya, at):
    def agrees(percent, *tasks):
        asked = candidacies.request_accommodation(
            candidacy=submission.candidacy, kinds=["extra_time"], need=NEED, by=ines, at=at
        )
        return candidacies.agree_accommodation(
            accommodation=asked, conditions=CONDITIONS, reason="Same criteria.", tasks=tasks,
            extra_time_percent=percent, by=priya, at=at,
        )  # fmt: skip

    return agrees


@pytest.mark.parametrize(
    ("minutes", "percent", "lasts"), [(60, 0, 60), (45, 0, 45), (60, 25, 75), (20, 25, 25), (45, 25, 60), (50, 10, 55)]
)
def test_up_to_the_next_five_minutes(minutes, percent, lasts):
    assert lengthened(minutes, percent) == lasts


@pytest.mark.parametrize(("tasks", "lasts"), [((), 75), (("task-1",), 75), (("another",), 60)])
def test_slots_of_the_tasks_concerned_last_longer(panel, submission, agrees, at, tasks, lasts):
    agrees(25, *tasks)
    offer = queries.offer_for(submission, at=at)
    assert {one.ends - one.starts for one in offer.slots} == {timedelta(minutes=lasts)}


def test_of_two_that_were_agreed_the_larger_counts_and_an_ended_one_does_not(panel, submission, agrees, ines, at):
    agrees(25)
    larger = agrees(50)
    assert queries.offer_for(submission, at=at).length == timedelta(minutes=90)
    candidacies.end_accommodation(accommodation=larger, by=ines, at=at)
    assert queries.offer_for(submission, at=at).length == timedelta(minutes=75)


def test_the_session_takes_that_time_of_everybody(panel, submission, agrees, ines, tomasz, kwame, at):
    agrees(25)
    booking = actions.book(submission=submission, starts_at=EARLY, by=ines, at=at)
    assert booking.ends_at == EARLY + timedelta(minutes=75)
    assert {TakenQuarter.objects.filter(person=one).count() for one in (ines, tomasz, kwame)} == {5}


@pytest.mark.usefixtures("story_time")
def test_who_comes_reads_how_long_and_nobody_reads_why(panel, submission, agrees, browse, ines, tomasz, priya, at):
    agrees(25)
    actions.book(submission=submission, starts_at=EARLY, by=ines, at=at)
    for person in (ines, tomasz, priya):
        page = browse(person).get(f"/submissions/{submission.pk}/session/").content.decode()
        assert "The session lasts 75 minutes." in page
        assert not any(word in page for word in (NEED, CONDITIONS, "extra", "accommodation"))


def test_a_session_that_is_booked_becomes_longer_where_all_are_free(panel, submission, agrees, ines, tomasz, at):
    booked = actions.book(submission=submission, starts_at=EARLY, by=ines, at=at)
    agrees(25)
    booking = again(booked)
    assert (booking.starts_at, booking.ends_at, booking.sequence) == (EARLY, EARLY + timedelta(minutes=75), 1)
    assert {TakenQuarter.objects.filter(person=one).count() for one in (ines, tomasz)} == {5}
    assert OutboxMessage.objects.filter(kind="scheduling.invitation", payload__sequence=1).count() == 3
    assert not list(integrity.wrong_quarters())


@pytest.fixture
def short(booked, agrees):
    """Kwame goes home when the hour is over, so the session could not become longer."""
    agrees(25)
    return again(booked)


@pytest.mark.usefixtures("story_time")
def test_where_somebody_is_not_free_it_stays_and_those_who_may_know_are_told(short, browse, ines, priya, tomasz):
    assert short.ends_at == OVERLAP + HOUR
    told = "75 minutes were agreed since it was booked."
    pages = {
        one.username: browse(one).get(f"/submissions/{short.submission_id}/session/").content.decode()
        for one in (ines, priya, tomasz)
    }
    assert {name: told in page for name, page in pages.items()} == {"ines": True, "priya": True, "tomasz": False}


def test_moving_it_to_have_the_time_is_not_counted(short, ines, at):
    type(short).objects.update(moved=2)
    moved = actions.move(booking=again(short), starts_at=EARLY, by=ines, at=at)
    assert (moved.moved, moved.ends_at - moved.starts_at) == (2, timedelta(minutes=75))
    with pytest.raises(Refused, match="as often as the program allows"):
        actions.move(booking=moved, starts_at=EARLY - HOUR, by=ines, at=at)


def test_a_quorum_that_is_free_is_not_enough_where_another_was_to_come(
    ines, priya, marguerite, tomasz, kwame, publishes, at
):
    """Kwame has no hour more. Two of the panel were booked, so that one would do doesn't send him home before the end."""
    version = a_live_version(priya, marguerite, slug="customer-resolution-lead", quorum=1)
    submission = builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))
    builders.a_panel(submission, tomasz, kwame)
    for person in (tomasz, kwame):
        publishes(person)
    booked = actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    asked = candidacies.request_accommodation(
        candidacy=submission.candidacy, kinds=["extra_time"], need=NEED, by=ines, at=at
    )
    candidacies.agree_accommodation(
        accommodation=asked,
        conditions=CONDITIONS,
        reason="Same criteria.",
        tasks=(),
        extra_time_percent=25,
        by=priya,
        at=at,
    )
    booking = again(booked)
    assert (booking.ends_at, booking.sequence) == (OVERLAP + HOUR, 0)
    coming = set(booking.places.values_list("person_id", flat=True))
    assert coming == {ines.pk, tomasz.pk, kwame.pk} and not list(integrity.wrong_quarters())

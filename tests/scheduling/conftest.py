"""The stage for sessions: Ines (Monterrey) has handed in a live task; Tomasz (Leeds) and Kwame (Rotterdam) judge it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from guildmark.assessment.models import Submission
from guildmark.programs.models import Task
from guildmark.scheduling import actions
from guildmark.scheduling.domain.stretches import Hours
from guildmark.scheduling.models import Booking
from tests import builders

TUESDAY = datetime(2026, 4, 21, tzinfo=UTC)
WEEKDAYS = (Hours(9 * 60, 17 * 60),)
USUAL = (WEEKDAYS,) * 5 + ((), ())
"""Nine to five from Monday to Friday."""
OVERLAP = TUESDAY.replace(hour=14)
"""14:00 UTC on a Tuesday: 15:00 in Leeds, 16:00 in Rotterdam, 08:00 in Monterrey."""


@pytest.fixture
def version(priya, marguerite):
    return a_live_version(priya, marguerite)


def a_live_version(priya, marguerite, slug="field-commissioning-engineer", **live):
    version = builders.a_draft_version(priya, slug=slug)
    Task.objects.filter(version=version).update(kind="live_demonstration", live=live or None)
    return builders.published(version, marguerite)


@pytest.fixture
def submission(ines, version, priya):
    made = builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))
    return Submission.objects.get(pk=made.pk)


@pytest.fixture
def assessors(tomasz, kwame, saoirse, version, priya):
    for person in (tomasz, kwame, saoirse):
        builders.qualified(person, version, by=priya)
    return tomasz, kwame, saoirse


@pytest.fixture
def seats(submission, assessors):
    return builders.a_panel(submission, *assessors[:2])


@pytest.fixture
def publishes(at):
    """`publishes(tomasz)`: nine to five on weekdays, in their own zone."""

    def publishes(person, week=USUAL, *, zone="", revision=0, at=at, **around):
        given = actions.Around(**{"before": 0, "after": 0, "notice": 24, **around})
        return actions.publish_hours(
            person=person, week=week, zone=zone or person.time_zone, around=given, revision=revision, by=person, at=at
        )

    return publishes


@pytest.fixture
def panel(seats, publishes, tomasz, kwame):
    """Both have said when they can."""
    publishes(tomasz)
    publishes(kwame)
    return seats


@pytest.fixture
def booked(panel, submission, ines, at):
    return actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)


def again(booking):
    return Booking.objects.get(pk=booking.pk)


@pytest.fixture
def during(booked):
    """Twenty minutes into the session."""
    return booked.starts_at + timedelta(minutes=20)


@pytest.fixture
def story_time(monkeypatch, at):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)


@pytest.fixture
def browse():
    def browse(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browse

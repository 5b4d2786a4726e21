"""The stage for judging: Ines has handed in her site project; Tomasz, Kwame and Saoirse are qualified to judge it."""

import pytest
from django.db import connection
from django.test import Client

from guildmark.assessment import actions
from guildmark.assessment.models import Seat
from tests import builders


@pytest.fixture
def version(priya, marguerite):
    return builders.a_published_version(priya, marguerite)


@pytest.fixture
def submission(ines, version, priya):
    return builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))


@pytest.fixture
def assessors(tomasz, kwame, saoirse, version, priya):
    for person in (tomasz, kwame, saoirse):
        builders.qualified(person, version, by=priya)
    return tomasz, kwame, saoirse


@pytest.fixture
def seats(submission, assessors):
    """Tomasz on the first seat and Kwame on the second, neither started."""
    return builders.a_panel(submission, *assessors[:2])


@pytest.fixture
def score(at):
    """Start if need be, give these levels in the rubric's order, with a reason for each, and seal."""

    def score(seat, *levels, seal=True, reason="The log shows it at 09:10."):
        seat = Seat.objects.get(pk=seat.pk)
        actions.start_seat(seat=seat, by=seat.assessor, at=at)
        keys = [f"{key}-1" for key, _, _ in builders.CRITERIA]
        for key, level in zip(keys, levels, strict=False):
            actions.save_score(
                seat=seat, criterion=key, level=level, rationale=reason, revision=0, by=seat.assessor, at=at
            )
        return actions.seal_sheet(seat=seat, by=seat.assessor, at=at) if seal else seat

    return score


@pytest.fixture
def candidacy(ines, version):
    return builders.a_candidacy(ines, version)


@pytest.fixture
def draft(candidacy):
    return builders.a_draft(candidacy)


@pytest.fixture
def story_time(monkeypatch, at):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at)


@pytest.fixture
def browse():
    """A browser in which this person is signed in: `browse(ines).get("/queue/")`."""

    def browse(person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browse


@pytest.fixture
def behind_the_triggers():
    """Does something as somebody with the database's own tools would, triggers set aside."""

    def do(table, doing):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL session_replication_role = replica")
                doing()
                cursor.execute("SET LOCAL session_replication_role = origin")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            doing()
            for _name, sql in triggers:
                cursor.execute(sql)

    return do

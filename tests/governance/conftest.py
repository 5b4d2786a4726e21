"""The stage: Marguerite chairs the committee of Priya’s program; Daniel and Yusuf sit on it with her."""

from datetime import timedelta

import pytest
from django.test import Client

from guildmark.governance import actions
from guildmark.governance.models import Motion
from guildmark.kernel.roles import Role
from guildmark.people.models import RoleHeld
from tests import builders
from tests.assessment.conftest import behind_the_triggers  # noqa: F401
from tests.cast import NOW, TODAY, holds


@pytest.fixture
def version(priya, marguerite):
    return builders.a_published_version(priya, marguerite)


@pytest.fixture
def committee(version, marguerite):
    return actions.found_committee(
        program=version.program, name="Field board", quorum=2, majority="simple", by=marguerite, at=NOW
    )


@pytest.fixture
def seated(committee, marguerite):
    """`seated(person, office=…)`: they hold the role and a term of a year."""

    def seated(person, office="member", begins=TODAY, days=365):
        if not RoleHeld.objects.filter(person=person, role=Role.COMMITTEE).exists():
            holds(person, Role.COMMITTEE)
        term = {"starts_on": begins, "ends_on": begins + timedelta(days=days)}
        return actions.seat_member(
            committee=committee, person=person, office=office, group="", **term, by=marguerite, at=NOW
        )

    return seated


@pytest.fixture
def board(committee, seated, marguerite, daniel, yusuf):
    seated(marguerite, "chair")
    seated(daniel)
    seated(yusuf)
    return committee


@pytest.fixture
def put(board, priya):
    """`put(about=candidacy)`: a consent motion by circulation for two days."""

    def put(*, about=None, weight="consent", meeting=None, days=2):
        ends = None if meeting else NOW + timedelta(days=days)
        return actions.put_motion(
            committee=board, title="Take up the new meter", grounds="The old one is no longer made.", weight=weight,
            meeting=meeting, closes_at=ends, candidacy=about, by=priya, at=NOW,
        )  # fmt: skip

    return put


@pytest.fixture
def reload():
    return lambda motion: Motion.objects.get(pk=motion.pk)


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

"""Home for those who judge nothing: how the programs stand, and whether the installation is set up."""

from datetime import timedelta

import pytest
from django.test import Client

from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import actions as credentials
from guildmark.credentials.models import Credential
from guildmark.kernel.models import OutboxMessage
from guildmark.portal import queries
from guildmark.portal.queries.setting_up import State
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW
from tests.credentials.stories import with_results


@pytest.fixture(autouse=True)
def installation(monkeypatch, settings, tmp_path):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW)
    settings.SIGNING_KEY_DIR, settings.BASE_URL = tmp_path / "keys", "http://localhost:8000"


@pytest.fixture
def credential(ines, nadia, priya, marguerite, tomasz, kwame) -> Credential:
    """Ines is certified today, Nadia on the way."""
    version = a_published_version(priya, marguerite)
    a_candidacy(nadia, version, settled_by=priya)
    hers = a_candidacy(ines, version, state=CandidacyState.AWAITING_DECISION, settled_by=priya)
    decision = credentials.decide(
        candidacy=with_results(hers, tomasz, kwame), outcome="grant", reason="All met.", by=marguerite, at=NOW
    )
    return decision.credential


def browse(person, where="/") -> str:
    client = Client()
    client.force_login(person)
    return client.get(where).content.decode()


class TestFigures:
    def test_an_executive_reads_how_the_programs_stand(self, credential, daniel):
        page = browse(daniel)
        assert "1 credential is in force" in page and "Q2 2026" in page and credential.program.title in page

    def test_an_analyst_takes_them_as_a_file(self, credential, yusuf):
        assert "/figures/?format=csv" in browse(yusuf)
        lines = browse(yusuf, "/figures/?format=csv").splitlines()
        assert lines[1].endswith(",1,0,1,0,0,0,0,0,1")

    def test_nobody_else_does(self, credential, ines, priya, weiling):
        for person in (ines, priya, weiling):
            assert "in force</th>" not in browse(person).lower()
            assert "see how many hold" in browse(person, "/figures/")

    def test_what_ends_soon_is_told_and_what_has_ended_is_not_counted(self, credential):
        def counted(days_before_its_end: int) -> tuple[int, int]:
            day = credential.valid_until - timedelta(days=days_before_its_end)
            found = queries.figures(at=NOW.replace(year=day.year, month=day.month, day=day.day)).all
            return found.in_force, found.due

        assert [counted(days) for days in (91, 90, 0, -1)] == [(1, 0), (1, 1), (1, 1), (0, 0)]

    def test_quarters_add_up_over_the_turn_of_a_year(self, credential):
        found = queries.figures(at=NOW.replace(year=2027, month=2))
        by_quarter = dict(zip(found.quarters, found.all.granted, strict=True))
        assert by_quarter == {"Q4 2025": 0, "Q1 2026": 0, "Q2 2026": 1, "Q3 2026": 0, "Q4 2026": 0, "Q1 2027": 0}

    def test_they_cost_the_same_however_many_there_are(self, credential, django_assert_num_queries):
        with django_assert_num_queries(4):
            queries.figures(at=NOW)


class TestSettingUp:
    @staticmethod
    def states() -> dict[str, State]:
        return {one.title: one.state for one in queries.setting_up(at=NOW).steps}

    def test_an_administrator_reads_what_is_left_to_do(self, credential, weiling):
        page = browse(weiling)
        assert "The directory is imported" in page and "A program owner is appointed" in page
        assert "Setting up" not in browse(credential.holder)

    def test_a_new_installation_has_most_to_do(self, weiling):
        found = self.states()
        assert found["The directory is imported"] is State.OPEN
        assert found["A program owner is appointed"] is State.OPEN
        assert found["The nightly jobs run"] is State.OPEN

    def test_who_answers_for_programs_settles_that_step_while_it_lasts(self, weiling, priya):
        assert self.states()["A program owner is appointed"] is State.DONE
        priya.roles.update(ends_on=NOW.date() - timedelta(days=1))
        assert self.states()["A program owner is appointed"] is State.OPEN

    @pytest.mark.parametrize(
        ("backend", "state"), [("console", State.OPEN), ("smtp", State.DONE), ("filebased", State.DONE)]
    )
    def test_mail_that_reaches_nobody_is_said(self, db, settings, backend, state):
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
        assert self.states()["Mail leaves the installation"] is state

    def test_a_queue_that_nobody_empties_is_said_with_its_mend(self, db):
        assert self.states()["The queue worker runs"] is State.DONE
        past = NOW - timedelta(hours=1)
        OutboxMessage.objects.create(kind="portal.mail", payload={}, created_at=past, due_at=past)
        (step,) = (one for one in queries.setting_up(at=NOW).steps if one.title == "The queue worker runs")
        assert step.state is State.OPEN and "guildmark worker" in step.mend

    def test_what_can_not_be_told_is_not_ticked(self, db):
        assert self.states()["A backup is kept elsewhere"] is State.UNKNOWN

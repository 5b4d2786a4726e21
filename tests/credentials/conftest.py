from datetime import timedelta

import pytest

from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import actions
from guildmark.credentials.models import Credential
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW
from tests.credentials.judging_story import decided, judged
from tests.credentials.stories import with_results


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    """A folder for the issuer's record, of this test alone."""
    settings.SIGNING_KEY_DIR = tmp_path / "keys"
    settings.BASE_URL = "http://localhost:8000"
    return settings.SIGNING_KEY_DIR


@pytest.fixture
def version(priya, marguerite):
    return a_published_version(priya, marguerite)


@pytest.fixture
def awaiting(ines, version, priya, tomasz, kwame) -> Candidacy:
    """Ines has met everything; Tomasz and Kwame assessed her; the decision is awaited."""
    candidacy = a_candidacy(ines, version, state=CandidacyState.AWAITING_DECISION, settled_by=priya)
    return with_results(candidacy, tomasz, kwame)


@pytest.fixture
def credential(awaiting, marguerite, at) -> Credential:
    """Marguerite granted it to Ines on 16 April 2026."""
    decision = actions.decide(candidacy=awaiting, outcome="grant", reason="All met.", by=marguerite, at=at)
    return decision.credential


@pytest.fixture
def story_time(monkeypatch):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW)


@pytest.fixture
def signed_in(client):
    def as_person(person):
        client.force_login(person)
        return client

    return as_person


@pytest.fixture
def public(credential, ines, at):
    return actions.make_public(credential=credential, by=ines, at=at)


@pytest.fixture
def disputed(ines, tomasz, kwame, priya, marguerite, at) -> Candidacy:
    """Ines’s work, over which Tomasz and Kwame parted and then agreed; the decision is awaited."""
    version = a_published_version(
        priya, marguerite, judging={"straight_to_discussion": True}, appeal_rule="Write to the board within 30 days."
    )
    return judged(a_candidacy(ines, version, settled_by=priya), tomasz, kwame, at=at - timedelta(hours=1))


@pytest.fixture
def decision(disputed, marguerite, at):
    """Granted to Ines, and sealed in the journal."""
    return decided(disputed, marguerite, at=at)

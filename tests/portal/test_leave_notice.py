"""Whose last day leave moved is told so once, with the days, and nobody else is."""

from datetime import date

import pytest

from guildmark.candidacy.models import State
from guildmark.credentials import actions
from guildmark.people import actions as people
from guildmark.portal.models import Notification
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW
from tests.credentials.stories import with_results


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.SIGNING_KEY_DIR = tmp_path / "keys"
    settings.BASE_URL = "http://localhost:8000"


def test_its_holder_alone(ines, priya, marguerite, tomasz, kwame, weiling):
    version = a_published_version(priya, marguerite)
    candidacy = with_results(a_candidacy(ines, version, state=State.AWAITING_DECISION, settled_by=priya), tomasz, kwame)
    credential = actions.decide(
        candidacy=candidacy, outcome="grant", reason="All met.", by=marguerite, at=NOW
    ).credential
    people.grant_leave(person=ines, starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 31), by=weiling, at=NOW)
    (notice,) = Notification.objects.filter(kind="prolonged")
    assert (notice.person, notice.url) == (ines, f"/credentials/{credential.ref}/")
    assert notice.params["day"] == "16 May 2028" and notice.params["opens"] == "17 February 2028"

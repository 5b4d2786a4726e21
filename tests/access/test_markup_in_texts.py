"""Whatever somebody writes anywhere, every page shows it as they wrote it: nothing of it becomes markup."""

import pytest
from django.urls import reverse

from guildmark.people.models import JobFunction, OrgUnit, Person, Site
from guildmark.programs.models import Program
from tests.access import company as small
from tests.access.more import MORE
from tests.access.routes import ROUTES
from tests.access.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EVIL = "</title></textarea>'\"><img src=x onerror=alert(1)>\ue000x\ue001"
RUNS = "<img src=x onerror"


@pytest.fixture
def hostile(monkeypatch, request):
    """The same company, in which every text, title and name that people choose holds a picture that runs a script."""
    for name in ("SECRET", "NOTE", "DRAFT"):
        monkeypatch.setattr(small, name, EVIL)
    monkeypatch.setattr(small, "REASON", EVIL)
    company = request.getfixturevalue("company")
    for model in (Person, JobFunction, OrgUnit, Site):
        model.objects.update(name=EVIL)
    Program.objects.update(title=EVIL)
    company.framework.items.update(statement=EVIL, title=EVIL, code=EVIL, item_type="<b>x")
    return company


@pytest.mark.parametrize("who", ["ines", "tomasz", "priya", "marguerite", "weiling"])
def test_no_text_runs(who, hostile):
    visitor = Visitor(getattr(hostile.cast, who))
    for name, route in [*ROUTES.items(), *MORE]:
        address = reverse(name, args=route.args(hostile)) + route.query
        for method, words in (("GET", {}), ("POST", dict.fromkeys(route.words(hostile), EVIL))):
            answer = visitor.asks(method, address, words)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                assert RUNS not in answer.body, (method, address)


def test_what_is_searched_for_is_shown_as_typed(company):
    visitor = Visitor(company.cast.priya)
    for address in ("/search/?q=", "/people/?q=", "/queue/?text=", "/panels/?text=", "/docket/?text=", "/programs/?q="):
        answer = visitor.asks("GET", f"{address}{EVIL.replace('#', '')}&sort={EVIL}&program={EVIL}", {})
        assert RUNS not in answer.body

"""Every list as a file: nothing that somebody called themselves becomes a formula on somebody else's machine."""

import csv
import io

import pytest
from django.test import Client

from guildmark.assessment.models import Qualification
from guildmark.people.models import JobFunction, OrgUnit, Person, Site

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("https://evil.example","x")'
LISTS = {
    "/people/": "weiling",
    "/people/roles/": "weiling",
    "/programs/": "ines",
    "/applications/": "priya",
    "/queue/": "tomasz",
    "/panels/": "priya",
    "/assessors/": "priya",
    "/docket/": "marguerite",
    "/credentials/register/": "marguerite",
    "/frameworks/": "ines",
    "/frameworks/field-work/coverage/": "ines",
}


@pytest.mark.parametrize("address", LISTS)
def test_no_cell_is_a_formula(address, company):
    for model in (Person, JobFunction, OrgUnit, Site):
        model.objects.update(name=EVIL)
    Qualification.objects.update(basis="\t=1+1")
    company.framework.items.update(statement=EVIL, title="@SUM(A1)")
    client = Client()
    client.force_login(getattr(company.cast, LISTS[address]))
    answer = client.get(address, {"format": "csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert len(lines) > 1
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]

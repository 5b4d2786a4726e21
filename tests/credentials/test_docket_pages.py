"""The docket and the dossier: what the committee reads before it decides, and who reads along."""

import re

import pytest

from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials.models import CertificationDecision, Credential
from guildmark.kernel.roles import Role
from tests.builders import a_candidacy, a_published_version
from tests.cast import a_person, holds
from tests.credentials.stories import with_results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def test_the_docket_lists_what_awaits_a_decision(signed_in, marguerite, awaiting):
    page = signed_in(marguerite).get("/docket/")
    assert "Ines Carvalho" in (text := page.content.decode())
    assert "1 task met" in text
    assert "may decide" in text


def test_an_empty_docket_says_how_it_fills(signed_in, marguerite):
    assert "Nothing awaits a decision" in signed_in(marguerite).get("/docket/").content.decode()


def test_the_docket_takes_the_role(signed_in, nadia, awaiting):
    assert signed_in(nadia).get("/docket/").status_code == 403
    assert signed_in(nadia).get(f"/docket/{awaiting.pk}/").status_code == 404


def test_the_docket_as_csv(signed_in, marguerite, awaiting):
    lines = signed_in(marguerite).get("/docket/?format=csv").content.decode().splitlines()
    assert lines[1].startswith(f"{awaiting.ref},Ines Carvalho,Field Commissioning Engineer,1.0,")


@pytest.mark.parametrize(("asked", "found"), [("text=ines", True), ("text=nobody", False), ("program=other", False)])
def test_the_docket_can_be_narrowed(signed_in, marguerite, awaiting, asked, found):
    assert ("Ines Carvalho" in signed_in(marguerite).get(f"/docket/?{asked}").content.decode()) is found


def test_the_docket_asks_as_often_for_thirty_as_for_one(
    signed_in, marguerite, awaiting, version, django_assert_num_queries
):
    client = signed_in(marguerite)
    client.get("/docket/")
    with django_assert_num_queries(12) as one:
        client.get("/docket/")
    for number in range(24):
        person = a_person(f"P{number} Ex", function="operations", at="leeds", in_unit="field")
        a_candidacy(person, version, state=CandidacyState.AWAITING_DECISION)
    with django_assert_num_queries(len(one)):
        assert client.get("/docket/").content.decode().count("<tr>") > 20


def test_the_dossier_shows_results_sheets_ties_and_evidence(signed_in, marguerite, awaiting):
    text = signed_in(marguerite).get(f"/docket/{awaiting.pk}/").content.decode()
    for said in ("Isolation", "3.5", "Tomasz Bielak, Engineering", "sealed", "none found", "Take this decision"):
        assert said in text


def test_the_dossier_asks_as_often_for_three_tasks_as_for_one(
    signed_in, marguerite, awaiting, nadia, priya, tomasz, kwame, django_assert_num_queries
):
    wide = a_published_version(priya, marguerite, slug="wide", tasks=3)
    other = with_results(a_candidacy(nadia, wide, state=CandidacyState.AWAITING_DECISION), tomasz, kwame)
    client = signed_in(marguerite)
    for candidacy in (awaiting, other):
        client.get(f"/docket/{candidacy.pk}/")
        with django_assert_num_queries(26):  # four of them about the rubric, which a running site remembers
            client.get(f"/docket/{candidacy.pk}/")


def test_whoever_stands_aside_reads_the_reason_and_nothing_else(signed_in, tomasz, awaiting):
    text = signed_in(holds(tomasz, Role.COMMITTEE)).get(f"/docket/{awaiting.pk}/").content.decode()
    assert "You assessed Ines Carvalho in this candidacy" in text
    assert "Isolation" not in text
    assert "Kwame" not in text
    assert "disabled" in text


def test_a_decision_is_taken_by_a_form(signed_in, marguerite, awaiting):
    address = f"/docket/{awaiting.pk}/decision/"
    answer = signed_in(marguerite).post(address, {"outcome": "grant", "reason": "All met."}, follow=True)
    assert "Decided: granted." in answer.content.decode()
    assert signed_in(marguerite).post(address, {"outcome": "grant", "reason": "All met."}).status_code == 302
    assert Credential.objects.count() == 1


def test_a_decision_without_a_reason_keeps_what_was_chosen(signed_in, marguerite, awaiting):
    answer = signed_in(marguerite).post(f"/docket/{awaiting.pk}/decision/", {"outcome": "refuse", "reason": ""})
    assert answer.status_code == 422
    assert re.search(r'value="refuse"[^>]*checked', answer.content.decode())
    assert not CertificationDecision.objects.exists()


def test_a_refused_decision_says_why_and_keeps_what_was_typed(signed_in, henrik, awaiting):
    answer = signed_in(holds(henrik, Role.COMMITTEE)).post(
        f"/docket/{awaiting.pk}/decision/", {"outcome": "grant", "reason": "He is good."}
    )
    assert answer.status_code == 422
    assert "You lead Ines Carvalho" in answer.content.decode()


def test_an_owner_reads_the_dossier_but_does_not_decide(signed_in, priya, awaiting):
    text = signed_in(priya).get(f"/docket/{awaiting.pk}/").content.decode()
    assert "Isolation" in text
    assert "You may not take certification decisions" in text

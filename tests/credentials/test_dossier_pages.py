"""Who may take a dossier home, in which form, and where it is offered."""

import pytest

from guildmark.credentials import issuer
from guildmark.credentials.domain.dossier import Form, check
from guildmark.kernel.roles import Role
from tests.cast import holds
from tests.credentials.judging_story import decided

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def address(decision):
    return f"/candidacies/{decision.candidacy_id}/dossier/"


def taken(client, decision):
    answer = client.get(address(decision))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return answer, check(answer.content, described=issuer.did_document())


@pytest.mark.parametrize("who", ["marguerite", "priya"])
def test_whoever_answers_for_the_decision_has_it_in_full(signed_in, decision, who, request):
    answer, found = taken(signed_in(request.getfixturevalue(who)), decision)
    assert (found.form, found.decision) == (Form.FULL, decision.ref)
    assert f'filename="{decision.ref}.dossier.zip"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_the_candidate_has_it_without_the_assessors(signed_in, decision, ines):
    answer, found = taken(signed_in(ines), decision)
    assert found.form is Form.CANDIDATE
    assert f'filename="{decision.ref}.dossier-candidate.zip"' in answer["Content-Disposition"]
    assert b"Bielak" not in answer.content


def test_who_may_decide_about_others_has_ones_own_as_its_candidate(signed_in, decision, ines):
    holds(ines, Role.COMMITTEE)
    assert taken(signed_in(ines), decision)[1].form is Form.CANDIDATE


@pytest.mark.parametrize("who", ["henrik", "tomasz", "kwame", "nadia", "weiling"])
def test_nobody_else_has_it(signed_in, decision, who, request):
    assert signed_in(request.getfixturevalue(who)).get(address(decision)).status_code == 404


@pytest.mark.parametrize("who", ["henrik", "tomasz"])
def test_whoever_stands_aside_does_not_have_it_either(signed_in, decision, who, request):
    person = holds(request.getfixturevalue(who), Role.COMMITTEE)
    client = signed_in(person)
    assert client.get(address(decision)).status_code == 404
    assert "dossier/" not in client.get(f"/docket/{decision.candidacy_id}/").content.decode()


def test_before_a_decision_there_is_none(signed_in, disputed, marguerite, ines):
    for person in (marguerite, ines):
        assert signed_in(person).get(f"/candidacies/{disputed.pk}/dossier/").status_code == 404
    assert "dossier/" not in signed_in(marguerite).get(f"/docket/{disputed.pk}/").content.decode()


def test_it_is_offered_where_the_decision_stands(signed_in, decision, ines, marguerite, henrik):
    credential = f"/credentials/{decision.credential.ref}/"
    for person, page in ((marguerite, f"/docket/{decision.candidacy_id}/"), (marguerite, credential), (ines, credential),
                         (ines, f"/candidacies/{decision.candidacy_id}/")):  # fmt: skip
        assert address(decision) in signed_in(person).get(page).content.decode(), page
    assert address(decision) not in signed_in(henrik).get(credential).content.decode()


def test_a_refusal_is_offered_on_the_plan(signed_in, disputed, ines, marguerite, at):
    decision = decided(disputed, marguerite, outcome="refuse", at=at)
    assert address(decision) in signed_in(ines).get(f"/candidacies/{disputed.pk}/").content.decode()
    assert taken(signed_in(ines), decision)[1].outcome == "refuse"


def test_it_takes_a_bounded_number_of_questions(signed_in, decision, marguerite, django_assert_max_num_queries):
    client = signed_in(marguerite)
    client.get(address(decision))
    with django_assert_max_num_queries(60):
        client.get(address(decision))

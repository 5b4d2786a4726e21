"""What is seen of credentials, by whom: the holder, the committee, the owner, strangers."""

import json
import re
from datetime import timedelta

import pytest

from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import actions, issuer
from guildmark.credentials.domain.judging import judge
from guildmark.credentials.domain.status_list import is_set
from guildmark.credentials.models import CertificationDecision, Credential
from guildmark.credentials.queries import search, turns
from guildmark.kernel.roles import Role
from tests.builders import a_candidacy, a_published_version
from tests.cast import NOW, a_person, holds
from tests.credentials.stories import with_results

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
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


# The docket.


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
    with django_assert_num_queries(11) as one:
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
        with django_assert_num_queries(21):  # four of them about the rubric, which a running site remembers
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


# The holder.


def test_the_holder_finds_it_among_their_credentials(signed_in, ines, credential):
    text = signed_in(ines).get("/credentials/").content.decode()
    assert credential.ref in text
    assert "private" in text


def test_who_holds_none_is_told_how(signed_in, nadia):
    assert "You hold no credential yet" in signed_in(nadia).get("/credentials/").content.decode()


def test_the_holder_says_who_sees_it(signed_in, ines, credential, client):
    address = f"/credentials/{credential.ref}/visibility/"
    assert "Make it public" in signed_in(ines).get(f"/credentials/{credential.ref}/").content.decode()
    assert "Make it private again" in signed_in(ines).post(address, {"public": "yes"}, follow=True).content.decode()
    credential.refresh_from_db()
    assert credential.public
    signed_in(ines).post(address, {"public": "no"})
    credential.refresh_from_db()
    assert not credential.public


@pytest.mark.parametrize("who", ["nadia", "tomasz", "weiling", "yusuf", "daniel"])
def test_nobody_else_finds_it(signed_in, credential, request, who):
    client = signed_in(request.getfixturevalue(who))
    assert client.get(f"/credentials/{credential.ref}/").status_code == 404
    assert client.post(f"/credentials/{credential.ref}/visibility/", {"public": "yes"}).status_code == 404


def test_the_manager_sees_that_it_is_there_but_not_the_reason(signed_in, henrik, credential):
    text = signed_in(henrik).get(f"/credentials/{credential.ref}/").content.decode()
    assert "Ines Carvalho" in text
    assert "All met." not in text
    assert "Make it public" not in text


def test_its_history_is_seen_by_those_who_see_it(signed_in, ines, henrik, nadia, credential):
    address = f"/history/credential/{credential.pk}/"
    assert "Credential issued" in signed_in(ines).get(address).content.decode()
    assert signed_in(henrik).get(address).status_code == 200
    assert signed_in(nadia).get(address).status_code == 404


# The register.


def test_the_register_lists_filters_and_downloads(signed_in, priya, credential):
    client = signed_in(priya)
    assert credential.ref in client.get("/credentials/register/").content.decode()
    assert credential.ref in client.get("/credentials/register/?standing=active&text=ines&sort=until").content.decode()
    assert credential.ref not in client.get("/credentials/register/?standing=expired").content.decode()
    lines = client.get("/credentials/register/?format=csv").content.decode().splitlines()
    assert (
        lines[1] == f"{credential.ref},Ines Carvalho,Field Commissioning Engineer,1.0,2026-04-16,2028-04-15,active,no"
    )


def test_the_register_takes_the_role(signed_in, ines, credential):
    assert signed_in(ines).get("/credentials/register/").status_code == 403


def test_an_owner_of_another_program_sees_none_of_it(signed_in, credential):
    other = holds(a_person("Bo Ek", function="legal", at="leeds", in_unit="legal"), Role.PROGRAM_OWNER, program_id=999)
    assert credential.ref not in signed_in(other).get("/credentials/register/").content.decode()
    assert signed_in(other).get(f"/credentials/{credential.ref}/").status_code == 404


# Strangers.


@pytest.mark.parametrize("ending", ["", ".json", ".pdf", "/qr.svg"])
def test_a_private_credential_says_that_it_is_private_and_no_more(client, credential, ending):
    answer = client.get(f"/c/{credential.ref}{ending}")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "private" in text
    for secret in ("Ines", "Carvalho", "Commissioning", credential.digest[:12]):
        assert secret not in text


@pytest.mark.parametrize("ref", ["CRD-0000-0000", "nonsense", "CRD-"])
def test_an_unknown_reference_is_not_found(client, credential, ref):
    assert client.get(f"/c/{ref}").status_code == 404


def test_a_public_credential_shows_who_what_criteria_validity_and_standing(client, public):
    answer = client.get(f"/c/{public.ref}")
    text = answer.content.decode()
    for said in ("Ines Carvalho", "Field Commissioning Engineer", "Isolation", "16 April 2026", "15 April 2028", "active",
                 "Monterrey", "did:web:localhost%3A8000", f"guildmark credential verify {public.ref}.json"):  # fmt: skip
        assert said in text
    assert answer["Cache-Control"] == "no-store"


def test_a_reference_as_somebody_typed_it_leads_there(client, public):
    assert client.get(f"/c/{public.ref.lower().replace('-', '')}")["Location"] == f"/c/{public.ref}"


def test_the_page_leaks_nothing_else(client, public):
    text = client.get(f"/c/{public.ref}").content.decode()
    for secret in ("ines@", "E-ines", "Marguerite", "Tomasz", "Kwame", "All met.", "SUB-", "CAN-"):
        assert secret not in text


def test_a_changed_name_appears_and_the_former_one_is_gone(client, public, ines):
    ines.name = "Ines Duarte"
    ines.save()
    text = client.get(f"/c/{public.ref}").content.decode()
    assert "Ines Duarte" in text
    assert "Carvalho" not in text + client.get(f"/c/{public.ref}.json").content.decode()


def test_the_file_is_the_exact_signed_document(client, public):
    answer = client.get(f"/c/{public.ref}.json")
    assert answer["Content-Type"] == "application/vc"
    assert answer.content.decode() == public.document
    assert judge(answer.content, [client.get("/.well-known/did.json").json()]).sound


def test_what_is_made_private_again_is_gone_at_once(client, public, ines, at):
    actions.make_private(credential=public, by=ines, at=at)
    assert client.get(f"/c/{public.ref}").status_code == 403


def test_the_holder_sees_their_own_as_others_would(signed_in, ines, credential):
    text = signed_in(ines).get(f"/c/{credential.ref}").content.decode()
    assert "Only you see this" in text


@pytest.mark.parametrize(
    ("state", "said"), [("suspended", "it has been suspended"), ("withdrawn", "it has been withdrawn")]
)
def test_what_was_taken_back_says_so(client, public, state, said):
    Credential.objects.filter(pk=public.pk).update(state=state)
    assert said in client.get(f"/c/{public.ref}").content.decode()


def test_after_its_last_day_it_is_not_valid_and_says_until_when_it_can_be_renewed(client, public, monkeypatch):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW.replace(year=2028, day=17))
    text = client.get(f"/c/{public.ref}").content.decode()
    assert "in grace" in text
    assert "It can be renewed until 15 May 2028" in text


def test_the_public_page_asks_the_database_little(client, public, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(f"/c/{public.ref}")


def test_the_status_list_is_signed_and_marks_what_does_not_count(client, public):
    entry = json.loads(public.document)["credentialStatus"]
    assert entry["statusListCredential"] == "http://localhost:8000/status/1"
    clear = client.get("/status/1")
    assert judge(clear.content, [issuer.did_document()]).sound
    Credential.objects.filter(pk=public.pk).update(state="suspended")
    marked = json.loads(client.get("/status/1").content)["credentialSubject"]["encodedList"]
    assert is_set(marked, int(entry["statusListIndex"]))
    assert not is_set(json.loads(clear.content)["credentialSubject"]["encodedList"], int(entry["statusListIndex"]))
    assert client.get("/status/9").status_code == 404


def test_the_qr_code_leads_to_the_public_page(client, public):
    assert client.get(f"/c/{public.ref}/qr.svg")["Content-Type"] == "image/svg+xml"


# Home and search.


def test_home_and_search(awaiting, marguerite, ines, nadia, at):
    assert [turn.title for turn in turns(marguerite, at=at)] == [
        "Decide on Ines Carvalho: Field Commissioning Engineer"
    ]
    actions.decide(candidacy=awaiting, outcome="grant", reason="All met.", by=marguerite, at=at)
    assert turns(marguerite, at=at) == []
    assert [turn.title for turn in turns(ines, at=at)] == ["You are certified: Field Commissioning Engineer"]
    later = [turn for turn in turns(ines, at=at + timedelta(days=30)) if turn.waiting == "coming_up"]
    assert [turn.next for turn in later] == ["renewal opens 16 January 2028"]
    assert [hit.kind for hit in search(ines, "commissioning", at)] == ["credential"]
    assert search(nadia, "commissioning", at) == []

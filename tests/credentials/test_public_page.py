"""What a stranger sees of a credential, and what no stranger does."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.credentials import actions, issuer
from guildmark.credentials.domain.judging import judge
from guildmark.credentials.domain.status_list import is_set
from guildmark.credentials.models import Credential
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.mark.parametrize("ending", ["", ".json", ".jwt", ".png", ".svg", ".pdf", "/qr.svg"])
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


@pytest.mark.parametrize(("address", "seconds"), [("/status/1", 60), ("/.well-known/did.json", 300)])
def test_checkers_may_keep_it_and_ask_whether_it_is_still_the_same(client, public, marguerite, at, address, seconds):
    first = client.get(address)
    assert first["Cache-Control"] == f"public, max-age={seconds}" and first["Access-Control-Allow-Origin"] == "*"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"
    actions.suspend(credential=public, reason="An incident.", by=marguerite, at=at)
    actions.rotate_key(at=at)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_the_status_list_asks_nothing_of_people(client, public):
    with CaptureQueriesContext(connection) as seen:
        client.get("/status/1")
    assert len(seen) <= 2 and not [one for one in seen if "people_" in one["sql"]]

"""Changing a standing in the browser: what it does is said first, a refusal keeps what was typed."""

from datetime import timedelta

import pytest

from guildmark.credentials import actions
from guildmark.credentials.queries import turns
from tests.cast import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.fixture
def page(credential):
    return f"/credentials/{credential.ref}/"


@pytest.fixture
def proposed(credential, marguerite):
    return actions.propose_withdrawal(
        credential=credential, reason="The evidence was not hers.", answer_by=TODAY + timedelta(days=20),
        by=marguerite, at=NOW,
    )  # fmt: skip


def test_the_committee_finds_what_it_can_do(signed_in, marguerite, page):
    text = signed_in(marguerite).get(page).content.decode()
    assert [what for what in ("suspend", "propose", "replace") if f"{page}{what}/" in text] == [
        "suspend", "propose", "replace",
    ]  # fmt: skip
    assert f"{page}withdraw/" not in text  # nobody is withdrawn unheard
    assert f"{page}reinstate/" not in text


def test_the_holder_and_the_manager_are_offered_nothing(signed_in, ines, henrik, page):
    for person in (ines, henrik):
        assert f"{page}suspend/" not in signed_in(person).get(page).content.decode()


def test_suspending_says_what_it_does_and_does_it(signed_in, marguerite, ines, page, credential):
    client = signed_in(marguerite)
    assert "From this moment it does not count" in client.get(f"{page}suspend/").content.decode()
    text = client.post(f"{page}suspend/", {"reason": "The yearly job is missing."}, follow=True).content.decode()
    assert "Suspended. Its holder has been told." in text
    assert "The yearly job is missing." in signed_in(ines).get(page).content.decode()


def test_a_missing_reason_is_asked_for(signed_in, marguerite, page, credential):
    answer = signed_in(marguerite).post(f"{page}suspend/", {"reason": ""})
    assert answer.status_code == 422
    credential.refresh_from_db()
    assert credential.state == "active"


def test_too_short_a_time_keeps_what_was_typed(signed_in, marguerite, page):
    answer = signed_in(marguerite).post(f"{page}propose/", {"reason": "A long reason.", "answer_by": "2026-04-20"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "at least 14 days" in text
    assert "A long reason." in text


def test_the_holder_answers_and_the_committee_reads_it(signed_in, marguerite, ines, page, proposed):
    text = signed_in(ines).get(page).content.decode()
    assert "The evidence was not hers." in text
    signed_in(ines).post(f"{page}answer/", {"statement": "I took those readings myself."})
    assert "I took those readings myself." in signed_in(marguerite).get(page).content.decode()
    assert "I took those readings myself." in signed_in(marguerite).get(f"{page}withdraw/").content.decode()


def test_an_answer_that_comes_too_late_is_not_lost(signed_in, ines, marguerite, page, proposed, credential):
    actions.drop_withdrawal(credential=credential, reason="A mistake.", by=marguerite, at=NOW)
    answer = signed_in(ines).post(f"{page}answer/", {"statement": "I took those readings myself."})
    assert answer.status_code == 422
    assert "No withdrawal is proposed" in answer.content.decode()
    assert "I took those readings myself." in answer.content.decode()


def test_the_manager_reads_neither_reason_nor_answer(signed_in, henrik, page, proposed):
    assert "The evidence was not hers." not in signed_in(henrik).get(page).content.decode()


def test_home_tells_the_holder_and_then_the_committee(ines, marguerite, proposed, credential):
    assert [turn.due for turn in turns(ines, at=NOW) if turn.action == "Answer"] == [TODAY + timedelta(days=20)]
    assert not [turn for turn in turns(marguerite, at=NOW) if "withdrawal" in turn.title]
    actions.answer(credential=credential, statement="Mine.", by=ines, at=NOW)
    assert not [turn for turn in turns(ines, at=NOW) if turn.action == "Answer"]
    assert [turn for turn in turns(marguerite, at=NOW) if "withdrawal" in turn.title]


def test_there_is_no_such_change(signed_in, marguerite, page):
    assert signed_in(marguerite).get(f"{page}shred/").status_code == 404

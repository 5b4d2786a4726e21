"""Accommodations: asked for in private, decided with a reason; assessors read the conditions and nothing else."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from guildmark.candidacy import actions, queries
from guildmark.candidacy.models import Accommodation, State
from guildmark.kernel import clock
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalMention
from tests.builders import a_candidacy
from tests.cast import NOW

NEED = "I lip-read, and cannot follow a talk without captions."
CONDITIONS = "Captions on every recording; a written talk in place of the live one."
REASON = "It shows the same criteria."


@pytest.fixture(autouse=True)
def story_time(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def signed_in(client):
    def signed_in(person):
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def candidacy(nadia, version):
    return a_candidacy(nadia, version)


@pytest.fixture
def asked(candidacy, nadia, at):
    return actions.request_accommodation(
        candidacy=candidacy, kinds=["format"], need=NEED, tasks=["task-2"], by=nadia, at=at
    )


def agree(asked, by, at, tasks=("task-2",)):
    return actions.agree_accommodation(
        accommodation=asked, conditions=CONDITIONS, reason=REASON, tasks=tasks, extra_time_percent=25, by=by, at=at
    )


def test_the_owner_agrees_and_assessors_of_that_task_read_the_conditions(asked, candidacy, priya, at):
    agreed = agree(asked, priya, at)
    assert (agreed.state, agreed.decided_by, agreed.decided_at) == ("agreed", priya, at)
    assert queries.conditions_for(candidacy.pk, "task-2") == [queries.Condition(CONDITIONS, 25)]
    assert queries.conditions_for(candidacy.pk, "task-1") == []


def test_no_task_named_means_every_task(asked, candidacy, priya, at):
    agree(asked, priya, at, tasks=())
    assert len(queries.conditions_for(candidacy.pk, "task-1")) == 1


def test_nothing_is_read_by_assessors_before_it_is_agreed_nor_after_it_has_ended(asked, candidacy, nadia, priya, at):
    assert queries.conditions_for(candidacy.pk, "task-2") == []
    actions.end_accommodation(accommodation=agree(asked, priya, at), by=nadia, at=at)
    assert queries.conditions_for(candidacy.pk, "task-2") == []


def test_it_is_declined_with_a_reason_and_can_be_asked_for_otherwise(asked, candidacy, nadia, priya, at):
    declined = actions.decline_accommodation(accommodation=asked, reason="The talk is the task.", by=priya, at=at)
    assert (declined.state, declined.reason) == ("declined", "The talk is the task.")
    again = actions.request_accommodation(candidacy=candidacy, kinds=["extra_time"], need="More time.", by=nadia, at=at)
    assert again.state == "requested"


def test_only_the_candidate_asks_and_one_request_is_read_at_a_time(asked, candidacy, nadia, priya, henrik, at):
    for somebody in (priya, henrik):
        with pytest.raises(Refused, match="may not ask for an accommodation"):
            actions.request_accommodation(candidacy=candidacy, kinds=["other"], need="x", by=somebody, at=at)
    with pytest.raises(Refused, match="Your last request is being read"):
        actions.request_accommodation(candidacy=candidacy, kinds=["other"], need="x", by=nadia, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Accommodation.objects.create(candidacy=candidacy, need="x", requested_at=at)


def test_there_is_nothing_to_arrange_once_it_is_over(version, nadia, at):
    over = a_candidacy(nadia, version, state=State.NOT_YET_CERTIFIED)
    with pytest.raises(Refused, match="This candidacy is over"):
        actions.request_accommodation(candidacy=over, kinds=["other"], need="x", by=nadia, at=at)


def test_only_an_owner_decides_never_on_their_own_and_never_twice(asked, version, nadia, priya, tomasz, henrik, at):
    for somebody in (nadia, tomasz, henrik):
        with pytest.raises(Refused, match="may not decide on an accommodation"):
            agree(asked, somebody, at)
    agree(asked, priya, at)
    with pytest.raises(Refused, match="it is agreed"):
        actions.decline_accommodation(accommodation=asked, reason="Second thoughts.", by=priya, at=at)
    own = actions.request_accommodation(
        candidacy=a_candidacy(priya, version), kinds=["other"], need="x", by=priya, at=at
    )
    with pytest.raises(Refused, match="Nobody decides on their own request"):
        agree(own, priya, at)


def test_only_the_candidate_ends_it_and_then_nobody_else_reads_it(asked, nadia, priya, at):
    with pytest.raises(Refused, match="may not ask for an accommodation"):
        actions.end_accommodation(accommodation=asked, by=priya, at=at)
    actions.end_accommodation(accommodation=asked, by=nadia, at=at)
    assert queries.get_own_accommodation(nadia, asked.pk, at=at)
    with pytest.raises(Http404):
        queries.get_accommodation(priya, asked.pk, at=at)


def test_manager_assessor_committee_and_it_never_read_the_request(
    asked, henrik, tomasz, marguerite, weiling, saoirse, at
):
    for somebody in (henrik, tomasz, marguerite, weiling, saoirse):
        with pytest.raises(Http404):
            queries.get_accommodation(somebody, asked.pk, at=at)


def test_the_journal_names_neither_the_person_nor_the_candidacy(asked, candidacy, facts_of):
    assert facts_of("AccommodationRequested") == [{"accommodation_id": asked.pk}]
    named = JournalMention.objects.filter(entry__fact="AccommodationRequested").values_list("kind", flat=True)
    assert set(named) <= {"accommodation"}


def test_a_candidate_asks_in_the_browser_and_what_was_typed_stays(signed_in, candidacy, nadia):
    client = signed_in(nadia)
    url = f"/candidacies/{candidacy.pk}/accommodations/"
    half = client.post(url, {"need": NEED})
    assert half.status_code == 422 and NEED in half.content.decode()
    done = client.post(url, {"need": NEED, "kinds": ["format", "extra_time"], "tasks": ["task-1"]}, follow=True)
    assert "with the program owner" in done.content.decode()
    made = Accommodation.objects.get()
    assert (made.kinds, made.tasks, made.need) == (["format", "extra_time"], ["task-1"], NEED)


def test_the_owner_answers_in_the_browser(signed_in, asked, priya):
    client = signed_in(priya)
    assert "Nadia Haddad" in client.get("/accommodations/").content.decode()
    assert NEED in client.get(f"/accommodations/{asked.pk}/").content.decode()
    url = f"/accommodations/{asked.pk}/answer/"
    unsaid = client.post(url, {"outcome": "agree", "reason": REASON})
    assert unsaid.status_code == 422 and "Say what is arranged" in unsaid.content.decode()
    said = {"outcome": "agree", "reason": REASON, "conditions": CONDITIONS, "tasks": ["task-2"]}
    assert client.post(url, said | {"language": "xx"}).status_code == 422
    client.post(url, said | {"language": "es"})
    asked.refresh_from_db()
    assert (asked.state, asked.extra_time_percent, asked.tasks) == ("agreed", 0, ["task-2"])
    assert asked.language == "es"
    assert "Nothing waits for your answer" in client.get("/accommodations/").content.decode()


def test_both_see_whose_turn_it_is(signed_in, asked, nadia, priya):
    assert "Nadia Haddad asks for an accommodation" in signed_in(priya).get("/").content.decode()
    assert "Your request for an accommodation" in signed_in(nadia).get("/").content.decode()

"""A panel that is blind to the candidate stays so: at the desk, afterwards, wherever its members look."""

import re

import pytest
from django.test import Client

from guildmark.assessment import actions
from guildmark.assessment.models import Seat
from tests import builders
from tests.access.company import NAME
from tests.cast import NOW

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "/", "/queue/", "/queue/?show=sealed", "/queue/?show=sealed&text=carvalho", "/queue/?text=Ines&format=csv",
    "/notifications/", "/search/?q=SUB-", "/search/?q=site+project", "/conflicts/", "/credentials/", "/candidacies/",
)  # fmt: skip


@pytest.fixture
def seats(ines, tomasz, kwame, priya, marguerite, monkeypatch):
    """Tomasz and Kwame may not know that the work is Ines’s."""
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW)
    version = builders.a_published_version(priya, marguerite, blind_to_candidate=True)
    for person in (tomasz, kwame):
        builders.qualified(person, version, by=priya)
    candidacy = builders.a_candidacy(ines, version, settled_by=priya)
    return builders.a_panel(builders.a_submitted_submission(candidacy), tomasz, kwame)


def judge(seat, level):
    seat = actions.start_seat(seat=Seat.objects.get(pk=seat.pk), by=seat.assessor, at=NOW)
    lines = {key: (level, "Kwame-only words.") for key in ("isolation-1", "judgement-1", "record-1")}
    actions.fill_sheet(seat=seat, lines=lines, by=seat.assessor, at=NOW)
    actions.seal_sheet(seat=seat, by=seat.assessor, at=NOW)


def everything(client, seat):
    """Each answer to each address that the assessor of this seat might try, head and body."""
    submission = seat.panel.submission
    own = (
        f"/seats/{seat.pk}/", f"/submissions/{submission.pk}/", f"/submissions/{submission.pk}/result/",
        f"/adjudications/{submission.pk}/", f"/history/submission/{submission.pk}/", f"/panels/{submission.pk}/",
        f"/candidacies/{submission.candidacy_id}/", f"/history/candidacy/{submission.candidacy_id}/",
        f"/docket/{submission.candidacy_id}/", f"/applications/{submission.candidacy_id}/",
    )  # fmt: skip
    for address in (*ELSEWHERE, *own):
        answer = client.get(address)
        yield address, f"{answer.headers}{re.sub(r'value=.[^>]*>', '', answer.content.decode())}"


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("level", [4, 1])
def test_before_during_and_after(seats, kwame, tomasz, level):
    client = signed_in(kwame)
    for step in (lambda: None, lambda: judge(seats[1], 4), lambda: judge(seats[0], level)):
        step()
        named = [address for address, text in everything(client, seats[1]) if NAME in text]
        assert not named


def test_refusals_do_not_name_the_candidate(seats, kwame):
    client = signed_in(kwame)
    for noun, words in (
        ("seal", {}),
        ("refusal", {"reason": ""}),
        ("scores/record-1", {"level": "9", "revision": "0"}),
    ):
        answer = client.post(f"/seats/{seats[1].pk}/{noun}/", words)
        assert NAME not in answer.content.decode()


def test_the_owner_still_reads_whose_result_it_is(seats, priya):
    for seat in seats:
        judge(seat, 4)
    assert NAME in signed_in(priya).get(f"/submissions/{seats[0].panel.submission_id}/result/").content.decode()


def test_no_sheet_is_read_before_ones_own_is_sealed(seats, tomasz, kwame):
    judge(seats[1], 1)
    client = signed_in(tomasz)
    client.post(f"/seats/{seats[0].pk}/start/")
    told = [address for address, text in everything(client, seats[0]) if "Kwame-only" in text or "Kwame" in text]
    assert not told

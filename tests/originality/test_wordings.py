"""A task with several wordings: who gets which, how often each was seen, and retiring one that leaked."""

import pytest

from guildmark.assessment import actions as assessment
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.originality import actions
from guildmark.originality.models import Exposure
from tests import builders

pytestmark = pytest.mark.usefixtures("story_time")


@pytest.fixture
def begins(with_wordings, priya, at):
    def begins(person):
        candidacy = builders.a_candidacy(person, with_wordings, settled_by=priya)
        task = with_wordings.tasks.get()
        return assessment.open_submission(candidacy=candidacy, task=task, by=person, at=at)

    return begins


def given(submission):
    return Exposure.objects.get(submission=submission).variant


def test_each_gets_one_that_fewest_have_seen(begins, ines, nadia, tomasz, kwame, facts_of):
    got = [given(begins(person)) for person in (ines, nadia, tomasz, kwame)]
    assert sorted(got[:3]) == ["pump", "store", "weir"] and got[3] in got[:3]
    assert len(facts_of("VariantGiven")) == 4


def test_the_candidate_reads_their_wording_and_no_other(begins, ines, browse):
    draft = begins(ines)
    page = browse(ines).get(f"/submissions/{draft.pk}/").content.decode()
    assert f"The {given(draft)} at the quay." in page
    assert sum(f"The {key} at the quay." in page for key in ("pump", "weir", "store")) == 1


def test_the_assessor_reads_the_same(begins, ines, tomasz, kwame, browse, at):
    draft = begins(ines)
    type(draft).objects.filter(pk=draft.pk).update(state="submitted", digest="a" * 64, submitted_at=at)
    seat, _other = builders.a_panel(draft, tomasz, kwame)
    assert f"The {given(draft)} at the quay." in browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()


def test_opened_twice_the_wording_stays(begins, ines):
    draft = begins(ines)
    before = given(draft)
    actions.give_variant(submission=draft, by=SYSTEM, at=draft.created_at)
    assert given(draft) == before and Exposure.objects.count() == 1


def test_a_further_attempt_gets_another(begins, ines, at):
    first = begins(ines)
    type(first).objects.filter(pk=first.pk).update(state="decided", decided_at=at, submitted_at=at, digest="a" * 64)
    second = assessment.open_submission(candidacy=first.candidacy, task=first.task, by=ines, at=at)
    assert second.attempt == 2 and given(second) != given(first)


def test_a_leaked_wording_is_retired_with_a_reason(with_wordings, begins, ines, nadia, priya, tomasz, at, facts_of):
    task = with_wordings.tasks.get()
    leaked = given(begins(ines))
    with pytest.raises(Refused, match="Say why"):
        actions.retire_variant(task=task, variant=leaked, reason="", by=priya, at=at)
    with pytest.raises(Refused, match="retire a wording"):
        actions.retire_variant(task=task, variant=leaked, reason="Seen.", by=tomasz, at=at)
    actions.retire_variant(task=task, variant=leaked, reason="Seen in a chat.", by=priya, at=at)
    assert given(begins(nadia)) != leaked
    with pytest.raises(Refused, match="already"):
        actions.retire_variant(task=task, variant=leaked, reason="Again.", by=priya, at=at)


def test_the_last_wording_stays(with_wordings, priya, at):
    task = with_wordings.tasks.get()
    for key in ("pump", "weir"):
        actions.retire_variant(task=task, variant=key, reason="Seen.", by=priya, at=at)
    with pytest.raises(Refused, match="last one left"):
        actions.retire_variant(task=task, variant="store", reason="Seen.", by=priya, at=at)
    with pytest.raises(Refused, match="no such wording"):
        actions.retire_variant(task=task, variant="lake", reason="Seen.", by=priya, at=at)


def test_the_owner_sees_how_often_each_was_given(with_wordings, begins, ines, priya, tomasz, browse):
    begins(ines)
    url = f"/wordings/{with_wordings.program.slug}/1.0/"
    page = browse(priya).get(url).content.decode()
    assert page.count("given 0 times") == 2 and "given 1 time" in page
    for person in (ines, tomasz):
        assert browse(person).get(url).status_code == 404
    answer = browse(priya).post(f"{url}task-1/pump/retirement/", {"reason": "Seen in a chat."}, follow=True)
    assert "Seen in a chat." in answer.content.decode()
    assert browse(priya).post(f"{url}task-1/pump/retirement/", {"reason": "Again."}).status_code == 422


def test_a_task_with_one_wording_gives_none(priya, marguerite, ines, at):
    version = builders.a_published_version(priya, marguerite)
    candidacy = builders.a_candidacy(ines, version, settled_by=priya)
    assessment.open_submission(candidacy=candidacy, task=version.tasks.get(), by=ines, at=at)
    assert not Exposure.objects.exists()

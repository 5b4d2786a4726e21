"""Handed-in work beside earlier work: what is found, who looks, and that nothing follows by itself."""

import pytest

from guildmark.assessment.models import Submission
from guildmark.kernel import blobs, outbox
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.roles import Role
from guildmark.originality import actions
from guildmark.originality.models import Fingerprint, Match, Statement
from guildmark.people.models import Employment
from tests import builders
from tests.cast import holds
from tests.originality.test_texts import APART, MINE, edited


@pytest.fixture
def copied(writes, nadia, ines, at):
    """Nadia wrote it; Ines hands in the same with every thirteenth word changed."""
    earlier = writes(nadia, MINE, hours=50)
    later = writes(ines, edited(MINE, 13))
    (match,) = actions.compare(submission=later, by=SYSTEM, at=at)
    assert match.earlier == earlier
    return match


def test_a_copy_with_edits_lies_before_the_owner(copied, facts_of):
    assert copied.passages and all({"here", "there", "words"} == set(one) for one in copied.passages)
    assert copied.words > 80 and copied.outcome == ""
    assert facts_of("MatchFound") == [{"match_id": copied.pk, "program_id": copied.submission.candidacy.program_id}]


def test_texts_on_one_subject_written_apart_are_not_laid_before_anybody(writes, nadia, ines, at, facts_of):
    writes(nadia, MINE, hours=50)
    assert actions.compare(submission=writes(ines, APART), by=SYSTEM, at=at) == []
    assert facts_of("TextsCompared")[0]["compared"] == 1


def test_nothing_changes_for_the_candidate_by_a_match(copied):
    before = Submission.objects.get(pk=copied.submission_id)
    assert (before.state, before.digest) == (copied.submission.state, copied.submission.digest)


def test_the_earlier_one_is_never_held_against_the_later(writes, nadia, ines, at):
    earlier = writes(nadia, MINE, hours=50)
    writes(ines, MINE)
    assert actions.compare(submission=earlier, by=SYSTEM, at=at) == []


def test_ones_own_earlier_attempt_is_no_match(writes, ines, at):
    first = writes(ines, MINE, hours=50)
    Submission.objects.filter(pk=first.pk).update(state="decided", decided_at=at)
    again = writes(ines, MINE, attempt=2, candidacy=first.candidacy)
    assert actions.compare(submission=again, by=SYSTEM, at=at) == []


def test_what_two_made_together_is_no_match(writes, nadia, ines, at):
    earlier, later = writes(nadia, MINE, hours=50), writes(ines, MINE, made_with=nadia)
    assert actions.compare(submission=later, by=SYSTEM, at=at) == []
    assert not Match.objects.filter(earlier=earlier).exists()


def test_the_same_file_is_found_by_its_digest(writes, nadia, ines, at):
    with blobs.received([b"date,ph\n1,7.2\n"]) as content:
        blob = blobs.keep(content, media_type="text/csv", at=at)
    writes(nadia, MINE, hours=50, blob=blob, name="log.csv")
    later = writes(ines, APART, blob=blob, name="readings.csv")
    (match,) = actions.compare(submission=later, by=SYSTEM, at=at)
    assert (match.files, match.passages) == ([{"here": "readings.csv", "there": "log.csv"}], [])


def test_compared_twice_it_is_found_once(copied, at):
    assert actions.compare(submission=copied.submission, by=SYSTEM, at=at) == []
    assert Match.objects.count() == 1 and Fingerprint.objects.count() == 2


def test_it_runs_after_handing_in_and_the_signature_is_on_record(version, priya, nadia, ines, writes, at, story_time):
    from guildmark.assessment import actions as assessment

    writes(nadia, MINE, hours=50)
    draft = builders.a_draft(builders.a_candidacy(ines, version, settled_by=priya))
    assessment.save_text(submission=draft, box="text", text=f"<p>{MINE}</p>", revision=0, by=ines, at=at)
    assessment.save_text(submission=draft, box="decided-1", text="To wait.", revision=0, by=ines, at=at)
    assessment.submit(submission=draft, identity=True, original=True, by=ines, at=at)
    assert not Match.objects.exists()
    outbox.deliver_due(at=at)
    assert Match.objects.get().submission_id == draft.pk
    draft.refresh_from_db()
    assert {(one.signed_by, one.signed_at, one.digest) for one in Statement.objects.all()} == {(ines, at, draft.digest)}


def test_nobody_signs_for_somebody_else(copied, nadia, at):
    with pytest.raises(Refused, match="their own work"):
        actions.sign(submission=copied.submission, by=nadia, at=at)


# Looking


def test_the_owner_says_what_it_was_and_it_stays(copied, priya, at, facts_of):
    with pytest.raises(Refused, match="Say what you saw"):
        actions.review(match=copied, outcome="explained", reason="", by=priya, at=at)
    actions.review(match=copied, outcome="explained", reason="Both quote the hand-over form.", by=priya, at=at)
    assert facts_of("MatchReviewed") == [{"match_id": copied.pk, "outcome": "explained"}]
    with pytest.raises(Refused, match="already"):
        actions.review(match=copied, outcome="taken_up", reason="No.", by=priya, at=at)


def test_taking_it_up_decides_nothing(copied, priya, at):
    actions.review(match=copied, outcome="taken_up", reason="I asked Ines about it.", by=priya, at=at)
    copied.submission.refresh_from_db()
    assert copied.submission.state == "submitted"


def test_neither_candidates_nor_assessors_nor_managers_look(
    copied, ines, nadia, henrik, kwame, marguerite, weiling, at, browse, story_time
):
    for person in (ines, nadia, henrik, kwame, marguerite, weiling):
        with pytest.raises(Refused):
            actions.review(match=copied, outcome="no_concern", reason="Fine.", by=person, at=at)
        assert browse(person).get(f"/matches/{copied.pk}/").status_code == 404


@pytest.mark.parametrize("part", ["candidate", "manager", "panel"])
def test_an_owner_with_a_part_in_it_does_not_look(copied, part, ines, saoirse, at, browse, story_time, priya):
    owner = holds(saoirse, Role.PROGRAM_OWNER)
    assert browse(owner).get(f"/matches/{copied.pk}/").status_code == 200
    if part == "candidate":
        owner = holds(ines, Role.PROGRAM_OWNER)
    elif part == "manager":
        Employment.objects.filter(person=ines).update(manager=owner)
        owner.forget()
    else:
        builders.a_panel(copied.submission, owner)
    with pytest.raises(Refused):
        actions.review(match=copied, outcome="no_concern", reason="Fine.", by=owner, at=at)
    assert browse(owner).get(f"/matches/{copied.pk}/").status_code == 404
    assert copied.submission.ref not in browse(owner).get("/matches/").content.decode()
    assert copied.submission.ref in browse(priya).get("/matches/").content.decode()


def test_the_passages_lie_side_by_side_without_a_score(copied, priya, browse, story_time):
    page = browse(priya).get(f"/matches/{copied.pk}/").content.decode()
    assert "whereupon" in page and "On Tuesday I isolated" in page
    assert "%" not in page.split("<main")[1].split("</main>")[0]
    wrong = browse(priya).post(f"/matches/{copied.pk}/review/", {"outcome": "explained", "reason": ""})
    assert wrong.status_code == 422
    done = browse(priya).post(
        f"/matches/{copied.pk}/review/", {"outcome": "explained", "reason": "A form."}, follow=True
    )
    assert "Nothing follows from it by itself" in done.content.decode()
    assert "A form." in browse(priya).get(f"/matches/{copied.pk}/").content.decode()
    assert copied.submission.ref in browse(priya).get("/matches/?show=done").content.decode()


def test_home_and_download(copied, priya, browse, story_time):
    assert "Shared passages" in browse(priya).get("/").content.decode()
    assert copied.ref in browse(priya).get("/matches/?format=csv").content.decode()
    assert "Nothing matches" in browse(priya).get("/matches/?text=zebra").content.decode()


def test_what_is_copied_is_shown_as_text(writes, nadia, ines, priya, browse, story_time, at):
    writes(nadia, MINE.replace("On Tuesday", "&lt;script&gt;alert(1)&lt;/script&gt; On Tuesday"), hours=50)
    later = writes(ines, MINE.replace("On Tuesday", "&lt;script&gt;alert(1)&lt;/script&gt; On Tuesday"))
    (match,) = actions.compare(submission=later, by=SYSTEM, at=at)
    page = browse(priya).get(f"/matches/{match.pk}/").content.decode()
    assert "<script>alert" not in page and "alert(1" in page


def test_a_page_of_matches_costs_the_same_for_one_and_for_many(
    copied, priya, browse, writes, nadia, tomasz, kwame, saoirse, at, story_time, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        visitor = browse(priya)
        visitor.get("/matches/")
        with CaptureQueriesContext(connection) as asked:
            visitor.get("/matches/")
        return len(asked)

    before = count()
    for n, person in enumerate((tomasz, kwame, saoirse), 3):
        actions.compare(submission=writes(person, edited(MINE, 11 + n), hours=1), by=SYSTEM, at=at)
    assert Match.objects.count() > 5 and count() == before <= 12

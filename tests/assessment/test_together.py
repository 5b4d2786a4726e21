"""Team work, and evidence that is kept to certain people: enforced at every door, shown to all."""

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions, queries
from guildmark.assessment.models import CoAuthor, Evidence, Restriction
from guildmark.kernel import blobs
from guildmark.kernel.access import Refused
from guildmark.programs.models import Task
from tests import builders
from tests.assessment.pages import workspace
from tests.assessment.test_draft import decided
from tests.assessment.test_submit import filled

pytestmark = pytest.mark.usefixtures("story_time")
PDF = b"%PDF-1.7 customer Quillfeather"


@pytest.fixture
def piece(draft, at):
    with blobs.received([PDF]) as content:
        blob = blobs.keep(content, media_type="application/pdf", at=at)
    return Evidence.objects.create(
        submission=draft, kind="file", title="customer.pdf", blob=blob, added_at=at, changed_at=at
    )


@pytest.fixture
def handed_in(draft, piece, ines, at):
    filled(draft, ines, at)
    return actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)


@pytest.fixture
def seated(handed_in, assessors, at):
    """Tomasz and Kwame have started on it."""
    for seat in builders.a_panel(handed_in, *assessors[:2]):
        actions.start_seat(seat=seat, by=seat.assessor, at=at)
    return {seat.assessor.username: seat for seat in handed_in.panel.seats.all()}


class TestKeptToSome:
    def test_only_its_viewers_and_the_candidate_open_it(self, browse, ines, tomasz, kwame, piece, seated, at):
        actions.restrict(piece=piece, viewers=[tomasz], reason="Holds customer names.", by=ines, at=at)
        where = f"/evidence/{piece.pk}/file/?show"
        assert browse(ines).get(where).status_code == 200
        assert browse(tomasz).get(where).status_code == 200
        assert browse(kwame).get(where).status_code == 404

    def test_everybody_who_meets_it_sees_to_whom_and_why(self, browse, ines, tomasz, kwame, piece, seated, at):
        actions.restrict(piece=piece, viewers=[tomasz], reason="Holds customer names.", by=ines, at=at)
        pages = {
            name: browse(person).get(f"/seats/{seated[name].pk}/").content.decode()
            for name, person in (("tomasz", tomasz), ("kwame", kwame))
        }
        for page in (*pages.values(), browse(ines).get(workspace(piece.submission)).content.decode()):
            assert "Kept to Tomasz Bielak." in page
            assert "Holds customer names." in page
        assert f"/evidence/{piece.pk}/file/" in pages["tomasz"]
        assert f"/evidence/{piece.pk}/file/" not in pages["kwame"]
        assert "customer.pdf" in pages["tomasz"] and "customer.pdf" not in pages["kwame"]

    def test_the_owner_names_viewers_without_opening_it(self, browse, priya, kwame, piece, seated):
        owner = browse(priya)
        panel = owner.get(f"/panels/{piece.submission_id}/").content.decode()
        assert f"/evidence/{piece.pk}/viewers/" in panel
        answer = owner.post(
            f"/evidence/{piece.pk}/restriction/", {"one_more": "kwame", "reason": "Asked by the customer."}
        )
        assert answer.status_code == 302
        assert [one.username for one in piece.restriction.viewers.all()] == ["kwame"]
        assert owner.get(f"/evidence/{piece.pk}/file/").status_code == 404
        owner.post(f"/evidence/{piece.pk}/opening/")
        assert not Restriction.objects.exists()

    def test_being_named_opens_nothing_to_those_who_have_no_seat(self, browse, ines, nadia, piece, seated, at):
        actions.restrict(piece=piece, viewers=[nadia], reason="For Nadia.", by=ines, at=at)
        assert browse(nadia).get(f"/evidence/{piece.pk}/file/").status_code == 404

    def test_nobody_else_says_who(self, browse, tomasz, weiling, nadia, piece, seated):
        for person in (tomasz, weiling, nadia):
            for part, sent in (("restriction", {"reason": "x"}), ("opening", {})):
                assert browse(person).post(f"/evidence/{piece.pk}/{part}/", sent).status_code == 404
            assert browse(person).get(f"/evidence/{piece.pk}/viewers/").status_code == 404

    def test_a_draft_is_not_even_named_to_the_owner(self, browse, priya, piece):
        assert browse(priya).get(f"/evidence/{piece.pk}/viewers/").status_code == 404

    def test_a_reason_is_needed(self, browse, ines, piece):
        answer = browse(ines).post(f"/evidence/{piece.pk}/restriction/", {"reason": " "})
        assert answer.status_code == 422
        assert not Restriction.objects.exists()

    def test_captions_and_picture_are_behind_the_same_door(self, browse, ines, tomasz, kwame, piece, draft, at):
        with blobs.received([b"WEBVTT"]) as content:
            blob = blobs.keep(content, media_type="text/vtt", at=at)
        captions = Evidence.objects.create(
            submission=draft, kind="captions", about=piece, title="English", blob=blob, added_at=at, changed_at=at
        )
        filled(draft, ines, at)
        submitted = actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        [seat] = builders.a_panel(submitted, kwame)
        actions.start_seat(seat=seat, by=kwame, at=at)
        assert browse(kwame).get(f"/evidence/{captions.pk}/file/").status_code == 200
        actions.restrict(piece=piece, viewers=[], reason="Nobody yet.", by=ines, at=at)
        assert browse(kwame).get(f"/evidence/{captions.pk}/file/").status_code == 404
        assert browse(kwame).get(f"/evidence/{piece.pk}/poster/").status_code == 404
        assert "Kept to the candidate." in browse(kwame).get(f"/seats/{seat.pk}/").content.decode()

    def test_the_committee_meets_the_same_door(self, browse, ines, marguerite, tomasz, handed_in, piece, at):
        decided(handed_in, at)
        type(handed_in.candidacy).objects.update(state="awaiting_decision")
        assert browse(marguerite).get(f"/evidence/{piece.pk}/file/").status_code == 200
        actions.restrict(piece=piece, viewers=[tomasz], reason="Holds customer names.", by=ines, at=at)
        assert browse(marguerite).get(f"/evidence/{piece.pk}/file/").status_code == 404
        page = browse(marguerite).get(workspace(handed_in)).content.decode()
        assert "Kept to Tomasz Bielak." in page
        assert f"/evidence/{piece.pk}/file/" not in page

    def test_a_further_attempt_stays_restricted(self, ines, tomasz, candidacy, handed_in, piece, at):
        actions.restrict(piece=piece, viewers=[tomasz], reason="Holds customer names.", by=ines, at=at)
        decided(handed_in, at)
        again = actions.open_submission(candidacy=candidacy, task=handed_in.task, by=ines, at=at)
        copy = again.evidence.get(kind="file")
        assert list(copy.restriction.viewers.all()) == [tomasz]


class TestTeamWork:
    def test_co_authors_and_ones_own_part_are_frozen_with_it(self, browse, ines, nadia, henrik, draft, at):
        sent = {"one_more": "nadia", "statement": "I wrote the isolation plan."}
        assert browse(ines).post(workspace(draft, "team"), sent).status_code == 302
        sent = {"stays": [nadia.pk], "one_more": "henrik", "statement": "I wrote the isolation plan."}
        browse(ines).post(workspace(draft, "team"), sent)
        filled(draft, ines, at)
        submitted = actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        team = submitted.evidence.get(kind="team")
        assert team.title == "Henrik Lund, Nadia Haddad"
        assert team.sha256 in queries.manifest_of(submitted).canonical().decode()
        for change in (
            lambda: CoAuthor.objects.filter(evidence=team).delete(),
            lambda: CoAuthor.objects.create(evidence=team, person=ines),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

    def test_alone_changes_no_digest(self, ines, draft, at):
        filled(draft, ines, at)
        before = queries.manifest_of(draft).digest
        actions.name_team(submission=draft, people=[], statement="", by=ines, at=at)
        assert queries.manifest_of(draft).digest == before

    @pytest.mark.parametrize(
        ("sent", "sentence"),
        [
            ({"one_more": "nadia"}, "Say what your own part was."),
            ({"one_more": "ines", "statement": "All of it."}, "You are in it anyway."),
            ({"one_more": "zz", "statement": "x"}, "Nobody here has that name"),
        ],
    )
    def test_what_does_not_go(self, browse, ines, nadia, draft, sent, sentence):
        answer = browse(ines).post(workspace(draft, "team"), sent)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert not draft.evidence.filter(kind="team").exists()

    def test_the_assessors_read_it_and_a_blind_panel_reads_no_names(
        self, browse, ines, nadia, tomasz, kwame, draft, priya, marguerite, at
    ):
        actions.name_team(submission=draft, people=[nadia], statement="I wrote the plan.", by=ines, at=at)
        filled(draft, ines, at)
        [seat] = builders.a_panel(
            actions.submit(submission=draft, identity=True, original=True, by=ines, at=at), tomasz
        )
        actions.start_seat(seat=seat, by=tomasz, at=at)
        page = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
        assert "I wrote the plan." in page
        assert "With Nadia Haddad." in page
        version = builders.a_published_version(priya, marguerite, slug="blind-one", blind_to_candidate=True)
        blind = builders.a_draft(builders.a_candidacy(ines, version))
        actions.name_team(submission=blind, people=[nadia], statement="I drew the map.", by=ines, at=at)
        filled(blind, ines, at)
        [seat] = builders.a_panel(actions.submit(submission=blind, identity=True, original=True, by=ines, at=at), kwame)
        actions.start_seat(seat=seat, by=kwame, at=at)
        page = browse(kwame).get(f"/seats/{seat.pk}/").content.decode()
        assert "I drew the map." in page
        assert "Nadia" not in page

    def test_a_task_that_is_done_together_asks_who_with(self, browse, ines, nadia, draft, at, behind_the_triggers):
        filled(draft, ines, at)
        behind_the_triggers("programs_task", lambda: Task.objects.update(team="together"))
        draft.refresh_from_db()
        with pytest.raises(Refused, match="Name those who worked on it with you"):
            actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        actions.name_team(submission=draft, people=[nadia], statement="I wrote the plan.", by=ines, at=at)
        assert actions.submit(submission=draft, identity=True, original=True, by=ines, at=at).digest

    def test_a_task_that_is_done_alone_names_nobody(self, browse, ines, nadia, draft, at, behind_the_triggers):
        behind_the_triggers("programs_task", lambda: Task.objects.update(team="alone"))
        draft.refresh_from_db()
        with pytest.raises(Refused, match="This task is done alone"):
            actions.name_team(submission=draft, people=[nadia], statement="The plan.", by=ines, at=at)
        assert "This task is done alone" in browse(ines).get(workspace(draft)).content.decode()

    def test_the_panel_reads_each_ones_part_and_they_not_each_others(
        self, browse, ines, nadia, tomasz, draft, version, at
    ):
        theirs = builders.a_draft(builders.a_candidacy(nadia, version))
        for work, by, other, said in (
            (theirs, nadia, ines, "I drew the map."),
            (draft, ines, nadia, "I wrote the plan."),
        ):
            actions.name_team(submission=work, people=[other], statement=said, by=by, at=at)
            filled(work, by, at)
            handed_in = actions.submit(submission=work, identity=True, original=True, by=by, at=at)
        handed_in.panel.seats.all().delete()
        [seat] = builders.a_panel(handed_in, tomasz)
        actions.start_seat(seat=seat, by=tomasz, at=at)
        page = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
        assert "I wrote the plan." in page and "Nadia Haddad, of their part:" in page and "I drew the map." in page
        assert "I drew the map." not in browse(ines).get(workspace(handed_in)).content.decode()

    def test_who_wrote_with_whom_is_known_from_both_sides(
        self, ines, nadia, henrik, draft, at, django_assert_num_queries
    ):
        actions.name_team(submission=draft, people=[nadia, henrik], statement="The plan.", by=ines, at=at)
        with django_assert_num_queries(2):
            found = queries.co_authors([ines.pk, nadia.pk])
        assert found == {ines.pk: {nadia.pk: at, henrik.pk: at}, nadia.pk: {ines.pk: at}}
        assert queries.co_authors([henrik.pk]) == {henrik.pk: {ines.pk: at}}

    def test_after_handing_in_it_stays(self, ines, nadia, draft, at):
        filled(draft, ines, at)
        submitted = actions.submit(submission=draft, identity=True, original=True, by=ines, at=at)
        with pytest.raises(Refused):
            actions.name_team(submission=submitted, people=[nadia], statement="x", by=ines, at=at)

    def test_the_duty_to_redact_is_stated_before_handing_in(self, browse, ines, draft):
        page = browse(ines).get(workspace(draft)).content.decode()
        assert "blur or cut out names, faces and customer secrets" in page

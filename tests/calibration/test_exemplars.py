"""Exemplars: decided work whose worth named experts agree on."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from guildmark.assessment.models import Submission
from guildmark.calibration import actions, integrity, queries
from guildmark.calibration.models import Agreement, Reference
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from tests import builders
from tests.calibration.conftest import levels, standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


@pytest.fixture
def exemplar(works, assessors, priya, at):
    return actions.make_exemplar(
        submission=works[0], title="On the edge", basis="consent", reason="Agreed on 3 March.", experts=assessors,
        by=priya, at=at,
    )  # fmt: skip


class TestMaking:
    def test_it_is_a_copy_of_decided_work(self, exemplar, works):
        assert exemplar.work.copy_of == works[0]
        assert list(Submission.objects.order_by("pk")) == works
        assert JournalEntry.objects.filter(fact="ExemplarMade", mentions__kind="submission").exists()

    def test_one_alone_agrees_with_nobody(self, works, tomasz, priya, at):
        with pytest.raises(Refused, match="at least two experts"):
            actions.make_exemplar(
                submission=works[0], title="", basis="consent", reason="Yes.", experts=[tomasz, tomasz], by=priya, at=at
            )

    def test_it_takes_a_ground(self, works, assessors, priya, at):
        with pytest.raises(Refused, match="on what ground"):
            actions.make_exemplar(
                submission=works[0], title="", basis="decision", reason=" ", experts=assessors, by=priya, at=at
            )

    def test_experts_are_assessors(self, works, tomasz, henrik, priya, at):
        with pytest.raises(Refused, match="Henrik Lund isn’t one"):
            actions.make_exemplar(
                submission=works[0], title="", basis="consent", reason="Yes.", experts=[tomasz, henrik], by=priya, at=at
            )

    def test_only_once(self, exemplar, works, assessors, priya, at):
        with pytest.raises(Refused, match="an exemplar already"):
            actions.make_exemplar(
                submission=works[0], title="", basis="consent", reason="Yes.", experts=assessors, by=priya, at=at
            )

    def test_who_owns_no_program_makes_none(self, works, assessors, tomasz, at):
        with pytest.raises(Refused, match="You may not make exemplars"):
            actions.make_exemplar(
                submission=works[0], title="", basis="consent", reason="Yes.", experts=assessors, by=tomasz, at=at
            )


class TestAgreeing:
    def test_it_stands_once_every_expert_agrees(self, exemplar, tomasz, kwame, at):
        reference = actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3), by=tomasz, at=at)
        assert queries.reference_of(exemplar) is None
        actions.agree_on_reference(reference=reference, by=kwame, at=at)
        assert queries.reference_of(exemplar) == reference
        assert list(integrity.unfounded_references()) == []

    def test_nobody_agrees_with_themselves(self, exemplar, tomasz, at):
        reference = actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3), by=tomasz, at=at)
        with pytest.raises(Refused, match="The other experts agree"):
            actions.agree_on_reference(reference=reference, by=tomasz, at=at)

    def test_a_newer_proposal_is_read_first(self, exemplar, tomasz, kwame, at):
        first = actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3), by=tomasz, at=at)
        actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 2), by=kwame, at=at)
        with pytest.raises(Refused, match="newer proposal"):
            actions.agree_on_reference(reference=first, by=kwame, at=at)

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [({"record-1": (9, "So.")}, "Choose a level for “Record”"), ({"record-1": (3, " ")}, "Say why this level")],
    )
    def test_each_criterion_has_a_level_and_a_reason(self, exemplar, tomasz, at, change, sentence):
        with pytest.raises(Refused, match=sentence):
            actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3) | change, by=tomasz, at=at)

    def test_only_named_experts(self, exemplar, saoirse, at):
        with pytest.raises(Refused, match="Only the experts named"):
            actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3), by=saoirse, at=at)

    def test_a_standing_reference_never_changes(self, exemplars):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reference.objects.update(stands_since=None)

    def test_one_that_stands_without_its_experts_is_found(self, exemplar, tomasz, at):
        reference = actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3), by=tomasz, at=at)
        Reference.objects.filter(pk=reference.pk).update(stands_since=at)
        assert [breach.thing for breach in integrity.unfounded_references()] == [exemplar.ref]
        assert Agreement.objects.count() == 1


class TestSeeing:
    def test_who_may_still_be_given_it_does_not_see_it(self, exemplars, saoirse, priya, tomasz, ines, at):
        (first, *_) = exemplars
        for person in (priya, tomasz):
            assert queries.get_exemplar(person, first.pk, at=at) == first
        for person in (saoirse, ines):
            with pytest.raises(Http404):
                queries.get_exemplar(person, first.pk, at=at)

    def test_experts_read_the_work_and_the_owner_does_not(self, exemplars, tomasz, priya, saoirse, at):
        work = exemplars[0].work_id
        assert [queries.may_read_work(work, p, at) for p in (tomasz, priya, saoirse)] == [True, False, False]

    def test_opened_it_is_read_by_every_assessor_and_given_to_nobody(
        self, exemplars, program, saoirse, ines, priya, at
    ):
        actions.open_exemplar(exemplar=exemplars[0], by=priya, at=at)
        assert queries.get_exemplar(saoirse, exemplars[0].pk, at=at)
        assert queries.may_read_work(exemplars[0].work_id, saoirse, at)
        assert exemplars[0] not in queries.unknown_to(saoirse, program, at=at)
        assert len(queries.unknown_to(saoirse, program, at=at)) == 3

    def test_without_a_reference_it_is_not_opened(self, exemplar, priya, at):
        with pytest.raises(Refused, match="have not agreed yet"):
            actions.open_exemplar(exemplar=exemplar, by=priya, at=at)

    def test_no_page_names_the_candidate(self, exemplars, priya, tomasz, saoirse, browse, at):
        actions.open_exemplar(exemplar=exemplars[0], by=priya, at=at)
        for person in (priya, tomasz, saoirse):
            for where in (f"/exemplars/{exemplars[0].pk}/", "/exemplars/", "/exemplars/?format=csv"):
                page = browse(person).get(where)
                assert page.status_code == 200
                assert "Carvalho" not in page.content.decode(), (person, where)

    def test_retired_it_is_given_to_nobody(self, exemplars, program, saoirse, priya, at):
        actions.retire_exemplar(exemplar=exemplars[0], reason="Leaked.", by=priya, at=at)
        assert exemplars[0] not in queries.unknown_to(saoirse, program, at=at)
        with pytest.raises(Refused, match="retired already"):
            actions.retire_exemplar(exemplar=exemplars[0], reason="Leaked.", by=priya, at=at)

    def test_a_list_takes_the_same_queries_for_one_and_for_four(
        self, works, assessors, priya, at, browse, django_assert_max_num_queries
    ):
        client = browse(priya)
        standing(works[0], (4, 3, 3), assessors, priya, at)
        client.get("/exemplars/")
        with django_assert_max_num_queries(10) as one:
            client.get("/exemplars/")
        for work in works[1:]:
            standing(work, (2, 2, 2), assessors, priya, at)
        with django_assert_max_num_queries(len(one)):
            client.get("/exemplars/")


class TestByPage:
    def test_from_decided_work_to_a_reference(self, works, assessors, priya, tomasz, kwame, browse, at):
        owner = browse(priya)
        assert works[0].ref in owner.get("/exemplars/new/").content.decode()
        answer = owner.post("/exemplars/new/", {
            "submission": works[0].ref, "basis": "consent", "reason": "Agreed on 3 March.", "first": "tomasz",
            "second": "kwame",
        })  # fmt: skip
        where = answer["Location"]
        filled = {
            f"{name}-{key}": value
            for key, (level, why) in levels(4, 3, 3).items()
            for name, value in (("level", level), ("why", why))
        }
        assert "Behind it" not in browse(tomasz).get(where).content.decode()
        assert browse(tomasz).post(f"{where}references/", filled).status_code == 302
        reference = Reference.objects.get()
        assert "Agree: these are the levels" in browse(kwame).get(where).content.decode()
        browse(kwame).post(f"{where}references/{reference.pk}/agreement/")
        assert "in use" in owner.get(where).content.decode()

    def test_what_was_typed_stays_when_it_is_refused(self, works, priya, browse):
        answer = browse(priya).post("/exemplars/new/", {"submission": "SUB-9999", "reason": "Agreed in March."})
        assert answer.status_code == 422
        assert "no such decided work" in answer.content.decode()
        assert "Agreed in March." in answer.content.decode()

    def test_examples_lie_beside_the_desk(self, exemplars, version, saoirse, priya, adaeze, browse, at):
        work = builders.a_submitted_submission(builders.a_candidacy(adaeze, version))
        (seat,) = builders.a_panel(work, saoirse)
        client = browse(saoirse)
        assert "No calibrated example" in client.get(f"/seats/{seat.pk}/examples/").content.decode()
        actions.open_exemplar(exemplar=exemplars[0], by=priya, at=at)
        shown = client.get(f"/seats/{seat.pk}/examples/").content.decode()
        assert "level 4" in shown and "The log shows it" in shown
        assert browse(priya).get(f"/seats/{seat.pk}/examples/").status_code == 404

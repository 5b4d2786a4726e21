"""Motions: who takes part, who stands aside, and what it comes to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment.models import DeclaredConflict
from guildmark.governance import actions, jobs, queries
from guildmark.governance.models import Ballot, Motion
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.integrity import INVARIANTS
from guildmark.people.models import Person
from tests import builders
from tests.cast import TODAY

LATER = timedelta(days=3)


@pytest.fixture
def candidacy(ines, version, priya):
    return builders.a_candidacy(ines, version, settled_by=priya)


def vote(motion, at, **choices):
    for person, choice in choices.values():
        actions.cast(motion=motion, choice=choice, by=person, at=at)


class TestVoting:
    def test_votes_are_counted_by_the_rule(self, put, marguerite, daniel, yusuf, at, facts_of):
        motion = put()
        vote(motion, at, a=(marguerite, "yes"), b=(daniel, "no"), c=(yusuf, "abstain"))
        vote(motion, at, b=(daniel, "yes"))
        closed = actions.close_motion(motion=motion, remark="Nobody spoke against.", by=marguerite, at=at)
        assert closed.outcome == "carried"
        assert closed.count == {"quorum": 2, "majority": "simple", "yes": 2, "no": 0, "abstain": 1, "eligible": 3}
        assert "choice" not in str(facts_of("BallotCast"))
        assert list(INVARIANTS["governance.motions"].check()) == []

    def test_by_circulation_it_stays_open_until_all_have_voted_or_its_time_is_over(self, put, marguerite, daniel, at):
        motion = put()
        vote(motion, at, a=(marguerite, "yes"))
        with pytest.raises(Refused, match="has not voted yet"):
            actions.close_motion(motion=motion, by=marguerite, at=at)
        with pytest.raises(Refused, match="closing time has passed"):
            actions.cast(motion=motion, choice="no", by=daniel, at=at + LATER)
        assert jobs.close_motions(at + LATER) == f"{motion.ref}: no_quorum"
        assert jobs.close_motions(at + LATER) == ""

    def test_only_members_of_today_vote_and_who_has_left_is_not_counted(
        self, put, marguerite, daniel, yusuf, priya, adaeze, at
    ):
        motion = put()
        for person in (priya, adaeze):
            with pytest.raises(Refused):
                actions.cast(motion=motion, choice="yes", by=person, at=at)
        vote(motion, at, a=(marguerite, "no"), b=(daniel, "yes"), c=(yusuf, "yes"))
        Person.objects.filter(pk=yusuf.pk).update(is_active=False)
        closed = actions.close_motion(motion=motion, by=marguerite, at=at)
        assert (closed.outcome, closed.count["yes"], closed.count["eligible"]) == ("not_carried", 1, 2)
        assert closed.ballots.count() == 3
        assert list(INVARIANTS["governance.motions"].check()) == []

    def test_what_was_decided_never_changes(self, put, marguerite, daniel, at, behind_the_triggers):
        motion = put()
        vote(motion, at, a=(marguerite, "yes"), b=(daniel, "yes"))
        actions.close_motion(motion=motion, by=SYSTEM, at=at + LATER)
        for change in (
            lambda: Motion.objects.update(outcome="not_carried"),
            lambda: Ballot.objects.update(choice="no"),
            lambda: Ballot.objects.all().delete(),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()
        behind_the_triggers("governance_motion", lambda: Motion.objects.update(outcome="not_carried"))
        behind_the_triggers("governance_ballot", lambda: Ballot.objects.update(choice="no"))
        assert [one.sentence for one in INVARIANTS["governance.motions"].check()] == [
            "its count comes to carried", "it counts more votes than were cast",
        ]  # fmt: skip

    def test_a_motion_lies_in_a_meeting_or_circulates(self, board, priya, at):
        given = {"title": "x", "grounds": "y", "weight": "consent", "by": priya, "at": at}
        with pytest.raises(Refused, match="on a meeting’s agenda, or say until when"):
            actions.put_motion(committee=board, **given)
        with pytest.raises(Refused, match="lies ahead"):
            actions.put_motion(committee=board, closes_at=at, **given)


class TestStandingAside:
    def test_a_tie_on_record_takes_the_vote_and_the_text(
        self, put, candidacy, daniel, ines, marguerite, at, browse, story_time
    ):
        DeclaredConflict.objects.create(person=daniel, about=ines, reason="Cousins.", declared_at=at)
        motion = put(about=candidacy)
        with pytest.raises(Refused, match="You stand aside"):
            actions.cast(motion=motion, choice="yes", by=daniel, at=at)
        page = browse(daniel).get(f"/motions/{motion.pk}/").content.decode()
        assert "You stand aside" in page and "Take up the new meter" not in page and "no longer made" not in page
        assert "Take up the new meter" not in browse(daniel).get(f"/committees/{motion.committee_id}/").content.decode()
        assert "Take up the new meter" not in browse(daniel).get("/").content.decode()
        shown = browse(marguerite).get(f"/motions/{motion.pk}/").content.decode()
        assert "Take up the new meter" in shown and "Cousins" not in shown

    def test_who_judged_in_this_candidacy_does_not_decide_on_it(self, put, candidacy, seated, tomasz, at):
        builders.a_panel(builders.a_submitted_submission(candidacy), tomasz)
        seated(tomasz)
        motion = put(about=candidacy)
        with pytest.raises(Refused, match="judged work of Ines Carvalho"):
            actions.cast(motion=motion, choice="yes", by=tomasz, at=at)

    def test_declared_before_the_vote_and_kept(self, put, daniel, at):
        motion = put()
        with pytest.raises(Refused, match="Say why"):
            actions.recuse(motion=motion, reason=" ", by=daniel, at=at)
        actions.recuse(motion=motion, reason="I sell such meters.", by=daniel, at=at)
        with pytest.raises(Refused, match="I sell such meters"):
            actions.cast(motion=motion, choice="yes", by=daniel, at=at)

    def test_not_after_it(self, put, daniel, at):
        motion = put()
        vote(motion, at, a=(daniel, "yes"))
        with pytest.raises(Refused, match="You have voted"):
            actions.recuse(motion=motion, reason="On second thoughts.", by=daniel, at=at)

    def test_a_quorum_lost_by_it_is_said_with_what_would_help(
        self, put, daniel, yusuf, marguerite, at, browse, story_time
    ):
        motion = put()
        for person in (daniel, yusuf):
            actions.recuse(motion=motion, reason="I sell such meters.", by=person, at=at)
        page = browse(marguerite).get(f"/motions/{motion.pk}/").content.decode()
        assert "One member too few can take part" in page
        vote(motion, at, a=(marguerite, "yes"))
        assert actions.close_motion(motion=motion, by=marguerite, at=at).outcome == "no_quorum"

    def test_home_says_it_to_those_who_take_part(self, put, candidacy, daniel, ines, yusuf, at):
        DeclaredConflict.objects.create(person=daniel, about=ines, reason="Cousins.", declared_at=at)
        motion = put(about=candidacy)
        for person, waits in ((yusuf, 1), (daniel, 0), (ines, 0)):
            assert len(list(queries.turns(person, at=at))) == waits
        vote(motion, at, a=(yusuf, "yes"))
        assert list(queries.turns(yusuf, at=at)) == []


class TestDecidedAlone:
    @pytest.fixture
    def officer(self, board, daniel, marguerite, at):
        term = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=30)}
        actions.delegate(committee=board, officer=daniel, limits="Meters.", **term, by=marguerite, at=at)
        return daniel

    def test_a_consent_motion_with_grounds(self, put, officer, at):
        closed = actions.decide_alone(motion=put(), reason="Within 500.", by=officer, at=at)
        assert (closed.outcome, closed.officer) == ("carried", officer)

    @pytest.mark.parametrize(
        ("weight", "reason", "why"),
        [("discussion", "x", "Only consent motions"), ("consent", " ", "Say on what grounds")],
    )
    def test_nothing_else(self, put, officer, at, weight, reason, why):
        with pytest.raises(Refused, match=why):
            actions.decide_alone(motion=put(weight=weight), reason=reason, by=officer, at=at)

    def test_not_without_a_delegation_of_today_nor_once_others_vote(self, put, officer, yusuf, at):
        motion = put(days=90)
        with pytest.raises(Refused, match="not delegated that to you"):
            actions.decide_alone(motion=motion, reason="x", by=yusuf, at=at)
        with pytest.raises(Refused, match="not delegated that to you"):
            actions.decide_alone(motion=motion, reason="x", by=officer, at=at + timedelta(days=60))
        vote(motion, at, a=(yusuf, "yes"))
        with pytest.raises(Refused, match="begun to vote"):
            actions.decide_alone(motion=motion, reason="x", by=officer, at=at)


class TestRegister:
    def test_everybody_reads_it_without_a_word_about_a_person(
        self, put, candidacy, ines, nadia, marguerite, at, browse, story_time
    ):
        about, general = put(about=candidacy), put()
        for motion in (about, general):
            actions.close_motion(motion=motion, by=SYSTEM, at=at + LATER)
        for person, told in ((nadia, 1), (ines, 1), (marguerite, 2)):
            page = browse(person).get("/decisions/").content.decode()
            assert page.count("Take up the new meter") == told
            assert ("A decision about a person" in page) == (told == 1)
            assert (f"/motions/{about.pk}/" in page) == (told == 2)
        assert b"about a person" in browse(nadia).get("/decisions/?format=csv").content
        assert b"A decision about a person" not in browse(marguerite).get("/decisions/?text=meter").content

    def test_the_cost_does_not_grow(self, put, candidacy, marguerite, at, django_assert_max_num_queries):
        for _n in range(6):
            actions.close_motion(motion=put(about=candidacy), by=SYSTEM, at=at + LATER)
        with django_assert_max_num_queries(14):
            queries.register(marguerite, at=at)


class TestPages:
    def test_a_committee_from_founding_to_a_decision(self, version, marguerite, daniel, yusuf, at, browse, story_time):
        from guildmark.kernel.roles import Role
        from tests.cast import holds

        holds(daniel, Role.COMMITTEE)
        chair = browse(marguerite)
        assert "No committee yet" in chair.get("/committees/").content.decode()
        sent = {"program": version.program_id, "name": "Field board", "quorum": 2, "majority": "simple"}
        where = chair.post("/committees/founding/", sent).headers["Location"]
        for person, office in ((daniel, "member"), (marguerite, "chair")):
            sent = {
                "seat-person": person.pk,
                "seat-office": office,
                "seat-starts_on": "2026-04-16",
                "seat-ends_on": "2027-04-15",
            }
            assert chair.post(f"{where}members/", sent).status_code == 302
        sent = {
            "put-title": "Two readings",
            "put-grounds": "One drifts.",
            "put-weight": "consent",
            "put-closes_at": "2026-04-20T12:00",
        }
        assert chair.post(f"{where}motions/", sent).status_code == 302
        motion = Motion.objects.get()
        for person in (marguerite, daniel):
            assert browse(person).post(f"/motions/{motion.pk}/ballot/", {"choice": "yes"}).status_code == 302
        assert chair.post(f"/motions/{motion.pk}/closing/", {"close-remark": ""}).status_code == 302
        page = chair.get(f"/motions/{motion.pk}/").content.decode()
        assert "Carried" in page
        assert "A motion was decided" in chair.get(f"/history/committee/{motion.committee_id}/").content.decode()

    def test_what_stands_against_it_is_said_where_it_was_typed(self, board, marguerite, browse, story_time):
        answer = browse(marguerite).post(f"/committees/{board.pk}/meetings/", {"call-starts_at": "2020-01-01T10:00"})
        assert answer.status_code == 422 and "A meeting lies ahead" in answer.content.decode()

    @pytest.mark.parametrize(("who", "status"), [("priya", 200), ("ines", 404), ("weiling", 404), ("tomasz", 404)])
    def test_who_reads_them(self, put, request, who, status, browse, story_time):
        motion = put()
        client = browse(request.getfixturevalue(who))
        for address in (f"/motions/{motion.pk}/", f"/committees/{motion.committee_id}/"):
            assert client.get(address).status_code == status

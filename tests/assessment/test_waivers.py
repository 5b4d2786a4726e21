"""A conflict by policy: how strong, for how long; and that a soft one need not count, for a reason and by two people."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from guildmark.assessment import actions, jobs, queries
from guildmark.assessment.domain.conflicts import DEFAULT, Conflict, ConflictPolicy, Force, Kind, Rule
from guildmark.assessment.models import (
    CoAuthor,
    ConflictPolicyVersion,
    ConflictWaiver,
    Evidence,
    Panel,
    Seat,
    SeatState,
)
from guildmark.assessment.ports import RELATED
from guildmark.assessment.queries.words import all_said
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.models import JournalEntry
from guildmark.people import actions as people
from guildmark.people.models import Employment
from tests import builders, cast
from tests.assessment.test_form_panel import form, seated

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def formerly(ines, henrik, tomasz, at):
    """Tomasz was in Ines' team until three months ago: a soft conflict."""
    ended = at.date() - 90 * DAY
    Employment.objects.filter(person=tomasz).update(manager=henrik, ends_on=ended)
    Employment.objects.create(person=tomasz, unit=cast.unit("engineering"), starts_on=ended + DAY)


@pytest.fixture
def pair(tomasz, kwame, version, priya):
    """Nobody but these two is qualified."""
    for person in (tomasz, kwame):
        builders.qualified(person, version, by=priya)


@pytest.fixture
def other_owner(adaeze):
    return cast.holds(adaeze, "program_owner")


@pytest.fixture
def asked(submission, tomasz, priya, formerly, pair, at):
    form(submission, at)
    return ask(submission, tomasz, priya, at)


def ask(submission, assessor, by, at, kind=Kind.FORMER_TEAM, reason="They worked on other sites."):
    return actions.ask_waiver(submission=submission, assessor=assessor, kind=kind, reason=reason, by=by, at=at)


def decide(by, at, reason="Agreed in March.", **rules):
    changed = {Kind(kind): rule for kind, rule in rules.items()}
    return actions.set_conflict_policy(rules={**DEFAULT, **changed}, reason=reason, by=by, at=at)


class TestASoftConflict:
    def test_keeps_out_and_is_said(self, submission, formerly, pair, at):
        panel = form(submission, at)
        assert panel.formed_at is None
        assert panel.explanation[0]["barred"] == {"former_team": 1}

    def test_does_not_count_once_a_second_person_agreed(self, asked, submission, tomasz, kwame, marguerite, at):
        assert not seated(Panel.objects.get())
        actions.agree_waiver(waiver=asked, by=marguerite, at=at)
        assert seated(Panel.objects.get()) == {tomasz, kwame}
        told = JournalEntry.objects.get(fact="WaiverAgreed").body
        assert (told["assessor_id"], told["conflict"]) == (tomasz.pk, "former_team")

    def test_nor_when_starting_sealing_or_looking_again(self, asked, score, tomasz, marguerite, at):
        actions.agree_waiver(waiver=asked, by=marguerite, at=at)
        seat = Seat.objects.get(assessor=tomasz)
        assert not list(queries.unfit_seats(at))
        assert score(seat, 4, 3, 3).sealed_at == at

    def test_counts_for_every_other_submission(self, asked, nadia, henrik, version, priya, marguerite, tomasz, at):
        actions.agree_waiver(waiver=asked, by=marguerite, at=at)
        Employment.objects.filter(person=nadia).update(manager=henrik)
        other = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
        assert tomasz not in seated(form(other, at))

    def test_asking_twice_is_asking_once(self, asked, submission, tomasz, priya, at):
        assert ask(submission, tomasz, priya, at + DAY) == asked
        assert JournalEntry.objects.filter(fact="WaiverAsked").count() == 1


class TestNobodyAgrees:
    @pytest.mark.parametrize(
        ("who", "sentence"),
        [
            ("priya", "Somebody else agrees"),
            ("kwame", "agree that"),
            ("henrik", "agree that"),
            ("weiling", "agree that"),
        ],
    )
    def test_who_asked_or_has_no_say(self, asked, request, who, sentence, at):
        with pytest.raises(Refused, match=sentence):
            actions.agree_waiver(waiver=asked, by=request.getfixturevalue(who), at=at)

    def test_whom_it_favours(self, asked, tomasz, ines, at):
        for person in (tomasz, ines):
            with pytest.raises(Refused, match="about you"):
                actions.agree_waiver(waiver=asked, by=cast.holds(person, "committee"), at=at)

    def test_who_is_tied_to_the_candidate(self, asked, henrik, at):
        with pytest.raises(Refused, match="tie to the candidate yourself"):
            actions.agree_waiver(waiver=asked, by=cast.holds(henrik, "committee"), at=at)

    def test_who_gains(self, asked, marguerite, ines, monkeypatch, at):
        gains = Conflict(Kind.GAINS, marguerite.pk, ines.pk)
        monkeypatch.setattr(RELATED, "_answerers", [lambda *asked: [gains]])
        with pytest.raises(Refused, match="tie to the candidate yourself"):
            actions.agree_waiver(waiver=asked, by=marguerite, at=at)

    def test_twice(self, asked, marguerite, other_owner, at):
        actions.agree_waiver(waiver=asked, by=marguerite, at=at)
        with pytest.raises(Refused, match="already"):
            actions.agree_waiver(waiver=asked, by=other_owner, at=at)

    def test_to_what_has_become_hard(self, asked, ines, tomasz, marguerite, at):
        actions.declare_conflict(person=tomasz, about=ines, reason="A bet.", by=tomasz, at=at)
        with pytest.raises(Refused, match="can’t be overridden, by anyone"):
            actions.agree_waiver(waiver=asked, by=marguerite, at=at)

    def test_and_the_database_holds_it(self, asked, priya, tomasz, marguerite, at):
        for who in (priya, tomasz):
            with pytest.raises(IntegrityError), transaction.atomic():
                ConflictWaiver.objects.filter(pk=asked.pk).update(agreed_at=at, agreed_by=who)
        actions.agree_waiver(waiver=asked, by=marguerite, at=at)
        with pytest.raises(IntegrityError, match="stands"), transaction.atomic():
            ConflictWaiver.objects.filter(pk=asked.pk).update(reason="Another.")


class TestAsking:
    @pytest.mark.parametrize("who", ["henrik", "weiling"])
    def test_a_hard_conflict_is_overridden_by_nobody(self, submission, ines, tomasz, pair, request, priya, who, at):
        """Not by the owner; nor by her manager or by IT, whom it would favour."""
        Employment.objects.filter(person=ines).update(manager=tomasz)
        with pytest.raises(Refused, match="can’t be overridden, by anyone"):
            ask(submission, tomasz, priya, at, kind=Kind.MANAGES)
        with pytest.raises(Refused):
            ask(submission, tomasz, request.getfixturevalue(who), at, kind=Kind.MANAGES)

    def test_takes_a_reason(self, submission, formerly, pair, tomasz, priya, at):
        with pytest.raises(Refused, match="Say why"):
            ask(submission, tomasz, priya, at, reason=" ")

    def test_is_about_what_stands_in_the_way(self, submission, pair, tomasz, priya, at):
        with pytest.raises(Refused, match="No conflict of that kind"):
            ask(submission, tomasz, priya, at)

    def test_not_for_oneself(self, submission, formerly, pair, tomasz, at):
        cast.holds(tomasz, "program_owner")
        with pytest.raises(Refused, match="for themselves"):
            ask(submission, tomasz, tomasz, at)


class TestThePolicy:
    def test_makes_a_kind_count_for_longer_and_open_seats_are_looked_at_again(
        self, seats, ines, henrik, tomasz, kwame, saoirse, marguerite, at
    ):
        Employment.objects.filter(person=ines).update(manager=tomasz, ends_on=at.date() - 900 * DAY)
        assert queries.clear_to_judge(tomasz, ines, on=at.date())
        decide(marguerite, at, manages=Rule(Force.HARD, 48))
        assert seated(seats[0].panel) == {kwame, saoirse}
        assert "less than 48 months ago" in Seat.objects.get(assessor=tomasz).declined_reason

    def test_can_let_a_tie_pass_or_bar_what_was_avoided(self, submission, formerly, pair, marguerite, nadia, at):
        decide(marguerite, at, former_team=Rule(Force.AVOIDED, 6))
        assert len(seated(form(submission, at))) == 2

    def test_can_bar_whoever_judged_the_candidate_before(self, seats, score, tomasz, kwame, ines, marguerite, at):
        for seat in seats:
            score(seat, 4, 3, 3)
        assert queries.clear_to_judge(tomasz, ines, on=at.date())
        decide(marguerite, at, assessed=Rule(Force.SOFT, 12))
        refusal = str(queries.clear_to_judge(tomasz, ines, on=at.date()).refusal)
        assert refusal.startswith("Tomasz Bielak judged work of Ines Carvalho on")
        assert queries.clear_to_judge(tomasz, ines, on=at.date() + 400 * DAY)

    def test_is_versioned_with_its_reason_and_never_changed(self, marguerite, at):
        decide(marguerite, at)
        decide(marguerite, at + DAY, reason="Once more.")
        assert list(ConflictPolicyVersion.objects.values_list("number", "reason")) == [
            (1, "Agreed in March."),
            (2, "Once more."),
        ]
        with pytest.raises(IntegrityError, match="stands"), transaction.atomic():
            ConflictPolicyVersion.objects.filter(number=1).update(reason="Nicer.")

    @pytest.mark.parametrize(
        ("who", "reason", "rules", "sentence"),
        [
            ("priya", "x", {}, "how strong conflicts"),
            ("marguerite", " ", {}, "Say why"),
            ("marguerite", "x", {"self": Rule(Force.SOFT)}, "their own work"),
            ("marguerite", "x", {"declared": Rule(Force.AVOIDED)}, "at least to be waived"),
            ("marguerite", "x", {"gains": Rule(Force.IGNORED)}, "at least to be waived"),
            ("marguerite", "x", {"mentor": Rule(Force.HARD, 121)}, "120 months"),
        ],
    )
    def test_refusals(self, request, who, reason, rules, sentence, at):
        with pytest.raises(Refused, match=sentence):
            decide(request.getfixturevalue(who), at, reason=reason, **rules)


class TestMadeTogether:
    @pytest.mark.parametrize("candidate_named", [True, False])
    def test_either_of_them_is_kept_from_judging_the_other(
        self, submission, assessors, ines, tomasz, priya, marguerite, candidate_named, at
    ):
        named, maker = (ines, tomasz) if candidate_named else (tomasz, ines)
        elsewhere = builders.a_published_version(priya, marguerite, slug="another-program")
        theirs = builders.a_draft(builders.a_candidacy(maker, elsewhere, settled_by=priya))
        piece = Evidence.objects.create(
            submission=theirs, kind="link", title="x", url="https://example.com", added_at=at, changed_at=at
        )
        CoAuthor.objects.create(evidence=piece, person=named)
        assert tomasz not in seated(form(submission, at))
        assert "makes work with Ines Carvalho" in str(queries.clear_to_judge(tomasz, ines, on=at.date()).refusal)


class TestWhoIsGone:
    def test_a_leave_past_the_due_date_frees_the_seat_at_once(self, seats, tomasz, kwame, saoirse, at):
        due = seats[0].due_on
        people.grant_leave(person=tomasz, starts_on=at.date(), ends_on=due + DAY, by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {kwame, saoirse}
        assert "on leave" in Seat.objects.get(assessor=tomasz).declined_reason

    def test_a_short_one_does_not(self, seats, tomasz, kwame, at):
        people.grant_leave(person=tomasz, starts_on=at.date(), ends_on=at.date() + DAY, by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {tomasz, kwame}

    def test_a_sealed_sheet_stays_through_any_leave(self, seats, score, tomasz, kwame, at):
        score(seats[0], 4, 3, 3)
        people.grant_leave(person=tomasz, starts_on=at.date(), by=SYSTEM, at=at)
        assert seated(seats[0].panel) == {tomasz, kwame}

    def test_well_after_its_due_date_a_seat_not_begun_returns_to_the_pool(self, seats, score, kwame, saoirse, at):
        score(seats[1], 4, 3, seal=False)
        late = at + (seats[0].due_on - at.date() + 9 * DAY)
        report = jobs.return_overdue(late)
        assert seated(seats[0].panel) == {kwame, saoirse}
        assert "given to somebody else: It was due on" in report
        assert Seat.objects.get(assessor=kwame).state == SeatState.STARTED

    def test_it_stays_where_nobody_else_can_take_it(self, seats, tomasz, kwame, saoirse, at):
        Seat.objects.filter(assessor=kwame).update(due_on=at.date() + 90 * DAY)
        saoirse.leaves.create(starts_on=at.date())
        report = jobs.return_overdue(at + 30 * DAY)
        assert seated(seats[0].panel) == {tomasz, kwame}
        assert "skipped: nobody else can take it" in report


class TestSealingMeanwhileConflicted:
    def test_is_refused_and_the_seat_returns_with_its_text_kept(
        self, seats, score, browse, ines, tomasz, kwame, saoirse, at, story_time
    ):
        score(seats[0], 4, 3, 3, seal=False)
        Employment.objects.filter(person=ines).update(manager=tomasz)  # behind the back of every fact
        answer = browse(tomasz).post(f"/seats/{seats[0].pk}/seal/", follow=True)
        assert "It was not sealed: Tomasz Bielak leads Ines Carvalho." in answer.content.decode()
        assert seated(seats[0].panel) == {kwame, saoirse}
        kept = Seat.objects.get(pk=seats[0].pk)
        assert (kept.state, kept.sheet.sealed_at, kept.sheet.scores.count()) == (SeatState.DECLINED, None, 3)


class TestThePages:
    def test_the_owner_reads_why_without_reading_what_was_declared(
        self, submission, assessors, ines, tomasz, kwame, priya, browse, story_time, at
    ):
        actions.declare_conflict(person=tomasz, about=ines, reason="We share a house.", by=tomasz, at=at)
        form(submission, at)
        page = browse(priya).get(f"/panels/{submission.pk}/people/").content.decode()
        assert "declared privately" in page
        assert "share a house" not in page
        assert "Bars, without exception." in page

    def test_from_asking_to_agreeing(
        self, submission, formerly, pair, priya, marguerite, tomasz, kwame, browse, story_time, at
    ):
        form(submission, at)
        owner, committee = browse(priya), browse(marguerite)
        said = {"assessor": tomasz.pk, "kind": "former_team", "reason": "Different sites."}
        answer = owner.post(f"/panels/{submission.pk}/waivers/", said, follow=True)
        assert "somebody else is to agree" in answer.content.decode()
        waiver = ConflictWaiver.objects.get()
        assert any(turn.url == f"/conflicts/waivers/{waiver.pk}/" for turn in queries.turns(marguerite, at=at))
        assert owner.post(f"/conflicts/waivers/{waiver.pk}/agreement/").status_code == 403
        answer = committee.post(f"/conflicts/waivers/{waiver.pk}/agreement/", follow=True)
        assert "Marguerite Osei agreed" in answer.content.decode()
        assert seated(Panel.objects.get()) == {tomasz, kwame}

    def test_a_refusal_stands_on_the_page_with_what_was_typed(
        self, submission, pair, priya, tomasz, browse, story_time, at
    ):
        form(submission, at)
        said = {"assessor": tomasz.pk, "kind": "mentor", "reason": "Long ago."}
        answer = browse(priya).post(f"/panels/{submission.pk}/waivers/", said)
        assert (answer.status_code, "No conflict of that kind" in answer.content.decode()) == (422, True)

    def test_what_was_weighed_stands_on_the_panel(self, seats, submission, priya, saoirse, browse, story_time, at):
        actions.replace_seat(seat=seats[0], reason="Away.", by=priya, at=at)
        page = browse(priya).get(f"/panels/{submission.pk}/").content.decode()
        assert "What was weighed" in page
        assert "Nobody of them had judged this candidate before." in page

    def test_that_the_time_ran_out_stands_there_too(self, seats, submission, priya, browse, story_time, at):
        Panel.objects.filter(submission=submission).update(
            weighed={
                "new": 2, "members": 2, "candidates": 9, "busiest": 1, "met": 0, "avoided": 1, "together": 1, "sites": 2,
                "tenures": 1, "links": 1, "waited": 0, "gap": 0.0123,
            }
        )  # fmt: skip
        page = browse(priya).get(f"/panels/{submission.pk}/").content.decode()
        assert "This is the best found; the best possible is better by at most 1.23%." in page

    def test_all_panels_of_a_program_at_the_press_of_a_button(
        self, submission, nadia, version, priya, assessors, browse, story_time, at
    ):
        other = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
        for one in (submission, other):
            Panel.objects.create(submission=one, size=2, called_at=at)
        owner = browse(priya)
        assert "Form 2 panels of" in owner.get("/panels/?show=unfilled").content.decode()
        answer = owner.post("/panels/forming/", {"program": version.program.slug}, follow=True)
        assert "Every seat is taken." in answer.content.decode()
        assert all(len(seated(panel)) == 2 for panel in Panel.objects.all())

    def test_the_policy_is_read_by_all_and_set_by_the_committee(self, ines, marguerite, browse, story_time):
        page = browse(ines).get("/conflicts/policy/").content.decode()
        assert "is avoided where others can judge" in page
        assert "Why it changes" not in page
        committee = browse(marguerite)
        committee.get("/conflicts/policy/")
        said = {f"force-{kind}": rule.force.value for kind, rule in DEFAULT.items()}
        said |= {f"months-{kind}": rule.months for kind, rule in DEFAULT.items() if rule.months}
        committee.post("/conflicts/policy/versions/", {**said, "months-mentor": 36, "reason": "Longer ties."})
        assert ConflictPolicyVersion.objects.get().rules["mentor"] == ["hard", 36]
        answer = committee.post("/conflicts/policy/versions/", {**said, "force-declared": "ignored", "reason": "x"})
        assert answer.status_code == 422

    def test_asking_about_one_or_thirty_people_takes_as_many_questions(
        self, submission, assessors, version, priya, browse, story_time, django_assert_max_num_queries, at
    ):
        form(submission, at)
        owner = browse(priya)
        for number in range(12):
            person = cast.a_person(f"{chr(65 + number)}extra Person", function="quality", at="leeds", in_unit="quality")
            builders.qualified(cast.holds(person, "assessor"), version, by=priya)
        with django_assert_max_num_queries(26):
            owner.get(f"/panels/{submission.pk}/people/")


def test_where_nobody_is_free_an_exception_is_named_as_a_remedy(
    submission, formerly, pair, priya, browse, story_time, at
):
    form(submission, at)
    page = browse(priya).get(f"/panels/{submission.pk}/").content.decode()
    assert "Or ask for an exception, under “Who could judge it”" in page


def test_no_exception_is_named_where_the_policy_in_force_knows_none(
    submission, formerly, pair, priya, marguerite, browse, story_time, at
):
    decide(marguerite, at, **{Kind.FORMER_TEAM: Rule(Force.HARD, 6)})
    form(submission, at)
    assert "ask for an exception" not in browse(priya).get(f"/panels/{submission.pk}/").content.decode()


def test_what_stands_behind_several_reasons_is_told_once():
    kept = {
        "case": 1, "binding": "barred", "needed": 2, "available": 1, "qualified": 3, "full": 0, "present": [],
        "wanted": "", "barred": {"former_team": 1},
    }  # fmt: skip
    first, second = all_said([kept, {**kept, "binding": "functions"}], functions={}, policy=ConflictPolicy())
    assert list(first.behind) == ["1 × lately in the same team"] and list(second.behind) == []


def test_no_exception_is_named_where_no_tie_bars_anybody(submission, tomasz, version, priya, browse, story_time, at):
    builders.qualified(tomasz, version, by=priya)
    form(submission, at)
    assert "ask for an exception" not in browse(priya).get(f"/panels/{submission.pk}/").content.decode()

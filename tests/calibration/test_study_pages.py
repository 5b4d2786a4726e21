"""The pages of a study: what the owner sees, what a judge does on a phone, what nobody is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.calibration import actions, queries
from guildmark.calibration.models import Answer, Estimate, OverallJudgement, Study
from guildmark.kernel.turns import Waiting
from tests import builders
from tests.calibration.conftest import BORDERLINE, KEYS, LEVELS, REASON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]

BY_SCRIPT = {"X-Requested-With": "guildmark"}


def chosen(*levels):
    return dict(zip(KEYS, levels, strict=True))


class TestOwner:
    def test_asks_judges(self, draft, judges, priya, browse):
        page = browse(priya)
        words = {"borderline": BORDERLINE, "judge1": "tomasz", "judge2": "kwame", "judge3": "saoirse"}
        answer = page.post(f"/cuts/{draft.program.slug}/1.1/task-1/", words)
        assert answer.status_code == 302 and Study.objects.get().judges.count() == 3

    def test_what_was_typed_stays_when_it_is_refused(self, draft, judges, priya, browse):
        words = {"borderline": BORDERLINE, "judge1": "tomasz", "judge2": "tomasz", "judge3": "kwame"}
        answer = browse(priya).post(f"/cuts/{draft.program.slug}/1.1/task-1/", words)
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Invite at least 3 judges" in text and BORDERLINE in text and 'value="kwame"' in text

    def test_sees_who_has_handed_in_and_nothing_of_what(self, study, answer, judges, priya, browse):
        answer(study, judges[0])
        text = browse(priya).get(f"/studies/{study.pk}/").content.decode()
        assert "1 of 3 judges have handed in" in text and "handed in</span>" in text
        assert "3.5" not in text and "standard-picture" not in text

    def test_sees_the_spread_of_a_closed_round_and_no_name_beside_it(self, judged_study, priya, browse):
        text = browse(priya).get(f"/studies/{judged_study.pk}/").content.decode()
        assert "Round 1 recommends 2.61, give or take 0.15" in text
        assert text.count('class="judge"') == 3
        table = text[text.index("Standard deviation") : text.index("</table>", text.index("Standard deviation"))]
        assert not [one for one in ("Tomasz", "Kwame", "Saoirse") if one in table]

    def test_is_told_what_cant_be_told(self, judged_study, priya, browse):
        text = browse(priya).get(f"/studies/{judged_study.pk}/").content.decode()
        assert "Work on the border can’t tell yet" in text
        assert "It can’t be told: 0 sheets were sealed on these very criteria; ten are needed." in text

    def test_is_told_what_a_cut_would_mean(self, version, draft, sheets, judges, answer, priya, at, browse):
        """Three sheets each at 1, 2, 3, 4: six of twelve reach 2.61; none comes or goes within the standard error."""
        made = actions.open_study(version=draft, task="task-1", borderline="So.", judges=judges, by=priya, at=at)
        for judge in judges:
            answer(made, judge)
        actions.close_round(study=made, by=priya, at=at)
        (meaning,) = queries.study_page(made, priya, at=at).meanings
        assert (meaning.at, meaning.of, meaning.below, meaning.above, meaning.share) == (6, 12, 6, 6, 50)

    def test_chooses_for_a_reason_and_the_version_says_so(self, judged_study, draft, priya, tomasz, browse):
        page = browse(priya)
        refused = page.post(f"/studies/{judged_study.pk}/cut/", {"cut": "2.7", "reason": ""})
        assert refused.status_code == 422 and 'value="2.7"' in refused.content.decode()
        assert page.post(f"/studies/{judged_study.pk}/cut/", {"cut": "2.7", "reason": REASON}).status_code == 302
        assert (
            f'hx-get="/cuts/{draft.program.slug}/1.1/"'
            in page.get(f"/programs/{draft.program.slug}/versions/1.1/").content.decode()
        )
        for person, headers in ((priya, {}), (tomasz, {"HX-Request": "true"})):
            text = browse(person).get(f"/cuts/{draft.program.slug}/1.1/", headers=headers).content.decode()
            assert REASON in text and "recommends 2.61, standard error 0.15" in text
            assert ("<html" in text) is (not headers)

    def test_a_cut_that_was_changed_since_is_not_called_chosen(self, judged_study, draft, priya, at):
        from decimal import Decimal

        from guildmark.programs.actions import set_cut

        actions.choose_cut(study=judged_study, cut=Decimal("2.7"), reason=REASON, by=priya, at=at)
        set_cut(version=draft, task_key="task-1", cut=Decimal("2.5"), reason="Lower.", by=priya, at=at)
        (row,) = queries.cuts_of(draft)
        assert (row.cut, row.chosen, row.recommended) == (Decimal("2.5"), None, ())


class TestJudge:
    def test_each_choice_is_kept_at_once(self, study, tomasz, browse):
        page = browse(tomasz)
        sent = page.post(f"/studies/{study.pk}/judging/levels/", {KEYS[0]: "3.5"}, headers=BY_SCRIPT)
        assert sent.json() == {"revision": 0}
        assert Estimate.objects.get().level == 3.5
        text = page.get(f"/studies/{study.pk}/judging/").content.decode()
        assert f'name="{KEYS[0]}" value="3.5" checked' in text
        assert 'data-left-number class="num">2<' in text

    def test_a_level_that_is_none_is_refused_in_a_sentence(self, study, tomasz, browse):
        sent = browse(tomasz).post(f"/studies/{study.pk}/judging/levels/", {KEYS[0]: "9"}, headers=BY_SCRIPT)
        assert (sent.status_code, sent.json()["sentence"]) == (
            422,
            "Choose a level that is there, or halfway between two.",
        )

    def test_without_scripts_the_form_hands_in_all_it_says(self, study, tomasz, browse):
        where = f"/studies/{study.pk}/judging/answer/"
        page = browse(tomasz)
        partly = page.post(where, {KEYS[0]: "3", KEYS[1]: "2"})
        assert partly.status_code == 422 and "Still to say: Record." in partly.content.decode()
        assert Estimate.objects.count() == 2
        assert page.post(where, chosen("3", "2", "2.5")).status_code == 302
        assert Answer.objects.get().handed_in_at

    def test_handed_in_while_the_page_was_open(self, study, tomasz, answer, browse):
        answer(study, tomasz)
        late = browse(tomasz).post(f"/studies/{study.pk}/judging/answer/", chosen("1", "1", "1"))
        assert late.status_code == 422 and "You have handed this round in" in late.content.decode()

    def test_sees_how_far_all_lay_apart_and_their_own(self, judged_study, tomasz, priya, at, browse):
        actions.open_round(study=judged_study, discussion="What a half level means.", by=priya, at=at)
        text = browse(tomasz).get(f"/studies/{judged_study.pk}/judging/").content.decode()
        assert "What a half level means." in text
        assert "Last round: from 3.0 to 3.5, mean 3.17. You said 3.5." in " ".join(text.split())
        assert "Kwame" not in text and "Saoirse" not in text

    def test_sees_nothing_of_the_others_while_the_first_round_is_open(self, study, judges, answer, browse):
        answer(study, judges[1])
        page = queries.judge_page(study, judges[0])
        assert page.last is None and all(one.spread is None for one in page.criteria)


class TestWork:
    def test_is_looked_at_without_its_sheet(self, version, draft, sheets, judges, priya, tomasz, at, browse):
        study = actions.open_study(version=draft, task="task-1", borderline="So.", judges=judges, by=priya, at=at)
        page = browse(tomasz)
        text = page.get(f"/studies/{study.pk}/judging/").content.decode()
        assert text.count('class="judge-work"') == 12
        work = page.get(f"/studies/{study.pk}/judging/works/{sheets[3].pk}/").content.decode()
        assert "At 09:10 I isolated both feeds." in work
        assert "Weighted mean" not in work and "isolation at level" not in work and "Joris3" not in work
        sent = page.post(f"/studies/{study.pk}/judging/works/{sheets[3].pk}/", {"rating": "2"}, headers=BY_SCRIPT)
        assert sent.status_code == 200 and OverallJudgement.objects.get().rating == 2

    def test_scored_by_somebody_else_is_not_there(self, version, draft, sheets, judges, priya, kwame, at, browse):
        study = actions.open_study(version=draft, task="task-1", borderline="So.", judges=judges, by=priya, at=at)
        assert browse(kwame).get(f"/studies/{study.pk}/judging/works/{sheets[3].pk}/").status_code == 404


class TestHome:
    def test_it_is_an_invited_judges_turn_until_they_hand_in(self, study, tomasz, answer, at):
        (turn,) = queries.turns(tomasz, at=at)
        assert (turn.waiting, turn.url) == (Waiting.ON_ME, f"/studies/{study.pk}/judging/")
        assert turn.title == "Say where the cut of “Site project 1” should lie"
        answer(study, tomasz)
        assert list(queries.turns(tomasz, at=at)) == []

    def test_it_is_the_owners_turn_when_all_are_in_and_when_a_round_is_closed(
        self, study, judges, answer, priya, at
    ):  # fmt: skip
        told = lambda: [(one.waiting, one.next) for one in queries.turns(priya, at=at)]
        assert told() == [(Waiting.ON_OTHERS, "you close the round")]
        for judge in judges:
            answer(study, judge)
        assert told() == [(Waiting.ON_ME, "every judge has handed in: close the round")]
        actions.close_round(study=study, by=priya, at=at)
        assert told() == [(Waiting.ON_ME, "choose the cut, or ask the judges once more")]


def test_the_pages_ask_as_much_for_many_as_for_few(
    judged_study, sheets, judges, answer, priya, tomasz, at, browse, django_assert_max_num_queries
):  # fmt: skip
    pages = (browse(priya), f"/studies/{judged_study.pk}/"), (browse(tomasz), f"/studies/{judged_study.pk}/judging/")
    asked = []
    actions.judge_work(study=judged_study, ratings={sheets[0].pk: 2}, by=tomasz, at=at)
    for _ in range(2):
        for page, where in pages:
            page.get(where)
            with django_assert_max_num_queries(30) as counted:
                assert page.get(where).status_code == 200
            asked.append(len(counted))
        actions.open_round(study=judged_study, discussion="Half levels.", by=priya, at=at)
        for judge in judges:
            answer(judged_study, judge, LEVELS[judge.username])
        actions.close_round(study=judged_study, by=priya, at=at)
        actions.judge_work(study=judged_study, ratings={one.pk: 2 for one in sheets}, by=tomasz, at=at)
    assert asked[:2] == asked[2:], asked
    assert max(asked) <= 22, asked


def test_a_study_costs_the_same_however_much_was_said(version, draft, sheets, judges, answer, priya, at, browse):
    """Open, closed and asked once more; for its owner and for a judge."""
    made = actions.open_study(version=draft, task="task-1", borderline="So.", judges=judges, by=priya, at=at)
    for judge in judges:
        answer(made, judge)

    def cost(person, path):
        visitor = browse(person)
        visitor.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(path).status_code == 200
        return len(asked)

    pages = ((priya, f"/studies/{made.pk}/"), (judges[0], f"/studies/{made.pk}/judging/"))
    found = [cost(*one) for one in pages]
    actions.close_round(study=made, by=priya, at=at)
    found += [cost(*one) for one in pages]
    actions.open_round(study=made, discussion="A second cause.", by=priya, at=at)
    found += [cost(*one) for one in pages]
    assert max(found) < 15, found


class TestList:
    def listed(self, browse, person, query=""):
        return browse(person).get(f"/studies/{query}").content.decode()

    def test_says_how_far_each_is(self, study, answer, judges, priya, browse):
        answer(study, judges[0])
        page = self.listed(browse, priya)
        assert f"/studies/{study.pk}/" in page and "round 1 is open: 1 of 3 have handed in" in page
        actions.drop_study(study=study, reason="The task changes.", by=priya, at=study.opened_at)
        assert "No study is open" in self.listed(browse, priya)
        assert f"/studies/{study.pk}/" in self.listed(browse, priya, "?show=dropped")

    def test_waits_for_a_choice_once_a_round_is_closed(self, judged_study, priya, browse):
        assert "choose the cut, or ask the judges once more" in self.listed(browse, priya)

    def test_is_narrowed_and_downloaded(self, study, priya, browse):
        assert "Nothing matches" in self.listed(browse, priya, "?text=zebra")
        assert study.ref in self.listed(browse, priya, "?format=csv&sort=task")

    def test_is_not_for_judges(self, study, judges, browse):
        assert browse(judges[0]).get("/studies/").status_code == 403

    def test_costs_the_same_however_many(self, study, judges, priya, browse, at):
        def cost():
            visitor = browse(priya)
            visitor.get("/studies/")
            with CaptureQueriesContext(connection) as asked:
                visitor.get("/studies/")
            return len(asked)

        before = cost()
        for number in range(12):
            other = builders.a_draft_version(priya, slug=f"other-{number}")
            actions.open_study(version=other, task="task-1", borderline="So.", judges=judges, by=priya, at=at)
        assert cost() == before <= 8

"""The pages of a round: what the owner sees, what one does on a phone, what nobody is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guildmark.consultation.models import Rating, ValidationRound
from tests.consultation.conftest import KEYS, PURPOSE, STATEMENTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def text_of(answer):
    return answer.content.decode()


class TestOwner:
    def test_draws_and_asks(self, draft, people, priya, browse):
        page, new = browse(priya), f"/validations/of/{draft.program.slug}/1.0/new/"
        text = text_of(page.get(new, {"size": "4", "seed": "2"}))
        assert text.count('name="people"') == 4 and "of 3 functions" in text
        words = {"purpose": PURPOSE, "last_day": "2026-04-30", "people": [people[0].pk, people[1].pk], "one": "Fin Vos"}
        answer = page.post(new, words)
        found = ValidationRound.objects.get()
        assert answer.status_code == 302 and found.raters.count() == 3
        assert "0 of 3 have handed in" in text_of(page.get(answer["Location"]))

    def test_what_was_typed_and_ticked_stays_when_it_is_refused(self, draft, people, priya, browse):
        new = f"/validations/of/{draft.program.slug}/1.0/new/?size=60"
        answer = browse(priya).post(new, {"purpose": PURPOSE, "last_day": "2026-04-01", "people": [people[0].pk]})
        text = text_of(answer)
        assert answer.status_code == 422 and "The last day has passed" in text and PURPOSE in text
        assert text.count('name="people"') > 10 and text.count("checked") == 1

    def test_nothing_that_was_said_before_it_is_closed(self, opened, people, says, priya, browse):
        says(opened, people[0], 3, 1, 1, comment="Say which meter.")
        text = text_of(browse(priya).get(f"/validations/{opened.pk}/"))
        assert "1 of 13 have handed in" in text and "Say which meter." not in text and "essential." not in text

    def test_what_came_of_it_doubted_first_without_names(self, spoken, people, priya, browse):
        text = text_of(browse(priya).get(f"/validations/{spoken.pk}/"))
        assert "1 of 3 indicators are essential to more of the 13 people than chance would bring." in text
        found = text[: text.index("What these figures mean")]
        assert found.index(STATEMENTS[2]) < found.index(STATEMENTS[0]) and "Say which meter." in found
        assert "Functions differ in how essential it is" in found and "Op0 Vos" not in found

    def test_answers_a_comment_and_who_wrote_it_reads_it(self, spoken, people, priya, browse):
        page, url = browse(priya), f"/validations/{spoken.pk}/replies/{KEYS[0]}/"
        refused = page.post(url, {"outcome": "changed", "text": ""})
        assert refused.status_code == 422
        assert page.post(url, {"outcome": "changed", "text": "It names the meter now."}).status_code == 302
        assert "It names the meter now." in text_of(browse(people[0]).get(f"/validations/{spoken.pk}/rating/"))
        assert "It names the meter now." not in text_of(browse(people[1]).get(f"/validations/{spoken.pk}/rating/"))

    def test_as_many_queries_for_many_as_for_few(self, spoken, priya, browse):
        page = browse(priya)
        page.get(f"/validations/{spoken.pk}/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page.get(f"/validations/{spoken.pk}/")
        assert len(seen) <= 16


class TestRater:
    def test_taps_are_kept_one_by_one(self, opened, people, browse):
        page = browse(people[0])
        url = f"/validations/{opened.pk}/rating/{KEYS[0]}/"
        assert page.post(url, {"importance": "3", "revision": "0"}).status_code == 200
        assert page.post(url, {"importance": "2", "comment": "Which?"}).status_code == 200
        assert page.post(url, {"importance": "9"}).status_code == 422
        kept = Rating.objects.get()
        assert (kept.importance, kept.comment) == (2, "Which?")

    def test_without_scripts_the_page_is_a_form(self, opened, people, browse):
        page, url = browse(people[0]), f"/validations/{opened.pk}/rating/"
        some = {f"{KEYS[0]}.importance": "3", f"{KEYS[0]}.comment": "Which?"}
        refused = page.post(url, some)
        assert (
            refused.status_code == 422
            and "Still to answer: 1, 2, 3" in text_of(refused)
            and "Which?" in text_of(refused)
        )
        rest = {f"{key}.{name}": "2" for key in KEYS for name in ("importance", "frequency", "clarity")}
        assert page.post(url, rest).status_code == 302
        assert "You have handed in" in text_of(page.get(url)) and Rating.objects.get(item=KEYS[0]).comment == "Which?"

    def test_a_forwarded_link_says_whose_it_is_and_nothing_more(self, opened, tomasz, browse):
        answer = browse(tomasz).get(f"/validations/{opened.pk}/rating/")
        text = text_of(answer)
        assert answer.status_code == 403 and "Priya Raman can ask you" in text
        assert PURPOSE not in text and STATEMENTS[0] not in text

    def test_the_version_tells_where_it_stands(self, spoken, draft, priya, browse):
        part = browse(priya).get(f"/validations/of/{draft.program.slug}/1.0/", headers={"HX-Request": "true"})
        assert "13 of 13 have handed in" in text_of(part) and "<html" not in text_of(part)

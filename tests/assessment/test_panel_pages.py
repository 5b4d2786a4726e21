"""The pages of those who seat panels, and of assessors who stand aside."""

import pytest

from guildmark.assessment import queries
from guildmark.assessment.models import Panel, Qualification, Seat
from tests import builders, cast
from tests.assessment.pages import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


class TestPanels:
    def test_why_and_what_would_mend_it(self, submission, tomasz, version, priya, browse, at):
        builders.qualified(tomasz, version, by=priya)
        client = browse(priya)
        Panel.objects.create(submission=submission, size=2, called_at=at)
        page = client.post(url("attempt", submission.pk), follow=True).content.decode()
        assert "It needs 2 more assessors; qualified for this program: 1." in page
        assert "Qualify 1 more person from another job function than Engineering." in page
        assert "One panel can’t be filled." in client.get("/panels/").content.decode()

    def test_trying_again_fills_it(self, submission, assessors, priya, browse, at):
        Panel.objects.create(submission=submission, size=2, called_at=at)
        page = browse(priya).post(url("attempt", submission.pk), follow=True).content.decode()
        assert "Every seat is taken." in page

    def test_taking_a_seat_back(self, seats, priya, browse):
        browse(priya).post(url("replacement", seats[0].pk), {"reason": "On sick leave."})
        assert Seat.objects.get(pk=seats[0].pk).state == "declined"
        assert browse(priya).post(url("replacement", seats[1].pk), {}).status_code == 422

    @pytest.mark.parametrize("show", ["live", "unfilled", "late", "decided"])
    def test_every_tab_and_csv(self, seats, priya, browse, show):
        assert browse(priya).get("/panels/", {"show": show, "text": "SUB-1"}).status_code == 200
        assert browse(priya).get("/panels/", {"show": show, "format": "csv"}).status_code == 200

    @pytest.mark.parametrize("who", ["tomasz", "ines", "weiling", "henrik", "marguerite"])
    def test_for_owners_only(self, seats, submission, browse, request, who):
        client = browse(request.getfixturevalue(who))
        assert client.get("/panels/").status_code == 403
        assert client.get(url("panel", submission.pk)).status_code == 404
        assert client.post(url("replacement", seats[0].pk), {"reason": "x"}).status_code == 404
        assert client.post(url("attempt", submission.pk)).status_code == 404

    def test_an_owner_of_another_program_sees_nothing(self, seats, submission, browse):
        other = cast.holds(
            cast.a_person("Olga Berg", function="sales", at="pune", in_unit="s"), "program_owner", program_id=999
        )
        client = browse(other)
        assert "No panel is at work" in client.get("/panels/").content.decode()
        assert client.get(url("panel", submission.pk)).status_code == 404

    def test_waiving(self, seats, score, saoirse, priya, browse):
        type(saoirse).objects.filter(pk=saoirse.pk).update(is_active=False)
        score(seats[0], 4, 4, 4)
        score(seats[1], 4, 4, 2)
        where = url("panel", seats[0].panel.submission_id)
        assert "Go on without" in browse(priya).get(where).content.decode()
        browse(priya).post(url("waiver", seats[0].panel.submission_id), {"reason": "Nobody else knows the site."})
        assert Panel.objects.get().further_waived


class TestAssessors:
    def test_who_is_qualified_and_how_busy(self, seats, priya, browse):
        page = browse(priya).get("/assessors/").content.decode()
        assert "Tomasz Bielak" in page
        assert "1 of 8" in page

    def test_qualifying_and_ending(self, version, tomasz, priya, browse):
        given = {"person": "tomasz", "program": version.program_id, "basis": "Calibrated", "starts_on": "2026-04-16"}
        page = browse(priya).post(url("qualifications"), given, follow=True).content.decode()
        assert "Tomasz Bielak may now assess Field Commissioning Engineer." in page
        held = Qualification.objects.get()
        browse(priya).post(url("qualification_end", held.pk), {"last_day": "2026-05-01"})
        held.refresh_from_db()
        assert str(held.ends_on) == "2026-05-01"

    def test_the_languages_in_which_they_judge(self, version, tomasz, priya, browse):
        given = {"person": "tomasz", "program": version.program_id, "basis": "Calibrated", "starts_on": "2026-04-16"}
        browse(priya).post(url("qualifications"), {**given, "languages": ["nl"]})
        held = Qualification.objects.get()
        assert held.languages == ["nl"]
        page = browse(priya).post(url("qualification_languages", held.pk), {"languages": ["en", "nl"]}, follow=True)
        assert "English, Dutch" in page.content.decode()
        page = browse(priya).post(url("qualification_languages", held.pk), {"languages": ["xx"]}, follow=True)
        assert "Choose among the languages offered." in page.content.decode()
        held.refresh_from_db()
        assert held.languages == ["en", "nl"]

    def test_a_mistake_keeps_what_was_typed(self, version, tomasz, priya, browse):
        answer = browse(priya).post(url("qualifications"), {"person": "tomasz", "basis": "Calibrated"})
        assert answer.status_code == 422
        assert "Calibrated" in answer.content.decode()

    @pytest.mark.parametrize("who", ["tomasz", "ines", "weiling", "henrik"])
    def test_not_for_everybody(self, version, browse, request, who):
        assert browse(request.getfixturevalue(who)).get("/assessors/").status_code == 403


class TestConflicts:
    def test_declaring_and_ending_it(self, tomasz, ines, browse):
        client = browse(tomasz)
        page = client.post(url("declarations"), {"about": "ines", "reason": "We share a house."}, follow=True)
        assert "You will not be asked to judge Ines Carvalho." in page.content.decode()
        declared = tomasz.declared_conflicts.get()
        client.post(url("declaration_end", declared.pk))
        assert queries.clear_to_judge(tomasz, ines, on=cast.TODAY)

    @pytest.mark.parametrize(
        ("about", "sentence"), [("nobody", "Nobody here has that name"), ("a", "Several people match")]
    )
    def test_a_name_that_does_not_fit(self, tomasz, ines, nadia, browse, about, sentence):
        answer = browse(tomasz).post(url("declarations"), {"about": about, "reason": "x"})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()

    def test_nobody_reads_anothers(self, tomasz, kwame, ines, browse):
        browse(tomasz).post(url("declarations"), {"about": "ines", "reason": "We share a house."})
        assert "share a house" not in browse(kwame).get("/conflicts/").content.decode()
        assert browse(kwame).post(url("declaration_end", tomasz.declared_conflicts.get().pk)).status_code == 404

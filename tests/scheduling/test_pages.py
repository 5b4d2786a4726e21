"""The pages: saying when one can, booking, and what happens around a session."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from guildmark.assessment import actions as judging
from guildmark.assessment.models import Submission
from guildmark.people.models import Person
from guildmark.scheduling import actions
from guildmark.scheduling.models import Booking, PublishedAvailability
from tests import builders
from tests.scheduling.conftest import OVERLAP, again

pytestmark = pytest.mark.usefixtures("story_time")
WEEK = {f"day_{n}": "9-17" if n < 5 else "" for n in range(7)}
WEEK |= {"zone": "Europe/London", "before": "0", "after": "15", "notice": "24", "revision": "0"}


def text(answer) -> str:
    return answer.content.decode()


# Saying when one can


def test_an_assessor_publishes_a_week(tomasz, browse):
    page = browse(tomasz).get("/availability/")
    assert "nobody can book you" in text(page)
    assert browse(tomasz).post("/availability/week/", WEEK).status_code == 302
    row = PublishedAvailability.objects.get(person=tomasz)
    assert list(row.hours.values_list("weekday", "starts", "ends")) == [(day, 540, 1020) for day in range(5)]
    assert "09:00–17:00" in text(browse(tomasz).get("/availability/"))


def test_what_is_typed_stays_in_its_box_where_it_cannot_be_read(tomasz, browse):
    answer = browse(tomasz).post("/availability/week/", {**WEEK, "day_2": "all morning"})
    assert answer.status_code == 422
    assert "all morning" in text(answer) and "are no hours of a day" in text(answer)


def test_another_tab_is_said(tomasz, browse, publishes):
    publishes(tomasz)
    answer = browse(tomasz).post("/availability/week/", WEEK)
    assert answer.status_code == 422 and "another tab" in text(answer)


def test_candidates_have_no_such_page(ines, browse):
    assert browse(ines).get("/availability/").status_code == 403


def test_days_off_and_extra_hours(tomasz, browse, publishes):
    publishes(tomasz)
    visitor = browse(tomasz)
    assert (
        visitor.post("/availability/days-off/", {"off-first": "2026-05-04", "off-last": "2026-05-08"}).status_code
        == 302
    )
    assert (
        visitor.post("/availability/extra-hours/", {"extra-day": "2026-05-09", "extra-hours": "10-12"}).status_code
        == 302
    )
    page = text(visitor.get("/availability/"))
    assert "nothing offered" in page and "also 10:00–12:00" in page
    wrong = visitor.post("/availability/days-off/", {"off-first": "2026-05-08", "off-last": "2026-05-04"})
    assert wrong.status_code == 422 and "before the first" in text(wrong)


def test_somebody_elses_days_are_not_there(tomasz, kwame, browse, publishes, at):
    publishes(tomasz)
    other = actions.tell_other_days(
        person=tomasz, first=OVERLAP.date(), last=OVERLAP.date(), hours=None, by=tomasz, at=at
    )
    assert browse(kwame).post(f"/availability/days/{other.pk}/removal/").status_code == 404
    assert browse(tomasz).post(f"/availability/days/{other.pk}/removal/").status_code == 302


# Booking


def test_times_are_shown_by_the_readers_clock_with_its_name(panel, submission, ines, browse):
    page = text(browse(ines).get(f"/submissions/{submission.pk}/session/"))
    assert "Monterrey time" in page
    assert "Tuesday 21 April, 08:00 (Monterrey time)" in page  # 14:00 UTC
    assert "17:00 (Monterrey time)" not in page


def test_ines_books_on_the_page(panel, submission, ines, tomasz, browse):
    url = f"/submissions/{submission.pk}/session/"
    answer = browse(ines).post(f"{url}booking/", {"starts_at": OVERLAP.isoformat()}, follow=True)
    assert "Booked. Everybody gets an invitation" in text(answer)
    assert "Tuesday 21 April, 08:00 (Monterrey time)" in text(answer) and "15:00 in London" in text(answer)
    assert "Tuesday 21 April, 15:00 (London time)" in text(browse(tomasz).get(url))


def test_a_slot_that_is_gone_leaves_the_list_up_to_date(
    booked, nadia, version, priya, tomasz, saoirse, publishes, browse
):
    other = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
    builders.a_panel(other, tomasz, saoirse)
    publishes(saoirse)
    answer = browse(nadia).post(f"/submissions/{other.pk}/session/booking/", {"starts_at": OVERLAP.isoformat()})
    assert answer.status_code == 422 and "not free any more" in text(answer)
    assert OVERLAP.isoformat() not in text(answer)


@pytest.mark.parametrize("starts", ["", "soon", "2026-04-21", "9999-12-31T23:59:59+00:00"])
def test_wrong_times_are_said(panel, submission, ines, browse, starts):
    answer = browse(ines).post(f"/submissions/{submission.pk}/session/booking/", {"starts_at": starts})
    assert answer.status_code == 422 and not Booking.objects.exists()


def test_strangers_find_nothing(booked, submission, nadia, henrik, weiling, saoirse, browse):
    for person in (nadia, henrik, weiling, saoirse):
        assert browse(person).get(f"/submissions/{submission.pk}/session/").status_code == 404
        assert browse(person).post(f"/sessions/{booked.pk}/cancellation/", {"cancel-reason": "No."}).status_code == 404


def test_without_any_hours_the_page_says_what_it_waits_for(seats, submission, ines, browse):
    page = text(browse(ines).get(f"/submissions/{submission.pk}/session/"))
    assert "2 assessors of the panel have not said yet when they can." in page and "Tell me" in page


def test_moving_and_cancelling_on_the_page(booked, submission, ines, browse):
    url = f"/submissions/{submission.pk}/session/"
    assert "Move it to" in text(browse(ines).get(f"{url}?move"))
    later = (OVERLAP + timedelta(days=1)).isoformat()
    assert "Moved." in text(browse(ines).post(f"/sessions/{booked.pk}/move/", {"starts_at": later}, follow=True))
    wrong = browse(ines).post(f"/sessions/{booked.pk}/cancellation/", {"cancel-reason": ""})
    assert wrong.status_code == 422
    done = browse(ines).post(f"/sessions/{booked.pk}/cancellation/", {"cancel-reason": "A cold."}, follow=True)
    assert "Cancelled, and everybody is told" in text(done) and "cancelled: A cold." in text(done)


def test_the_panel_says_where_to_meet(booked, submission, ines, tomasz, browse):
    wrong = browse(tomasz).post(f"/sessions/{booked.pk}/link/", {"url": "http://meet.example"})
    assert (
        wrong.status_code == 422 and "beginning with https://" in text(wrong) and "http://meet.example" in text(wrong)
    )
    browse(tomasz).post(f"/sessions/{booked.pk}/link/", {"url": "https://meet.alderquay.example/42"})
    assert "https://meet.alderquay.example/42" in text(browse(ines).get(f"/submissions/{submission.pk}/session/"))


def test_missed_and_decided_on_the_page(booked, submission, ines, tomasz, priya, browse, during, monkeypatch):
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: during)
    url = f"/submissions/{submission.pk}/session/"
    assert "How did it go?" in text(browse(tomasz).get(url))
    browse(tomasz).post(f"/sessions/{booked.pk}/absence/", {"missed-absent": [ines.pk], "missed-note": "No answer."})
    assert "The program owner decides what follows" in text(browse(ines).get(url))
    assert "No answer." in text(browse(priya).get(url))
    told = {"settle-outcome": "another_date", "settle-reason": "The trains did not run."}
    assert browse(tomasz).post(f"/sessions/{booked.pk}/decision/", told).status_code == 422
    assert browse(priya).post(f"/sessions/{booked.pk}/decision/", told).status_code == 302
    assert "The trains did not run." in text(browse(ines).get(url))


def test_held(booked, submission, tomasz, browse, during, monkeypatch):
    early = browse(tomasz).post(f"/sessions/{booked.pk}/holding/")
    assert early.status_code == 422 and "not begun yet" in text(early)
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: during)
    browse(tomasz).post(f"/sessions/{booked.pk}/holding/")
    assert again(booked).state == "held"
    assert "came" in text(browse(tomasz).get(f"/submissions/{submission.pk}/session/"))


def test_waiting_on_the_page(seats, submission, ines, browse):
    url = f"/submissions/{submission.pk}/session/wish/"
    assert "The first to book it has it" in text(browse(ines).post(url, follow=True))
    assert "no longer wait" in text(browse(ines).post(url, {"end": "1"}, follow=True))


def test_names_are_shown_as_text(booked, submission, ines, browse):
    Person.objects.filter(pk=ines.pk).update(name="<script>alert(1)</script>")
    page = text(browse(ines).get(f"/submissions/{submission.pk}/session/"))
    assert "<script>alert" not in page and escape("<script>alert(1)</script>") in page


# Where else it shows


def test_home_and_plan_say_whose_turn_it_is(panel, submission, ines, tomasz, browse, at):
    assert "book a time with the panel" in text(browse(ines).get("/"))
    assert "Book a time" in text(browse(ines).get(f"/candidacies/{submission.candidacy_id}/"))
    actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    assert "session on Tuesday 21 April, 08:00 (Monterrey time)" in text(browse(ines).get("/"))
    assert "session on Tuesday 21 April, 15:00 (London time)" in text(browse(tomasz).get("/"))
    assert "session on Tuesday 21 April, 08:00" in text(browse(ines).get(f"/candidacies/{submission.candidacy_id}/"))


def test_an_assessor_who_said_nothing_is_asked(seats, tomasz, publishes, browse):
    assert "Say when you can hold sessions" in text(browse(tomasz).get("/"))
    publishes(tomasz)
    assert "Say when you can hold sessions" not in text(browse(tomasz).get("/"))


def test_the_card_is_on_the_submission(booked, submission, ines, browse):
    card = f"/submissions/{submission.pk}/session/card/"
    assert card in text(browse(ines).get(f"/submissions/{submission.pk}/"))
    assert "08:00 (Monterrey time)" in text(browse(ines).get(card))


def test_the_list_filters_sorts_and_downloads(booked, ines, priya, nadia, browse):
    for person in (ines, priya):
        assert "Tuesday 21 April" in text(browse(person).get("/sessions/"))
    assert "No session is booked" in text(browse(nadia).get("/sessions/"))
    assert "Nothing matches" in text(browse(priya).get("/sessions/?text=zebra"))
    table = browse(priya).get("/sessions/?format=csv")
    assert table["Content-Type"].startswith("text/csv") and "2026-04-21 14:00" in text(table)


def a_further_session(panel, version, ines, priya, at, n):
    person = Person.objects.create(
        username=f"p{n}", employee_number=f"P{n}", name=f"P {n}", email=f"p{n}@x.example", time_zone="UTC",
        job_function=ines.job_function, site=ines.site, created_at=at,
    )  # fmt: skip
    made = builders.a_submitted_submission(builders.a_candidacy(person, version, settled_by=priya))
    builders.a_panel(made, *(seat.assessor for seat in panel))
    starts = OVERLAP + timedelta(days=n % 3, weeks=n // 6, hours=-(n % 2) * 2)
    actions.book(submission=Submission.objects.get(pk=made.pk), starts_at=starts, by=priya, at=at)


def test_a_page_costs_the_same_however_much_is_booked(panel, submission, ines, priya, version, browse, at):
    pages = (
        ("/sessions/", priya),
        ("/", priya),
        (f"/submissions/{submission.pk}/session/", ines),
        ("/availability/", panel[0].assessor),
    )

    def count():
        found = []
        for url, person in pages:
            visitor = browse(person)
            visitor.get(url)
            with CaptureQueriesContext(connection) as asked:
                visitor.get(url)
            found.append(len(asked))
        return found

    a_further_session(panel, version, ines, priya, at, 0)
    before = count()
    for n in range(1, 24):
        a_further_session(panel, version, ines, priya, at, n)
    assert count() == before
    listing, _home, session, availability = before
    assert max(listing, session) < 15 and availability <= 15


def test_choosing_another_time_costs_little_too(booked, submission, ines, tomasz, priya, browse, at):
    """With a session that was cancelled before it."""
    actions.cancel(booking=booked, reason="A cold.", by=ines, at=at)
    later = at + timedelta(minutes=1)
    actions.book(submission=submission, starts_at=OVERLAP + timedelta(days=1), by=ines, at=later)
    url = f"/submissions/{submission.pk}/session/"
    for person, path in ((ines, f"{url}?move"), (tomasz, url), (priya, f"{url}?move")):
        visitor = browse(person)
        visitor.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert visitor.get(path).status_code == 200
        assert len(asked) < 15


def test_the_queue_says_when_and_asks_once_for_all(panel, submission, ines, priya, tomasz, version, browse, at):
    def count():
        visitor = browse(tomasz)
        visitor.get("/queue/")
        with CaptureQueriesContext(connection) as asked:
            page = text(visitor.get("/queue/"))
        return len(asked), page

    a_further_session(panel, version, ines, priya, at, 0)
    before, page = count()
    assert "session on" in page and "(London time)" in page
    for n in range(1, 12):
        a_further_session(panel, version, ines, priya, at, n)
    after, page = count()
    assert after == before and page.count("session on") == 12
    assert f"/submissions/{submission.pk}/session/" not in page


def test_the_session_leads_an_assessor_to_what_they_note(booked, submission, panel, ines, tomasz, priya, browse, at):
    url, there = f"/submissions/{submission.pk}/session/", f"/seats/{panel[0].pk}/observation/"
    assert there in text(browse(tomasz).get(url))
    for person in (ines, priya):
        assert "Observe the session" not in text(browse(person).get(url))
    for seat in panel:
        judging.start_seat(seat=seat, by=seat.assessor, at=at)
        for key in ("isolation-1", "judgement-1", "record-1"):
            judging.save_score(seat=seat, criterion=key, level=4, rationale="", revision=0, by=seat.assessor, at=at)
        judging.seal_sheet(seat=seat, by=seat.assessor, at=at)
    for person in (tomasz, priya):
        assert f"/submissions/{submission.pk}/observations/" in text(browse(person).get(url))
    assert "observations" not in text(browse(ines).get(url))

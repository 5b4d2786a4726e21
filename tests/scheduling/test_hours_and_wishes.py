"""Publishing when one can; waiting for a slot."""

from datetime import date, timedelta

import pytest

from guildmark.kernel import outbox
from guildmark.kernel.access import Refused
from guildmark.scheduling import actions, jobs, queries
from guildmark.scheduling.domain.stretches import Hours
from guildmark.scheduling.models import WeeklyHours, Wish
from tests.scheduling.conftest import OVERLAP, USUAL, WEEKDAYS

DAY = OVERLAP.date()


def test_a_week_is_published_in_ones_own_zone(tomasz, publishes, facts_of):
    row = publishes(tomasz, ((Hours(540, 600), Hours(600, 720)), *USUAL[1:]))
    assert (row.time_zone, row.revision) == ("Europe/London", 1)
    assert list(row.hours.filter(weekday=0).values_list("starts", "ends")) == [(540, 720)]
    assert facts_of("HoursPublished") == [{"person_id": tomasz.pk, "revision": 1}]


def test_a_second_tab_overwrites_nothing(tomasz, publishes):
    publishes(tomasz)
    with pytest.raises(Refused, match="another tab"):
        publishes(tomasz, ((),) * 7)
    assert WeeklyHours.objects.count() == 5
    publishes(tomasz, ((),) * 7, revision=1)
    assert WeeklyHours.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"zone": "Mars/Olympus"}, "no such time zone"),
        ({"week": (WEEKDAYS,)}, "within one day"),
        ({"week": ((Hours(600, 1500),), *USUAL[1:])}, "within one day"),
        ({"week": ((Hours(600, 607),), *USUAL[1:])}, "quarter of an hour"),
        ({"before": 500}, "two hours"),
        ({"notice": 5000}, "two weeks"),
    ],
)
def test_what_makes_no_sense_is_said(tomasz, publishes, given, why):
    with pytest.raises(Refused, match=why):
        publishes(tomasz, **given)


def test_only_assessors_publish_and_only_for_themselves(tomasz, ines, publishes, at):
    with pytest.raises(Refused, match="hold sessions"):
        publishes(ines)
    with pytest.raises(Refused, match="for themselves"):
        actions.publish_hours(
            person=tomasz, week=USUAL, zone="UTC", around=actions.Around(), revision=0, by=ines, at=at
        )


def test_a_day_off_and_extra_hours_change_the_slots(panel, submission, tomasz, kwame, at):
    actions.tell_other_days(person=tomasz, first=DAY, last=DAY, hours=None, by=tomasz, at=at)
    assert not [one for one in queries.offer_for(submission, at=at).slots if one.starts.date() == DAY]
    evening = Hours(17 * 60, 19 * 60)
    for person in (tomasz, kwame):
        actions.tell_other_days(person=person, first=DAY, last=DAY, hours=evening, by=person, at=at)
    found = [one for one in queries.offer_for(submission, at=at).slots if one.starts.date() == DAY]
    assert [f"{one.starts:%H:%M}" for one in found] == ["16:00"]  # 17:00 in Leeds, 18:00 in Rotterdam


def test_other_days_are_taken_back(panel, submission, tomasz, at, facts_of):
    before = queries.offer_for(submission, at=at).slots
    other = actions.tell_other_days(person=tomasz, first=DAY, last=DAY, hours=None, by=tomasz, at=at)
    actions.take_back_other_days(other=other, by=tomasz, at=at)
    assert queries.offer_for(submission, at=at).slots == before
    assert facts_of("OtherDaysTakenBack")


@pytest.mark.parametrize(
    ("first", "last", "hours", "why"),
    [
        (DAY, DAY - timedelta(days=1), None, "before the first"),
        (DAY, DAY + timedelta(days=1), Hours(540, 600), "one day at a time"),
        (DAY, DAY, Hours(600, 540), "before they end"),
    ],
)
def test_days_that_make_no_sense_are_said(panel, tomasz, at, first, last, hours, why):
    with pytest.raises(Refused, match=why):
        actions.tell_other_days(person=tomasz, first=first, last=last, hours=hours, by=tomasz, at=at)


def test_a_week_comes_first(tomasz, at):
    with pytest.raises(Refused, match="Publish your week first"):
        actions.tell_other_days(
            person=tomasz, first=date(2026, 5, 1), last=date(2026, 5, 1), hours=None, by=tomasz, at=at
        )


# Waiting


@pytest.fixture
def waiting(seats, publishes, submission, tomasz, ines, at):
    publishes(tomasz)
    return actions.wish(submission=submission, by=ines, at=at)


def test_whoever_waits_is_told_once_when_a_slot_opens(
    waiting, publishes, submission, kwame, ines, at, facts_of, story_time
):
    outbox.deliver_due(at=at)
    assert not facts_of("SlotOpened")
    publishes(kwame)
    outbox.deliver_due(at=at)
    outbox.deliver_due(at=at)
    assert [one["submission_id"] for one in facts_of("SlotOpened")] == [submission.pk]
    assert jobs.tell_all_waiting(at) == f"{submission.ref}: nothing sooner"


def test_booking_ends_the_wait(waiting, publishes, submission, kwame, ines, at):
    publishes(kwame)
    actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    assert Wish.objects.get().ended_at == at


def test_one_who_has_a_session_is_told_of_a_sooner_slot(
    booked, submission, tomasz, kwame, ines, at, facts_of, story_time
):
    actions.move(booking=booked, starts_at=OVERLAP + timedelta(days=20), by=ines, at=at)
    for person in (tomasz, kwame):
        row = queries.published_by(person)
        week = (*USUAL[:4], (), (), ())
        actions.publish_hours(
            person=person,
            week=week,
            zone=person.time_zone,
            around=actions.Around(),
            revision=row.revision,
            by=person,
            at=at,
        )
    actions.wish(submission=submission, by=ines, at=at)
    assert jobs.tell_all_waiting(at) == f"{submission.ref}: nothing sooner"
    friday = date(2026, 4, 17)
    for person in (tomasz, kwame):
        actions.tell_other_days(person=person, first=friday, last=friday, hours=Hours(960, 1140), by=person, at=at)
    assert jobs.tell_all_waiting(at) == f"{submission.ref}: told"
    assert facts_of("SlotOpened")[-1]["starts_at"] == "2026-04-17T15:00:00+00:00"


def test_waiting_ends_when_asked(waiting, submission, ines, at):
    actions.end_wish(submission=submission, by=ines, at=at)
    actions.end_wish(submission=submission, by=ines, at=at)
    assert Wish.objects.get().ended_at == at


def test_wished_twice_is_once(waiting, submission, ines, at):
    assert actions.wish(submission=submission, by=ines, at=at) == waiting

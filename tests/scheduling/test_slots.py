"""When enough of a panel can: against a check that walks minute by minute and asks each wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guildmark.scheduling.domain.availability import NO_HOURS, Availability, objection
from guildmark.scheduling.domain.slots import Member, Wanted, slots
from guildmark.scheduling.domain.stretches import Days, Hours, Stretch, joined_hours, quarters

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LONG_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
# Clocks go forward and back, by an hour and by half an hour, at midnight too, where offsets have half hours or three quarters.
PLACES = {
    "Europe/Amsterdam": (date(2026, 3, 28), date(2026, 10, 24)),
    "Europe/London": (date(2026, 3, 28), date(2026, 10, 24)),
    "America/Monterrey": (date(2026, 4, 3), date(2026, 10, 30)),
    "Asia/Kolkata": (date(2026, 3, 28), date(2026, 12, 30)),
    "Asia/Kathmandu": (date(2026, 3, 28), date(2026, 12, 30)),
    "Australia/Lord_Howe": (date(2026, 4, 4), date(2026, 10, 3)),
    "America/Santiago": (date(2026, 4, 3), date(2026, 9, 4)),
    "Pacific/Chatham": (date(2026, 4, 4), date(2026, 9, 26)),
}
quarter = st.integers(0, 96).map(lambda n: n * 15)
some_hours = st.lists(st.builds(Hours, quarter, quarter), max_size=2).map(joined_hours)
a_day = st.integers(0, 3)


@st.composite
def somebody(draw, day: date):
    def near() -> date:
        return day + timedelta(days=draw(a_day))

    return Availability(
        zone=draw(st.sampled_from(sorted(PLACES))),
        week=tuple(draw(st.lists(some_hours, min_size=7, max_size=7))),
        off=(Days(first := near(), first + timedelta(days=draw(a_day))),) if draw(st.booleans()) else (),
        extra={near(): draw(some_hours)} if draw(st.booleans()) else {},
        leave=(Days(near()),) if draw(st.integers(0, 3)) == 0 else (),
        before=timedelta(minutes=draw(st.sampled_from([0, 15, 30]))),
        after=timedelta(minutes=draw(st.sampled_from([0, 15]))),
        notice=timedelta(hours=draw(st.sampled_from([0, 24]))),
    )


@st.composite
def busy_at(draw, since: datetime):
    starts = since + timedelta(minutes=15 * draw(st.integers(0, 200)))
    return [Stretch(starts, starts + timedelta(minutes=15 * draw(st.integers(1, 8))))] if draw(st.booleans()) else []


def is_free(who: Availability, moment: datetime) -> bool:
    """The naive answer: what does their clock show at this minute, and is that one of their hours?"""
    local = moment.astimezone(ZoneInfo(who.zone))
    day, minute = local.date(), local.hour * 60 + local.minute
    if any(day in days for days in who.leave):
        return False
    usual = () if any(day in days for days in who.off) else who.week[day.weekday()]
    return any(h.starts <= minute < h.ends for h in (*usual, *who.extra.get(day, ())))


def minutes(starts: datetime, ends: datetime):
    while starts < ends:
        yield starts
        starts += MINUTE


def naive_can(member: Member, start: datetime, length: timedelta, at: datetime) -> bool:
    who = member.availability
    kept = minutes(start - who.before, start + length + who.after)
    return (
        start >= at + who.notice
        and all(is_free(who, minute) for minute in minutes(start, start + length))
        and not any(busy.starts <= minute < busy.ends for minute in kept for busy in member.busy)
    )


@settings(max_examples=60)
@given(data=st.data())
def test_slots_are_what_a_walk_through_every_minute_finds(data):
    place = data.draw(st.sampled_from(sorted(PLACES)))
    day = data.draw(st.sampled_from(PLACES[place]))
    since = datetime.combine(day, time(data.draw(st.integers(0, 23))), UTC)
    until, length = since + timedelta(days=2), timedelta(minutes=data.draw(st.sampled_from([15, 45, 60, 120])))
    panel = [
        Member(n, data.draw(somebody(day)), data.draw(busy_at(since))) for n in range(data.draw(st.integers(1, 3)))
    ]
    quorum = data.draw(st.integers(1, len(panel)))
    candidate = data.draw(busy_at(since))

    found = slots(panel, Wanted(length, quorum, since, until, candidate), at=since)

    by_start = {one.starts: one.who for one in found}
    assert len(by_start) == len(found) and sorted(by_start) == list(by_start)
    start = since
    while start + length <= until:
        busy = any(one.touches(Stretch(start, start + length)) for one in candidate)
        who = tuple(one.person for one in panel if naive_can(one, start, length, since))
        if start in by_start:
            assert by_start[start] == who and len(who) >= quorum and not busy
        elif start.minute % 30 == 0:
            assert len(who) < quorum or busy
        start += timedelta(minutes=15)


@settings(max_examples=40)
@given(data=st.data())
def test_whoever_is_asked_about_one_time_gives_the_same_answer(data):
    day = data.draw(st.sampled_from(PLACES["Europe/Amsterdam"]))
    since = datetime.combine(day, time(), UTC)
    member = Member(1, data.draw(somebody(day)), data.draw(busy_at(since)))
    for number in range(0, 96, 5):
        start = since + timedelta(minutes=15 * number)
        why = objection(Stretch(start, start + HOUR), member.availability, member.busy, since)
        assert (why == "") == naive_can(member, start, HOUR, since)


def week(**days: tuple[int, int]):
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return tuple((Hours(days[n][0] * 60, days[n][1] * 60),) if n in days else () for n in names)


def ask(*who: Availability, day: date, days: int = 1, length=HOUR, quorum=None, at=LONG_BEFORE):
    since = datetime.combine(day, time(), UTC)
    panel = [Member(n, one) for n, one in enumerate(who)]
    return slots(panel, Wanted(length, quorum or len(who), since, since + timedelta(days=days)), at=at)


def said(found, zone):
    return [f"{one.starts.astimezone(ZoneInfo(zone)):%H:%M}" for one in found]


def test_the_hour_that_clocks_skip_is_offered_to_nobody():
    night = Availability("Europe/Amsterdam", week(sun=(1, 4)))
    found = ask(night, day=date(2026, 3, 29), length=timedelta(minutes=30))
    assert said(found, "Europe/Amsterdam") == ["01:00", "01:30", "03:00", "03:30"]


def test_the_hour_that_clocks_show_twice_is_two_hours():
    night = Availability("Europe/Amsterdam", week(sun=(2, 3)))
    found = ask(night, day=date(2026, 10, 25), length=timedelta(minutes=90))
    assert [one.starts for one in found] == [
        datetime(2026, 10, 25, 0, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    ]


def test_leeds_pune_and_monterrey_meet_in_the_one_hour_they_share():
    leeds, pune = Availability("Europe/London", week(thu=(9, 17))), Availability("Asia/Kolkata", week(thu=(13, 19)))
    monterrey = Availability("America/Monterrey", week(thu=(6, 12)))
    found = ask(leeds, pune, monterrey, day=date(2026, 4, 23), days=2)
    assert said(found, "Europe/London") == ["13:00", "13:30"]
    assert said(found, "Asia/Kolkata")[0] == "17:30" and said(found, "America/Monterrey")[0] == "06:00"


def test_hours_that_begin_at_a_quarter_past_are_not_lost():
    short = Availability("Europe/London", ((Hours(555, 615),), *NO_HOURS[1:]))
    long = Availability("Europe/London", week(mon=(9, 17)))
    assert said(ask(short, long, day=date(2026, 4, 20)), "Europe/London") == ["09:15"]


def test_a_night_runs_over_the_end_of_the_week():
    owl = Availability("Asia/Kolkata", ((Hours(0, 120),), (), (), (), (), (), (Hours(1320, 1440),)))
    found = ask(owl, day=date(2026, 4, 19), length=timedelta(hours=4))
    assert said(found, "Asia/Kolkata") == ["22:00"]


def test_a_quorum_is_enough_where_not_all_can():
    one, other = Availability("Europe/London", week(mon=(9, 10))), Availability("Europe/London", week(mon=(14, 15)))
    assert ask(one, other, day=date(2026, 4, 20)) == []
    assert [slot.who for slot in ask(one, other, day=date(2026, 4, 20), quorum=1)] == [(0,), (1,)]


def test_leave_is_stronger_than_extra_hours_and_those_than_a_day_off():
    monday = date(2026, 4, 20)
    extra = {monday: (Hours(600, 660),)}
    off = Availability("Europe/London", week(mon=(9, 17)), off=(Days(monday),), extra=extra)
    assert said(ask(off, day=monday), "Europe/London") == ["10:00"]
    assert ask(Availability("Europe/London", extra=extra, leave=(Days(monday),)), day=monday) == []


def test_leave_without_an_end_has_no_last_day():
    assert date(2030, 1, 1) in Days(date(2026, 4, 20)) and date(2026, 4, 19) not in Days(date(2026, 4, 20))


@pytest.mark.parametrize(("hours", "expected"), [(23, []), (24, ["09:00"])])
def test_nothing_is_offered_within_the_notice(hours, expected):
    who = Availability("Europe/London", week(mon=(9, 10)), notice=timedelta(hours=24))
    starts = datetime(2026, 4, 20, 8, tzinfo=UTC)
    assert said(ask(who, day=date(2026, 4, 20), at=starts - timedelta(hours=hours)), "Europe/London") == expected


def test_a_session_takes_every_quarter_it_reaches_into():
    starts = datetime(2026, 4, 20, 8, 10, tzinfo=UTC)
    taken = quarters(Stretch(starts, starts + timedelta(minutes=20)))
    assert [f"{one:%H:%M}" for one in taken] == ["08:00", "08:15"]

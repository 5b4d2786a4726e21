"""Leave stops the clock of a credential: its last day moves, it is signed again, and every text of it stays explained."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from guildmark.credentials import actions, integrity_of_leave, jobs, queries
from guildmark.credentials.domain.leave import counted, last_day
from guildmark.credentials.domain.renewal import Period
from guildmark.credentials.models import Credential, Edition, Prolongation
from guildmark.credentials.queries.verdicts import Outcome, verdict
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people import actions as people
from guildmark.people.models import Leave
from guildmark.programs.domain.renewal import RenewalPolicy
from tests.cast import NOW

DAY = timedelta(days=1)
LAST = date(2028, 4, 15)
MARCH = (date(2027, 3, 1), date(2027, 3, 31))
MONTERREY = ZoneInfo("America/Monterrey")
USUAL = RenewalPolicy()


def noon(day):
    return datetime.combine(day, datetime.min.time(), MONTERREY) + timedelta(hours=12)


@pytest.fixture
def away(ines, weiling):
    """Ines is on leave from … to …; recorded on the first day."""

    def away(first, last=None, at=None):
        return people.grant_leave(person=ines, starts_on=first, ends_on=last, by=weiling, at=at or noon(first))

    return away


def fresh(credential):
    return Credential.objects.get(pk=credential.pk)


@pytest.mark.django_db
class TestTheClock:
    def test_stops_as_leave_is_recorded(self, credential, away, facts_of):
        away(*MARCH)
        found = fresh(credential)
        assert found.valid_until == LAST + 31 * DAY == date(2028, 5, 16)
        assert (found.renew_from, found.renew_until) == (date(2028, 2, 17), found.valid_until + 30 * DAY)
        (fact,) = facts_of("CredentialProlonged")
        assert (fact["last"], fact["digest"]) == ("2028-05-16", found.digest)

    def test_what_is_signed_says_so_and_the_earlier_text_is_known_as_such(self, credential, away):
        before = credential.document
        away(*MARCH)
        found = fresh(credential)
        assert json.loads(found.document)["validUntil"].startswith("2028-05-16T23:59:59")
        at = noon(MARCH[1])
        assert verdict(found.document.encode(), at=at).outcome is Outcome.VALID
        assert verdict(before.encode(), at=at).register == "earlier text"
        edition = Edition.objects.get()
        assert (edition.document, edition.kept_by, edition.cause) == (before, None, "leave")

    def test_the_reference_and_the_page_stay(self, credential, away):
        away(*MARCH)
        found = fresh(credential)
        assert (found.ref, found.status_index, found.valid_from) == (
            credential.ref, credential.status_index, credential.valid_from
        )  # fmt: skip

    def test_leave_without_an_end_is_counted_once_a_month(self, credential, away):
        leave = away(date(2027, 3, 10))
        assert fresh(credential).valid_until == LAST + 22 * DAY, "to the end of March"
        assert jobs.prolong(noon(date(2027, 3, 20))) == ""
        assert jobs.prolong(noon(date(2027, 4, 1))) == f"{credential.ref}: its last day moved for leave"
        people.end_leave(leave=leave, last_day=date(2027, 4, 10), by=SYSTEM, at=noon(date(2027, 4, 11)))
        assert fresh(credential).valid_until == LAST + 32 * DAY, "exactly, once the end is known"
        assert [one.cause for one in Edition.objects.order_by("pk")] == ["leave"] * 3

    def test_leave_before_the_first_day_does_not_count(self, credential, away):
        away(date(2026, 1, 1), date(2026, 3, 31), at=NOW)
        assert fresh(credential).valid_until == LAST

    def test_after_a_long_absence_all_is_shown_again(self, credential, away):
        away(date(2026, 5, 1), date(2027, 5, 1))
        assert fresh(credential).valid_until == LAST

    def test_a_policy_may_let_it_run_on(self, credential):
        policy = RenewalPolicy(leave_counts=True)
        period = Period(credential.valid_from, credential.valid_until)
        assert last_day(period, [MARCH], policy, held=LAST, on=MARCH[0]) == LAST

    def test_what_was_withdrawn_or_has_run_out_stays_as_it_is(self, credential, away, marguerite):
        actions.suspend(credential=credential, reason="An incident.", by=marguerite, at=noon(date(2026, 6, 1)))
        away(*MARCH)
        assert fresh(credential).valid_until == LAST + 31 * DAY, "suspended, it is held all the same"
        away(date(2029, 1, 1), date(2029, 1, 31))
        assert fresh(credential).valid_until == LAST + 31 * DAY
        assert jobs.prolong(noon(date(2029, 2, 1))) == ""

    def test_where_it_cannot_be_signed_leave_is_recorded_anyhow(self, credential, away, settings):
        settings.SIGNING_KEY_PASSPHRASE = "another"
        away(*MARCH)
        assert Leave.objects.count() == 1 and fresh(credential).valid_until == LAST
        assert "skipped: No credential can be signed now" in jobs.prolong(noon(MARCH[1]))

    def test_the_holder_sees_why(self, credential, ines, away, client, monkeypatch):
        away(*MARCH)
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: noon(MARCH[1]))
        client.force_login(ines)
        text = client.get(f"/credentials/{credential.ref}/").content.decode()
        assert "31 days later" in text and "Without leave it would have lasted until 15 April 2028" in text

    def test_when_somebody_was_away_is_nobody_elses_business(self, credential, marguerite, away, client, monkeypatch):
        away(*MARCH)
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: noon(MARCH[1]))
        client.force_login(marguerite)
        assert "Only you see this section" not in client.get(f"/credentials/{credential.ref}/").content.decode()


@pytest.mark.django_db
class TestWhatIsKept:
    def test_a_last_day_moves_only_by_leave_that_was_written_down(self, credential, away):
        for columns in ({"valid_until": LAST + DAY}, {"renew_from": LAST}, {"renew_until": LAST + 99 * DAY}):
            with pytest.raises(DatabaseError, match="leave that was counted"), transaction.atomic():
                Credential.objects.filter(pk=credential.pk).update(**columns)
        away(*MARCH)
        with pytest.raises(DatabaseError, match="leave that was counted"), transaction.atomic():
            Credential.objects.filter(pk=credential.pk).update(valid_until=LAST)

    def test_what_was_counted_never_changes(self, credential, away):
        away(*MARCH)
        with pytest.raises(DatabaseError), transaction.atomic():
            Prolongation.objects.update(last=LAST)
        with pytest.raises(DatabaseError), transaction.atomic():
            Prolongation.objects.all().delete()

    def test_it_follows_from_the_leave_and_is_derived_again(self, credential, away):
        away(*MARCH)
        away(date(2027, 6, 1), date(2027, 6, 10))
        assert list(integrity_of_leave.altered_prolongations()) == []

    def test_a_last_day_that_does_not_follow_is_found(self, credential, away):
        away(*MARCH)
        kept = Prolongation.objects.get()
        edition = Edition.objects.create(
            credential=credential, document="x", digest=fresh(credential).digest, holder_salt="y", cause="leave",
            kept_at=NOW,
        )  # fmt: skip
        Prolongation.objects.create(
            credential=credential, edition=edition, before=kept.last, last=kept.last + 90 * DAY, leaves=kept.leaves,
            counted_on=MARCH[1], counted_at=noon(MARCH[1]),
        )  # fmt: skip
        assert credential.ref in [one.thing for one in integrity_of_leave.altered_prolongations()]

    def test_one_question_for_everybody(self, credential, away, django_assert_num_queries):
        away(*MARCH)
        with django_assert_num_queries(1):
            queries.held_with_leave()
        with CaptureQueriesContext(connection) as seen:
            jobs.prolong(noon(MARCH[1]))
        assert len(seen) <= 12


@pytest.mark.django_db
def test_a_renewed_one_stays(credential, away, ines, marguerite):
    from guildmark.candidacy import actions as candidacies
    from tests.credentials.test_renewal import granted

    begun = candidacies.renew(program=credential.program, by=ines, at=noon(date(2028, 3, 1)))
    later = granted(begun, marguerite, date(2028, 3, 10))
    with pytest.raises(Refused, match="has been renewed"):
        Leave.objects.create(person=ines, starts_on=date(2028, 3, 12), ends_on=date(2028, 3, 20))
        actions.prolong(credential=credential, by=SYSTEM, at=noon(date(2028, 3, 20)))
    assert fresh(credential).valid_until == LAST and later.valid_from > LAST


days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
leaves_drawn = st.lists(st.tuples(days, st.integers(0, 300)), max_size=5)


@given(days, st.integers(100, 1_200), leaves_drawn, days)
def test_each_day_of_leave_within_counts_once_and_nothing_is_taken_away(first, length, drawn, today):
    period = Period(first, first + length * DAY)
    given = [(start, start + n * DAY) for start, n in drawn]
    leaves = counted(given, period.first, today)
    last = last_day(period, leaves, USUAL, held=period.last, on=today)
    off = {start + n * DAY for start, end in leaves for n in range((end - start).days + 1)}
    within = {day for day in off if period.first <= day <= last}
    reached = {start for start, _end in leaves if start <= last}
    too_long = any(
        end >= start.replace(year=start.year + 1) for start, end in leaves if start in reached if start.day < 28
    )
    assert last >= period.last
    if not too_long:
        assert (last - period.last).days == len(within)


@given(days, st.integers(100, 1_200), leaves_drawn, days)
def test_counted_twice_it_moves_once(first, length, drawn, today):
    period = Period(first, first + length * DAY)
    leaves = counted([(start, start + n * DAY) for start, n in drawn], period.first, today)
    once = last_day(period, leaves, USUAL, held=period.last, on=today)
    assert last_day(period, leaves, USUAL, held=once, on=today) == once

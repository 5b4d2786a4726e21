"""Renewal: begun in its time, granted for the right days, reminded once, seen by those who answer for it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guildmark.candidacy import actions as candidacies
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import actions, jobs, queries
from guildmark.credentials.domain.renewal import Health
from guildmark.credentials.domain.standing import Standing
from guildmark.credentials.models import Credential, Reminder
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.people import actions as people
from tests.credentials.stories import everything_met

pytestmark = pytest.mark.django_db
MONTERREY = ZoneInfo("America/Monterrey")
LAST = date(2028, 4, 15)
OPENS = date(2028, 1, 16)
CLOSES = date(2028, 5, 15)
DAY = timedelta(days=1)


def noon(day):
    return datetime.combine(day, datetime.min.time(), MONTERREY) + timedelta(hours=12)


@pytest.fixture
def renewing(credential, ines):
    """Ines begins to renew on 1 March 2028."""
    return candidacies.renew(program=credential.program, by=ines, at=noon(date(2028, 3, 1)))


def granted(candidacy, marguerite, day):
    everything_met(candidacy)
    Candidacy.objects.filter(pk=candidacy.pk).update(state=CandidacyState.AWAITING_DECISION, completed_at=noon(day))
    candidacy.refresh_from_db()
    reason = "Shown again."
    return actions.decide(candidacy=candidacy, outcome="grant", reason=reason, by=marguerite, at=noon(day)).credential


class TestBeginning:
    def test_it_opens_three_months_before_the_last_day(self, credential, ines):
        assert (credential.renew_from, credential.renew_until) == (OPENS, CLOSES)
        with pytest.raises(Refused, match="Renewal opens on 16 January 2028"):
            candidacies.renew(program=credential.program, by=ines, at=noon(OPENS - DAY))
        begun = candidacies.renew(program=credential.program, by=ines, at=noon(OPENS))
        assert (begun.period, begun.renews, begun.state) == (2, True, "in_progress")

    def test_it_stays_open_through_the_grace_to_the_end_of_the_day(self, credential, ines):
        late = noon(CLOSES) + timedelta(hours=11)
        assert candidacies.renew(program=credential.program, by=ines, at=late).period == 2

    def test_after_it_one_applies_anew(self, credential, ines):
        with pytest.raises(Refused, match="Renewal closed on 15 May 2028"):
            candidacies.renew(program=credential.program, by=ines, at=noon(CLOSES + DAY))

    def test_nobody_renews_what_they_do_not_hold(self, credential, nadia):
        with pytest.raises(Refused, match="no credential of this program is held"):
            candidacies.renew(program=credential.program, by=nadia, at=noon(OPENS))

    def test_not_during_a_suspension(self, credential, ines, marguerite):
        actions.suspend(credential=credential, reason="An incident.", by=marguerite, at=noon(OPENS))
        with pytest.raises(Refused, match="opens again when it is reinstated"):
            candidacies.renew(program=credential.program, by=ines, at=noon(OPENS))

    def test_a_double_click_begins_once(self, renewing, credential, ines):
        with pytest.raises(Refused, match="already on the way"):
            candidacies.renew(program=credential.program, by=ines, at=noon(date(2028, 3, 1)))
        assert Candidacy.objects.filter(person=ines, period=2).count() == 1


class TestGranting:
    def test_whoever_renews_early_loses_no_day(self, renewing, credential, marguerite):
        later = granted(renewing, marguerite, date(2028, 3, 10))
        assert (later.valid_from, later.valid_until) == (date(2028, 4, 16), date(2030, 4, 15))
        assert queries.standing_of(later, noon(date(2028, 3, 10))) is Standing.AHEAD
        assert queries.standing_of(credential, noon(date(2028, 3, 10))) is Standing.DUE

    def test_whoever_renews_late_gains_none_and_does_not_count_in_between(self, renewing, credential, ines, marguerite):
        later = granted(renewing, marguerite, date(2028, 5, 1))
        assert (later.valid_from, later.valid_until) == (date(2028, 5, 1), date(2030, 4, 15))
        assert not queries.standing(ines, credential.program, date(2028, 4, 20)).counts
        assert queries.standing(ines, credential.program, date(2028, 5, 2)).counts

    def test_decided_after_the_grace_it_begins_anew(self, renewing, marguerite):
        later = granted(renewing, marguerite, date(2028, 6, 1))
        assert (later.valid_from, later.valid_until) == (date(2028, 6, 1), date(2030, 5, 31))

    def test_nothing_is_granted_while_the_period_before_is_suspended(self, renewing, credential, marguerite):
        actions.suspend(credential=credential, reason="An incident.", by=marguerite, at=noon(date(2028, 3, 2)))
        with pytest.raises(Refused, match="Reinstate or withdraw it first"):
            granted(renewing, marguerite, date(2028, 3, 10))

    def test_each_period_is_a_row_and_both_hang_together(self, renewing, credential, marguerite):
        later = granted(renewing, marguerite, date(2028, 3, 10))
        chain = queries.chain_of(queries.Shown(later, noon(date(2028, 4, 20))))
        assert [one.credential.period for one in chain.periods] == [1, 2]
        assert chain.health is Health.INTACT

    def test_a_late_one_leaves_the_chain_interrupted(self, renewing, credential, marguerite):
        later = granted(renewing, marguerite, date(2028, 5, 1))
        assert queries.chain_of(queries.Shown(later, noon(date(2028, 5, 2)))).health is Health.INTERRUPTED


class TestTheRuleInWords:
    def test_it_names_the_holders_own_dates(self, credential, ines):
        shown = queries.Shown(credential, noon(date(2027, 1, 1)), by_holder=True)
        told = queries.renewal_of(shown, ines, at=shown.at)
        assert told.words == [
            "Renew between 16 January 2028 and 15 April 2028; if it is decided on 1 March 2028, it lasts until "
            + "15 April 2030.",
            "Until 15 May 2028 it can still be renewed; after 15 April 2028 it does not count until then.",
        ]
        assert not told.may_begin

    def test_a_renewed_one_is_not_renewed_again(self, renewing, credential, ines, marguerite):
        granted(renewing, marguerite, date(2028, 3, 10))
        shown = queries.Shown(credential, noon(date(2028, 3, 11)))
        assert queries.renewal_of(shown, ines, at=shown.at) is None


class TestReminding:
    def told(self):
        return list(Reminder.objects.order_by("pk").values_list("occasion", flat=True))

    def test_once_for_each_day_of_the_policy(self, credential):
        for left in (91, 90, 89):
            jobs.remind(noon(LAST - left * DAY))
        assert self.told() == ["90"]
        for left in (30, 7, 3, -1, -2):
            jobs.remind(noon(LAST - left * DAY))
        assert self.told() == ["90", "30", "7", "-1"]

    def test_after_an_outage_only_the_nearest_is_told(self, credential):
        jobs.remind(noon(LAST - 5 * DAY))
        assert self.told() == ["7"]

    def test_who_is_on_leave_is_skipped_and_the_report_says_so(self, credential, ines, weiling):
        away = {"starts_on": date(2028, 2, 1), "ends_on": date(2028, 2, 28)}  # which moves the last day by 28
        people.grant_leave(person=ines, **away, by=weiling, at=noon(OPENS))
        assert jobs.remind(noon(LAST - 62 * DAY)) == f"{credential.ref}: skipped: on leave"
        jobs.remind(noon(date(2028, 3, 1)))
        assert self.told() == ["90"]

    def test_who_has_renewed_hears_no_more(self, renewing, marguerite, credential):
        granted(renewing, marguerite, date(2028, 3, 10))
        jobs.remind(noon(LAST - 7 * DAY))
        assert self.told() == []

    def test_nothing_to_renew_nothing_to_tell(self, credential, marguerite):
        actions.suspend(credential=credential, reason="An incident.", by=marguerite, at=noon(OPENS))
        with pytest.raises(Refused, match="nothing to renew"):
            actions.remind(credential=credential, occasion="90", by=SYSTEM, at=noon(OPENS))


class TestPages:
    @pytest.fixture(autouse=True)
    def a_day_in_march(self, monkeypatch):
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: noon(date(2028, 3, 1)))

    def test_the_holder_reads_the_rule_and_begins(self, signed_in, ines, credential):
        client = signed_in(ines)
        page = client.get(f"/credentials/{credential.ref}/").content.decode()
        assert "Renew between 16 January 2028 and 15 April 2028" in page
        answer = client.post(f"/credentials/{credential.ref}/renew/", follow=True)
        assert "Your renewal has begun." in answer.content.decode()
        assert Candidacy.objects.get(person=ines, renews=True).period == 2

    def test_too_early_it_says_when(self, signed_in, ines, credential, monkeypatch):
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: noon(date(2027, 3, 1)))
        client = signed_in(ines)
        assert "Renewal opens on 16 January 2028" in client.get(f"/credentials/{credential.ref}/").content.decode()
        client.post(f"/credentials/{credential.ref}/renew/")
        assert not Candidacy.objects.filter(renews=True).exists()

    def test_the_owner_sees_the_cliff_and_reminds_in_two_clicks(self, signed_in, priya, credential):
        client = signed_in(priya)
        assert "month=2028-04" in client.get("/credentials/renewals/").content.decode()
        assert "Remind 1 holder" in client.get("/credentials/renewals/?month=2028-04").content.decode()
        for told in ("1 holder has been reminded.", "0 holders have been reminded."):
            answer = client.post("/credentials/renewals/campaign/", {"month": "2028-04"}, follow=True)
            assert told in answer.content.decode()
        assert Reminder.objects.get().occasion == "campaign 2028-03-01"

    def test_who_has_begun_is_not_reminded(self, signed_in, priya, renewing):
        page = signed_in(priya).get("/credentials/renewals/?month=2028-04").content.decode()
        assert "Remind" not in page
        assert "1 begun" in page

    def test_the_manager_sees_the_dates_of_the_team(self, signed_in, henrik, tomasz, credential):
        page = signed_in(henrik).get("/credentials/team/").content.decode()
        assert "Ines Carvalho" in page
        assert "15 April 2028" in page
        assert "Nobody you lead holds a credential yet" in signed_in(tomasz).get("/credentials/team/").content.decode()

    def test_a_month_that_is_none_is_left_out(self, signed_in, priya, credential):
        assert signed_in(priya).get("/credentials/renewals/?month=2028-99").status_code == 200

    def test_the_register_tells_due_and_ahead_apart(self, signed_in, priya, renewing, marguerite, credential):
        granted(renewing, marguerite, date(2028, 3, 1))
        client = signed_in(priya)
        for standing, period in (("ahead", 2), ("due", 1)):
            page = client.get(f"/credentials/register/?standing={standing}").content.decode()
            assert [one.period for one in Credential.objects.all() if one.ref in page] == [period]

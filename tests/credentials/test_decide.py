"""The certification decision: what a grant makes, who stands aside, and that it happens once."""

import json
from datetime import date, timedelta
from random import Random

import pytest
from django.db import DatabaseError, transaction

from guildmark.assessment.domain.conflicts import Conflict, Kind
from guildmark.assessment.models import DeclaredConflict, Seat
from guildmark.assessment.ports import RELATED
from guildmark.candidacy.lifecycle import holds as candidacy_asks
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import actions, issuer
from guildmark.credentials.domain.judging import judge
from guildmark.credentials.lifecycle import may_decide
from guildmark.credentials.models import CertificationDecision, Credential
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from guildmark.kernel.roles import Role
from guildmark.people.models import Employment
from tests.builders import a_candidacy
from tests.cast import TODAY, a_person, holds
from tests.credentials.stories import everything_met


def grant(candidacy, by, at, **changed):
    return actions.decide(
        **{"candidacy": candidacy, "outcome": "grant", "reason": "All met.", "by": by, "at": at} | changed
    )


def test_a_grant_makes_the_credential_at_once(awaiting, marguerite, at):
    decision = grant(awaiting, marguerite, at)
    credential = decision.credential
    awaiting.refresh_from_db()
    assert awaiting.state == CandidacyState.CERTIFIED
    assert (credential.holder, credential.period, credential.public) == (awaiting.person, 1, False)


def test_it_holds_from_the_day_in_the_holders_zone_to_the_eve_of_that_day(awaiting, marguerite, at):
    credential = grant(awaiting, marguerite, at.replace(hour=3)).credential  # still the 15th in Monterrey
    assert (credential.valid_from, credential.valid_until) == (date(2026, 4, 15), date(2028, 4, 14))
    body = json.loads(credential.document)
    assert body["validFrom"] == "2026-04-15T00:00:00-06:00"
    assert body["validUntil"] == "2028-04-14T23:59:59-06:00"


def test_what_is_signed_says_criteria_levels_and_evidence_and_no_name(credential):
    body = json.loads(credential.document)
    subject = body["credentialSubject"]
    assert subject["achievement"]["otherIdentifier"][0]["identifier"] == "sha256:" + "d" * 64
    assert [r["achievedLevel"].rpartition("#")[2] for r in subject["result"]] == [
        "isolation-1.4",
        "judgement-1.3",  # 3½ reaches level 3, not yet 4
        "record-1.3",
    ]
    assert [e["genre"] for e in body["evidence"]] == ["submission", "text"]
    assert "ines" not in credential.document.lower()
    assert "carvalho" not in credential.document.lower()


def test_what_is_kept_is_what_was_signed(credential):
    assert judge(credential.document.encode(), [issuer.did_document()]).sound


def test_facts(credential, awaiting):
    told = list(JournalEntry.objects.order_by("pk").values_list("fact", flat=True))
    assert told == ["CertificationDecided", "CredentialIssued", "CandidacyConcluded"]
    assert JournalEntry.objects.get(fact="CredentialIssued").body["digest"] == credential.digest


def test_a_refusal_makes_none_and_says_why(awaiting, marguerite, at):
    decision = grant(awaiting, marguerite, at, outcome="refuse", reason="The report lacks its second part.")
    awaiting.refresh_from_db()
    assert (awaiting.state, decision.reason) == (CandidacyState.NOT_YET_CERTIFIED, "The report lacks its second part.")
    assert not Credential.objects.exists()


def test_twice_the_same_is_once(awaiting, marguerite, at):
    assert grant(awaiting, marguerite, at) == grant(awaiting, marguerite, at + timedelta(seconds=1))
    assert Credential.objects.count() == 1


def test_who_comes_second_hears_who_was_first(awaiting, marguerite, at):
    grant(awaiting, marguerite, at)
    other = holds(a_person("Bo Ek", function="legal", at="leeds", in_unit="legal"), Role.COMMITTEE)
    with pytest.raises(Refused, match="Marguerite Osei has decided on this already: granted"):
        grant(awaiting, other, at)
    with pytest.raises(Refused, match="has decided on this already"):
        grant(awaiting, marguerite, at, outcome="refuse")


def test_two_deciders_at_once_make_one_credential(at_once, awaiting, marguerite, at):
    other = holds(a_person("Bo Ek", function="legal", at="leeds", in_unit="legal"), Role.COMMITTEE)
    outcomes = at_once(lambda: grant(awaiting, marguerite, at), lambda: grant(awaiting, other, at))
    assert sorted(type(one).__name__ for one in outcomes) == ["CertificationDecision", "Refused"]
    assert (Credential.objects.count(), CertificationDecision.objects.count()) == (1, 1)


def test_only_what_awaits_a_decision_is_decided(ines, version, marguerite, at):
    with pytest.raises(Refused, match="does not await a decision: it is in progress"):
        grant(a_candidacy(ines, version), marguerite, at)


def test_it_takes_the_committee(awaiting, priya, at):
    with pytest.raises(Refused, match="You may not take certification decisions"):
        grant(awaiting, priya, at)


def test_nobody_decides_on_their_own(awaiting, ines, at):
    with pytest.raises(Refused, match="Nobody decides on their own candidacy"):
        grant(awaiting, holds(ines, Role.COMMITTEE), at)


def test_whoever_assessed_does_not_decide(awaiting, tomasz, at):
    with pytest.raises(Refused, match="You assessed Ines Carvalho"):
        grant(awaiting, holds(tomasz, Role.COMMITTEE), at)


def test_a_seat_given_back_is_no_assessment(awaiting, saoirse, at):
    panel = awaiting.submissions.get().panel
    Seat.objects.create(
        panel=panel, number=3, assessor=saoirse, state="declined", assigned_at=at, due_on=TODAY,
        declined_at=at, declined_reason="Away.",
    )  # fmt: skip
    assert may_decide(awaiting, holds(saoirse, Role.COMMITTEE), at=at)


def test_a_manager_does_not_decide(awaiting, henrik, at):
    with pytest.raises(Refused, match="You lead Ines Carvalho"):
        grant(awaiting, holds(henrik, Role.COMMITTEE), at)


@pytest.mark.parametrize(("ended", "decides"), [(date(2024, 4, 15), True), (date(2024, 4, 16), False)])
def test_a_former_manager_waits_24_months(awaiting, henrik, ines, at, ended, decides):
    Employment.objects.filter(person=ines).update(ends_on=ended)
    Employment.objects.create(person=ines, unit=ines.employments.get().unit, starts_on=ended + timedelta(days=1))
    found = may_decide(awaiting, holds(henrik, Role.COMMITTEE), at=at)
    assert bool(found) is decides
    assert decides or "You led Ines Carvalho within the last 24 months" in str(found.refusal)


def test_whoever_is_led_by_the_candidate_does_not_decide(awaiting, ines, marguerite, at):
    Employment.objects.filter(person=marguerite).update(manager=ines)
    with pytest.raises(Refused, match="Ines Carvalho leads you"):
        grant(awaiting, marguerite, at)


def test_a_mentor_does_not_decide(awaiting, marguerite, ines, at, monkeypatch):
    tie = Conflict(Kind.MENTOR, marguerite.pk, ines.pk)
    monkeypatch.setattr(RELATED, "_answerers", [lambda people, candidate, day: [tie]])
    with pytest.raises(Refused, match="You guided Ines Carvalho"):
        grant(awaiting, marguerite, at)


def test_whoever_declared_a_conflict_does_not_decide(awaiting, marguerite, ines, at):
    DeclaredConflict.objects.create(person=marguerite, about=ines, reason="Cousins.", declared_at=at)
    with pytest.raises(Refused, match="You declared a conflict of interest with Ines Carvalho"):
        grant(awaiting, marguerite, at)


def test_nothing_is_decided_while_the_key_is_unusable(awaiting, marguerite, at, settings):
    issuer.record()
    settings.SIGNING_KEY_PASSPHRASE = "another"
    with pytest.raises(Refused, match=r"No credential can be signed now.*GUILDMARK_SIGNING_KEY_PASSPHRASE"):
        grant(awaiting, marguerite, at)
    awaiting.refresh_from_db()
    assert awaiting.state == CandidacyState.AWAITING_DECISION


def test_one_credential_a_person_program_and_period(credential, awaiting, marguerite, at):
    again = a_candidacy(awaiting.person, awaiting.version, state=CandidacyState.AWAITING_DECISION, period=2)
    everything_met(again)
    second = grant(again, marguerite, at).credential
    assert (credential.period, second.period) == (1, 2)
    assert credential.ref != second.ref


def test_chance_is_an_argument(awaiting, marguerite, at):
    credential = grant(awaiting, marguerite, at, chance=Random(7)).credential
    again = Random(7)
    assert credential.ref.startswith("CRD-")
    again.getrandbits(40)
    assert credential.holder_salt == f"{again.getrandbits(128):032x}"


def test_it_counts_from_the_first_to_the_last_day(credential):
    asked = [candidacy_asks(credential.holder_id, credential.program_id, day) for day in (
        date(2026, 4, 15), TODAY, date(2028, 4, 15), date(2028, 4, 16))]  # fmt: skip
    assert asked == [False, True, True, False]
    assert not candidacy_asks(credential.holder_id, credential.program_id + 1, TODAY)


@pytest.mark.parametrize("change", [{"document": "{}"}, {"valid_from": date(2020, 1, 1)}, {"holder_salt": "x"}])
def test_what_was_signed_can_not_be_changed_by_any_road(credential, change):
    with pytest.raises(DatabaseError, match="what was signed does not change"), transaction.atomic():
        Credential.objects.filter(pk=credential.pk).update(**change)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Credential.objects.filter(pk=credential.pk)._raw_delete("default")

"""After the grant: suspended and reinstated with its old dates, withdrawn after a hearing, corrected, replaced."""

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from guildmark.credentials import actions, queries
from guildmark.credentials.domain.badge import identity_hash
from guildmark.credentials.domain.standing import Standing
from guildmark.credentials.domain.status_list import LENGTH, is_set
from guildmark.credentials.models import Credential, Hearing, StatusChange
from guildmark.credentials.queries.verdicts import Outcome
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "The yearly observed job is missing."


@pytest.fixture
def suspended(credential, marguerite):
    return actions.suspend(credential=credential, reason=WHY, by=marguerite, at=NOW + DAY)


@pytest.fixture
def proposed(credential, marguerite):
    return actions.propose_withdrawal(
        credential=credential, reason="The evidence was not hers.", answer_by=TODAY + 20 * DAY, by=marguerite, at=NOW
    )


def listed_as_taken_back(credential, at):
    number, bit = credential.status_index // LENGTH + 1, credential.status_index % LENGTH
    return is_set(json.loads(queries.status_list(number, at=at))["credentialSubject"]["encodedList"], bit)


def facts():
    return list(JournalEntry.objects.order_by("pk").values_list("fact", flat=True))


class TestSuspending:
    def test_it_stops_counting_at_once_everywhere(self, credential, ines, suspended):
        assert queries.standing_of(suspended, NOW + DAY) is Standing.SUSPENDED
        assert listed_as_taken_back(suspended, NOW + DAY)
        assert not queries.holds(ines.pk, suspended.program_id, TODAY)
        assert queries.verdict(suspended.document.encode(), at=NOW + DAY).outcome is Outcome.NOT_IN_FORCE

    def test_reinstated_it_counts_again_with_its_old_dates(self, credential, ines, suspended, marguerite):
        dates = (credential.valid_from, credential.valid_until, credential.digest)
        back = actions.reinstate(credential=suspended, reason="The job was observed.", by=marguerite, at=NOW + 40 * DAY)
        assert (back.valid_from, back.valid_until, back.digest) == dates
        assert not listed_as_taken_back(back, NOW + 40 * DAY)
        assert queries.holds(ines.pk, back.program_id, TODAY + 40 * DAY)
        assert queries.verdict(back.document.encode(), at=NOW + 40 * DAY).outcome is Outcome.VALID

    def test_each_change_keeps_its_reason_its_time_and_who(self, suspended, marguerite):
        change = StatusChange.objects.get()
        assert (change.reason, change.changed_at, change.changed_by) == (WHY, NOW + DAY, marguerite)
        assert facts()[-1] == "CredentialSuspended"

    def test_a_reason_is_compulsory(self, credential, marguerite):
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.suspend(credential=credential, reason="  ", by=marguerite, at=NOW)

    def test_twice_is_refused_with_a_sentence(self, suspended, marguerite):
        with pytest.raises(Refused, match="it is suspended"):
            actions.suspend(credential=suspended, reason=WHY, by=marguerite, at=NOW)

    @pytest.mark.parametrize("who", ["ines", "priya", "tomasz", "weiling", "henrik"])
    def test_only_the_committee_does(self, credential, request, who):
        with pytest.raises(Refused):
            actions.suspend(credential=credential, reason=WHY, by=request.getfixturevalue(who), at=NOW)

    def test_who_assessed_the_holder_stands_aside_on_the_committee_too(self, credential, tomasz):
        from guildmark.kernel.roles import Role
        from tests.cast import holds

        holds(tomasz, Role.COMMITTEE)
        with pytest.raises(Refused, match="You assessed Ines"):
            actions.suspend(credential=credential, reason=WHY, by=tomasz, at=NOW)


class TestWithdrawing:
    def test_nobody_is_withdrawn_unheard(self, credential, marguerite):
        with pytest.raises(Refused, match="Propose the withdrawal first"):
            actions.withdraw(credential=credential, reason=WHY, by=marguerite, at=NOW)

    def test_the_holder_has_until_the_end_of_the_day_in_their_zone(self, credential, proposed, marguerite):
        late = NOW + 20 * DAY
        with pytest.raises(Refused, match="Ines Carvalho can answer until the end of 6 May 2026"):
            actions.withdraw(credential=credential, reason=WHY, by=marguerite, at=late)
        assert (
            actions.withdraw(credential=credential, reason=WHY, by=marguerite, at=late + 2 * DAY).state == "withdrawn"
        )

    def test_two_weeks_are_the_least(self, credential, marguerite):
        with pytest.raises(Refused, match="at least 14 days"):
            actions.propose_withdrawal(
                credential=credential, reason=WHY, answer_by=TODAY + 13 * DAY, by=marguerite, at=NOW
            )

    def test_once_the_holder_has_answered_it_can_be_decided(self, credential, proposed, ines, marguerite):
        actions.answer(credential=credential, statement="It was mine.", by=ines, at=NOW + DAY)
        assert Hearing.objects.get().statement == "It was mine."
        gone = actions.withdraw(credential=credential, reason=WHY, by=marguerite, at=NOW + 2 * DAY)
        assert queries.standing_of(gone, NOW + 2 * DAY) is Standing.WITHDRAWN
        assert listed_as_taken_back(gone, NOW + 2 * DAY)

    def test_a_proposal_can_be_let_go(self, credential, proposed, marguerite):
        actions.drop_withdrawal(credential=credential, reason="Her answer convinced us.", by=marguerite, at=NOW + DAY)
        credential.refresh_from_db()
        assert credential.state == "active"
        with pytest.raises(Refused, match="Propose the withdrawal first"):
            actions.withdraw(credential=credential, reason=WHY, by=marguerite, at=NOW + 2 * DAY)

    def test_only_the_holder_answers(self, credential, proposed, marguerite):
        with pytest.raises(Refused):
            actions.answer(credential=credential, statement="It was hers.", by=marguerite, at=NOW)

    def test_one_proposal_at_a_time(self, credential, proposed, marguerite):
        with pytest.raises(Refused, match="proposed already"):
            actions.propose_withdrawal(
                credential=credential, reason=WHY, answer_by=TODAY + 30 * DAY, by=marguerite, at=NOW
            )

    def test_a_withdrawal_is_final_by_any_road(self, credential, proposed, marguerite):
        gone = actions.withdraw(credential=credential, reason=WHY, by=marguerite, at=NOW + 30 * DAY)
        with pytest.raises(Refused, match="it is withdrawn"):
            actions.reinstate(credential=gone, reason=WHY, by=marguerite, at=NOW + 31 * DAY)
        with pytest.raises(DatabaseError, match="stays so"), transaction.atomic():
            Credential.objects.filter(pk=gone.pk).update(state="active")


class TestCorrecting:
    def test_a_changed_address_is_signed_for_under_the_same_reference(self, credential, ines):
        before = credential.document
        ines.email = "ines.duarte@alderquay.example"
        ines.save()
        after = actions.correct(credential=credential, reason="I married.", by=ines, at=NOW + DAY)
        named = json.loads(after.document)["credentialSubject"]["identifier"][0]["identityHash"]
        assert named == identity_hash("ines.duarte@alderquay.example", after.holder_salt)
        assert json.loads(after.document)["id"] == json.loads(before)["id"]
        assert after.editions.get().document == before

    def test_copies_handed_out_before_still_check(self, credential, ines):
        before = credential.document
        ines.email = "ines.duarte@alderquay.example"
        ines.save()
        after = actions.correct(credential=credential, reason="I married.", by=ines, at=NOW + DAY)
        old, new = (queries.verdict(text.encode(), at=NOW + DAY) for text in (before, after.document))
        assert (old.outcome, old.register) == (Outcome.VALID, "earlier text")
        assert (new.outcome, new.register) == (Outcome.VALID, "same")

    def test_a_changed_name_alone_needs_no_signature(self, credential, ines):
        ines.name = "Ines Duarte"
        ines.save()
        with pytest.raises(Refused, match="no name is in it"):
            actions.correct(credential=credential, reason="I married.", by=ines, at=NOW)

    def test_no_former_name_is_left_on_any_public_address(self, public, ines, client, story_time):
        ines.name, ines.email = "Ines Duarte", "ines.duarte@alderquay.example"
        ines.save()
        actions.correct(credential=public, reason="I married.", by=ines, at=NOW)
        for address in (f"/c/{public.ref}", f"/c/{public.ref}.json", f"/c/{public.ref}.pdf"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "no-store"
            assert b"Carvalho" not in answer.content

    def test_the_text_before_must_be_kept(self, credential):
        with pytest.raises(DatabaseError, match="kept as an edition"), transaction.atomic():
            Credential.objects.filter(pk=credential.pk).update(document="{}", digest="0" * 64)

    def test_the_manager_does_not(self, credential, ines, henrik):
        ines.email = "ines.duarte@alderquay.example"
        ines.save()
        with pytest.raises(Refused):
            actions.correct(credential=credential, reason="Told so.", by=henrik, at=NOW)


class TestReplacing:
    @pytest.fixture
    def successor(self, credential, ines, marguerite):
        actions.make_public(credential=credential, by=ines, at=NOW)
        return actions.replace(
            credential=credential, valid_from=date(2026, 4, 1), valid_until=date(2028, 3, 31),
            reason="Its first day was wrong.", by=marguerite, at=NOW + DAY,
        )  # fmt: skip

    def test_another_takes_its_place_and_it_counts_no_more(self, credential, successor):
        credential.refresh_from_db()
        assert (credential.state, credential.replaced_by) == ("replaced", successor)
        assert listed_as_taken_back(credential, NOW + DAY)
        assert not listed_as_taken_back(successor, NOW + DAY)
        assert credential.ref != successor.ref
        assert queries.verdict(successor.document.encode(), at=NOW + DAY).outcome is Outcome.VALID
        assert successor.decision.credential == successor

    def test_the_old_address_leads_to_the_new_one(self, credential, successor, client, story_time):
        text = client.get(f"/c/{credential.ref}").content.decode()
        assert f"/c/{successor.ref}" in text

    def test_still_one_counts_a_period(self, credential, successor):
        with pytest.raises(DatabaseError), transaction.atomic():
            Credential.objects.filter(pk=credential.pk).update(state="active")

    def test_the_last_day_is_not_before_the_first(self, credential, marguerite):
        with pytest.raises(Refused, match="lies before the first"):
            actions.replace(
                credential=credential, valid_from=TODAY, valid_until=TODAY - DAY, reason=WHY, by=marguerite, at=NOW
            )


class TestStandingOnADate:
    def test_before_the_first_day_nothing_was_held(self, credential, ines):
        held = queries.standing(ines, credential.program, TODAY - DAY)
        assert (held.counts, held.standing) == (False, None)
        assert held.reason == "Ines Carvalho held no credential of this program on 15 April 2026."

    def test_it_counts_from_the_first_day_to_the_end_of_the_last(self, credential, ines):
        days = [credential.valid_from, credential.valid_until, credential.valid_until + DAY]
        assert [queries.standing(ines, credential.program, day).counts for day in days] == [True, True, False]

    def test_the_reason_names_the_dates(self, credential, ines):
        assert queries.standing(ines, credential.program, date(2026, 5, 1)).reason == (
            "On 1 May 2026: active. The period lasts from 16 April 2026 to the end of 15 April 2028 in Monterrey."
        )

    def test_a_suspension_counts_for_its_days_alone(self, credential, ines, suspended, marguerite):
        actions.reinstate(credential=suspended, reason="Done.", by=marguerite, at=NOW + 10 * DAY)
        program = credential.program
        told = [queries.standing(ines, program, TODAY + n * DAY) for n in (0, 5, 12)]
        assert [one.counts for one in told] == [True, False, True]
        assert told[1].reason == "On 21 April 2026: suspended since 17 April 2026."

    def test_a_lapsed_right_ends_that_minute(self, credential, ines, suspended):
        program = credential.program
        assert queries.standing(ines, program, NOW + DAY - timedelta(minutes=1)).counts
        assert not queries.standing(ines, program, NOW + DAY).counts

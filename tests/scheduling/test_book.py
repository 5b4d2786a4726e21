"""Booking a session: who may, who is invited, what is refused, and what it takes of everybody’s time."""

from datetime import timedelta

import pytest

from guildmark.kernel.access import Refused
from guildmark.kernel.models import OutboxMessage
from guildmark.people import actions as people
from guildmark.scheduling import actions, queries
from guildmark.scheduling.models import Booking, Place, TakenQuarter
from tests import builders
from tests.scheduling.conftest import OVERLAP, USUAL, again
from tests.scheduling.test_slots import said


def test_ines_books_and_all_are_invited(panel, submission, ines, tomasz, kwame, at, facts_of):
    booking = actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    assert (booking.state, booking.ends_at - booking.starts_at) == ("booked", timedelta(hours=1))
    everyone = {ines.pk, tomasz.pk, kwame.pk}
    assert set(booking.places.values_list("person_id", flat=True)) == everyone
    assert facts_of("SessionBooked")[0]["person_ids"] == sorted(everyone)
    invitations = OutboxMessage.objects.filter(kind="scheduling.invitation")
    assert {message.payload["person"] for message in invitations} == everyone
    assert {message.payload["method"] for message in invitations} == {"REQUEST"}


def test_slots_are_those_in_which_all_of_the_panel_can(panel, submission, at):
    offer = queries.offer_for(submission, at=at)
    tuesday = [one for one in offer.slots if one.starts.date() == OVERLAP.date()]
    assert said(tuesday, "Europe/London")[0] == "09:00" and said(tuesday, "Europe/Amsterdam")[-1] == "16:00"
    assert (offer.needed, offer.silent) == (2, [])


def test_who_has_not_said_when_they_can_is_named(seats, publishes, submission, tomasz, kwame, at):
    publishes(tomasz)
    offer = queries.offer_for(submission, at=at)
    assert (offer.slots, offer.silent) == ([], [kwame])


def test_a_quorum_is_enough_where_the_program_says_so(ines, priya, marguerite, tomasz, kwame, publishes, at):
    from tests.scheduling.conftest import a_live_version

    version = a_live_version(priya, marguerite, slug="customer-resolution-lead", quorum=1)
    submission = builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))
    builders.a_panel(submission, tomasz, kwame)
    publishes(tomasz)
    booking = actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    assert set(booking.places.values_list("person_id", flat=True)) == {ines.pk, tomasz.pk}


def test_a_session_takes_the_time_around_it_too(seats, publishes, submission, ines, tomasz, kwame, at):
    publishes(tomasz, before=30, after=15)
    publishes(kwame)
    actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    taken = {one: TakenQuarter.objects.filter(person=one).count() for one in (ines, tomasz, kwame)}
    assert taken == {ines: 4, tomasz: 7, kwame: 4}


@pytest.mark.parametrize(
    ("starts", "why"),
    [
        (OVERLAP + timedelta(hours=3), "not free any more"),  # after five in Rotterdam
        (OVERLAP + timedelta(days=4), "not free any more"),  # a Saturday
        (OVERLAP - timedelta(days=10), "not free any more"),  # past
        (OVERLAP + timedelta(minutes=7), "not free any more"),  # no slot begins then
    ],
)
def test_no_other_time_can_be_had(panel, submission, ines, at, starts, why):
    with pytest.raises(Refused, match=why):
        actions.book(submission=submission, starts_at=starts, by=ines, at=at)
    assert not Booking.objects.exists() and not TakenQuarter.objects.exists()


def test_a_second_booking_is_refused(booked, submission, ines, at):
    with pytest.raises(Refused, match="Move that one"):
        actions.book(submission=submission, starts_at=OVERLAP + timedelta(hours=1), by=ines, at=at)


def test_nobody_else_books(panel, submission, nadia, tomasz, at):
    for stranger in (nadia, tomasz):
        with pytest.raises(Refused, match="book a session"):
            actions.book(submission=submission, starts_at=OVERLAP, by=stranger, at=at)


def test_the_owner_books_on_behalf_of_the_candidate(panel, submission, priya, at):
    assert actions.book(submission=submission, starts_at=OVERLAP, by=priya, at=at).booked_by == priya


def test_a_task_that_is_not_live_is_not_booked(ines, priya, marguerite, at):
    version = builders.a_published_version(priya, marguerite, slug="customer-resolution-lead")
    submission = builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))
    with pytest.raises(Refused, match="not done live"):
        actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)


def test_without_a_complete_panel_there_is_nothing_to_book(submission, ines, at):
    with pytest.raises(Refused, match="not complete yet"):
        actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)


def test_a_draft_is_not_booked(version, ines, priya, at):
    draft = builders.a_draft(builders.a_candidacy(ines, version, settled_by=priya))
    with pytest.raises(Refused, match="it is draft"):
        actions.book(submission=draft, starts_at=OVERLAP, by=ines, at=at)


def test_what_others_booked_is_offered_to_nobody_else(booked, version, nadia, priya, tomasz, saoirse, publishes, at):
    other = builders.a_submitted_submission(builders.a_candidacy(nadia, version, settled_by=priya))
    builders.a_panel(other, tomasz, saoirse)
    publishes(saoirse)
    taken = {booked.starts_at + timedelta(minutes=30 * n) for n in (-1, 0, 1)}
    offered = {one.starts for one in queries.offer_for(other, at=at).slots}
    assert not taken & offered and booked.ends_at in offered
    with pytest.raises(Refused, match="not free any more"):
        actions.book(submission=other, starts_at=OVERLAP, by=nadia, at=at)


def test_ines_is_in_one_place_at_a_time(booked, ines, priya, marguerite, saoirse, publishes, at):
    from tests.scheduling.conftest import a_live_version

    version = a_live_version(priya, marguerite, slug="customer-resolution-lead")
    other = builders.a_submitted_submission(builders.a_candidacy(ines, version, settled_by=priya))
    builders.a_panel(other, saoirse)
    publishes(saoirse)
    assert OVERLAP not in {one.starts for one in queries.offer_for(other, at=at).slots}


# Moving and cancelling


def test_moving_frees_the_old_time_and_takes_the_new(booked, ines, at, facts_of):
    later = OVERLAP + timedelta(days=1)
    moved = actions.move(booking=booked, starts_at=later, by=ines, at=at)
    assert (moved.starts_at, moved.sequence, moved.moved, moved.uid) == (later, 1, 1, booked.uid)
    assert {one.date() for one in TakenQuarter.objects.values_list("starts_at", flat=True)} == {later.date()}
    assert facts_of("SessionMoved")[0]["was_at"] == OVERLAP.isoformat()


def test_it_can_move_by_half_an_hour_into_its_own_time(booked, ines, at):
    later = OVERLAP - timedelta(minutes=30)
    assert actions.move(booking=booked, starts_at=later, by=ines, at=at).starts_at == later


def test_a_candidate_moves_it_twice_and_the_owner_still_can(booked, ines, priya, at):
    for days in (1, 2):
        actions.move(booking=again(booked), starts_at=OVERLAP + timedelta(days=days), by=ines, at=at)
    with pytest.raises(Refused, match="2 times"):
        actions.move(booking=again(booked), starts_at=OVERLAP, by=ines, at=at)
    assert actions.move(booking=again(booked), starts_at=OVERLAP, by=priya, at=at).moved == 2


def test_at_the_last_moment_it_stays(booked, ines):
    late = OVERLAP - timedelta(hours=23)
    with pytest.raises(Refused, match="less than 24 hours"):
        actions.move(booking=booked, starts_at=OVERLAP + timedelta(days=7), by=ines, at=late)
    with pytest.raises(Refused, match="less than 24 hours"):
        actions.cancel(booking=booked, reason="A cold.", by=ines, at=late)


def test_cancelling_says_why_and_frees_everybody(booked, submission, tomasz, ines, at, facts_of):
    with pytest.raises(Refused, match="Say why"):
        actions.cancel(booking=booked, reason=" ", by=tomasz, at=at)
    closed = actions.cancel(booking=booked, reason="A site visit.", by=tomasz, at=at)
    assert (closed.state, closed.closed_reason, closed.sequence) == ("cancelled", "A site visit.", 1)
    assert not TakenQuarter.objects.exists()
    assert facts_of("SessionCancelled")[0]["cause"] == "person"
    cancelled = OutboxMessage.objects.filter(kind="scheduling.invitation", payload__method="CANCEL")
    assert cancelled.count() == 3
    assert (
        actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at + timedelta(minutes=1)).uid != closed.uid
    )


def test_who_does_not_come_to_it_cannot_cancel(booked, saoirse, nadia, at):
    for stranger in (saoirse, nadia):
        with pytest.raises(Refused):
            actions.cancel(booking=booked, reason="No.", by=stranger, at=at)


@pytest.mark.parametrize(
    "url", ["http://meet.example/1", "javascript:alert(1)", "meet.example", "https://", "https://a:b@x.example"]
)
def test_the_meeting_has_a_https_address(booked, tomasz, at, url):
    with pytest.raises(Refused, match="https://"):
        actions.set_meeting_link(booking=booked, url=url, by=tomasz, at=at)


def test_a_new_address_is_a_new_invitation_and_the_same_is_none(booked, tomasz, at):
    url = "https://meet.alderquay.example/42"
    assert actions.set_meeting_link(booking=booked, url=url, by=tomasz, at=at).sequence == 1
    assert actions.set_meeting_link(booking=booked, url=url, by=tomasz, at=at).sequence == 1


# What happens around it


def test_recalling_the_work_cancels_the_session(booked, submission, ines, at):
    from guildmark.assessment import actions as assessment

    assessment.recall(submission=submission, by=ines, at=at)
    assert (again(booked).state, again(booked).closed_by) == ("cancelled", None)
    assert "recalled" in again(booked).closed_reason


def test_pausing_cancels_the_session(booked, submission, ines, at):
    from guildmark.candidacy import actions as candidacies

    candidacies.pause(candidacy=submission.candidacy, reason="Leave.", by=ines, at=at)
    assert again(booked).state == "cancelled"


def test_leave_of_an_assessor_returns_it_to_booking(booked, tomasz, weiling, at):
    people.grant_leave(person=tomasz, starts_on=OVERLAP.date(), ends_on=OVERLAP.date(), by=weiling, at=at)
    assert again(booked).state == "cancelled" and "panel has changed" in again(booked).closed_reason


def test_leave_on_other_days_changes_nothing(booked, tomasz, weiling, at):
    day = OVERLAP.date() + timedelta(days=1)
    people.grant_leave(person=tomasz, starts_on=day, ends_on=day, by=weiling, at=at)
    assert (again(booked).state, again(booked).sequence) == ("booked", 0)


def test_a_new_assessor_who_can_comes_instead(booked, seats, publishes, kwame, saoirse, at, facts_of):
    from guildmark.assessment import actions as assessment

    publishes(saoirse)
    assessment.decline_seat(seat=seats[1], reason="Time.", by=kwame, at=at)
    booking = again(booked)
    assert (booking.state, booking.sequence) == ("booked", 1)
    assert set(Place.objects.filter(booking=booking, is_candidate=False).values_list("person__username", flat=True)) == {
        "tomasz", "saoirse",
    }  # fmt: skip
    assert facts_of("SessionChanged")[-1]["gone_ids"] == [kwame.pk]
    assert TakenQuarter.objects.filter(person=saoirse).count() == 4 and not TakenQuarter.objects.filter(person=kwame)
    gone = OutboxMessage.objects.filter(kind="scheduling.invitation", payload__method="CANCEL")
    assert [message.payload["person"] for message in gone] == [kwame.pk]


def test_a_new_assessor_who_cannot_returns_it_to_booking_and_all_are_told(booked, seats, publishes, kwame, saoirse, at):
    from guildmark.assessment import actions as assessment

    publishes(saoirse, ((), (), (), (), USUAL[0], (), ()))
    assessment.decline_seat(seat=seats[1], reason="Time.", by=kwame, at=at)
    assert again(booked).state == "cancelled" and not TakenQuarter.objects.exists()
    told = OutboxMessage.objects.filter(kind="scheduling.invitation", payload__method="CANCEL")
    assert told.count() == 3


def test_a_session_waits_for_whom_the_free_seat_goes_to(booked, seats, kwame, priya, at):
    from guildmark.assessment import actions as assessment
    from guildmark.assessment.models import Qualification

    Qualification.objects.exclude(person__username__in=["tomasz", "kwame"]).delete()
    assessment.decline_seat(seat=seats[1], reason="Time.", by=kwame, at=at)
    assert (again(booked).state, again(booked).places.count()) == ("booked", 2)

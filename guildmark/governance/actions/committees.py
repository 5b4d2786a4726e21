"""A committee, its members, its meetings."""

from datetime import date, datetime
from typing import cast

from django.db import transaction

from guildmark.governance.facts import CommitteeFounded, DecisionsDelegated, MeetingCalled, MeetingHeld, MemberSeated
from guildmark.governance.lifecycle import may_call, may_delegate, may_found, may_hold, may_seat
from guildmark.governance.models import Committee, Delegation, Meeting, Membership
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person
from guildmark.programs.models import Program


@transaction.atomic
def found_committee(*, program: Program, name: str, quorum: int, majority: str, by: Actor, at: datetime) -> Committee:
    """The program has a committee with this charter; its members are seated next."""
    program = lock(program)
    ensure(may_found(program, quorum, by, at))
    committee = Committee.objects.create(
        program=program, name=name.strip(), quorum=quorum, majority=majority, founded_at=at,
        founded_by_id=cast(int, by.pk),
    )  # fmt: skip
    announce(CommitteeFounded(committee.pk, program.pk), by=by, at=at)
    return committee


@transaction.atomic
def seat_member(
    *, committee: Committee, person: Person, office: str, group: str, starts_on: date, ends_on: date, by: Actor,
    at: datetime,
) -> Membership:  # fmt: skip
    """The person sits on the committee for this term."""
    committee = lock(committee, "program")
    ensure(may_seat(committee, person, office, starts_on, ends_on, by, at))
    membership = Membership.objects.create(
        committee=committee, person=person, office=office, group=group.strip(), starts_on=starts_on, ends_on=ends_on,
        seated_at=at, seated_by_id=cast(int, by.pk),
    )  # fmt: skip
    announce(MemberSeated(committee.pk, person.pk, office), by=by, at=at)
    return membership


@transaction.atomic
def call_meeting(*, committee: Committee, starts_at: datetime, place: str, by: Actor, at: datetime) -> Meeting:
    """The committee meets then. Its agenda is the motions that are put to it."""
    committee = lock(committee, "program")
    ensure(may_call(committee, starts_at, by, at))
    meeting = Meeting.objects.create(
        committee=committee, starts_at=starts_at, place=place.strip(), called_at=at, called_by_id=cast(int, by.pk)
    )
    announce(MeetingCalled(meeting.pk, committee.pk), by=by, at=at)
    return meeting


@transaction.atomic
def hold_meeting(*, meeting: Meeting, minutes: str, by: Actor, at: datetime) -> Meeting:
    """The meeting is over and its minutes stand."""
    meeting = lock(meeting, "committee__program")
    ensure(may_hold(meeting, minutes, by, at))
    meeting.minutes, meeting.held_at, meeting.held_by_id = minutes.strip(), at, by.pk
    meeting.save(update_fields=["minutes", "held_at", "held_by"])
    announce(MeetingHeld(meeting.pk, meeting.committee_id), by=by, at=at)
    return meeting


@transaction.atomic
def delegate(
    *, committee: Committee, officer: Person, limits: str, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> Delegation:
    """The officer may decide consent motions alone within these limits, until then."""
    committee = lock(committee, "program")
    ensure(may_delegate(committee, officer, limits, starts_on, ends_on, by, at))
    delegation = Delegation.objects.create(
        committee=committee, officer=officer, limits=limits.strip(), starts_on=starts_on, ends_on=ends_on,
        given_at=at, given_by_id=cast(int, by.pk),
    )  # fmt: skip
    announce(DecisionsDelegated(committee.pk, officer.pk), by=by, at=at)
    return delegation

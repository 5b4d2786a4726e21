"""Founding a committee, seating its members, calling it together, letting one officer decide."""

from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.governance.domain.terms import LONGEST_MONTHS, MOST_IN_A_ROW, in_a_row
from guildmark.governance.models import Committee, Meeting, Membership, Office
from guildmark.governance.permissions import Can
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.kernel.calendar import add_months
from guildmark.people.models import Person, company_day
from guildmark.programs.models import Program


def may_found(program: Program, quorum: int, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.FOUND, program, at=at)):
        return allowed
    if Committee.objects.filter(program=program).exists():
        return Decision(_("This program has its committee already."))
    return YES if quorum >= 2 else Decision(_("At least two members take part, or it is no committee."))


def may_run(committee: Committee, by: Actor, at: datetime) -> Decision:
    """The chair, once there is one; until then whoever may found it."""
    if not (allowed := may(by, Can.RUN, committee, at=at)):
        return allowed
    chairs = committee.memberships.on(company_day(at)).filter(office=Office.CHAIR)
    if by is SYSTEM or not chairs.exists() or chairs.filter(person=by.pk).exists():
        return YES
    return Decision(_("The chair does that."))


def may_seat(
    committee: Committee, person: Person, office: str, first: date, last: date, by: Actor, at: datetime
) -> Decision:
    """Somebody who holds the role, for a term of at most three years, at most two terms in a row; one chair at a time."""
    if not (allowed := may_run(committee, by, at)):
        return allowed
    if not may(person, Can.VOTE, committee, at=at):
        sentence = _("{name} doesn’t hold the role of the certification committee. An administrator appoints to it.")
        return Decision(format_lazy(sentence, name=person.name))
    if last <= first or last > add_months(first, LONGEST_MONTHS):
        return Decision(_("A term ends after it begins, and within three years."))
    theirs = committee.memberships.filter(person=person)
    if theirs.filter(starts_on__lte=last, ends_on__gte=first).exists():
        return Decision(format_lazy(_("{name} has a seat on some of these days already."), name=person.name))
    if in_a_row(list(theirs.values_list("starts_on", "ends_on")), first) >= MOST_IN_A_ROW:
        return Decision(
            format_lazy(_("{name} has served two terms in a row. Half a year is between."), name=person.name)
        )
    return YES if office != Office.CHAIR else _one_chair(committee, first, last)


def _one_chair(committee: Committee, first: date, last: date) -> Decision:
    chairs = Membership.objects.filter(committee=committee, office=Office.CHAIR)
    if chairs.filter(starts_on__lte=last, ends_on__gte=first).exists():
        return Decision(_("There is a chair on some of these days already."))
    return YES


def may_call(committee: Committee, starts_at: datetime, by: Actor, at: datetime) -> Decision:
    if not (allowed := may_run(committee, by, at)):
        return allowed
    if starts_at <= at:
        return Decision(_("A meeting lies ahead. Say when."))
    if committee.meetings.filter(starts_at=starts_at).exists():
        return Decision(_("A meeting is called for that moment already."))
    return YES


def may_hold(meeting: Meeting, minutes: str, by: Actor, at: datetime) -> Decision:
    """Minutes close a meeting: it has begun, and every motion on its agenda is decided."""
    if not (allowed := may_run(meeting.committee, by, at)):
        return allowed
    if meeting.held_at:
        return Decision(_("Its minutes are on record already."))
    if at < meeting.starts_at:
        return Decision(_("The meeting has not begun yet."))
    if meeting.motions.filter(closed_at=None).exists():
        return Decision(_("A motion on its agenda is still open. Close it first."))
    return YES if minutes.strip() else Decision(_("Write down what happened."))


def may_delegate(
    committee: Committee, officer: Person, limits: str, first: date, last: date, by: Actor, at: datetime
) -> Decision:
    if not (allowed := may_run(committee, by, at)):
        return allowed
    if officer.pk == by.pk:
        return Decision(_("Nobody delegates to themselves. Another member signs that."))
    if not committee.memberships.on(company_day(at)).filter(person=officer).exists():
        return Decision(format_lazy(_("{name} doesn’t sit on this committee now."), name=officer.name))
    if last < first or last > add_months(first, 12):
        return Decision(_("A delegation lasts a year at most."))
    return YES if limits.strip() else Decision(_("Write down within which limits."))

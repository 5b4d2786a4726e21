"""Putting a motion, standing aside, voting, closing. A member who is tied to whom it is about neither reads nor votes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.models import Seat, SeatState
from guildmark.assessment.queries import conflicts_among, ties_among
from guildmark.assessment.queries.words import conflict_sentence
from guildmark.governance.lifecycle.committees import may_run
from guildmark.governance.models import Choice, Committee, Meeting, Motion, Weight
from guildmark.governance.permissions import Can
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.people.models import Person, company_day

Aside = Mapping[int, str | Promise]
JUDGED = _("{assessor} judged work of {candidate} in this candidacy.")


def members_on(committee: Committee, at: datetime) -> dict[int, Person]:
    """Who sits on it now, by id. One query."""
    running = committee.memberships.on(company_day(at)).select_related("person").order_by("person__name")
    return {one.person_id: one.person for one in running}


def why_aside(motion: Motion, members: Mapping[int, Person], at: datetime) -> Aside:
    """Who of these members stands aside, and the sentence that says why: declared, or found by the same rules as for
    panels (who led, guided, judged, worked with or gains by the candidate)."""
    found: dict[int, str | Promise] = {one.person_id: one.reason for one in motion.recusals.all()}
    if (candidacy := motion.candidacy) is None:
        return {person: why for person, why in found.items() if person in members}
    for person, ties in conflicts_among(members, candidacy.person_id, on=company_day(at)).items():
        sentence = conflict_sentence(ties[0], assessor=members[person].name, candidate=candidacy.person.name)
        found.setdefault(person, sentence)
    seats = Seat.objects.filter(panel__submission__candidacy=candidacy, assessor__in=members)
    for person in seats.exclude(state=SeatState.DECLINED).values_list("assessor_id", flat=True):
        found.setdefault(person, format_lazy(JUDGED, assessor=members[person].name, candidate=candidacy.person.name))
    return {person: why for person, why in found.items() if person in members}


def asides(motions: Iterable[Motion], person: Person, at: datetime) -> Aside:
    """Of these motions, read with their candidacies and recusals: from which this person stands aside, member or not,
    and why. Their own affairs are nobody’s to decide. A few queries, however many motions."""
    motions = list(motions)
    found: dict[int, str | Promise] = {
        one.pk: recusal.reason for one in motions for recusal in one.recusals.all() if recusal.person_id == person.pk
    }
    about = [(one, one.candidacy) for one in motions if one.candidacy and one.pk not in found]
    if not about:
        return found
    ties = ties_among([person.pk], {candidacy.person_id for _one, candidacy in about}, on=company_day(at))
    seats = Seat.objects.filter(
        assessor=person.pk, panel__submission__candidacy__in=[one.candidacy_id for one, _ in about]
    )
    judged = set(seats.exclude(state=SeatState.DECLINED).values_list("panel__submission__candidacy_id", flat=True))
    for one, candidacy in about:
        barring = [tie for tie in ties.get(candidacy.person_id, {}).get(person.pk, ()) if tie.bars]
        if candidacy.person_id == person.pk:
            found[one.pk] = _("It is about you.")
        elif barring:
            found[one.pk] = conflict_sentence(barring[0], assessor=person.name, candidate=candidacy.person.name)
        elif candidacy.pk in judged:
            found[one.pk] = format_lazy(JUDGED, assessor=person.name, candidate=candidacy.person.name)
    return found


def eligible(motion: Motion, at: datetime) -> dict[int, Person]:
    """Who takes part: members of this day who do not stand aside."""
    members = members_on(motion.committee, at)
    aside = why_aside(motion, members, at)
    return {pk: person for pk, person in members.items() if pk not in aside}


def may_put(
    committee: Committee, meeting: Meeting | None, closes_at: datetime | None, by: Actor, at: datetime
) -> Decision:
    """To a meeting that has no minutes yet, or with a closing time ahead."""
    if not (allowed := may(by, Can.PUT, committee, at=at)):
        return allowed
    if not members_on(committee, at):
        return Decision(_("Nobody sits on this committee now. Seat its members first."))
    if (meeting is None) == (closes_at is None):
        return Decision(_("Put it on a meeting’s agenda, or say until when votes are taken."))
    if meeting and (meeting.committee_id != committee.pk or meeting.held_at):
        return Decision(_("That meeting is over. Choose another."))
    return YES if closes_at is None or closes_at > at else Decision(_("The closing time lies ahead. Say when."))


def is_open(motion: Motion, at: datetime) -> Decision:
    if motion.closed_at:
        return Decision(_("This motion is closed."))
    if motion.closes_at and at >= motion.closes_at:
        return Decision(_("Its closing time has passed; no vote is taken any more."))
    return YES


def may_recuse(motion: Motion, reason: str, by: Actor, at: datetime) -> Decision:
    """A member, before they vote."""
    if not (allowed := is_open(motion, at)):
        return allowed
    if by.pk not in members_on(motion.committee, at):
        return Decision(_("You don’t sit on this committee now."))
    if motion.ballots.filter(person=by.pk).exists():
        return Decision(_("You have voted on it already. Ask the chair."))
    return YES if reason.strip() else Decision(_("Say why, in a sentence that stays on record."))


def may_cast(motion: Motion, choice: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.VOTE, motion, at=at)):
        return allowed
    if not (allowed := is_open(motion, at)):
        return allowed
    members = members_on(motion.committee, at)
    if by.pk not in members:
        return Decision(_("You don’t sit on this committee now."))
    aside = why_aside(motion, members, at)
    if by.pk in aside:
        return Decision(format_lazy(_("You stand aside: {why}"), why=aside[by.pk]))
    return YES if choice in Choice.values else Decision(_("Say how you vote."))


def may_close(motion: Motion, by: Actor, at: datetime) -> Decision:
    """The chair in a meeting, once it has begun; by circulation, when its time is over or everybody has voted."""
    if motion.closed_at:
        return Decision(_("This motion is closed."))
    if not (allowed := may_run(motion.committee, by, at)):
        return allowed
    if by is not SYSTEM and by.pk in why_aside(motion, members_on(motion.committee, at), at):
        return Decision(_("You stand aside from this motion; another member closes it."))
    if motion.meeting and at < motion.meeting.starts_at:
        return Decision(_("The meeting has not begun yet."))
    if motion.closes_at and at < motion.closes_at:
        voted = set(motion.ballots.values_list("person_id", flat=True))
        if set(eligible(motion, at)) - voted:
            return Decision(_("Votes are still taken, and somebody has not voted yet."))
    return YES


def may_decide_alone(motion: Motion, reason: str, by: Actor, at: datetime) -> Decision:
    """An officer, within a delegation of today, on a consent motion on which nobody has voted, standing aside like anybody."""
    if not (allowed := may_cast(motion, Choice.YES, by, at)):
        return allowed
    day = company_day(at)
    given = motion.committee.delegations.filter(officer=by.pk, starts_on__lte=day, ends_on__gte=day)
    if not given.exists():
        return Decision(_("The committee has not delegated that to you."))
    if motion.weight != Weight.CONSENT:
        return Decision(_("Only consent motions are delegated. This one is to be talked about."))
    if motion.ballots.exists():
        return Decision(_("Members have begun to vote on it, so the committee decides."))
    return YES if reason.strip() else Decision(_("Say on what grounds, for the report to the committee."))

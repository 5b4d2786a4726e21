"""Committees: who sits on them, when they meet, what lies before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.governance.lifecycle import may_run
from guildmark.governance.models import Committee, Delegation, Meeting, Membership, Motion
from guildmark.governance.permissions import Can
from guildmark.governance.queries.motions import Listed, listed
from guildmark.kernel.access import Decision, may, reach
from guildmark.kernel.roles import Role
from guildmark.people.models import Person, company_day
from guildmark.people.queries import holders
from guildmark.programs.models import Program

ABOUT = (CandidacyState.AWAITING_DECISION, CandidacyState.NOT_YET_CERTIFIED, CandidacyState.CERTIFIED)
MOST_TO_CHOOSE = 200


def committees(person: Person, *, at: datetime) -> QuerySet[Committee]:
    """The committees within this person’s reach, by name."""
    within = reach(person, Can.SEE, at=at).where(program="program_id")
    return Committee.objects.filter(within).select_related("program").order_by("name", "pk")


def programs_without(person: Person, *, at: datetime) -> list[Program]:
    """The programs for which this person may found a committee."""
    within = reach(person, Can.FOUND, at=at).where(program="pk")
    return list(Program.objects.filter(within, committee=None).order_by("title"))


def get_committee(person: Person, pk: int, *, at: datetime) -> Committee:
    found = Committee.objects.select_related("program", "founded_by").filter(pk=pk).first()
    if found is None or not may(person, Can.SEE, found, at=at):
        raise Http404
    return found


def get_meeting(person: Person, pk: int, *, at: datetime) -> Meeting:
    found = Meeting.objects.select_related("committee__program").filter(pk=pk).first()
    if found is None or not may(person, Can.SEE, found.committee, at=at):
        raise Http404
    return found


@dataclass(frozen=True)
class Gathering:
    """A meeting with its agenda, as one person may read it: consent first."""

    meeting: Meeting
    agenda: Sequence[Listed]


@dataclass(frozen=True)
class CommitteePage:
    committee: Committee
    running: Sequence[Membership]
    later: Sequence[Membership]
    past: Sequence[Membership]
    meetings: Sequence[Gathering]
    circulating: Sequence[Listed]
    delegations: Sequence[Delegation]
    may_run: Decision
    may_put: Decision


def committee_page(committee: Committee, person: Person, *, at: datetime) -> CommitteePage:
    day = company_day(at)
    terms = list(committee.memberships.select_related("person__job_function").order_by("office", "person__name", "pk"))
    motions = Motion.objects.filter(committee=committee).select_related("candidacy__person", "committee", "meeting")
    shown = listed(list(motions.prefetch_related("recusals").order_by("weight", "pk")), person, at)
    meetings = committee.meetings.select_related("held_by").order_by("-starts_at")[:12]
    return CommitteePage(
        committee=committee,
        running=[one for one in terms if one.starts_on <= day <= one.ends_on],
        later=[one for one in terms if one.starts_on > day],
        past=[one for one in terms if one.ends_on < day],
        meetings=[Gathering(one, [m for m in shown if m.motion.meeting_id == one.pk]) for one in meetings],
        circulating=[m for m in shown if m.motion.meeting_id is None and m.motion.closed_at is None],
        delegations=list(committee.delegations.filter(ends_on__gte=day).select_related("officer", "given_by")),
        may_run=may_run(committee, person, at),
        may_put=may(person, Can.PUT, committee, at=at),
    )


@dataclass(frozen=True)
class Choosable:
    """What a form of the committee’s page offers."""

    people: Sequence[Person]
    members: Sequence[Person]
    meetings: Sequence[Meeting]
    candidacies: Sequence[Candidacy]


def choosable(committee: Committee, *, at: datetime) -> Choosable:
    members = [one.person for one in committee.memberships.on(company_day(at)).select_related("person")]
    about = Candidacy.objects.filter(program=committee.program_id, state__in=ABOUT).select_related("person")
    return Choosable(
        holders(Role.COMMITTEE, at, program_id=committee.program_id),
        members,
        list(committee.meetings.filter(held_at=None).order_by("starts_at")),
        list(about.order_by("-pk")[:MOST_TO_CHOOSE]),
    )

"""Motions, as each member may read them; and the register of what was decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from guildmark.governance.domain.counting import Count, read
from guildmark.governance.lifecycle import asides, eligible, may_close, may_decide_alone, members_on, why_aside
from guildmark.governance.models import Ballot, Committee, Motion, MotionOutcome, Recusal
from guildmark.governance.permissions import Can
from guildmark.kernel.access import Decision, ensure, may, reach
from guildmark.kernel.calendar import local_date
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person

OUTCOMES = MotionOutcome.choices
ALONG = ("committee__program", "candidacy__person", "meeting", "put_by", "officer")


@dataclass(frozen=True)
class Listed:
    """A motion in a list. `aside`: why the reader stands aside; then nothing of it is told but its reference."""

    motion: Motion
    aside: str | Promise


def listed(motions: Sequence[Motion], person: Person, at: datetime) -> list[Listed]:
    """These motions as one person may read them."""
    aside = asides(motions, person, at)
    return [Listed(one, aside.get(one.pk, "")) for one in motions]


def get_motion(person: Person, pk: int, *, at: datetime) -> Motion:
    """A motion of a committee within this person’s reach."""
    found = Motion.objects.select_related(*ALONG).filter(pk=pk).first()
    if found is None or not may(person, Can.SEE, found.committee, at=at):
        raise Http404
    return found


@dataclass(frozen=True)
class MotionPage:
    """`short_of`: how many the quorum lacks, with those who stand aside; `stand_ins`: who could be seated instead."""

    motion: Motion
    aside: str | Promise
    sits: bool
    vote: Ballot | None
    voted: int
    taking_part: Sequence[Person]
    standing_aside: Sequence[tuple[Person, str | Promise]]
    short_of: int
    count: Count | None
    may_close: Decision
    may_decide_alone: Decision


def motion_page(motion: Motion, person: Person, *, at: datetime) -> MotionPage:
    members = members_on(motion.committee, at)
    aside = why_aside(motion, members, at)
    taking_part = {pk: one for pk, one in members.items() if pk not in aside}
    ballots = {one.person_id: one for one in motion.ballots.all()}
    return MotionPage(
        motion=motion,
        aside=asides([motion], person, at).get(motion.pk, ""),
        sits=person.pk in members,
        vote=ballots.get(person.pk),
        voted=len(set(ballots) & set(taking_part)),
        taking_part=list(taking_part.values()),
        standing_aside=[(members[pk], why) for pk, why in aside.items()],
        short_of=max(motion.committee.quorum - len(taking_part), 0),
        count=read(motion.count)[1] if motion.count else None,
        may_close=may_close(motion, person, at),
        may_decide_alone=may_decide_alone(motion, "asked", person, at),
    )


@dataclass(frozen=True)
class Entry:
    """A decision in the register. `title` and `grounds` are empty where they are about a person and not the reader’s. `opens`: whether
    the reader may open the motion itself."""

    motion: Motion
    title: str
    grounds: str
    count: Count
    opens: bool


def register(person: Person, *, text: str = "", outcome: str = "", at: datetime) -> list[Entry]:
    """Every decision, latest first: in full to those who see the committee and don’t stand aside; to everybody else
    without a word of what is about a person."""
    ensure(may(person, Can.READ_REGISTER, at=at))
    closed = Motion.objects.filter(closed_at__isnull=False).select_related(*ALONG).prefetch_related("recusals")
    if outcome:
        closed = closed.filter(outcome=outcome)
    within = set(_within(person, at).values_list("pk", flat=True))
    rows = list(closed.order_by("-closed_at", "-pk"))
    aside = asides([one for one in rows if one.committee_id in within], person, at)
    found = [_entry(one, one.committee_id in within and one.pk not in aside) for one in rows]
    asked = text.casefold()
    return [one for one in found if asked in f"{one.motion.ref} {one.title} {one.grounds}".casefold()]


def _within(person: Person, at: datetime) -> QuerySet[Committee]:
    return Committee.objects.filter(reach(person, Can.SEE, at=at).where(program="program_id"))


def _entry(motion: Motion, open_to_reader: bool) -> Entry:
    told = motion.candidacy_id is None or open_to_reader
    return Entry(
        motion, motion.title if told else "", motion.grounds if told else "", read(motion.count)[1], open_to_reader
    )


def voters_of(motion_id: int, *, at: datetime) -> tuple[Motion, list[int]]:
    """A motion, and who takes part in it: to be told that it waits."""
    motion = Motion.objects.select_related(*ALONG).get(pk=motion_id)
    return motion, sorted(eligible(motion, at))


def overdue(at: datetime) -> list[Motion]:
    """Motions by circulation whose closing time has passed."""
    return list(Motion.objects.filter(closed_at=None, closes_at__lte=at).order_by("pk"))


def motion_turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """Motions on which one’s vote is awaited. One query where there is none."""
    if not may(person, Can.VOTE, at=at):
        return
    day = local_date(at, person.time_zone)
    mine = Q(committee__memberships__person=person, committee__memberships__starts_on__lte=day)
    mine &= Q(committee__memberships__ends_on__gte=day)
    done = Ballot.objects.filter(person=person).values("motion")
    recused = Recusal.objects.filter(person=person).values("motion")
    waiting = Motion.objects.filter(mine, closed_at=None).exclude(pk__in=done).exclude(pk__in=recused).distinct()
    rows = list(waiting.select_related(*ALONG).prefetch_related("recusals").order_by("pk"))
    aside = asides(rows, person, at)
    for one in rows:
        ends = one.meeting.starts_at if one.meeting else one.closes_at
        if one.pk in aside or (one.closes_at and one.closes_at <= at):
            continue
        yield Turn(
            Waiting.ON_ME,
            _("{ref}: {title}").format(ref=one.ref, title=one.title),
            reverse("governance:motion", args=[one.pk]),
            whom=one.committee.name,
            since=one.put_at,
            due=local_date(ends, person.time_zone) if ends else None,
            next=_("read its grounds, then vote"),
            hat="committee",
            action=_("Vote"),
        )

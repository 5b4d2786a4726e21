"""Motions: put, stood aside from, voted on, closed."""

from collections import Counter
from datetime import datetime
from typing import cast as known

from django.db import transaction

from guildmark.candidacy.models import Candidacy
from guildmark.governance.domain.counting import Count, Outcome, outcome, written
from guildmark.governance.facts import BallotCast, MemberRecused, MotionClosed, MotionPut
from guildmark.governance.lifecycle import eligible, may_cast, may_close, may_decide_alone, may_put, may_recuse
from guildmark.governance.models import Ballot, Choice, Committee, Meeting, Motion, Recusal
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock

ALONG = ("committee__program", "candidacy__person", "meeting")


@transaction.atomic
def put_motion(
    *, committee: Committee, title: str, grounds: str, weight: str, meeting: Meeting | None = None,
    closes_at: datetime | None = None, candidacy: Candidacy | None = None, by: Actor, at: datetime,
) -> Motion:  # fmt: skip
    """It lies before the committee, with its grounds: in a meeting, or by circulation until then."""
    committee = lock(committee, "program")
    ensure(may_put(committee, meeting, closes_at, by, at))
    motion = Motion.objects.create(
        committee=committee, title=title.strip(), grounds=grounds.strip(), weight=weight, meeting=meeting,
        closes_at=closes_at, candidacy=candidacy, put_at=at, put_by_id=known(int, by.pk),
    )  # fmt: skip
    announce(MotionPut(motion.pk, committee.pk), by=by, at=at)
    return motion


@transaction.atomic
def recuse(*, motion: Motion, reason: str, by: Actor, at: datetime) -> Recusal:
    """The member stands aside from this motion: they neither read it nor vote on it any more."""
    motion = lock(motion, *ALONG)
    ensure(may_recuse(motion, reason, by, at))
    recusal, new = Recusal.objects.get_or_create(
        motion=motion, person_id=known(int, by.pk), defaults={"reason": reason.strip()[:300], "declared_at": at}
    )
    if new:
        announce(MemberRecused(motion.pk, recusal.person_id), by=by, at=at)
    return recusal


@transaction.atomic
def cast(*, motion: Motion, choice: str, by: Actor, at: datetime) -> Ballot:
    """The member’s vote is this one, until the motion closes."""
    motion = lock(motion, *ALONG)
    ensure(may_cast(motion, choice, by, at))
    voted = {"choice": choice, "cast_at": at}
    ballot, _new = Ballot.objects.update_or_create(motion=motion, person_id=known(int, by.pk), defaults=voted)
    announce(BallotCast(motion.pk, ballot.person_id), by=by, at=at)
    return ballot


@transaction.atomic
def close_motion(*, motion: Motion, remark: str = "", by: Actor, at: datetime) -> Motion:
    """The votes are counted by the charter’s rule, and the decision stands in the register. Votes of members who have
    left, or stand aside since, are kept and not counted."""
    motion = lock(motion, *ALONG)
    ensure(may_close(motion, by, at))
    taking_part = eligible(motion, at)
    votes = Counter(motion.ballots.filter(person__in=taking_part).values_list("choice", flat=True))
    count = Count(votes[Choice.YES], votes[Choice.NO], votes[Choice.ABSTAIN], len(taking_part))
    motion.outcome, motion.remark, motion.closed_at = outcome(motion.committee.rule, count).value, remark.strip(), at
    motion.count = written(motion.committee.rule, count)
    motion.save(update_fields=["closed_at", "outcome", "remark", "count"])
    announce(MotionClosed(motion.pk, motion.committee_id, motion.outcome), by=by, at=at)
    return motion


@transaction.atomic
def decide_alone(*, motion: Motion, reason: str, by: Actor, at: datetime) -> Motion:
    """An officer has decided a consent motion within their delegation; the committee reads it in its register."""
    motion = lock(motion, *ALONG)
    ensure(may_decide_alone(motion, reason, by, at))
    motion.outcome, motion.remark, motion.closed_at = Outcome.CARRIED.value, reason.strip(), at
    motion.officer_id = by.pk
    motion.count = written(motion.committee.rule, Count(eligible=len(eligible(motion, at))))
    motion.save(update_fields=["closed_at", "outcome", "remark", "count", "officer"])
    announce(MotionClosed(motion.pk, motion.committee_id, motion.outcome), by=by, at=at)
    return motion

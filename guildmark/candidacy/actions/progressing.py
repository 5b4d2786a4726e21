"""From the beginning to the decision."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from guildmark.candidacy.facts import (
    CandidacyBegun,
    CandidacyCompleted,
    CandidacyConcluded,
    CandidacyReferred,
    CandidacyTakenUpAgain,
    RequirementFulfilled,
)
from guildmark.candidacy.lifecycle import (
    BEGIN,
    CERTIFY,
    COMPLETE,
    NOT_YET_CERTIFY,
    REFER,
    TAKE_UP_AGAIN,
    holds,
    may_fulfil,
)
from guildmark.candidacy.models import LIVE, Candidacy, Fulfilment, State
from guildmark.candidacy.permissions import Can
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.calendar import local_date
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs.queries import prior_programs_of, tree_of


@transaction.atomic
def begin(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """The candidate starts to work. What they hold already counts, and so does what they had met before withdrawing."""
    candidacy = lock(candidacy, "version", "person")
    ensure(BEGIN.decide(candidacy, by, at=at))
    candidacy.state = BEGIN.target
    candidacy.save(update_fields=["state"])
    announce(CandidacyBegun(candidacy.pk), by=by, at=at)
    for fact in (*_carried_over(candidacy), *_recognised(candidacy, at)):
        announce(fact, by=by, at=at)
    return _completed_if_done(candidacy, by, at)


@transaction.atomic
def fulfil(
    *,
    candidacy: Candidacy,
    node_key: str,
    source_kind: str,
    source_id: int,
    until: date | None = None,
    by: Actor,
    at: datetime,
) -> Candidacy:
    """A requirement is met by something. With the last one the candidacy awaits its decision. Twice is once."""
    candidacy = lock(candidacy, "version", "person")
    ensure(may_fulfil(candidacy, node_key, by, at=at))
    for fact in _met(candidacy, node_key, source_kind, source_id, until, at):
        announce(fact, by=by, at=at)
    return _completed_if_done(candidacy, by, at)


@transaction.atomic
def recognise_credentials(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """The credentials that the person holds by now count for the requirements that ask for them."""
    candidacy = lock(candidacy, "version", "person")
    ensure(may(by, Can.RECOGNISE, candidacy, at=at))
    for fact in _recognised(candidacy, at) if candidacy.state in LIVE else ():
        announce(fact, by=by, at=at)
    return _completed_if_done(candidacy, by, at)


@transaction.atomic
def refer(*, candidacy: Candidacy, closed: frozenset[str], by: Actor, at: datetime) -> Candidacy:
    """The committee is to decide on what there is, if the requirements can't all be met without the `closed` ones."""
    candidacy = lock(candidacy, "version")
    ensure(may(by, Can.FULFIL, candidacy, at=at))
    tree = tree_of(candidacy.version)
    if tree.is_met(frozenset(leaf.key for leaf in tree.leaves()) - closed):
        return candidacy
    ensure(REFER.decide(candidacy, by, at=at))
    candidacy.state = REFER.target
    candidacy.save(update_fields=["state"])
    announce(CandidacyReferred(candidacy.pk, candidacy.person_id, candidacy.program_id), by=by, at=at)
    return candidacy


@transaction.atomic
def take_up_again(*, candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    """The committee gave the candidate another way to go on: what is missing can be worked on."""
    candidacy = lock(candidacy, "version", "person")
    ensure(TAKE_UP_AGAIN.decide(candidacy, by, at=at))
    candidacy.state = TAKE_UP_AGAIN.target
    candidacy.save(update_fields=["state"])
    announce(CandidacyTakenUpAgain(candidacy.pk, candidacy.person_id, candidacy.program_id), by=by, at=at)
    return candidacy


@transaction.atomic
def conclude(*, candidacy: Candidacy, certified: bool, by: Actor, at: datetime) -> Candidacy:
    """The committee has decided: certified, or not yet."""
    candidacy = lock(candidacy, "version", "person")
    move = CERTIFY if certified else NOT_YET_CERTIFY
    ensure(move.decide(candidacy, by, at=at))
    candidacy.state, candidacy.ended_at = move.target, at
    candidacy.save(update_fields=["state", "ended_at"])
    announce(CandidacyConcluded(candidacy.pk, certified), by=by, at=at)
    return candidacy


def _met(
    candidacy: Candidacy, key: str, kind: str, source_id: int, until: date | None, at: datetime
) -> Iterator[RequirementFulfilled]:
    """Keep that this leaf is met by this source; what is to be announced, which is nothing if it was kept before."""
    _fulfilment, new = Fulfilment.objects.get_or_create(
        candidacy=candidacy,
        node_key=key,
        source_kind=kind,
        source_id=source_id,
        defaults={"fulfilled_at": at, "until": until},
    )
    if new:
        yield RequirementFulfilled(candidacy.pk, key, kind, source_id)


def _completed_if_done(candidacy: Candidacy, by: Actor, at: datetime) -> Candidacy:
    day = local_date(at, candidacy.person.time_zone)
    met = frozenset(candidacy.fulfilments.on(day).values_list("node_key", flat=True))
    if candidacy.state == State.IN_PROGRESS and tree_of(candidacy.version).is_met(met):
        candidacy.state, candidacy.completed_at = COMPLETE.target, at
        candidacy.save(update_fields=["state", "completed_at"])
        announce(CandidacyCompleted(candidacy.pk, candidacy.person_id, candidacy.program_id), by=by, at=at)
    return candidacy


def _recognised(candidacy: Candidacy, at: datetime) -> Iterator[RequirementFulfilled]:
    programs = prior_programs_of(candidacy.version)
    day = local_date(at, candidacy.person.time_zone)
    for leaf in tree_of(candidacy.version).leaves():
        if leaf.prior_program and holds(candidacy.person_id, programs[leaf.prior_program], day):
            yield from _met(candidacy, leaf.key, "program", programs[leaf.prior_program], None, at)


def _carried_over(candidacy: Candidacy) -> Iterator[RequirementFulfilled]:
    """What was met before a withdrawal counts on re-entry under the same version."""
    earlier = Fulfilment.objects.filter(
        candidacy__person=candidacy.person,
        candidacy__version=candidacy.version,
        candidacy__period=candidacy.period - 1,
        candidacy__state=State.WITHDRAWN,
    )
    for one in earlier:
        yield from _met(candidacy, one.node_key, one.source_kind, one.source_id, one.until, one.fulfilled_at)

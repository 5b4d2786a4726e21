"""Who may read which candidacy."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from guildmark.candidacy.models import Candidacy, State
from guildmark.candidacy.permissions import Can
from guildmark.kernel.access import Actor, may, reach
from guildmark.kernel.prepared import prepared
from guildmark.kernel.roles import Role
from guildmark.people.models import Person


def get_candidacy(person: Actor, pk: int, *, at: datetime) -> Candidacy:
    """A candidacy that this person may see: theirs, one of their team, of their program, or before their committee."""
    found = next(iter(_called(pk=pk)), None)
    if found is None or not may(person, Can.READ, found, at=at) or _is_too_early(found, person, at):
        raise Http404
    return found


def get_application(person: Actor, pk: int, *, at: datetime) -> Candidacy:
    """A candidacy as those read it who admit: with its motivation."""
    found = along(Candidacy.objects.filter(pk=pk)).first()
    if found is None or not may(person, Can.READ_APPLICATION, found, at=at):
        raise Http404
    return found


def hat_on(person: Person, candidacy: Candidacy, *, at: datetime) -> str:
    """Under which hat this person reads the candidacy: their own, or the closest by which they may see it."""
    if candidacy.person_id == person.pk:
        return "candidate"
    if person.manages(candidacy.person_id, at):
        return "manager"
    return "owner" if may(person, Can.OVERSEE, candidacy, at=at) else "committee"


def overseen(person: Actor, *, at: datetime) -> QuerySet[Candidacy]:
    """The candidacies in the programs for which this person answers."""
    return Candidacy.objects.filter(reach(person, Can.OVERSEE, at=at).where(program="program_id"))


@prepared
def _called(pk: int) -> QuerySet[Candidacy]:
    return along(Candidacy.objects.filter(pk=pk))


def along(rows: QuerySet[Candidacy]) -> QuerySet[Candidacy]:
    return rows.select_related("person", "program", "version")


def _is_too_early(candidacy: Candidacy, person: Actor, at: datetime) -> bool:
    """A committee sees what awaits or had its decision, and no candidacy before."""
    if candidacy.state in (State.AWAITING_DECISION, State.CERTIFIED, State.NOT_YET_CERTIFIED):
        return False
    if candidacy.person_id == person.pk or may(person, Can.OVERSEE, candidacy, at=at):
        return False
    committee = any(
        held.role is Role.COMMITTEE and held.covers(candidacy.access_scope()) for held in person.roles_held(at)
    )
    return committee and not person.manages(candidacy.person_id, at)

"""The way in, as the catalogue page of a program shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from guildmark.candidacy.lifecycle import Prerequisite, may_apply, open_version, prerequisites_for
from guildmark.candidacy.models import LIVE, Candidacy, State
from guildmark.kernel.access import Decision
from guildmark.people.models import Person
from guildmark.programs.models import Program, ProgramVersion


@dataclass(frozen=True)
class Entrance:
    """One's live candidacy, or whether one may apply and what is asked for before. `before`: the last one that ended."""

    program: Program
    version: ProgramVersion | None
    live: Candidacy | None
    before: Candidacy | None
    decision: Decision
    prerequisites: tuple[Prerequisite, ...] = ()

    @property
    def was_turned_down(self) -> bool:
        return bool(self.before and self.before.state == State.NOT_ADMITTED)


def entrance(person: Person, slug: str, *, at: datetime) -> Entrance:
    """The way into a program for this person; any open program, or one they have a candidacy in."""
    program = Program.objects.filter(slug=slug).first()
    if program is None:
        raise Http404
    own = list(Candidacy.objects.filter(person_id=person.pk, program=program).order_by("-period"))
    version = open_version(program)
    if version is None and not own:
        raise Http404
    live = next((one for one in own if one.state in LIVE), None)
    asked = prerequisites_for(version, person, at=at) if version and not live else []
    return Entrance(
        program,
        version,
        live=live,
        before=own[0] if own and not live else None,
        decision=may_apply(program, person, at=at),
        prerequisites=tuple(asked),
    )


def prerequisites_of(candidacy: Candidacy, *, at: datetime) -> list[Prerequisite]:
    """What was asked for before applying, and whether the person holds it now."""
    return prerequisites_for(candidacy.version, candidacy.person, at=at)

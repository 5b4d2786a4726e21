"""Whether a version is ready: its problems, the publication gate, the lint, and which moves are open to whom."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.competencies import queries as competencies
from guildmark.kernel.access import YES, Actor, Decision
from guildmark.kernel.lifecycle import Move
from guildmark.programs.domain import gate as gates
from guildmark.programs.domain.consulting import ConsultedPolicy
from guildmark.programs.domain.document import Digests, Document, Problem, digests, problems_of
from guildmark.programs.domain.gate import Gate, Item
from guildmark.programs.domain.lint import Remark, lint
from guildmark.programs.domain.sentence import NOTHING, Sentence
from guildmark.programs.lifecycle import APPROVE, LIFECYCLE, PUBLISH, SUPERSEDE
from guildmark.programs.models import ProgramVersion
from guildmark.programs.ports import consulted_on
from guildmark.programs.queries.documents import document_of, required_programs
from guildmark.programs.tongue import said

GATED = (APPROVE, PUBLISH)


@dataclass(frozen=True)
class Readiness:
    """What stands between a version and its publication, and what would read better."""

    document: Document
    digests: Digests
    gate: Gate
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]

    @property
    def decision(self) -> Decision:
        """Whether the gate is open, or what is missing."""
        if self.gate.is_open:
            return YES
        names = format_lazy(
            "{}" + ", {}" * (len(self.gate.missing) - 1), *(said(item.name) for item in self.gate.missing)
        )
        return Decision(format_lazy(_("Not yet complete: {items}."), items=names))

    def moves(self, version: ProgramVersion, by: Actor, *, at: datetime) -> dict[Move, Decision]:
        """The moves that start where the version is, each with its yes or no: what the buttons show."""
        here = [move for move in LIFECYCLE if version.state in move.sources and move is not SUPERSEDE]
        return {move: self._gated(move, move.decide(version, by, at=at)) for move in here}

    def _gated(self, move: Move, decision: Decision) -> Decision:
        return self.decision if decision and move in GATED else decision


def readiness(version: ProgramVersion, *, at: datetime) -> Readiness:
    document = document_of(version)
    problems = problems_of(document, required_programs())
    gate = gates.gate(document, problems, at.date(), _not_yet_asked(version, document))
    return Readiness(document, digests(document), gate, problems, tuple(lint(document)))


def _not_yet_asked(version: ProgramVersion, document: Document) -> Sentence:
    """Who must still say whether the criteria fit the work; asked only where the version demands it."""
    if document.consulted == ConsultedPolicy():
        return NOTHING
    spoke = consulted_on(version.pk)
    return document.consulted.missing(spoke.raters, spoke.functions, spoke.unanswered)


def cautions(document: Document) -> tuple[Item, ...]:
    """What is worth a look before publication, but keeps nobody from it. Two queries."""
    tied = {one.identifier for criterion in document.criteria() for one in criterion.indicators}
    serving_nothing = frozenset(row.identifier for row in competencies.untied(tied))
    return gates.cautions(document, unknown=tied - competencies.known(tied), serving_nothing=serving_nothing)


def decide(move: Move, version: ProgramVersion, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may take this move now, the publication gate included."""
    decision = move.decide(version, by, at=at)
    return readiness(version, at=at).decision if decision and move in GATED else decision

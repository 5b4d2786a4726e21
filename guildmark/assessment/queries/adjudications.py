"""Disagreements: what one waits for, and the page on which a panel settles it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.http import Http404

from guildmark.assessment.domain.disagreement import Disagreement
from guildmark.assessment.lifecycle.judging import may_confirm, may_settle
from guildmark.assessment.lifecycle.submissions import may_read_evidence
from guildmark.assessment.models import Adjudication, ConsensusProposal, Remark, SeatState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.desk import HandedIn, handed_in_by
from guildmark.assessment.queries.outcomes import consensus_of
from guildmark.assessment.queries.rubrics import asked_of, sealed_sheets
from guildmark.assessment.queries.words import adjudication_words, disagreement_sentences
from guildmark.kernel.access import Decision, may
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person
from guildmark.programs.domain.rubric import Criterion

RELATED = (
    "submission__task",
    "submission__candidacy__person",
    "submission__candidacy__version",
    "submission__candidacy__program",
)


def _reached(person: int) -> Q:
    """Those on whose panel the person has sealed a sheet."""
    return Q(submission__panel__seats__assessor_id=person, submission__panel__seats__state=SeatState.SEALED)


def get_adjudication(person: Person, submission_id: int, *, at: datetime) -> Adjudication:
    """A disagreement as its panel and the program's owner may see it: never its candidate, never before it is open."""
    found = Adjudication.objects.select_related(*RELATED).filter(submission_id=submission_id).first()
    if found is None or found.submission.candidacy.person_id == person.pk:
        raise Http404
    on_panel = Adjudication.objects.filter(_reached(person.pk), pk=found.pk).exists()
    if not on_panel and not may(person, Can.FORM_PANELS, found.submission, at=at):
        raise Http404
    return found


@dataclass(frozen=True)
class Waiting:
    """An open disagreement on somebody's panel. `mine_to_confirm`: somebody else has proposed."""

    submission_id: int
    ref: str
    task: str
    since: datetime
    criteria: int
    proposed_by: str
    mine_to_confirm: bool
    waits_on_others: bool


def adjudications_of(person: Person) -> list[Waiting]:
    """The open disagreements on this person's panels, oldest first: two queries."""
    found = _open(person=person.pk)
    if found:
        prefetch_related_objects(found, Prefetch("proposals", ConsensusProposal.objects.select_related("proposed_by")))
    return [_waiting(one, person) for one in found]


@prepared
def _open(person: int) -> QuerySet[Adjudication]:
    found = Adjudication.objects.filter(_reached(person), settled_at=None).select_related("submission__task")
    return found.only("opened_at", "contested", "submission_id", "submission__task__title").order_by("opened_at")


def _waiting(one: Adjudication, person: Person) -> Waiting:
    proposals = list(one.proposals.all())
    latest = proposals[-1] if proposals else None
    return Waiting(
        submission_id=one.submission_id,
        ref=one.submission.ref,
        task=one.submission.task.title,
        since=latest.proposed_at if latest else one.opened_at,
        criteria=len(one.contested),
        proposed_by=latest.proposed_by.name if latest else "",
        mine_to_confirm=latest is not None and latest.proposed_by_id != person.pk,
        waits_on_others=latest is not None and latest.proposed_by_id == person.pk,
    )


@dataclass(frozen=True)
class SheetLine:
    """What one assessor gave on a criterion."""

    assessor: str
    level: int
    rationale: str
    sealed_at: datetime | None


@dataclass(frozen=True)
class Contested:
    """`agreed`: the level that stands, once it is settled; a sheet that gave another is noted beside it."""

    criterion: Criterion
    lines: Sequence[SheetLine]
    remarks: Sequence[Remark] = ()
    agreed: int | None = None

    @property
    def given(self) -> frozenset[int]:
        return frozenset(line.level for line in self.lines)


@dataclass(frozen=True)
class Proposed:
    proposal: ConsensusProposal
    lines: Sequence[tuple[str, int, str]]
    may_confirm: Decision
    latest: bool


@dataclass(frozen=True)
class Table:
    """The adjudication as it lies on the table: contested criteria side by side, the others summed up, proposals."""

    adjudication: Adjudication
    why: Sequence[str]
    rule: Sequence[str]
    contested: Sequence[Contested]
    agreed_on: Sequence[Contested]
    proposals: Sequence[Proposed]
    may_propose: Decision
    handed_in: HandedIn | None


def table(adjudication: Adjudication, person: Person, *, at: datetime) -> Table:
    """Everything that the panel needs to settle it. Open to those whom `get_adjudication` let through."""
    submission = adjudication.submission
    rubric = asked_of(submission)
    titles = {criterion.key: criterion.title for criterion in rubric.criteria}
    sheets = sealed_sheets(submission)
    remarks = list(adjudication.remarks.select_related("criterion", "written_by"))
    agreed = consensus_of(submission)
    lines = {
        c.key: Contested(
            c, _lines(c.key, sheets), [one for one in remarks if one.criterion.key == c.key], agreed.get(c.key)
        )
        for c in rubric.criteria
    }
    reason = adjudication.reason
    found = Disagreement(
        tuple(reason["beyond"]), (), reason["across_cut"], reason["near_cut"], reason.get("on_less", False)
    )
    version = submission.candidacy.version
    return Table(
        adjudication=adjudication,
        why=disagreement_sentences(found, titles, tolerance=version.adjudication_tolerance),
        rule=adjudication_words(version),
        contested=[lines[key] for key in adjudication.contested if key in lines],
        agreed_on=[line for key, line in lines.items() if key not in adjudication.contested],
        proposals=_proposals(adjudication, titles, person, at),
        may_propose=may_settle(adjudication, person, at),
        handed_in=handed_in_by(submission, person.pk) if may_read_evidence(submission, person, at) else None,
    )


def _lines(key: str, sheets: Sequence) -> list[SheetLine]:
    return [
        SheetLine(sheet.seat.assessor.name, score.level, score.rationale, sheet.sealed_at)
        for sheet in sheets
        for score in sheet.scores.all()
        if score.criterion.key == key and score.level is not None
    ]


def _proposals(adjudication: Adjudication, titles: dict[str, str], person: Person, at: datetime) -> list[Proposed]:
    rows = list(adjudication.proposals.select_related("proposed_by").prefetch_related("scores__criterion"))
    for row in rows:
        row.adjudication = adjudication
    return [
        Proposed(
            proposal=row,
            lines=[(titles[s.criterion.key], s.level, s.rationale) for s in row.scores.all()],
            may_confirm=may_confirm(row, person, at),
            latest=row == rows[-1],
        )
        for row in reversed(rows)
    ]


def get_proposal(adjudication: Adjudication, pk: int) -> ConsensusProposal:
    found = adjudication.proposals.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.adjudication = adjudication
    return found

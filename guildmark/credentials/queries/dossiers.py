"""What lies before the committee about one candidacy: results, sheets, disagreement, evidence, ties checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from django.http import Http404
from django.utils.translation import gettext as _

from guildmark.assessment.domain.scoring import shown
from guildmark.assessment.models import ConsensusScore, Evidence, Seat, SeatState, Submission
from guildmark.assessment.queries import conflicts_among
from guildmark.assessment.queries.results import BEFORE_COMMITTEE
from guildmark.assessment.queries.words import conflict_sentence
from guildmark.calibration.queries import Surely, consistency_of
from guildmark.candidacy.models import Candidacy
from guildmark.credentials.lifecycle import Ties
from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.permissions import Can
from guildmark.kernel.access import Decision, may
from guildmark.kernel.roles import Role
from guildmark.people.models import Person, company_day
from guildmark.people.queries import holders
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.queries import rubrics_of


@dataclass(frozen=True)
class Line:
    """What came of one criterion: the level as an exact number, what it needed, and how it was arrived at."""

    title: str
    level: Fraction
    needed: Fraction | None
    critical: bool
    lowest: int
    highest: int
    agreed: bool

    @property
    def level_shown(self) -> str:
        return shown(self.level)

    @property
    def needed_shown(self) -> str:
        return "" if self.needed is None else shown(self.needed)


@dataclass(frozen=True)
class Sheet:
    assessor: str
    function: str
    further: bool
    sealed_at: datetime | None
    digest: str


@dataclass(frozen=True)
class Settled:
    """A disagreement and how it was settled: the criteria agreed on, with levels and reasons."""

    opened_at: datetime
    settled_at: datetime | None
    agreed: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class Judged:
    """One submission with its outcome."""

    submission: Submission
    met: bool
    lines: tuple[Line, ...]
    sheets: tuple[Sheet, ...]
    settled: Settled | None
    evidence: tuple[Evidence, ...]
    surely: Surely | None = None


@dataclass(frozen=True)
class Tie:
    """A judge of this candidacy and whether anything ties them to the candidate."""

    name: str
    tie: str = ""


@dataclass(frozen=True)
class Docketed:
    """A candidacy before the committee. Nothing of its content is read for somebody who stands aside."""

    candidacy: Candidacy
    decision: CertificationDecision | None
    members: tuple[Person, ...]
    ties: Ties
    stands_aside: Decision

    @property
    def taken_up_again(self) -> bool:
        """Referred once, then granted one more attempt: it is with the candidate again, and its dossier closed."""
        return not (self.decision or self.candidacy.completed_at or self.candidacy.state in BEFORE_COMMITTEE)


@dataclass(frozen=True)
class Dossier:
    judged: tuple[Judged, ...] = ()
    ties: tuple[Tie, ...] = ()
    deciders: tuple[Tie, ...] = ()


def get_docketed(person: Person, pk: int, *, at: datetime) -> Docketed:
    """A candidacy that awaits its decision, has one, or was given back with one more attempt, within the person's
    reach; else a 404."""
    found = Candidacy.objects.select_related("person", "program", "version").filter(pk=pk).first()
    if found is None or not may(person, Can.SEE_DOCKET, found, at=at):
        raise Http404
    decisions = (
        CertificationDecision.objects.filter(candidacy=found)
        .select_related("decided_by")
        .prefetch_related("credentials")
    )
    decision = decisions.first()
    known = decision or found.completed_at or found.state in BEFORE_COMMITTEE
    if not known and not found.attempt_grants.exists():
        raise Http404
    members = tuple(holders(Role.COMMITTEE, at, program_id=found.program_id))
    ties = Ties([person.pk, *(member.pk for member in members)], [found], at=at)
    return Docketed(found, decision, members, ties, ties.between(person.pk, found))


def dossier(docketed: Docketed, *, at: datetime) -> Dossier:
    """Everything that bears on the decision."""
    candidacy = docketed.candidacy
    submissions = list(
        Submission.objects.filter(candidacy=candidacy, result__isnull=False)
        .select_related("task", "result", "adjudication")
        .prefetch_related("evidence", "requests")
        .order_by("task__position", "attempt")
    )
    seats = list(
        Seat.objects.filter(panel__submission__in=submissions)
        .exclude(state=SeatState.DECLINED)
        .select_related("assessor__job_function", "sheet", "panel")
        .order_by("number")
    )
    agreed = _agreed(submissions)
    rubrics = rubrics_of(candidacy.version)
    for one in submissions:
        one.candidacy = candidacy
    surely = consistency_of(submissions, rubrics)
    return Dossier(
        judged=tuple(replace(_judged(one, seats, agreed, rubrics), surely=surely[one.pk]) for one in submissions),
        ties=_ties_of_judges(candidacy, seats, at),
        deciders=_deciders(docketed),
    )


def _agreed(submissions: list[Submission]) -> dict[int, list[tuple[str, int, str]]]:
    rows = ConsensusScore.objects.filter(
        proposal__adjudication__submission__in=submissions, proposal__adjudication__agreed__isnull=False
    ).select_related("criterion", "proposal__adjudication")
    found: dict[int, list[tuple[str, int, str]]] = {}
    for row in rows.order_by("criterion__position"):
        settled = row.proposal.adjudication
        if settled.agreed_id == row.proposal_id:
            found.setdefault(settled.submission_id, []).append((row.criterion.title, row.level, row.rationale))
    return found


def _judged(
    submission: Submission,
    seats: list[Seat],
    agreed: dict[int, list[tuple[str, int, str]]],
    rubrics: Mapping[str, Rubric],
) -> Judged:
    adjudication = getattr(submission, "adjudication", None)
    return Judged(
        submission=submission,
        met=submission.result.met,
        lines=_lines(submission, rubrics[submission.task.key]),
        sheets=tuple(_sheet(seat) for seat in seats if seat.panel.submission_id == submission.pk),
        settled=Settled(adjudication.opened_at, adjudication.settled_at, tuple(agreed.get(submission.pk, ())))
        if adjudication
        else None,
        evidence=tuple(one for one in submission.evidence.all() if one.sha256),
    )


def _lines(submission: Submission, rubric: Rubric) -> tuple[Line, ...]:
    found = []
    for line in submission.result.detail.get("criteria", []):
        criterion = rubric.criterion(line["key"])
        needed = Fraction(line["needed"]) if line["needed"] else None
        title, critical = (criterion.title, criterion.critical) if criterion else (line["key"], False)
        lowest, highest = line["spread"]
        found.append(Line(title, Fraction(line["level"]), needed, critical, lowest, highest, line["agreed"]))
    return tuple(found)


def _sheet(seat: Seat) -> Sheet:
    sheet = getattr(seat, "sheet", None)
    return Sheet(
        seat.assessor.name,
        seat.assessor.job_function.name,
        seat.further,
        sheet.sealed_at if sheet else None,
        sheet.digest if sheet else "",
    )


def _ties_of_judges(candidacy: Candidacy, seats: list[Seat], at: datetime) -> tuple[Tie, ...]:
    """Each assessor, checked again today against the organisation's history."""
    assessors = {seat.assessor_id: seat.assessor.name for seat in seats}
    found = conflicts_among(assessors, candidacy.person_id, on=company_day(at)) if assessors else {}
    return tuple(
        Tie(
            name,
            str(conflict_sentence(found[pk][0], assessor=name, candidate=candidacy.person.name)) if pk in found else "",
        )
        for pk, name in assessors.items()
    )


def _deciders(docketed: Docketed) -> tuple[Tie, ...]:
    """The committee's members for this program, and which of them stand aside; why is between them and the page."""
    return tuple(
        Tie(one.name, "" if docketed.ties.between(one.pk, docketed.candidacy) else _("stands aside"))
        for one in docketed.members
    )

"""Results: who may read one, and what the candidate reads: the level reached, the next one, the assessors' sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.http import Http404
from django.utils.translation import gettext as _

from guildmark.assessment.domain.scoring import Ground, shown
from guildmark.assessment.models import ConsensusScore, Result, ScoreSheet, SeatState, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.carrying import Carried, credits_of
from guildmark.assessment.queries.rubrics import rubric_for, sealed_sheets
from guildmark.assessment.queries.words import adjudication_words, pass_rule_words, total_sentence
from guildmark.candidacy.models import State as CandidacyState
from guildmark.kernel.access import may
from guildmark.people.models import Person
from guildmark.programs.domain.judging import feedback_of
from guildmark.programs.domain.policies import AT_ONCE
from guildmark.programs.domain.rubric import Criterion, Level

RELATED = (
    "task__node",
    "candidacy__person",
    "candidacy__version",
    "candidacy__program",
    "result",
    "adjudication",
)


def get_result(person: Person, submission_id: int, *, at: datetime) -> Result:
    """A result as its candidate, its panel, the program's owner, or the committee at its decision may read it."""
    submission = Submission.objects.select_related(*RELATED).filter(pk=submission_id).first()
    if submission is None or submission.state != SubmissionState.DECIDED:
        raise Http404
    if not may(person, Can.READ_RESULT, submission, at=at) or not _reaches(person, submission, at):
        raise Http404
    result = submission.result
    result.submission = submission
    return result


BEFORE_COMMITTEE = frozenset(
    {CandidacyState.AWAITING_DECISION, CandidacyState.CERTIFIED, CandidacyState.NOT_YET_CERTIFIED}
)


def _reaches(person: Person, submission: Submission, at: datetime) -> bool:
    """An assessor's role reaches the panels they sealed a sheet on; a committee's, what is before it."""
    if submission.candidacy.person_id == person.pk or may(person, Can.FORM_PANELS, submission, at=at):
        return True
    if submission.panel.seats.filter(assessor_id=person.pk, state=SeatState.SEALED).exists():
        return True
    return submission.candidacy.state in BEFORE_COMMITTEE and bool(may(person, Can.READ_DOSSIER, submission, at=at))


def candidate_of(result: Result, person: Person) -> str:
    """Whose result it is; nothing where this person judged it blind, for they may judge the next attempt too."""
    submission = result.submission
    candidacy = submission.candidacy
    judged = submission.panel.seats.filter(assessor_id=person.pk, state=SeatState.SEALED)
    return "" if candidacy.version.blind_to_candidate and judged.exists() else candidacy.person.name


@dataclass(frozen=True)
class Sentence:
    """What somebody wrote about a criterion. `who`: the name for the owner, a number for the candidate."""

    who: str
    level: int
    text: str


@dataclass(frozen=True)
class Line:
    """One criterion of a result. `reached`: the level fully reached; `following`: the next one, if there is one."""

    criterion: Criterion
    level: str
    between: bool
    reached: Level | None
    following: Level | None
    needed: str
    enough: bool
    ground: Ground
    agreed: str
    sentences: Sequence[Sentence]
    carried: Carried | None


@dataclass(frozen=True)
class Feedback:
    result: Result
    total: str
    reading: str
    rule: Sequence[str]
    adjudication_rule: Sequence[str]
    lines: Sequence[Line]
    sheets: Sequence[ScoreSheet]
    lapsed: bool = False
    withheld: bool = False

    @property
    def below(self) -> list[Line]:
        return [line for line in self.lines if not line.enough]


def feedback(result: Result, *, named: bool) -> Feedback:
    """A result in words. `named`: with the assessors' names, for those who answer for the program or sat on the panel."""
    submission = result.submission
    rubric = rubric_for(submission)
    sheets = sealed_sheets(submission)
    agreed = _agreed(submission)
    kept = {line["key"]: line for line in result.detail["criteria"]}
    carried = {one.key: one for one in credits_of(submission)}
    total, cut = Fraction(result.total), result.detail["cut"]
    return Feedback(
        result=result,
        total=shown(total),
        reading=_lapsed(result) or total_sentence(total, None if cut is None else Fraction(cut)),
        rule=pass_rule_words(rubric),
        adjudication_rule=adjudication_words(submission.candidacy.version) if agreed else [],
        lines=[
            _line(c, kept[c.key], sheets, agreed.get(c.key, ""), carried.get(c.key), named)
            for c in rubric.criteria
            if c.key in kept
        ],
        sheets=sheets,
        lapsed="lapsed" in result.detail,
        withheld=not named and not is_released(submission),
    )


def is_released(submission: Submission) -> bool:
    """Whether its candidate reads levels and sentences yet. The outcome, and which criteria it lacks, at once."""
    candidacy = submission.candidacy
    return feedback_of(candidacy.version) == AT_ONCE or candidacy.ended_at is not None


def _lapsed(result: Result) -> str:
    """Why an attempt counts that nobody judged; nothing where it was judged."""
    reason = result.detail.get("lapsed")
    return _("This attempt was not judged: {reason}").format(reason=reason) if reason else ""


def _agreed(submission: Submission) -> dict[str, str]:
    """The reasons of the consensus that stands, by criterion key."""
    adjudication = getattr(submission, "adjudication", None)
    if adjudication is None or adjudication.agreed_id is None:
        return {}
    scores = ConsensusScore.objects.filter(proposal_id=adjudication.agreed_id)
    return dict(scores.values_list("criterion__key", "rationale"))


def _line(
    criterion: Criterion, kept: dict, sheets: Sequence[ScoreSheet], agreed: str, carried: Carried | None, named: bool
) -> Line:
    level = Fraction(kept["level"])
    whole = level.numerator // level.denominator
    return Line(
        criterion=criterion,
        level=shown(level),
        between=level.denominator != 1,
        reached=criterion.level(whole),
        following=criterion.level(whole + 1),
        needed="" if kept["needed"] is None else shown(Fraction(kept["needed"])),
        enough=kept["ground"] == Ground.REACHED,
        ground=Ground(kept["ground"]),
        agreed=agreed,
        sentences=_sentences(criterion.key, sheets, named),
        carried=carried,
    )


def _sentences(key: str, sheets: Sequence[ScoreSheet], named: bool) -> list[Sentence]:
    return [
        Sentence(sheet.seat.assessor.name if named else str(number), score.level or 0, score.rationale)
        for number, sheet in enumerate(sheets, start=1)
        for score in sheet.scores.all()
        if score.criterion.key == key and (named or score.rationale.strip())
    ]

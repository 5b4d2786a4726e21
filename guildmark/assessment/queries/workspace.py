"""A candidate's workspace: what the task asks, what lies in the draft, what may be done with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import SafeString, mark_safe

from guildmark.assessment.domain import richtext, uploads
from guildmark.assessment.domain.checklist import Item, Prompt, takes_links, takes_text
from guildmark.assessment.domain.uploads import Limits
from guildmark.assessment.lifecycle.submissions import RECALL, WRITE
from guildmark.assessment.lifecycle.uploads import RECORDED, limits
from guildmark.assessment.lifecycle.workspace import items_of, standing_after, writing_round
from guildmark.assessment.models import (
    Evidence,
    EvidenceKind,
    EvidenceRequest,
    KeptText,
    Reflection,
    Submission,
    SubmissionState,
)
from guildmark.assessment.queries.carrying import Carried, carried_or_would_be
from guildmark.assessment.queries.closed import as_open_to
from guildmark.assessment.queries.standings import handed_in, state_words, with_seats
from guildmark.assessment.queries.uploads import Unfinished, unfinished
from guildmark.candidacy.ports import TaskStanding
from guildmark.kernel.access import Actor, Decision
from guildmark.kernel.calendar import local_date
from guildmark.programs.domain.rubric import Rubric, boundary_rule, pass_rule
from guildmark.programs.models import ProgramVersion, ReflectionPrompt
from guildmark.programs.queries import rubrics_of
from guildmark.programs.queries.remembered import remembered
from guildmark.programs.tongue import said

TEXT = "text"
WRITABLE = (SubmissionState.DRAFT, SubmissionState.RETURNED)
PIECES = (EvidenceKind.FILE, EvidenceKind.LINK)
NOTHING_YET = TaskStanding("")


@dataclass(frozen=True)
class Box:
    """A place to write: the text itself, or the answer to a prompt. `evidence`: the piece that the text is."""

    key: str
    text: str
    revision: int
    prompt: str = ""
    least: int = 0
    most: int = 0
    evidence: int | None = None

    @property
    def plain(self) -> str:
        return richtext.plain(self.text) if self.key == TEXT else self.text

    @property
    def shown(self) -> SafeString:
        """The rich text as it may be shown: cleaned again on the way out."""
        return mark_safe(richtext.clean(self.text))

    @property
    def words(self) -> int:
        return richtext.words(self.plain)


@dataclass(frozen=True)
class Kept:
    """What another tab had typed, beside the box that it was typed into."""

    pk: int
    box: str
    prompt: str
    plain: str
    kept_at: datetime


@dataclass(frozen=True)
class Attempts:
    """Which attempt this is, of how many, and from when on it may be handed in, where that isn't at once."""

    number: int
    most: int
    from_day: date | None
    earlier: tuple[Submission, ...]


@dataclass(frozen=True)
class Round:
    """What was handed in together. `request`: what the assessors asked for, which it answers; none for the first."""

    number: int
    text: Box | None
    pieces: Sequence[Evidence]
    request: EvidenceRequest | None


@dataclass(frozen=True)
class Workspace:
    """`text` and `pieces` are those one writes in now, or the first handed in; `rounds`: everything that is frozen."""

    submission: Submission
    state: str
    text: Box | None
    reflections: Sequence[Box]
    rows: Sequence[Evidence]
    pieces: Sequence[Evidence]
    own: bool
    items: Sequence[Item]
    kept: Sequence[Kept]
    attempts: Attempts
    rubric: Rubric
    rule: Sequence[str]
    endings: Sequence[str]
    room: int
    uploads: Sequence[Unfinished]
    turn: TaskStanding
    writing: Decision
    recall: Decision
    rounds: Sequence[Round]
    requests: Sequence[EvidenceRequest]
    carried: Sequence[Carried]

    @property
    def captions(self) -> Sequence[Evidence]:
        return [row for row in self.rows if row.kind == EvidenceKind.CAPTIONS]

    @property
    def team(self) -> Evidence | None:
        return next((row for row in self.rows if row.kind == EvidenceKind.TEAM), None)

    @property
    def takes_links(self) -> bool:
        return takes_links(self.submission.task.formats)

    @property
    def media(self) -> Sequence[str]:
        return [ending for ending in self.endings if ending in uploads.MEDIA]

    @property
    def records(self) -> bool:
        return bool(set(RECORDED) & set(self.endings))

    @property
    def limits(self) -> Limits:
        return limits()

    @property
    def is_draft(self) -> bool:
        return self.submission.state in WRITABLE

    @property
    def returned(self) -> EvidenceRequest | None:
        """What the assessors ask for, while it is with the candidate."""
        return self.requests[-1] if self.submission.state == SubmissionState.RETURNED else None


@remembered
def prompts_of(version: ProgramVersion) -> Mapping[int, Sequence[ReflectionPrompt]]:
    """The reflection prompts of each task, by its id."""
    found: dict[int, list[ReflectionPrompt]] = defaultdict(list)
    for row in ReflectionPrompt.objects.filter(version=version):
        found[row.task_id].append(row)
    return found


def workspace_of(submission: Submission, by: Actor, *, at: datetime) -> Workspace:
    """Everything on the candidate's page of one attempt. Six queries, and one for each thing that may be recalled."""
    candidacy, task = submission.candidacy, submission.task
    here = writing_round(submission)
    requests = [] if submission.state == SubmissionState.DRAFT else list(submission.requests.all())
    rows = _rows(submission, by)
    texts = {one.prompt_id: one for one in submission.reflections.all()}
    prompts = prompts_of(candidacy.version).get(task.pk, ())
    boxes = [_reflection(prompt, texts.get(prompt.pk)) for prompt in prompts]
    rubric = rubrics_of(candidacy.version)[task.key]
    attempts = list(
        with_seats(Submission.objects.filter(candidacy=candidacy, task=task))
        .select_related("result")
        .order_by("attempt")
    )
    asked = [Prompt(box.key, box.prompt, box.least, box.most, box.words) for box in boxes]
    stated = submission.original_at is not None
    coming = unfinished(submission, at=at) if submission.state in WRITE.sources else []
    seated = next(one for one in attempts if one.pk == submission.pk)
    return Workspace(
        submission=submission,
        state=state_words(seated),
        text=_text(rows, here) if takes_text(task.formats) or here > 1 else None,
        reflections=boxes,
        pieces=[row for row in rows if row.kind in PIECES and row.round == here],
        own=candidacy.person_id == by.pk,
        rows=rows,
        items=items_of(submission, identity=stated, original=stated, evidence=rows, prompts=asked),
        kept=[_kept(one, boxes) for one in submission.kept_texts.order_by("pk")],
        attempts=_attempts(submission, attempts, at),
        rubric=rubric,
        rule=[*(said(one) for one in pass_rule(rubric)), said(boundary_rule(rubric))],
        endings=uploads.accepted_endings(task.formats),
        room=_room(rows, coming),
        uploads=coming,
        turn=handed_in(seated) if submission.state not in WRITABLE else NOTHING_YET,
        writing=WRITE.decide(submission, by, at=at),
        recall=RECALL.decide(submission, by, at=at),
        rounds=[] if submission.state == SubmissionState.DRAFT else _rounds(submission, rows, requests),
        requests=requests,
        carried=carried_or_would_be(submission, local_date(at, candidacy.person.time_zone)),
    )


def _rows(submission: Submission, by: Actor) -> Sequence[Evidence]:
    along = ("blob__film", "restriction", "snapshot", "carried_from__submission")
    return as_open_to(by.pk, submission, submission.evidence.select_related(*along).order_by("pk"))


def _room(rows: Sequence[Evidence], coming: Sequence[Unfinished]) -> int:
    taken = sum(row.blob.size for row in rows if row.blob) + sum(one.length or 0 for one in coming)
    return max(limits().submission - taken, 0)


def _rounds(submission: Submission, rows: Sequence[Evidence], requests: Sequence[EvidenceRequest]) -> list[Round]:
    """What is frozen, by when it came. A request that was dropped is answered by nothing."""
    answers = {one.round + 1: one for one in requests if one.answered}
    return [
        Round(
            number,
            _text(rows, number),
            [row for row in rows if row.kind in PIECES and row.round == number],
            answers.get(number),
        )
        for number in range(1, submission.round + 1)
    ]


def boxes_of(submission: Submission) -> list[Box]:
    """The boxes of a submission, with what they hold."""
    rows = list(submission.evidence.filter(kind=EvidenceKind.TEXT))
    texts = {one.prompt_id: one for one in submission.reflections.all()}
    prompts = prompts_of(submission.candidacy.version).get(submission.task_id, ())
    here = writing_round(submission)
    own = [_text(rows, here)] if takes_text(submission.task.formats) or here > 1 else []
    if here > 1:
        return own
    return [*own, *(_reflection(prompt, texts.get(prompt.pk)) for prompt in prompts)]


def _text(rows: Sequence[Evidence], of_round: int) -> Box:
    row = next((one for one in rows if one.kind == EvidenceKind.TEXT and one.round == of_round), None)
    return Box(TEXT, row.text, row.revision, evidence=row.pk) if row else Box(TEXT, "", 0)


def _reflection(prompt: ReflectionPrompt, row: Reflection | None) -> Box:
    text, revision = (row.text, row.revision) if row else ("", 0)
    return Box(prompt.key, text, revision, prompt.prompt, prompt.min_words, prompt.max_words)


def _kept(row: KeptText, boxes: Sequence[Box]) -> Kept:
    prompt = next((box.prompt for box in boxes if box.key == row.box), "")
    return Kept(row.pk, row.box, prompt, richtext.plain(row.text) if row.box == TEXT else row.text, row.kept_at)


def _attempts(submission: Submission, attempts: Sequence[Submission], at: datetime) -> Attempts:
    earlier = tuple(one for one in attempts if one.state == SubmissionState.DECIDED and one.pk != submission.pk)
    granted = getattr(attempts[-1], "granted", 0)
    past = standing_after([one.decided_at for one in earlier], submission.candidacy, granted)
    waits = past.waits(local_date(at, submission.candidacy.person.time_zone))
    return Attempts(submission.attempt, past.most, past.from_day if waits else None, earlier)

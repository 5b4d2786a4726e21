"""What the candidate may do in a draft: open it, fill it, hand it in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.domain import attempts, checklist, richtext, uploads
from guildmark.assessment.domain.checklist import Contents, Item, Prompt
from guildmark.assessment.domain.links import link_problem
from guildmark.assessment.lifecycle.submissions import ANSWER, SUBMIT, WRITE, candidacy_not_in_progress
from guildmark.assessment.models import AttemptGrant, Evidence, EvidenceKind, Submission, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.candidacy.models import Candidacy
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.kernel.calendar import local_date
from guildmark.programs.domain.formats import TOGETHER
from guildmark.programs.models import ReflectionPrompt, Task
from guildmark.programs.tongue import said

TEXT = "text"
MOST_PIECES = 30
LONGEST_TEXT = 200_000
DEEPEST_TEXT = 200  # cleaning takes time that grows with the square of it


def may_open(candidacy: Candidacy, task: Task, by: Actor, *, at: datetime) -> Decision:
    """Whether a (further) attempt at this task may be begun."""
    if not (allowed := may(by, Can.WORK_ON, candidacy, at=at)):
        return allowed
    if objection := candidacy_not_in_progress(Submission(candidacy=candidacy), by, at):
        return Decision(objection)
    if task.version_id != candidacy.version_id:
        return Decision(_("This task doesn’t belong to the version of your candidacy."))
    past = attempt_standing(candidacy, task)
    if Submission.objects.filter(candidacy=candidacy, task=task, result__met=True).exists():
        return Decision(_("You have met this task already."))
    if past.left <= 0:
        return Decision(
            format_lazy(
                _("You have used all {most} attempts at this task. A decision can grant one more, with a reason."),
                most=past.most,
            )
        )
    return YES


def attempt_standing(candidacy: Candidacy, task: Task) -> attempts.Standing:
    """How many attempts were used, and from when the next may be handed in."""
    decided = Submission.objects.filter(candidacy=candidacy, task=task, state=SubmissionState.DECIDED)
    granted = AttemptGrant.objects.filter(candidacy=candidacy, task=task).count()
    return standing_after(list(decided.values_list("decided_at", flat=True)), candidacy, granted)


def standing_after(decided_at: Sequence[datetime | None], candidacy: Candidacy, granted: int = 0) -> attempts.Standing:
    zone, version = candidacy.person.time_zone, candidacy.version
    days = [local_date(moment, zone) for moment in decided_at if moment]
    most, cool_off = version.attempts_max, version.cool_off_days
    return attempts.standing(days, most=most, cool_off_days=cool_off, granted=granted)


def may_write(submission: Submission, box: str, text: str, by: Actor, *, at: datetime) -> Decision:
    if not (allowed := WRITE.decide(submission, by, at=at)):
        return allowed
    if submission.state == SubmissionState.RETURNED and box != TEXT:
        return Decision(_("What was handed in stays as it was. Answer in the text, or add files and links."))
    if len(text) > LONGEST_TEXT:
        return Decision(_("That is longer than one text can be. Hand in the rest as a file."))
    if richtext.depth(text) > DEEPEST_TEXT:
        return Decision(_("The text’s parts are nested too deeply to be kept. Paste it as plain text."))
    return YES


def may_add(submission: Submission, by: Actor, *, at: datetime) -> Decision:
    if not (allowed := WRITE.decide(submission, by, at=at)):
        return allowed
    here = submission.evidence.filter(round=writing_round(submission))
    if here.exclude(kind=EvidenceKind.TEXT).count() >= MOST_PIECES:
        return Decision(
            format_lazy(_("A submission takes at most {most} files and links. Remove one first."), most=MOST_PIECES)
        )
    return YES


def may_link(submission: Submission, url: str, by: Actor, *, at: datetime) -> Decision:
    if not (allowed := may_add(submission, by, at=at)):
        return allowed
    if not checklist.takes_links(submission.task.formats):
        return Decision(_("This task takes no links."))
    if problem := link_problem(url):
        return Decision(said(problem))
    if submission.evidence.filter(kind=EvidenceKind.LINK, url=url).exists():
        return Decision(_("That address is in here already."))
    return YES


def may_attach(submission: Submission, verdict: uploads.Verdict, sha256: str, by: Actor, *, at: datetime) -> Decision:
    if not (allowed := may_add(submission, by, at=at)):
        return allowed
    if verdict.refusal:
        return Decision(said(verdict.refusal))
    twin = submission.evidence.filter(kind=EvidenceKind.FILE, blob__sha256=sha256).first()
    if twin:
        return Decision(format_lazy(_("The same file is in here already, as “{name}”."), name=twin.title))
    return YES


def may_submit(submission: Submission, identity: bool, original: bool, by: Actor, *, at: datetime) -> Decision:
    """Whether the draft may be handed in as it is now, or the first thing that stands against it."""
    if not (allowed := SUBMIT.decide(submission, by, at=at)):
        return allowed
    if missing := checklist.lacking(items_of(submission, identity=identity, original=original)):
        return Decision(said(missing[0]))
    if not (arrived := nothing_on_its_way(submission, at)):
        return arrived
    past = attempt_standing(submission.candidacy, submission.task)
    if past.from_day and past.waits(local_date(at, submission.candidacy.person.time_zone)):
        return Decision(cool_off_sentence(past.from_day))
    return YES


def may_answer(submission: Submission, identity: bool, original: bool, by: Actor, *, at: datetime) -> Decision:
    """Whether more evidence may be handed in as it is now, or the first thing that stands against it."""
    if not (allowed := ANSWER.decide(submission, by, at=at)):
        return allowed
    if not (arrived := nothing_on_its_way(submission, at)):
        return arrived
    missing = checklist.lacking(items_of(submission, identity=identity, original=original))
    return Decision(said(missing[0])) if missing else YES


def nothing_on_its_way(submission: Submission, at: datetime) -> Decision:
    coming = submission.uploads.filter(evidence=None, expires_at__gt=at).first()
    if coming is None:
        return YES
    sentence = _("“{name}” is still on its way. Wait until it is there, or dismiss it.")
    return Decision(format_lazy(sentence, name=coming.name))


def writing_round(submission: Submission) -> int:
    """The round into which one writes now: the first, or the one that answers a request for more evidence."""
    return submission.round + (submission.state == SubmissionState.RETURNED)


def cool_off_sentence(day: date) -> str | Promise:
    return format_lazy(
        _("The next attempt can be handed in from {day} on. Everything here is kept until then."),
        day=date_format(day, "j F Y"),
    )


def items_of(
    submission: Submission,
    *,
    identity: bool = False,
    original: bool = False,
    evidence: Sequence[Evidence] | None = None,
    prompts: Sequence[Prompt] | None = None,
) -> list[Item]:
    """The checklist of a draft. What was read already can be handed in."""
    pieces = list(submission.evidence.all()) if evidence is None else evidence
    here = writing_round(submission)
    kinds = [piece.kind for piece in pieces if piece.round == here and (piece.kind != EvidenceKind.TEXT or piece.text)]
    there = Contents(
        has_text=EvidenceKind.TEXT in kinds,
        files=kinds.count(EvidenceKind.FILE),
        links=kinds.count(EvidenceKind.LINK),
        identified=identity,
        original=original,
        team=submission.task.team != TOGETHER or any(piece.kind == EvidenceKind.TEAM for piece in pieces),
    )
    formats = submission.task.formats
    if submission.state == SubmissionState.RETURNED:
        return checklist.answering(formats, uploads.accepted_endings(formats), there)
    asked = prompts_of(submission) if prompts is None else prompts
    return checklist.checklist(formats, uploads.accepted_endings(formats), asked, there)


def prompts_of(submission: Submission) -> list[Prompt]:
    texts = dict(submission.reflections.values_list("prompt_id", "text"))
    rows = ReflectionPrompt.objects.filter(task=submission.task_id)
    return [
        Prompt(row.key, row.prompt, row.min_words, row.max_words, richtext.words(texts.get(row.pk, ""))) for row in rows
    ]

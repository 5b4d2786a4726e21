"""Matches: for those who may look at them, never for the panel, the candidates or their managers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.assessment.models import Submission
from guildmark.assessment.queries.closed import as_open_to
from guildmark.kernel.access import may, reach
from guildmark.kernel.turns import Turn, Waiting
from guildmark.originality.lifecycle import may_review
from guildmark.originality.models import Match
from guildmark.originality.permissions import Can
from guildmark.originality.queries.texts import said_with
from guildmark.people.models import Person

ALONG = tuple(
    f"{which}__{one}"
    for which in ("submission", "earlier")
    for one in ("candidacy__person", "candidacy__program", "task")
)
ONE_BY_ONE = 4


def submission_called(pk: int) -> Submission:
    """For the installation’s own work on it."""
    return Submission.objects.select_related("candidacy__person", "candidacy__program", "task").get(pk=pk)


def get_match(person: Person, pk: int, *, at: datetime) -> Match:
    """A match, for a program owner without a part in it."""
    found = Match.objects.filter(pk=pk).select_related(*ALONG, "reviewed_by").first()
    if found is None or not may_review(found, person, at):
        raise Http404
    return found


@dataclass(frozen=True)
class Beside:
    """A match as one person may read it. `hidden`: passages and files of evidence that is kept to others. `unread`:
    documents that could not be compared, with why."""

    passages: Sequence[dict[str, Any]]
    files: Sequence[dict[str, str]]
    hidden: int
    unread: Sequence[tuple[str, str]]


def beside(match: Match, person: Person) -> Beside:
    """What the two share, without what stands in evidence that is kept to people of whom this one is none. A passage is
    shown only where both sides stand in what is open to them: the one side says what the other does."""
    here, there = (_open(one, person) for one in (match.submission, match.earlier))
    passages = [p for p in match.passages if p["here"] in here.said and p["there"] in there.said]
    files = [f for f in match.files if f["here"] in here.titles and f["there"] in there.titles]
    hidden = len(match.passages) - len(passages) + len(match.files) - len(files)
    return Beside(passages, files, hidden, [*here.unread, *there.unread])


@dataclass(frozen=True)
class _Open:
    said: str
    titles: frozenset[str]
    unread: Sequence[tuple[str, str]]


def _open(submission: Submission, person: Person) -> _Open:
    rows = submission.evidence.select_related("restriction", "blob__file_text").order_by("pk")
    pieces = [piece for piece in as_open_to(person.pk, submission, rows) if not getattr(piece, "closed", False)]
    documents = [(p.title, p.blob.file_text) for p in pieces if p.blob and hasattr(p.blob, "file_text")]
    unread = [(title, text.get_problem_display()) for title, text in documents if text.problem]
    said = said_with(submission, [text.text for _title, text in documents]).said
    return _Open(said, frozenset(piece.title for piece in pieces), unread)


def matches(person: Person, *, at: datetime, show: str = "open", text: str = "", sort: str = "") -> QuerySet[Match]:
    """The matches that this person may look at: those nobody has looked at, or those somebody has."""
    program = "submission__candidacy__program_id"
    mine = Q(submission__candidacy__person=person) | Q(earlier__candidacy__person=person)
    led = person.leads(at)
    mine |= Q(submission__candidacy__person__in=led) | Q(earlier__candidacy__person__in=led)
    seated = Q(submission__panel__seats__assessor=person) | Q(earlier__panel__seats__assessor=person)
    parts = Match.objects.filter(mine | seated).values("pk")
    found = Match.objects.filter(reach(person, Can.REVIEW, at=at).where(program=program)).exclude(pk__in=parts)
    found = found.filter(reviewed_at__isnull=show != "done")
    if text:
        found = found.filter(
            Q(submission__task__title__icontains=text) | Q(submission__candidacy__person__name__icontains=text)
        )
    order = {"task": "submission__task__title", "found": "found_at"}.get(sort, "-found_at")
    return found.select_related(*ALONG, "reviewed_by").order_by(order, "pk")


def turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """What a program owner should look at. One query."""
    if not may(person, Can.REVIEW, at=at):
        return
    for one in matches(person, at=at, sort="found")[:ONE_BY_ONE]:
        yield Turn(
            Waiting.ON_ME,
            _("Shared passages: {ref} {task}").format(ref=one.submission.ref, task=one.submission.task.title),
            reverse("originality:match", args=[one.pk]),
            since=one.found_at,
            next=_("look at them, and say what it was"),
            hat="owner",
            action=_("Look"),
        )

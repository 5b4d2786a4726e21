"""Filters of the desk and of results."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from guildmark.assessment.domain.richtext import clean
from guildmark.assessment.domain.statements import IDENTITY, KINDS, ORIGINALITY
from guildmark.assessment.ports import SIGNED, WORDING
from guildmark.assessment.queries import previews, together
from guildmark.assessment.queries.statements import asked_by
from guildmark.kernel.serving import may_be_shown
from guildmark.programs.models import Task
from guildmark.programs.queries import session_of
from guildmark.programs.tongue import TONGUE

register = template.Library()


@register.filter
def rich(markup: str) -> SafeString:
    """Rich text as it may be shown: cleaned again on the way out."""
    return mark_safe(clean(markup))


@register.filter
def seconds(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


@register.filter
def moment(tenths: int) -> str:
    """A moment of a film as one reads it."""
    return clock(tenths // 10)


@register.filter
def wording(submission: Any) -> str:
    """Which of the task’s wordings this submission answers; nothing where there is only one."""
    return next((found for found in WORDING.ask(submission) if found), "")


@register.filter
def asked_to_sign(candidacy: Any) -> list[tuple[str, str]]:
    """The boxes of the two statements, each with the words that this candidate signs."""
    boxes = {IDENTITY: "identity", ORIGINALITY: "original"}
    return [(boxes[one.kind], one.by(candidacy.person.name)) for one in asked_by(candidacy.version)]


@register.filter
def signed(submission: Any) -> list[Any]:
    """What the candidate signed about what is handed in now."""
    return [one for answer in SIGNED.ask(submission) for one in answer]


@register.filter
def signed_kind(kind: str) -> str:
    """What a statement of this kind says, in a few words."""
    return KINDS[kind].said(TONGUE) if kind in KINDS else kind


@register.filter
def about_criterion(marks: Iterable[Any], key: str) -> list[Any]:
    """The marks about this criterion; about none, for an empty key."""
    return [mark for mark in marks if mark.criterion == key]


@register.filter
def parts_of_others(team: Any) -> list[Any]:
    """What those named with this piece of team work say of their own part, in what they handed in themselves."""
    return together.parts_of_others(team)


@register.filter
def of_kind(pieces: Iterable[Any], kind: str) -> list[Any]:
    return [piece for piece in pieces if piece.kind == kind]


@register.filter
def about(captions: Iterable[Any], film: Any) -> list[Any]:
    """The captions of this film, among all of them."""
    return [one for one in captions or () if one.about_id == film.pk]


@register.filter
def clock(seconds: int) -> str:
    """A length of time as players write it: 4:07, 1:02:30."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def has_preview(title: str) -> bool:
    """Whether a file of this name can be read in the page."""
    return previews.has_preview(title)


@register.filter
def shown_as(media_type: str) -> str:
    """How the desk shows a file of this type beside the rubric: as a picture, film, sound or document; or not at all."""
    if not may_be_shown(media_type):
        return ""
    kinds = {"image": "picture", "video": "film", "audio": "sound"}
    return kinds.get(media_type.partition("/")[0], "document")


@register.filter
def is_live(task: Task) -> bool:
    """Whether a task is done in a session with the panel."""
    return session_of(task) is not None

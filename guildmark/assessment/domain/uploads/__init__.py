"""What may be handed in as a file, and why not. Pure: a name, a size and something to read from.

A file is taken only when its ending is one that the task accepts, its content is what the ending says, and nothing
in it runs when somebody opens it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from guildmark.assessment.domain.uploads.archives import archive_problem
from guildmark.assessment.domain.uploads.content import beginning_problem, content_problem
from guildmark.assessment.domain.uploads.kinds import ACTIVE, ANY, ARCHIVES, KINDS, MEDIA, MEDIA_TYPES, Kind
from guildmark.assessment.domain.uploads.limits import Limits
from guildmark.assessment.domain.uploads.names import ending_of, safe_name
from guildmark.programs.domain.sentence import NOTHING, Sentence, _

__all__ = [
    "ANY",
    "KINDS",
    "MEDIA",
    "MEDIA_TYPES",
    "Limits",
    "Verdict",
    "accepted_endings",
    "announced",
    "glanced_at",
    "inspect",
    "safe_name",
]


@dataclass(frozen=True)
class Verdict:
    """Taken, under a safe name and with the media type to serve it as; or refused, with the reason."""

    name: str
    media_type: str = ""
    refusal: Sentence = NOTHING


def accepted_endings(formats: Collection[str]) -> tuple[str, ...]:
    """The file endings that a task takes: those it names, or every harmless one where it says “file”."""
    wanted = {one.lower().lstrip(".") for one in formats}
    return tuple(ending for ending in KINDS if ANY in wanted or ending in wanted)


def inspect(name: str, size: int, content: BinaryIO, *, formats: Collection[str], limit: int) -> Verdict:
    """Whether this file is taken for a task with these formats; `content` is read from anywhere, never changed."""
    clean = safe_name(name)
    refusal = _by_size(clean, size, limit) or _by_ending(clean, formats)
    if refusal:
        return Verdict(clean, refusal=refusal)
    kind = KINDS[ending_of(clean)]
    return Verdict(clean, kind.media_type, _by_content(clean, kind, content))


def announced(name: str, size: int | None, *, formats: Collection[str], limits: Limits, taken: int) -> Sentence:
    """Why a file of this name and size won't be taken, before a byte of it was sent; or nothing."""
    clean = safe_name(name)
    if refusal := (_by_size(clean, size, limits.of(clean)) if size is not None else NOTHING) or _by_ending(
        clean, formats
    ):
        return refusal
    if taken + (size or 0) > limits.submission:
        free = max(limits.submission - taken, 0) // 1024**2
        return _("“{name}” doesn’t fit: {free} MB are left for this submission.", name=clean, free=free)
    return NOTHING


def glanced_at(name: str, head: bytes) -> Sentence:
    """Why a file that begins like this won't be taken, or nothing: said after the first part, not after two gigabytes."""
    reason = beginning_problem(KINDS[ending_of(name)], head)
    return _("“{name}” isn’t taken: {reason}", name=name, reason=reason) if reason else NOTHING


def _by_size(name: str, size: int, limit: int) -> Sentence:
    if size == 0:
        return _("“{name}” is empty (0 bytes). Perhaps it hadn’t finished saving; choose it again.", name=name)
    if size > limit:
        return too_large(name, limit)
    return NOTHING


def too_large(name: str, limit: int) -> Sentence:
    return _("“{name}” is larger than the {limit} MB allowed for one file.", name=name, limit=limit // 1024**2)


def _by_ending(name: str, formats: Collection[str]) -> Sentence:
    ending = ending_of(name)
    if ending in ACTIVE:
        return _("“{name}” isn’t taken: files of type .{ending} can run programs.", name=name, ending=ending)
    taken = accepted_endings(formats)
    if not taken:
        return _("This task takes no files.")
    if ending not in taken:
        listed = ", ".join(f".{one}" for one in taken)
        return _("“{name}” isn’t of a type that this task takes. It takes: {listed}.", name=name, listed=listed)
    return NOTHING


def _by_content(name: str, kind: Kind, content: BinaryIO) -> Sentence:
    reason = content_problem(kind, content)
    if not reason and kind.ending in ARCHIVES:
        reason = archive_problem(kind.ending, content)
    return _("“{name}” isn’t taken: {reason}", name=name, reason=reason) if reason else NOTHING

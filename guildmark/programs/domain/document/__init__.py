"""The program as a document: the whole version as one YAML file, checked, canonical, with digests.

`parse` reads a file; `check` takes the plain form, as an editor sends it. Both give the version and its problems.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guildmark.programs.domain.document.canonical import Digests, canonical, digests
from guildmark.programs.domain.document.checking import Requires, findings, misfits
from guildmark.programs.domain.document.forms import brief, build, form_of
from guildmark.programs.domain.document.problems import Lines, Problem, line_of, place
from guildmark.programs.domain.document.reading import clean, read
from guildmark.programs.domain.document.schema import FORMAT, SCHEMA
from guildmark.programs.domain.document.validation import violations
from guildmark.programs.domain.document.version import Document, Prompt, Task, Translation, Variant
from guildmark.programs.domain.document.writing import write

__all__ = [
    "FORMAT",
    "SCHEMA",
    "Checked",
    "Digests",
    "Document",
    "Problem",
    "Prompt",
    "Requires",
    "Task",
    "Translation",
    "Variant",
    "brief",
    "canonical",
    "check",
    "digests",
    "form_of",
    "parse",
    "problems_of",
    "write",
]


def any_program(slug: str) -> frozenset[str]:
    """For checks without a database: every program exists and requires nothing."""
    return frozenset()


@dataclass(frozen=True)
class Checked:
    """What a form or file says, and what is wrong with it. No document where that can't be kept even as a draft."""

    document: Document | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        return self.document is not None and not self.problems


def parse(text: str | bytes, requires: Requires = any_program) -> Checked:
    """The version that a YAML file describes; every problem names its line, its field and the reason."""
    reading = read(text)
    if reading.value is None and reading.problems:
        return Checked(None, tuple(reading.problems))
    checked = check(reading.value, requires, reading.lines)
    problems = sorted((*reading.problems, *checked.problems), key=lambda problem: problem.line or 0)
    return Checked(None if reading.problems else checked.document, tuple(problems))


def check(form: Any, requires: Requires = any_program, lines: Lines | None = None) -> Checked:
    """The version that a plain form describes, and every problem with it."""
    form = clean(form)
    shape = [*_shape(form, lines or {})]
    if any(not problem.unfinished for problem in shape):
        return Checked(None, tuple(shape))
    document = build(form)
    problems = (*shape, *_content(document, form, requires, lines or {}))
    return Checked(document if all(problem.unfinished for problem in problems) else None, problems)


def problems_of(document: Document, requires: Requires = any_program) -> tuple[Problem, ...]:
    """What is wrong with a version that is already built."""
    return check(brief(form_of(document)), requires).problems


def _shape(form: Any, lines: Lines) -> Iterator[Problem]:
    for path, reason, unfinished in violations(form):
        yield Problem(path, reason, place(path, form), line_of(path, lines), unfinished)
    for found in misfits(form):
        yield Problem(found.path, found.reason, place(found.path, form), line_of(found.path, lines))


def _content(document: Document, form: Any, requires: Requires, lines: Lines) -> Iterator[Problem]:
    for found in findings(document, requires):
        yield Problem(found.path, found.reason, place(found.path, form), line_of(found.path, lines), found.unfinished)

"""What is wrong with a document: where, in which line, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guildmark.programs.domain.sentence import Sentence

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """`unfinished`: a draft may be kept with it, though not approved. `line` is none where no file was read."""

    path: Path
    reason: Sentence
    where: str = ""
    line: int | None = None
    unfinished: bool = False

    def __str__(self) -> str:
        place = ", ".join(filter(None, (f"line {self.line}" if self.line else "", self.where)))
        return f"{place}: {self.reason}" if place else str(self.reason)


def place(path: Path, form: Any) -> str:
    """The path in words: `tasks.report.rubric.cut`, with a number where an item has no key."""
    said = ""
    for step in path:
        form = _below(form, step)
        if isinstance(step, str):
            said += f".{step}"
        elif isinstance(form, Mapping) and isinstance(form.get("key"), str):
            said += f".{form['key']}"
        else:
            said += f"[{step + 1}]"
    return said.removeprefix(".")


def _below(form: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return form.get(step) if isinstance(form, Mapping) else None
    return form[step] if isinstance(form, list) and 0 <= step < len(form) else None


Lines = Mapping[Path, int]


def line_of(path: Path, lines: Lines) -> int | None:
    """The line of what the path names, or of the nearest thing around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)

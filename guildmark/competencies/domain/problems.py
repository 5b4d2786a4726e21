"""What is wrong with a file: where, and why, in sentences for the person who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_SHOWN = 200


def N_(text: str) -> str:
    """Mark a sentence for translation; whoever shows the problem translates it."""
    return text


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `text` has named places (`%(name)s`) for `values`."""

    where: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        sentence = self.text % self.values
        return f"{self.where}: {sentence}" if self.where else sentence


class Broken(Exception):
    """A file that can't be imported, with everything found wrong in it. `more` problems go unlisted."""

    def __init__(self, problems: list[Problem], more: int = 0) -> None:
        self.problems = problems
        self.more = more
        super().__init__("\n".join(str(problem) for problem in problems))


class Findings:
    """Collects problems while a file is read, so that one reading reports all of them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.more = 0

    def add(self, where: str, text: str, **values: object) -> None:
        if len(self.problems) < MOST_SHOWN:
            self.problems.append(Problem(where, text, {name: shown(value) for name, value in values.items()}))
        else:
            self.more += 1

    def settle(self) -> None:
        """Raise `Broken` if anything was found."""
        if self.problems:
            raise Broken(self.problems, self.more)


def shown(value: object) -> str:
    """A value as a sentence quotes it: on one line, cut where it grows long."""
    text = " ".join(str(value).split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def refuse(where: str, text: str, **values: object) -> Broken:
    """The one problem after which reading on makes no sense."""
    return Broken([Problem(where, text, {name: shown(value) for name, value in values.items()})])

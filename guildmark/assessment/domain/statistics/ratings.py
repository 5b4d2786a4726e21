"""Ratings as the statistics take them: who gave whom which score on which criterion."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

COLUMNS = ("candidate", "assessor", "criterion", "score")
MOST_CATEGORIES = 20
MOST_PROBLEMS = 20
BEYOND = "beyond the heading"


class BadRatings(ValueError):
    """The file can't be read as ratings; each problem is one sentence with its line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Rating:
    """One score, an integer from 0."""

    candidate: str
    assessor: str
    criterion: str
    score: int


@dataclass(frozen=True)
class Ratings:
    """All ratings of a set, with its members in alphabetical order."""

    rows: tuple[Rating, ...]

    @cached_property
    def candidates(self) -> list[str]:
        return sorted({row.candidate for row in self.rows})

    @cached_property
    def assessors(self) -> list[str]:
        return sorted({row.assessor for row in self.rows})

    @cached_property
    def criteria(self) -> list[str]:
        return sorted({row.criterion for row in self.rows})

    def top(self, criterion: str) -> int:
        """The highest score that anybody gave on this criterion."""
        return max(row.score for row in self.rows if row.criterion == criterion)


def read_ratings(text: str) -> Ratings:
    """Ratings from CSV with the columns candidate, assessor, criterion, score, in any order. Raises `BadRatings`.

    Commas, semicolons or tabs between the cells: whatever the heading has.
    """
    try:
        rows, problems = _read(text.removeprefix("\ufeff").splitlines())
    except csv.Error as error:
        raise BadRatings([f"it is no CSV: {error}."]) from None
    problems += list(_twice(rows))
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], f"and {len(problems) - MOST_PROBLEMS} more."]
    if problems or not rows:
        raise BadRatings(problems or ["line 1: there are no ratings below the heading."])
    return Ratings(tuple(rows))


def _read(text: Sequence[str]) -> tuple[list[Rating], list[str]]:
    heading = text[0] if text else ""
    lines = csv.DictReader(text, delimiter=max(",;\t", key=heading.count), restkey=BEYOND)
    named = [name.strip().lower() for name in lines.fieldnames or ()]
    if missing := [name for name in COLUMNS if name not in named]:
        raise BadRatings([f"line 1: the columns {', '.join(COLUMNS)} are needed; {', '.join(missing)} is missing."])
    if twice := [name for name in COLUMNS if named.count(name) > 1]:
        raise BadRatings([f"line 1: the column {twice[0]} is there twice."])
    lines.fieldnames = named
    rows: list[Rating] = []
    problems: list[str] = []
    for line in lines:
        try:
            rows.append(_rating(line))
        except ValueError as problem:
            problems.append(f"line {lines.line_num}: {problem}")
    return rows, problems


def _rating(line: dict[str, str]) -> Rating:
    if BEYOND in line:
        raise ValueError("there are more cells than the heading has.")
    cells = {name: (line.get(name) or "").strip() for name in COLUMNS}
    if empty := [name for name, cell in cells.items() if not cell]:
        raise ValueError(f"{empty[0]} is empty.")
    score = cells.pop("score")
    if not score.isascii() or not score.isdecimal() or int(score) >= MOST_CATEGORIES:
        raise ValueError(f"score “{score}” is not a whole number from 0 to {MOST_CATEGORIES - 1}.")
    return Rating(**cells, score=int(score))


def _twice(rows: Iterable[Rating]) -> Iterable[str]:
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        place = (row.candidate, row.assessor, row.criterion)
        if place in seen:
            yield f"{row.assessor} rates {row.candidate} on {row.criterion} twice; keep one of the two."
        seen.add(place)

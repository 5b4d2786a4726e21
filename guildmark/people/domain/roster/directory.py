"""The directory as it is, as far as a file is compared with it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Place:
    """A unit, a job function or a site: found by its code or by its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Known:
    """Someone in the directory. `unit`, `manager` (an employee number) and `since` are of the present employment."""

    employee_number: str
    username: str
    name: str
    email: str
    job_function: str
    site: str
    language: str
    time_zone: str
    unit: str = ""
    manager: str = ""
    since: date | None = None
    is_active: bool = True


class Places:
    """Finds a place by code or name, whatever its capitals."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.by_word = {}
        for place in places:
            self.by_word[plain(place.name)] = place.code
            self.by_word[plain(place.code)] = place.code
        self.codes = set(self.by_word.values())

    def find(self, word: str) -> str:
        return self.by_word.get(plain(word), "")

    def add(self, word: str) -> str:
        """A new place of this name, under a code that is free."""
        stem, number = coded(word), 2
        code = stem
        while code in self.codes:
            code, number = f"{stem}-{number}", number + 1
        self.codes.add(code)
        self.by_word[plain(word)] = code
        return code


@dataclass(frozen=True)
class Directory:
    people: tuple[Known, ...]
    units: tuple[Place, ...]
    functions: tuple[Place, ...]
    sites: tuple[Place, ...]
    zones: frozenset[str]
    languages: frozenset[str]

    @cached_property
    def by_number(self) -> dict[str, Known]:
        return {person.employee_number: person for person in self.people}


def plain(word: str) -> str:
    return " ".join(word.split()).casefold()


def coded(word: str) -> str:
    """A word as a code: “Café de l’Est” becomes `cafe-de-l-est`."""
    ascii_only = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:50] or "place"

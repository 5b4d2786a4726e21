"""Who works at Alder & Quay Instruments: 1,850 people in units, functions and sites, drawn from a seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from simulation.names import FIRST, LAST

TEAM = 11  # people in a team, its lead included
OPENED_ON = date(2023, 6, 1)

SITES = {
    "rotterdam": ("Rotterdam", "Europe/Amsterdam", "nl"),
    "leeds": ("Leeds", "Europe/London", "en"),
    "pune": ("Pune", "Asia/Kolkata", "en"),
    "monterrey": ("Monterrey", "America/Monterrey", "es"),
}

FUNCTIONS = {
    "operations": "Operations",
    "engineering": "Engineering",
    "data": "Data",
    "customer-care": "Customer care",
    "sales": "Sales",
    "finance": "Finance",
    "product": "Product",
    "quality-safety": "Quality and safety",
    "manufacturing": "Manufacturing",
    "people": "People",
    "it": "IT",
    "legal": "Legal",
    "management": "Management",
}

# Department: its function, and its headcount at each site.
DEPARTMENTS: dict[str, tuple[str, str, dict[str, int]]] = {
    "field-service": ("Field Service", "operations", {"rotterdam": 90, "leeds": 77, "pune": 88, "monterrey": 90}),
    "monitoring": ("Monitoring Service", "operations", {"rotterdam": 44, "pune": 66, "leeds": 22}),
    "engineering": ("Engineering", "engineering", {"rotterdam": 88, "leeds": 77, "pune": 88}),
    "data-science": ("Data Science", "data", {"rotterdam": 33, "leeds": 22, "pune": 44}),
    "customer-care": ("Customer Care", "customer-care", {"rotterdam": 66, "leeds": 66, "pune": 55, "monterrey": 77}),
    "sales": ("Sales", "sales", {"rotterdam": 55, "leeds": 44, "monterrey": 44}),
    "finance": ("Finance", "finance", {"rotterdam": 44, "pune": 22}),
    "product": ("Product", "product", {"rotterdam": 33, "leeds": 22}),
    "quality": ("Quality and Safety", "quality-safety", {"rotterdam": 22, "leeds": 22, "pune": 11, "monterrey": 22}),
    "manufacturing": ("Manufacturing", "manufacturing", {"rotterdam": 88, "leeds": 55, "monterrey": 99}),
    "supply": ("Supply", "manufacturing", {"rotterdam": 22, "pune": 22}),
    "academy": ("People and Academy", "people", {"rotterdam": 22, "pune": 22}),
    "it": ("IT", "it", {"leeds": 22, "pune": 22}),
    "legal": ("Legal", "legal", {"rotterdam": 11}),
}


@dataclass(frozen=True)
class Hire:
    """A row of the directory import. `manager` is a username; the lead of a team reports to the head of the department."""

    username: str
    name: str
    number: str
    unit: str
    function: str
    site: str
    language: str
    starts_on: date
    manager: str

    @property
    def email(self) -> str:
        return f"{self.username}@alderquay.example"


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    parent: str


def units() -> list[Unit]:
    """The line organisation, parents before children: company, departments, teams."""
    found = [Unit("alder-quay", "Alder & Quay Instruments", ""), Unit("board", "Board", "alder-quay")]
    for code, (name, _function, sites) in DEPARTMENTS.items():
        found.append(Unit(code, name, "alder-quay"))
        for site, count in sites.items():
            for number in range(1, teams_of(count) + 1):
                team = f"{name}, {SITES[site][0]} {number}"
                found.append(Unit(f"{code}-{site}-{number}", team, code))
    return found


def teams_of(count: int) -> int:
    return max(1, count // TEAM)


def people(rng: random.Random) -> list[Hire]:
    """Everybody who is not in the cast, managers before their reports."""
    names = NameBook(rng)
    chief = names.hire(unit="board", function="management", site="rotterdam", manager="", number=1)
    found = [chief]
    for code, (_name, function, sites) in DEPARTMENTS.items():
        head = names.hire(
            unit=code, function=function, site=next(iter(sites)), manager=chief.username, number=len(found) + 1
        )
        found.append(head)
        for site, count in sites.items():
            for team in range(1, teams_of(count) + 1):
                found += _team(names, f"{code}-{site}-{team}", function, site, head.username, len(found) + 1)
    return found


def _team(names: "NameBook", unit: str, function: str, site: str, head: str, first: int) -> list[Hire]:
    lead = names.hire(unit=unit, function=function, site=site, manager=head, number=first)
    rest = [
        names.hire(unit=unit, function=function, site=site, manager=lead.username, number=first + offset)
        for offset in range(1, TEAM)
    ]
    return [lead, *rest]


class NameBook:
    """Gives everyone a name of their site and a username nobody else has."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()
        self.pairs = {site: self._pairs(site) for site in SITES}

    def _pairs(self, site: str) -> Iterator[tuple[str, str]]:
        pairs = [(first, last) for first in FIRST[site] for last in LAST[site]]
        self.rng.shuffle(pairs)
        return iter(pairs)

    def hire(self, *, unit: str, function: str, site: str, manager: str, number: int) -> Hire:
        first, last = next(self.pairs[site])
        started = OPENED_ON - timedelta(days=self.rng.randint(30, 4200))
        return Hire(
            username=self._username(first, last),
            name=f"{first} {last}",
            number=f"AQ-{number:05d}",
            unit=unit,
            function=function,
            site=site,
            language=SITES[site][2] if SITES[site][2] in ("en", "nl") else "en",
            starts_on=started,
            manager=manager,
        )

    def _username(self, first: str, last: str) -> str:
        base = f"{first}-{last}".lower().replace(" ", "-")
        name, number = base, 1
        while name in self.taken:
            number += 1
            name = f"{base}-{number}"
        self.taken.add(name)
        return name

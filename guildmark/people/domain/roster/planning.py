"""What a sheet would do to the directory: whom it adds, changes, moves, leaves; or what stands against it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from guildmark.people.domain.lines import circles
from guildmark.people.domain.roster.directory import Directory, Known, Places, coded
from guildmark.people.domain.roster.faults import Fault, fault
from guildmark.people.domain.roster.reading import Row, Sheet

FIELDS = ("name", "email", "job_function", "site", "language", "time_zone")


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Planned:
    """What becomes of one line: `added`, `moved` (and perhaps changed), `changed` or `unchanged`."""

    line: int
    kind: str
    person: Known
    changes: tuple[Change, ...] = ()
    starts_on: date | None = None


@dataclass(frozen=True)
class Opening:
    """A unit, job function or site that the file needs and the directory does not have."""

    kind: str
    code: str
    name: str
    parent: str = ""
    time_zone: str = ""


@dataclass(frozen=True)
class Plan:
    people: tuple[Planned, ...]
    openings: tuple[Opening, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]

    def of(self, kind: str) -> list[Planned]:
        return [planned for planned in self.people if planned.kind == kind]

    @property
    def does_nothing(self) -> bool:
        return not self.openings and all(planned.kind == "unchanged" for planned in self.people)

    @cached_property
    def digest(self) -> str:
        """Names exactly this plan: what was previewed is what is applied, or it is previewed again."""
        return hashlib.sha256(repr((self.people, self.openings, self.faults)).encode()).hexdigest()


def plan(sheet: Sheet, directory: Directory, *, today: date, open_places: bool) -> Plan:
    """What applying `sheet` on `today` would do. New places only where `open_places` says so."""
    return _Planning(sheet, directory, today, open_places).plan()


class _Planning:
    """One walk over the sheet; faults gather as it goes."""

    def __init__(self, sheet: Sheet, directory: Directory, today: date, open_places: bool) -> None:
        self.sheet, self.directory, self.today, self.open_places = sheet, directory, today, open_places
        self.places = {
            "unit": Places(directory.units),
            "job_function": Places(directory.functions),
            "site": Places(directory.sites),
        }
        self.openings: dict[tuple[str, str], Opening] = {}
        self.faults: list[Fault] = list(sheet.faults)
        self.notes: list[Fault] = []
        self.names = {person.username: person.employee_number for person in directory.people}
        self.addresses = {person.email.casefold(): person.employee_number for person in directory.people}

    def plan(self) -> Plan:
        rows = self._once(self.sheet.rows)
        self._claim_usernames(rows)
        targets = {row.employee_number: self._target(row) for row in rows}
        self._managers(rows, targets)
        self._circles(rows, targets)
        people = [self._planned(row, targets[row.employee_number]) for row in rows]
        wrong = {found.line for found in self.faults}
        return Plan(
            tuple(planned for planned in people if planned.line not in wrong),
            tuple(self.openings.values()),
            tuple(sorted(set(self.faults))),
            tuple(sorted(set(self.notes))),
        )

    def _once(self, rows: Iterable[Row]) -> list[Row]:
        """The first row of each person; faults for what comes again, in the file or against the directory."""
        first: dict[tuple[str, str], int] = {}
        kept = []
        for row in rows:
            again = False
            for name, key in (("employee_number", row.employee_number), ("email", row.email.casefold())):
                if (name, key) in first:
                    self.faults.append(fault(row.line, name, "twice", given=key, first=first[name, key]))
                    again = True
                first.setdefault((name, key), row.line)
            taken = self.addresses.get(row.email.casefold(), row.employee_number)
            if taken != row.employee_number:
                holder = self.directory.by_number[taken].name
                self.faults.append(fault(row.line, "email", "taken", given=row.email, name=holder))
            if not again:
                kept.append(row)
        return kept

    def _claim_usernames(self, rows: list[Row]) -> None:
        for row in rows:
            if not row.username:
                continue
            known = self.directory.by_number.get(row.employee_number)
            holder = self.names.setdefault(row.username, row.employee_number)
            if known and known.username != row.username:
                self.faults.append(fault(row.line, "username", "username_stays", name=known.username))
            elif holder != row.employee_number:
                self.faults.append(fault(row.line, "username", "username_taken", given=row.username, number=holder))

    def _username(self, row: Row) -> str:
        """The one given, or one made from the address; with a number where that is taken."""
        stem = row.username or coded(row.email.partition("@")[0])
        name, number = stem, 2
        while self.names.setdefault(name, row.employee_number) != row.employee_number:
            name, number = f"{stem}-{number}", number + 1
        return name

    def _target(self, row: Row) -> Known:
        """This person as the file has them; where it leaves a choice open, as the directory has them."""
        known = self.directory.by_number.get(row.employee_number)
        zone = self._listed(row, "time_zone", self.directory.zones)
        language = self._listed(row, "language", self.directory.languages)
        return Known(
            employee_number=row.employee_number,
            username=known.username if known else self._username(row),
            name=row.name,
            email=row.email,
            job_function=self._place(row, "job_function", row.job_function),
            site=self._place(row, "site", row.site),
            language=language or (known.language if known else ""),
            time_zone=zone or (known.time_zone if known else ""),
            unit=self._place(row, "unit", row.unit),
            manager=known.manager if known else "",
            since=row.since,
            is_active=known.is_active if known else True,
        )

    def _listed(self, row: Row, column: str, listed: frozenset[str]) -> str:
        given = getattr(row, column)
        if given and given not in listed:
            self.faults.append(fault(row.line, column, f"no_such_{column}", given=given))
        return given

    def _place(self, row: Row, kind: str, word: str) -> str:
        """The code of this place; opened where asked, a fault where not."""
        if code := self.places[kind].find(word):
            return code
        if not self.open_places:
            self.faults.append(fault(row.line, kind, "no_such_place", given=word))
            return ""
        parent = (
            self._place(row, "unit", row.parent_unit) if kind == "unit" and row.parent_unit not in ("", word) else ""
        )
        code = self.places[kind].add(word)
        zone = row.time_zone if kind == "site" else ""
        self.openings[kind, code] = Opening(kind, code, word, parent, zone)
        return code

    def _managers(self, rows: list[Row], targets: dict[str, Known]) -> None:
        if "manager" not in self.sheet.columns:
            return
        everyone = {**self.directory.by_number, **targets}
        by_word = {person.email.casefold(): number for number, person in everyone.items()}
        by_word |= {person.username: number for number, person in everyone.items()}
        by_word |= {number.casefold(): number for number in everyone}
        for row in rows:
            found = by_word.get(row.manager.casefold(), "")
            if row.manager and not found:
                self.faults.append(fault(row.line, "manager", "no_such_manager", given=row.manager))
            elif found == row.employee_number:
                self.faults.append(fault(row.line, "manager", "own_manager", name=row.name))
            elif found and not everyone[found].is_active:
                self.faults.append(fault(row.line, "manager", "manager_closed", name=everyone[found].name))
            targets[row.employee_number] = replace(targets[row.employee_number], manager=found)

    def _circles(self, rows: list[Row], targets: dict[str, Known]) -> None:
        everyone = {**self.directory.by_number, **targets}
        lines = {row.employee_number: row.line for row in rows}
        above = {number: person.manager or None for number, person in everyone.items()}
        for circle in circles(above):
            if len(circle) == 1:
                continue
            names = " → ".join(everyone[number].name for number in (*circle, circle[0]))
            self.faults += [fault(lines[n], "manager", "circle", names=names) for n in circle if n in lines]

    def _planned(self, row: Row, target: Known) -> Planned:
        known = self.directory.by_number.get(row.employee_number)
        if known is None:
            return Planned(row.line, "added", target, starts_on=row.since or self.today)
        changes = [
            Change(name, getattr(known, name), getattr(target, name))
            for name in FIELDS
            if getattr(known, name) != getattr(target, name)
        ]
        if (known.unit, known.manager) == (target.unit, target.manager):
            if row.since and row.since != known.since:
                self.notes.append(fault(row.line, "since", "since_stays", given=row.since, since=known.since))
            return Planned(row.line, "changed" if changes else "unchanged", target, tuple(changes))
        for name in ("unit", "manager"):
            if getattr(known, name) != getattr(target, name):
                changes.append(Change(name, getattr(known, name), getattr(target, name)))
        starts_on = row.since or self.today
        if known.since and starts_on <= known.since:
            self.faults.append(fault(row.line, "since", "move_too_early", since=known.since))
        return Planned(row.line, "moved", target, tuple(changes), starts_on)

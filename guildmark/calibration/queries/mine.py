"""An assessor’s own calibration: private to them, and to those who answer for the program."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.assessment.lifecycle.judging import OPEN
from guildmark.assessment.models import Qualification, SeatState
from guildmark.calibration.domain.qualifying import Line
from guildmark.calibration.lifecycle import may_calibrate
from guildmark.calibration.models import CalibrationSet, Reading
from guildmark.calibration.permissions import Can
from guildmark.calibration.queries.judging import turns_of_studies
from guildmark.calibration.queries.reading import Criterionwise, compared, feedback
from guildmark.kernel.access import Decision, may, reach
from guildmark.kernel.turns import Turn
from guildmark.kernel.turns import Waiting as Wait
from guildmark.people.models import Person, company_day
from guildmark.programs.models import Program


@dataclass(frozen=True)
class Compared:
    """A reading that is done, against the reference: how many levels were the same, and how many within one."""

    reading: Reading
    lines: Sequence[Line]

    @property
    def same(self) -> int:
        return sum(not line.apart for line in self.lines)

    @property
    def within_one(self) -> int:
        return sum(line.apart <= 1 for line in self.lines)

    @property
    def of(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class SetRow:
    """A set: how far it is, and what came of it."""

    calibration_set: CalibrationSet
    read: int
    of: int
    next_seat: int | None


@dataclass(frozen=True)
class OfProgram:
    """What one assessor’s page says about one program."""

    program: Program
    qualified_until: date | None
    qualified: bool
    sets: Sequence[SetRow]
    seeds: Sequence[Compared]
    may_ask: Decision

    @property
    def open_set(self) -> SetRow | None:
        return next((one for one in self.sets if one.calibration_set.closed_at is None), None)


def programs_assessed(person: Person, *, at: datetime) -> QuerySet[Program]:
    """The programs for which this person may calibrate: those they are or were qualified for, or were asked for."""
    reached = Program.objects.filter(reach(person, Can.CALIBRATE, at=at).where(program="pk"))
    known = Q(qualifications__person=person) | Q(pk__in=CalibrationSet.objects.filter(person=person).values("program"))
    return reached.filter(known).distinct().order_by("title")


def get_program_assessed(person: Person, slug: str, *, at: datetime) -> Program:
    """A program that this person is an assessor of."""
    found = Program.objects.filter(reach(person, Can.CALIBRATE, at=at).where(program="pk"), slug=slug).first()
    if found is None:
        raise Http404
    return found


def own_calibration(person: Person, *, at: datetime) -> list[OfProgram]:
    """Everything about this assessor, program by program. Seven queries, and one a program."""
    programs = list(programs_assessed(person, at=at))
    until = _qualified(person, at)
    sets = set_rows(CalibrationSet.objects.filter(person=person, program__in=programs))
    seeds = seeds_read(Reading.objects.filter(person=person))
    return [
        OfProgram(
            program=one,
            qualified_until=until.get(one.pk),
            qualified=one.pk in until,
            sets=[row for row in sets if row.calibration_set.program_id == one.pk],
            seeds=seeds.get(one.pk, ()),
            may_ask=may_calibrate(person, one, person, at),
        )
        for one in programs
    ]


def _qualified(person: Person, at: datetime) -> dict[int, date | None]:
    """Until when, by program, the longest in force; no day where it has no end."""
    day = company_day(at)
    rows = Qualification.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person=person, starts_on__lte=day)
    found: dict[int, date | None] = {}
    for program, ends_on in rows.order_by("ends_on").values_list("program", "ends_on"):
        found[program] = None if ends_on is None or (program in found and found[program] is None) else ends_on
    return found


def set_rows(found: QuerySet[CalibrationSet]) -> list[SetRow]:
    """These sets, the newest first. Two queries."""
    rows = list(found.select_related("program", "person").order_by("-asked_at", "-pk"))
    readings: Mapping[int, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(calibration_set__in=rows).select_related("seat").order_by("seat__pk"):
        if reading.seat.state != SeatState.DECLINED:
            readings[reading.calibration_set_id or 0].append(reading)
    return [_set_row(one, readings[one.pk]) for one in rows]


def _set_row(one: CalibrationSet, readings: Sequence[Reading]) -> SetRow:
    waiting = [reading.seat_id for reading in readings if reading.seat.state in OPEN]
    return SetRow(one, len(readings) - len(waiting), len(readings), waiting[0] if waiting else None)


def seeds_read(found: QuerySet[Reading]) -> dict[int, list[Compared]]:
    """The seeds among these readings that were scored, by program, the newest first. Three queries."""
    sealed = found.filter(calibration_set=None, seat__state=SeatState.SEALED)
    rows = list(
        sealed.select_related("exemplar__work__task", "exemplar__work__candidacy", "seat__sheet", "seat__panel__submission")
        .order_by("-seat__sheet__sealed_at")
    )  # fmt: skip
    lines = compared(rows)
    by_program: dict[int, list[Compared]] = defaultdict(list)
    for row in rows:
        by_program[row.exemplar.work.candidacy.program_id].append(Compared(row, lines.get(row.pk, ())))
    return by_program


def get_set(person: Person, pk: int, *, at: datetime) -> CalibrationSet:
    """One’s own set, or one of a program that one answers for."""
    found = CalibrationSet.objects.select_related("person", "program").filter(pk=pk).first()
    if found is None:
        raise Http404
    mine = found.person_id == person.pk and may(person, Can.CALIBRATE, found, at=at)
    if not mine and not may(person, Can.SEE_RELIABILITY, found, at=at):
        raise Http404
    return found


@dataclass(frozen=True)
class ReadBack:
    """An exemplar of a set, as it is read back: nothing of the reference while the set is open."""

    reading: Reading
    ref: str
    task: str
    sealed: bool
    seat_id: int | None
    lines: Sequence[Criterionwise]


def read_back(asked: CalibrationSet, person: Person) -> list[ReadBack]:
    """The exemplars of a set in the order in which they were given. `seat_id`: for the assessor only."""
    rows = asked.readings.select_related("exemplar__work__task", "seat__panel__submission").order_by("pk")
    return [
        ReadBack(
            reading=one,
            ref=one.seat.panel.submission.ref,
            task=one.exemplar.work.task.title,
            sealed=one.seat.state == SeatState.SEALED,
            seat_id=one.seat_id if one.person_id == person.pk and one.seat.state != SeatState.DECLINED else None,
            lines=feedback(one) if asked.closed_at is not None else (),
        )
        for one in rows
    ]


def turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """Studies of a cut, and a set that waits to be read. The exemplars themselves wait in the queue. Three queries."""
    yield from turns_of_studies(person)
    if not may(person, Can.CALIBRATE, at=at):
        return
    for one in CalibrationSet.objects.filter(person=person, closed_at=None).select_related("program"):
        yield Turn(
            Wait.ON_ME,
            _("Calibrate for {program}").format(program=one.program.title),
            reverse("calibration:set", args=[one.pk]),
            since=one.asked_at,
            next=_("score the exemplars in your queue"),
            hat="assessor",
            action=_("Open"),
        )

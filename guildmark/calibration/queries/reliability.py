"""How far a program’s assessors agree, as last recorded: for those who answer for it, and each assessor’s own part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.assessment.models import Qualification, SeatState
from guildmark.calibration.domain.qualifying import Line, Measure, agreement_of
from guildmark.calibration.domain.reliability import LEAST_SHEETS, LEAST_WORKS
from guildmark.calibration.models import AssessorPause, CalibrationSet, Reading, Reliability
from guildmark.calibration.permissions import Can
from guildmark.calibration.queries.following import charts
from guildmark.calibration.queries.pictures import ChartPicture, Interval, Picture, chart_picture, picture
from guildmark.calibration.queries.reading import compared
from guildmark.kernel.access import may
from guildmark.people.models import Person
from guildmark.programs.models import Program

NOTABLE = Decimal("0.3")
"""Of a level: what lies closer to the others is not worth a word."""


@dataclass(frozen=True)
class Reads:
    """How one assessor reads, in levels: `points` more is more severe. `raw`: the mean given; `fair`: what an assessor of
    average severity would have given for the same work."""

    person_id: int
    name: str
    sheets: int
    exemplars: int
    linked: bool
    told: bool
    points: Decimal | None
    low: Decimal | None
    high: Decimal | None
    raw: Decimal | None
    severity: Decimal | None
    se: Decimal | None
    infit: Decimal | None
    paused: bool
    reference: Decimal | None
    compared: int

    @property
    def fair(self) -> Decimal | None:
        return None if self.raw is None or self.points is None else self.raw + self.points

    @property
    def apart(self) -> bool:
        """Whether they clearly read otherwise: chance doesn’t explain it, and it is worth a word."""
        if self.points is None or self.low is None or self.high is None:
            return False
        return abs(self.points) >= NOTABLE and (self.low > 0 or self.high < 0)

    @property
    def in_words(self) -> str:
        if not self.linked:
            return _("not linked")
        if not self.told or self.points is None:
            return _("too few sheets to tell")
        by = f"{abs(self.points):.1f}"
        if not self.apart:
            return _("as the others do")
        told = _("{by} of a level more severely") if self.points > 0 else _("{by} of a level more leniently")
        return told.format(by=by)


@dataclass(frozen=True)
class Agreed:
    """Agreement on one criterion, or on all; each figure with its 95% interval."""

    title: str
    told: bool
    pairs: int
    alpha: Sequence[Decimal | None]
    kappa: Sequence[Decimal | None]
    exact: Sequence[Decimal | None]
    adjacent: Sequence[Decimal | None]


@dataclass(frozen=True)
class Page:
    """Everything on the page of a program."""

    program: Program
    as_of: datetime | None
    sheets: int
    works: int
    exemplars: int
    groups: int
    assessors: Sequence[Reads]
    overall: Agreed | None
    criteria: Sequence[Agreed]
    picture: Picture
    finding: str


def latest(program: Program) -> Reliability | None:
    return Reliability.objects.filter(program=program).order_by("-as_of").first()


def reliability(program: Program) -> Page:
    """As last recorded, in the order of the alphabet: it is no ranking. Seven queries."""
    found = latest(program)
    figures: Mapping[str, Any] = found.figures if found else {}
    assessors = _reads(program, figures)
    return Page(
        program=program,
        as_of=found.as_of if found else None,
        sheets=figures.get("sheets", 0),
        works=figures.get("works", 0),
        exemplars=figures.get("exemplars", 0),
        groups=figures.get("groups", 0),
        assessors=assessors,
        overall=_agreed("", figures["overall"]) if figures.get("overall") else None,
        criteria=[_agreed(one["title"], one) for one in figures.get("criteria", ())],
        picture=picture(
            [Interval(one.name, one.points, one.low, one.high, one.in_words, one.apart) for one in assessors]
        ),
        finding=finding_of(assessors, figures),
    )


def _reads(program: Program, figures: Mapping[str, Any]) -> list[Reads]:
    rows = {one["person"]: one for one in figures.get("assessors", ())}
    names = dict(Person.objects.filter(pk__in=rows).values_list("pk", "name"))
    pauses = AssessorPause.objects.filter(program=program, lifted_at=None).values_list("person", flat=True)
    paused = set(pauses)
    lines = reference_lines(program)
    return sorted(
        (read_of(row, names[pk], pk in paused, lines.get(pk, ())) for pk, row in rows.items()), key=lambda one: one.name
    )


def read_of(row: Mapping[str, Any], name: str, paused: bool, lines: Sequence[Line]) -> Reads:
    raw = _exact(row["raw"])
    return Reads(
        person_id=row["person"], name=name, sheets=row["sheets"], exemplars=row["exemplars"], linked=row["linked"],
        told=row["told"], points=_exact(row["points"]), low=_exact(row["low"]), high=_exact(row["high"]),
        raw=None if raw is None else raw + 1, severity=_exact(row["severity"]), se=_exact(row["se"]),
        infit=_exact(row["infit"]), paused=paused, reference=agreement_of(lines, Measure.KAPPA), compared=len(lines),
    )  # fmt: skip


def reference_lines(program: Program) -> dict[int, list[Line]]:
    """By assessor: every level given for an exemplar that may be told by now, beside the reference. Three queries."""
    done = Reading.objects.filter(exemplar__work__candidacy__program=program, seat__state=SeatState.SEALED)
    rows = list(done.exclude(calibration_set__isnull=False, calibration_set__closed_at=None))
    lines = compared(rows)
    found: dict[int, list[Line]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).extend(lines.get(row.pk, ()))
    return found


def _exact(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _agreed(title: str, row: Mapping[str, Any]) -> Agreed:
    parts = {name: [_exact(row[name][part]) for part in ("value", "low", "high")] for name in MEASURED}
    return Agreed(title, row["told"], row["pairs"], *(parts[name] for name in MEASURED))


MEASURED = ("alpha", "kappa", "exact", "adjacent")


def finding_of(assessors: Sequence[Reads], figures: Mapping[str, Any]) -> str:
    """The title of the picture: what it says."""
    told = [one for one in assessors if one.told]
    if not told:
        return _("It can’t be told yet how the assessors read: that takes {works} pieces of work read by two, and {n} sheets of each.").format(
            works=LEAST_WORKS, n=LEAST_SHEETS
        )  # fmt: skip
    apart = sum(one.apart for one in told)
    if not apart:
        return _("No assessor of {n} reads clearly otherwise than the rest").format(n=len(told))
    return ngettext(
        "{k} assessor of {n} reads clearly otherwise than the rest",
        "{k} assessors of {n} read clearly otherwise than the rest",
        apart,
    ).format(k=apart, n=len(told))


@dataclass(frozen=True)
class Own:
    """One’s own part: nobody else’s figures are in it."""

    as_of: datetime
    reads: Reads | None
    title: str
    picture: Picture
    chart: ChartPicture | None
    pause: AssessorPause | None


def own_reliability(person: Person, program: Program, *, at: datetime) -> Own | None:
    """How this assessor reads, as last recorded, and their control chart today."""
    found = latest(program)
    pause = AssessorPause.objects.filter(person=person, program=program, lifted_at=None).first()
    if found is None:
        return None
    row = next((one for one in found.figures["assessors"] if one["person"] == person.pk), None)
    lines = reference_lines(program).get(person.pk, [])
    reads = read_of(row, person.name, pause is not None, lines) if row else None
    drawn = charts(program, at=at).get(person.pk)
    shown = [Interval(_("you"), reads.points, reads.low, reads.high, reads.in_words, reads.apart)] if reads else []
    return Own(
        as_of=found.as_of,
        reads=reads,
        title=_own_title(reads),
        picture=picture(shown),
        chart=chart_picture(drawn) if drawn and len(drawn.points) > 1 else None,
        pause=pause,
    )


def _own_title(reads: Reads | None) -> str:
    if reads is None or not reads.told:
        if reads is not None and not reads.linked:
            return _("Nothing links your sheets to those of others yet, so they can’t be compared")
        return _("It can’t be told yet how you read: that takes {n} sheets").format(n=LEAST_SHEETS)
    if not reads.apart or reads.points is None or reads.low is None or reads.high is None:
        return _("You read as the others do, as far as can be told")
    ends = sorted((abs(reads.low), abs(reads.high)))
    told = {"by": f"{abs(reads.points):.1f}", "low": f"{ends[0]:.1f}", "high": f"{ends[1]:.1f}"}
    if reads.points > 0:
        return _("You give about {by} of a level less than others would for the same work ({low} to {high})").format(
            **told
        )
    return _("You give about {by} of a level more than others would for the same work ({low} to {high})").format(**told)


@dataclass(frozen=True)
class AssessorFacts:
    """What stands of an assessor beside how they read: until when they are qualified, their last set, their pause."""

    person_id: int
    name: str
    until: date | None
    last_set: CalibrationSet | None
    pause: AssessorPause | None


def assessors_of(program: Program, *, on: date) -> list[AssessorFacts]:
    """Who is or was qualified, in the order of the alphabet. Three queries."""
    people: dict[int, str] = {}
    until: dict[int, date | None] = {}
    for row in Qualification.objects.filter(program=program, starts_on__lte=on).select_related("person"):
        people[row.person_id] = row.person.name
        if row.ends_on is None or row.ends_on >= on:
            until[row.person_id] = row.ends_on
    sets: dict[int, CalibrationSet] = {}
    for one in CalibrationSet.objects.filter(program=program).select_related("person").order_by("asked_at", "pk"):
        sets[one.person_id] = one
        people.setdefault(one.person_id, one.person.name)
    pauses = {one.person_id: one for one in AssessorPause.objects.filter(program=program, lifted_at=None)}
    rows = [AssessorFacts(pk, name, until.get(pk), sets.get(pk), pauses.get(pk)) for pk, name in people.items()]
    return sorted(rows, key=lambda one: one.name)


def get_pause(person: Person, pk: int, *, at: datetime) -> AssessorPause:
    found = AssessorPause.objects.select_related("person", "program").filter(pk=pk).first()
    if found is None or not may(person, Can.PAUSE, found, at=at):
        raise Http404
    return found


def get_assessor(program: Program, pk: int, *, on: date) -> Person:
    """Somebody whom the program knows as an assessor."""
    if pk not in {one.person_id for one in assessors_of(program, on=on)}:
        raise Http404
    return Person.objects.get(pk=pk)

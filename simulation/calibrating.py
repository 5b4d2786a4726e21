"""Calibrating: exemplars of field commissioning, on which Kwame turns out to read 0.7 of a level lower.

In February 2026 Priya makes fourteen exemplars; six of them are read by Kwame and two others. The night before the story the
installation works out how everybody reads: Kwame gets no new work for now, and six more exemplars to calibrate on.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from guildmark.assessment import actions as assessment
from guildmark.assessment.models import Seat, SeatState, Submission, SubmissionState
from guildmark.calibration import actions
from guildmark.calibration.domain.qualifying import Policy
from guildmark.calibration.jobs import record_reliabilities
from guildmark.calibration.models import Exemplar, ReferenceLevel
from guildmark.kernel.clock import STORY_START
from guildmark.people.models import Person
from guildmark.programs.domain.rubric import Rubric, least_of
from guildmark.programs.models import Program
from guildmark.programs.queries import rubric_of
from simulation import evidence, hours
from simulation.founding import World
from simulation.judging import SLIPS
from simulation.story import FCE

BEGUN = datetime(2026, 2, 9, 9, 30, tzinfo=UTC)
LAST_NIGHT = STORY_START - timedelta(hours=6)
EXEMPLARS, IN_A_SET = 14, 6
SHOWS = ("Every source isolated, and proved", "Cause tested, before and after", "Tag missing on one point",
         "Checklist followed, no cause named", "All there, written up late", "Judgement on the edge")  # fmt: skip


def calibrate(world: World) -> Iterator[datetime]:
    """Priya makes the exemplars, their experts agree, three assessors read six of them."""
    rng, at = random.Random(20260209), BEGUN
    priya, program = world.people["priya"], Program.objects.get(slug=FCE)
    readers = [world.people["kwame"], *(world.people[name] for name in world.assessors[FCE][3:5])]
    actions.set_policy(
        program=program, policy=Policy(exemplars=IN_A_SET), reason="Six show a whole range of work.", by=priya, at=at
    )
    for number, work in enumerate(_works(program, readers)):
        at = hours.later(rng, at, 0.05, 0.4, ZoneInfo(priya.time_zone))
        yield at
        _exemplar(work, SHOWS[number % len(SHOWS)], world, rng, at)
    for reader in readers:
        yield (at := hours.later(rng, at, 0.2, 1, ZoneInfo(priya.time_zone)))
        actions.ask_for_set(person=reader, program=program, by=priya, at=at)
    for reader in readers:
        yield from _read(reader, rng, at)


def _works(program: Program, readers: list[Person]) -> list[Submission]:
    """Decided without adjudication, by panels of which none of the readers was a member."""
    found = Submission.objects.filter(
        candidacy__program=program, state=SubmissionState.DECIDED, adjudication=None, round=1, attempt=1
    ).exclude(panel__seats__assessor__in=readers)
    kept = found.select_related("task", "candidacy__version").order_by("result__met", "-decided_at", "pk")
    return [*kept[:3], *kept.filter(result__met=True)[: EXEMPLARS - 3]]


def _exemplar(work: Submission, title: str, world: World, rng: random.Random, at: datetime) -> Exemplar:
    """Two who know neither the work nor its candidate’s name say what it is worth."""
    experts = [world.people[name] for name in world.assessors[FCE][1:3] if name != "kwame"][:2]
    experts += [world.people["tomasz"]][: 2 - len(experts)]
    made = actions.make_exemplar(
        submission=work, title=f"{title}: {work.task.title}"[:120], basis="consent",
        reason="Agreed by mail when the decision was told.", experts=experts, by=world.people["priya"], at=at,
    )  # fmt: skip
    levels = {key: (level, evidence.rationale(rng, short=level < 3)) for key, level in _shown(work).items()}
    later = at + timedelta(minutes=20)
    reference = actions.propose_reference(exemplar=made, levels=levels, by=experts[0], at=later)
    actions.agree_on_reference(reference=reference, by=experts[1], at=later + timedelta(minutes=15))
    return made


def _shown(work: Submission) -> dict[str, int]:
    """What the work shows: the highest level that a sheet of its panel gave, for whoever slipped gave less."""
    found: dict[str, int] = {}
    for seat in Seat.objects.filter(panel__submission=work, state=SeatState.SEALED).select_related("sheet"):
        for key, level in seat.sheet.scores.values_list("criterion__key", "level"):
            found[key] = max(found.get(key, 1), level or 1)
    return found


def _read(reader: Person, rng: random.Random, at: datetime) -> Iterator[datetime]:
    """One exemplar after the other, in working hours."""
    zone = ZoneInfo(reader.time_zone)
    for reading in reader.readings.select_related("exemplar__work__task", "seat__panel__submission").order_by("pk"):
        yield (at := hours.later(rng, at, 0.5, 2, zone))
        seat = assessment.start_seat(seat=reading.seat, by=reader, at=at)
        yield (at := at + timedelta(minutes=rng.randint(15, 40)))
        rubric = rubric_of(reading.exemplar.work.task)
        lines = _lines(reading.reference_id, rubric, SLIPS.get(reader.username, 0.06), rng)
        assessment.fill_sheet(seat=seat, lines=lines, by=reader, at=at)
        assessment.seal_sheet(seat=seat, by=reader, at=at)


def _lines(reference: int, rubric: Rubric, slip: float, rng: random.Random) -> dict[str, tuple[int, str]]:
    agreed = dict(ReferenceLevel.objects.filter(reference=reference).values_list("criterion__key", "level"))
    lines = {}
    for criterion in rubric.criteria:
        level = max(1, agreed[criterion.key] - (rng.random() < slip))
        short = level < (least_of(criterion, rubric) or rubric.cut or 3)
        lines[criterion.key] = (level, evidence.rationale(rng, short=short) if short else "")
    return lines


def work_out_last_night() -> None:
    """What the nightly job found before the story begins."""
    record_reliabilities(LAST_NIGHT)

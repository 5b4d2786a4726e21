"""Playing the story: every path is a generator that acts through the verbs and yields the moment of its next act.

A heap keeps the moments in order, so that the journal reads as if it had been lived. What lies after the story's
first moment is not played: those paths are simply where they are.
"""

import gc
import heapq
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from django.db import transaction
from django.db.models import F

from guildmark.kernel.access import SYSTEM
from guildmark.kernel.clock import STORY_START
from guildmark.kernel.models import OutboxMessage
from guildmark.people import actions as people
from guildmark.people.models import OrgUnit, Person
from guildmark.portal.actions import mark_read
from guildmark.programs.queries import document_of, open_versions, tree_of
from simulation import story
from simulation.arranging import ARRANGING
from simulation.calibrating import BEGUN, calibrate, work_out_last_night
from simulation.cast import CAST
from simulation.criteria import WRITING
from simulation.founding import World, found
from simulation.governing import GOVERNING
from simulation.lasting import LASTING
from simulation.sessions import SESSIONS
from simulation.standards import STANDARDS
from simulation.tying import TYING
from simulation.validating import VALIDATING
from simulation.ways import Way

SEED = 20260416
REORGANISED = datetime(2025, 3, 3, 8, 0, tzinfo=UTC)
EASTER = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


def play(seed: int = SEED) -> None:
    """Found the company, then live through its history in one transaction. The same seed gives the same company."""
    rng = random.Random(seed)
    with transaction.atomic():
        world = found(rng)
    for version in open_versions():
        document_of(version)  # committed, so the process remembers it from here on
        tree_of(version)
    with transaction.atomic(), _no_collection():
        _live(world, rng)


@contextmanager
def _no_collection() -> Iterator[None]:
    """What lives here dies by itself; looking for cycles would take an eighth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _live(world: World, rng: random.Random) -> None:
    lots = Casting(world, rng)
    moments = count()
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []
    for path in story.paths(rng):
        way = Way(world, path, lots.whose(path), random.Random(rng.random())).walk()
        heapq.heappush(waiting, (_morning(path.applied_on), next(moments), way))
    changes = (
        (REORGANISED, _reorganise),
        (EASTER, _go_on_leave),
        (BEGUN, calibrate),
        *WRITING,
        *VALIDATING,
        *STANDARDS,
        *ARRANGING,
        *SESSIONS,
        *TYING,
        *GOVERNING,
        *LASTING,
    )
    for moment, change in changes:
        heapq.heappush(waiting, (moment, next(moments), change(world)))
    while waiting and waiting[0][0] < STORY_START:
        _moment, _number, way = heapq.heappop(waiting)
        if (again := next(way, None)) is not None:
            heapq.heappush(waiting, (again, next(moments), way))
    work_out_last_night()
    OutboxMessage.objects.update(delivered_at=F("created_at"))  # it left at the time
    _read_the_news()


def _read_the_news() -> None:
    """Everyone has read what they were told, up to the last days."""
    read_at = STORY_START - timedelta(days=3)
    for person in Person.objects.filter(notifications__notified_at__lt=read_at).distinct():
        mark_read(person=person, told_before=read_at, by=person, at=read_at)


def _reorganise(world: World) -> Iterator[datetime]:
    """Clara moves from Marguerite’s team to finance; so Marguerite stands aside when Clara’s decision is due."""
    leader = world.people["mateus"]
    people.move(
        person=world.people["clara"], unit=OrgUnit.objects.get(code="finance"), manager=leader,
        starts_on=REORGANISED.date(), by=SYSTEM, at=REORGANISED,
    )  # fmt: skip
    yield from ()


def _go_on_leave(world: World) -> Iterator[datetime]:
    """Most who assess field engineers are away around Easter, so the queues of the others fill."""
    for username in world.assessors[story.FCE][4:]:
        people.grant_leave(
            person=world.people[username], starts_on=date(2026, 4, 2), ends_on=date(2026, 4, 19), by=SYSTEM, at=EASTER
        )
    yield from ()


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)


class Casting:
    """Gives each path a person of the program's job functions who leads nobody and has no other part."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        busy = {name for names in world.assessors.values() for name in names} | set(world.mentors)
        self.free = {slug: self._shuffled(functions, busy) for slug, functions in story.FUNCTIONS_OF.items()}

    def _shuffled(self, functions: tuple[str, ...], busy: set[str]) -> list[str]:
        cast = {member.username for member in CAST}
        names = sorted(
            name
            for name, person in self.world.people.items()
            if person.job_function.code in functions and name not in busy and name not in cast
        )
        self.rng.shuffle(names)
        return names

    def whose(self, path: story.Path) -> str:
        return path.who or self.free[path.program].pop()

"""How far somebody has come, in a line a candidacy: for Home, where what is left shows without a click."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from guildmark.candidacy.domain.progress import progress
from guildmark.candidacy.models import Candidacy, Fulfilment, State
from guildmark.candidacy.queries.plan import hours_of
from guildmark.candidacy.queries.reading import along
from guildmark.kernel.calendar import local_date
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person
from guildmark.programs.queries import tree_of

UNDER_WAY = (State.ADMITTED, State.IN_PROGRESS, State.PAUSED, State.AWAITING_DECISION)


@dataclass(frozen=True)
class Way:
    """`left`: the titles on the shortest way to done; `total` counts those met along with them."""

    pk: int
    person: str
    program: str
    state_words: str
    met: int
    left: tuple[str, ...]

    @property
    def total(self) -> int:
        return self.met + len(self.left)


def ways(person: Person, *, at: datetime) -> list[Way]:
    """The candidacies of `person` under way, the oldest first. Two queries, one where there is none."""
    candidacies = _under_way(person=person.pk)
    return _ways(candidacies, _kept(person=person.pk, day=local_date(at, person.time_zone)) if candidacies else [])


def ways_of_team(manager: Person, *, at: datetime) -> list[Way]:
    """The candidacies under way of those whom `manager` leads, by name. Two queries; none for who leads nobody."""
    if not (team := manager.leads(at)):
        return []
    theirs = Candidacy.objects.filter(person_id__in=team, state__in=UNDER_WAY)
    candidacies = list(along(theirs).order_by("person__name", "applied_at"))
    found = Fulfilment.objects.filter(candidacy__in=candidacies).on(local_date(at, manager.time_zone))
    return _ways(candidacies, found.values_list("candidacy_id", "node_key") if candidacies else [])


def _ways(candidacies: list[Candidacy], fulfilled: Iterable[tuple[int, str]]) -> list[Way]:
    kept: dict[int, set[str]] = defaultdict(set)
    for candidacy_id, key in fulfilled:
        kept[candidacy_id].add(key)
    return [_way(one, kept[one.pk]) for one in candidacies]


@prepared
def _under_way(person: int) -> QuerySet[Candidacy]:
    return along(Candidacy.objects.filter(person_id=person, state__in=UNDER_WAY)).order_by("applied_at")


@prepared
def _kept(person: int, day: date) -> QuerySet[Fulfilment, tuple[int, str]]:
    under_way = Fulfilment.objects.filter(candidacy__person_id=person, candidacy__state__in=UNDER_WAY)
    return under_way.on(day).values_list("candidacy_id", "node_key")


def _way(one: Candidacy, kept: set[str]) -> Way:
    tree = tree_of(one.version)
    found = progress(tree, kept, hours_of(one.version, tree))
    left = tuple(node.title for node in found.shortest)
    return Way(one.pk, one.person.name, one.program.title, one.get_state_display(), len(found.met), left)

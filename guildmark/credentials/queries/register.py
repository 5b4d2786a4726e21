"""The register of credentials: everything within a reader's reach, filtered, sorted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from guildmark.credentials import words
from guildmark.credentials.domain.standing import TAKEN_BACK, Standing
from guildmark.credentials.models import Credential, State
from guildmark.credentials.permissions import Can
from guildmark.credentials.queries.credentials import standing_of
from guildmark.kernel.access import ensure, may, reach
from guildmark.kernel.calendar import local_date
from guildmark.people.models import Person
from guildmark.programs.models import Program

SORTS = {
    "holder": ("holder__name", "pk"),
    "program": ("program__title", "holder__name", "pk"),
    "from": ("valid_from", "pk"),
    "until": ("valid_until", "pk"),
}


@dataclass(frozen=True)
class Row:
    ref: str
    holder: str
    program: str
    version: str
    valid_from: date
    valid_until: date
    standing: Standing
    public: bool

    @property
    def standing_name(self) -> str:
        return str(words.NAMES[self.standing])

    @property
    def tone(self) -> str:
        return words.tone(self.standing)


def register(
    person: Person, *, text: str = "", program: str = "", standing: str = "", sort: str = "-from", at: datetime
) -> QuerySet[Credential]:
    """What the person may see of the register, narrowed and sorted. Raises `Refused` without the permission."""
    ensure(may(person, Can.SEE_REGISTER, at=at))
    found = Credential.objects.filter(_within_reach(person, at)).select_related("holder", "program", "version")
    if text:
        found = found.filter(
            Q(holder__name__icontains=text) | Q(ref__icontains=text) | Q(program__title__icontains=text)
        )
    if program:
        found = found.filter(program__slug=program)
    if standing in Standing.__members__.values():
        found = found.filter(_of_standing(Standing(standing), at))
    order = SORTS.get(sort.removeprefix("-"), SORTS["from"])
    backwards = sort.startswith("-")
    return found.order_by(f"-{order[0]}" if backwards else order[0], *order[1:])


def _within_reach(person: Person, at: datetime) -> Q:
    return reach(person, Can.SEE_REGISTER, at=at).where(program="program_id")


def _of_standing(wanted: Standing, at: datetime) -> Q:
    """The rows of that standing: the days it starts and ends on differ from zone to zone, so each zone has its own."""
    if wanted in TAKEN_BACK:
        return Q(state=wanted.value)
    found = Q(pk__in=[])
    for zone in Credential.objects.order_by().values_list("zone", flat=True).distinct():
        found |= Q(zone=zone) & _between(wanted, local_date(at, zone))
    return Q(state=State.ACTIVE) & found


def _between(wanted: Standing, today: date) -> Q:
    counts = Q(valid_from__lte=today, valid_until__gte=today)
    return {
        Standing.AHEAD: Q(valid_from__gt=today),
        Standing.ACTIVE: counts & Q(renew_from__gt=today),
        Standing.DUE: counts & Q(renew_from__lte=today),
        Standing.IN_GRACE: Q(valid_until__lt=today, renew_until__gte=today),
        Standing.EXPIRED: Q(renew_until__lt=today),
    }[wanted]


def rows(credentials: Sequence[Credential], *, at: datetime) -> list[Row]:
    return [
        Row(
            one.ref,
            one.holder.name,
            one.program.title,
            one.version.number,
            one.valid_from,
            one.valid_until,
            standing_of(one, at),
            one.public,
        )
        for one in credentials
    ]


def programs_in_register(person: Person, *, at: datetime) -> list[tuple[str, str]]:
    """The programs to filter by: slug and title."""
    within = reach(person, Can.SEE_REGISTER, at=at).where(program="pk")
    held = Program.objects.filter(within, credentials__isnull=False).distinct()
    return list(held.order_by("title").values_list("slug", "title"))

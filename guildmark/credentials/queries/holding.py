"""Who holds what: asked by other rooms."""

from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, QuerySet
from django.urls import reverse

from guildmark.credentials.models import Credential, State
from guildmark.kernel.prepared import prepared
from guildmark.people.queries import company_day
from guildmark.programs.ports import Holders

MOST_SHOWN = 12


def holds(person_id: int, program_id: int, day: date) -> bool:
    """Whether the person holds a credential of that program which is in force on that day. Grace doesn't count."""
    held = Credential.objects.filter(holder_id=person_id, program_id=program_id, state=State.ACTIVE)
    return held.filter(valid_from__lte=day, valid_until__gte=day).exists()


def holders(program_id: int, at: datetime) -> Holders:
    """How many hold this program's credential today, and the latest of those who made theirs public. Two queries."""
    day = company_day(at)
    return Holders(
        count=sum(_how_many(program=program_id, day=day)),
        shown=tuple((name, public_url(ref)) for name, ref in _made_public(program=program_id, day=day)),
    )


@lru_cache(maxsize=4096)
def public_url(ref: str) -> str:
    return reverse("credentials:public", args=[ref])


@prepared
def _how_many(program: int, day: date) -> QuerySet[Credential, int]:
    by_program = _in_force(program, day).order_by().values("program")
    return by_program.annotate(count=Count("holder", distinct=True)).values_list("count", flat=True)


@prepared
def _made_public(program: int, day: date) -> QuerySet[Credential, tuple[str, str]]:
    public = _in_force(program, day).filter(public=True).order_by("-valid_from", "-pk")
    return public.values_list("holder__name", "ref")[:MOST_SHOWN]


def _in_force(program_id: int, day: date) -> QuerySet[Credential]:
    held = Credential.objects.filter(program_id=program_id, state=State.ACTIVE)
    return held.filter(valid_from__lte=day, valid_until__gte=day)

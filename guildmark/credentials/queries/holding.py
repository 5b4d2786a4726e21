"""Who holds what: asked by other rooms."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from guildmark.credentials.models import Credential, State
from guildmark.people.queries import company_day
from guildmark.programs.ports import Holders

MOST_SHOWN = 12


def holds(person_id: int, program_id: int, day: date) -> bool:
    """Whether the person holds a credential of that program which is in force on that day. Grace doesn't count."""
    held = Credential.objects.filter(holder_id=person_id, program_id=program_id, state=State.ACTIVE)
    return held.filter(valid_from__lte=day, valid_until__gte=day).exists()


def holders(program_id: int, at: datetime) -> Holders:
    """How many hold this program's credential today, and the latest of those who made theirs public. Two queries."""
    in_force = _in_force(program_id, company_day(at))
    public = in_force.filter(public=True).order_by("-valid_from", "-pk").values_list("holder__name", "ref")
    return Holders(
        count=in_force.order_by().values("holder").distinct().count(),
        shown=tuple((name, reverse("credentials:public", args=[ref])) for name, ref in public[:MOST_SHOWN]),
    )


def _in_force(program_id: int, day: date) -> QuerySet[Credential]:
    held = Credential.objects.filter(program_id=program_id, state=State.ACTIVE)
    return held.filter(valid_from__lte=day, valid_until__gte=day)

"""Leave: clocks stand still while somebody is away."""

from datetime import date, datetime

from django.db import transaction

from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people import lifecycle
from guildmark.people.domain.stretches import Stretch
from guildmark.people.facts import LeaveEnded, LeaveGranted
from guildmark.people.models import Leave, Person, company_day
from guildmark.people.permissions import Can


@transaction.atomic
def grant_leave(*, person: Person, starts_on: date, ends_on: date | None = None, by: Actor, at: datetime) -> Leave:
    """`person` is on leave from `starts_on` to `ends_on`, both included; without an end, until it is ended."""
    person = lock(person)
    wanted = Stretch(starts_on, ends_on)
    ensure(lifecycle.in_order(wanted))
    ensure(lifecycle.may_grant_leave(person, wanted, by=by, at=at))
    leave = Leave.objects.create(person=person, starts_on=starts_on, ends_on=ends_on)
    announce(
        LeaveGranted(leave.pk, person.pk, starts_on.isoformat(), ends_on.isoformat() if ends_on else None),
        by=by,
        at=at,
    )
    return leave


@transaction.atomic
def end_leave(*, leave: Leave, last_day: date, by: Actor, at: datetime) -> Leave:
    """The leave ends with `last_day`."""
    leave = lock(leave, "person")
    ensure(may(by, Can.GRANT_LEAVE, leave.person.scope_on(company_day(at)), at=at))
    ensure(lifecycle.in_order(Stretch(leave.starts_on, last_day)))
    leave.ends_on = last_day
    leave.save(update_fields=["ends_on"])
    announce(LeaveEnded(leave.pk, leave.person_id, last_day.isoformat()), by=by, at=at)
    return leave

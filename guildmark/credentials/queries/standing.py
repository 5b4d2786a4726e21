"""Whether somebody holds a program’s credential on a date, and why: what eligibility elsewhere is decided by."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.credentials import words
from guildmark.credentials.domain.standing import Standing
from guildmark.credentials.domain.standing import standing as standing_at
from guildmark.credentials.models import Credential, State, StatusChange
from guildmark.kernel.calendar import end_of_day, local_date
from guildmark.people.models import Person
from guildmark.programs.models import Program


@dataclass(frozen=True)
class Held:
    """What somebody held on a date. `counts`: whether it was in force; `reason` says why or why not, in words."""

    counts: bool
    reason: str
    standing: Standing | None = None
    ref: str = ""


def standing(person: Person, program: Program, on: date | datetime) -> Held:
    """The standing at a moment; of a day, at its end in the credential’s own zone. Former states are told from history."""
    held = Credential.objects.filter(holder=person, program=program).exclude(state=State.REPLACED)
    told = [
        (one, _at(one, moment), moment) for one in held.order_by("period") if _begun(one, moment := _moment(one, on))
    ]
    if not told:
        return Held(
            False, _("{name} held no credential of this program on {day}.").format(name=person.name, day=_day(on))
        )
    one, found, moment = max(told, key=lambda told: (told[1].in_force, told[0].period))
    return Held(found.in_force, _reason(one, found, moment), found, one.ref)


def _moment(credential: Credential, on: date | datetime) -> datetime:
    if isinstance(on, datetime):
        return on
    return end_of_day(on, credential.zone) - timedelta(microseconds=1)


def _begun(credential: Credential, moment: datetime) -> bool:
    return credential.valid_from <= local_date(moment, credential.zone)


def _at(credential: Credential, moment: datetime) -> Standing:
    last = _last_change(credential, moment)
    state = last.state if last else State.ACTIVE
    return standing_at(state, credential.dates, moment)


def _last_change(credential: Credential, moment: datetime) -> StatusChange | None:
    return credential.changes.filter(changed_at__lte=moment).order_by("changed_at", "pk").last()


def _reason(credential: Credential, found: Standing, moment: datetime) -> str:
    day, name = _day(local_date(moment, credential.zone)), words.NAMES[found]
    if found in (Standing.SUSPENDED, Standing.WITHDRAWN):
        changed = _last_change(credential, moment)
        assert changed is not None
        since = _day(local_date(changed.changed_at, credential.zone))
        return _("On {day}: {standing} since {since}.").format(day=day, standing=name, since=since)
    return _("On {day}: {standing}. The period lasts from {first} to the end of {last} in {place}.").format(
        day=day,
        standing=name,
        first=_day(credential.valid_from),
        last=_day(credential.valid_until),
        place=credential.zone.rpartition("/")[2].replace("_", " "),
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")

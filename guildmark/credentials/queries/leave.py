"""Leave and the clock of a credential: what was counted, and what its holder reads about it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.credentials.domain.leave import counted
from guildmark.credentials.domain.renewal import Period
from guildmark.credentials.lifecycle import HELD
from guildmark.credentials.models import Credential
from guildmark.credentials.queries.credentials import Shown
from guildmark.kernel.calendar import add_months, local_date
from guildmark.people.models import Leave
from guildmark.programs.domain.renewal import read_renewal


def held_with_leave() -> list[Credential]:
    """Every credential that could last longer or shorter for leave: held, the last of its holder, with leave on record."""
    return list(_held_with_leave())


def _held_with_leave() -> QuerySet[Credential]:
    later = Credential.objects.filter(
        holder=OuterRef("holder"), program=OuterRef("program"), period__gt=OuterRef("period")
    )
    away = Leave.objects.filter(person=OuterRef("holder"))
    found = Credential.objects.filter(Exists(away), ~Exists(later.exclude(state="replaced")), state__in=HELD)
    return found.order_by("pk")


def held_by(person_id: int) -> list[Credential]:
    """Those of one holder. One query."""
    return list(_held_with_leave().filter(holder=person_id))


def leaves_of(person_id: int) -> list[tuple[date, date | None]]:
    return list(Leave.objects.filter(person=person_id).order_by("starts_on").values_list("starts_on", "ends_on"))


def first_counted(credential: Credential) -> date:
    """The day from which leave counts: the first, or that of the issue, where another credential or a paper was before."""
    return max(credential.valid_from, local_date(credential.issued_at, credential.zone))


def granted_period(credential: Credential) -> Period:
    """The days that count, to the last as it was granted: before any leave moved it."""
    moved = credential.prolongations.order_by("pk").first()
    return Period(first_counted(credential), moved.before if moved else credential.valid_until)


@dataclass(frozen=True)
class Away:
    """What the holder reads about leave: the rule, the days on record, and what they did to the last day."""

    rule: str
    said: str
    stretches: list[tuple[date, date | None]]
    granted: date
    last: date

    @property
    def moved(self) -> int:
        return (self.last - self.granted).days


def leave_of(shown: Shown) -> Away | None:
    """For the holder alone: when somebody was away is nobody else’s business."""
    one = shown.credential
    if not shown.by_holder or one.state not in HELD:
        return None
    policy, first = read_renewal(one.version.renewal), first_counted(one)
    on_record = [(start, last) for start, last in leaves_of(one.holder_id) if last is None or last >= first]
    on_record = [(start, last) for start, last in on_record if start <= one.valid_until]
    granted = granted_period(one).last
    if policy.leave_counts:
        rule = _("By these criteria leave does not stop the clock: the last day stays as it is.")
        return Away(rule, "", on_record, granted, one.valid_until)
    rule = ngettext(
        "Each day of leave moves your last day by one day. A leave of more than {count} month does not: then you show it all again.",
        "Each day of leave moves your last day by one day. A leave of more than {count} months does not: then you show it all again.",
        policy.longest_leave_months,
    ).format(count=policy.longest_leave_months)
    days = counted(on_record, first, local_date(shown.at, one.zone))
    too_long = any(last >= add_months(start, policy.longest_leave_months) for start, last in days)
    return Away(rule, _said(granted, one.valid_until, bool(on_record), too_long), on_record, granted, one.valid_until)


def _said(granted: date, last: date, away: bool, too_long: bool) -> str:
    if last != granted:
        return _("Without leave it would have lasted until {granted}; it lasts until {last}.").format(
            granted=date_format(granted, "j F Y"), last=date_format(last, "j F Y")
        )
    if too_long:
        return _("Your leave lasted longer than that, so the last day did not move.")
    return "" if not away else _("The last day is counted again each night.")

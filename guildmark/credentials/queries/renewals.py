"""Renewal: the rule with somebody’s own dates, what hangs together, what runs out when, and who is to be reminded."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildmark.candidacy.lifecycle import may_renew
from guildmark.candidacy.models import LIVE, Candidacy
from guildmark.credentials.domain.renewal import Health, Period, health, next_period
from guildmark.credentials.domain.standing import Standing
from guildmark.credentials.models import Credential, State
from guildmark.credentials.permissions import Can
from guildmark.credentials.queries.credentials import Shown
from guildmark.kernel.access import Decision, Scope, ensure, may, reach
from guildmark.kernel.calendar import add_months, local_date
from guildmark.people.models import Person, company_day
from guildmark.people.queries import on_leave
from guildmark.programs.domain.renewal import read_renewal
from guildmark.programs.models import Program

MONTHS_AHEAD = 18


@dataclass(frozen=True)
class Renewal:
    """The rule in words with the holder’s own dates; whether they may begin; the candidacy where they have."""

    words: list[str]
    may_begin: Decision
    going: Candidacy | None


def renewal_of(shown: Shown, person: Person, *, at: datetime) -> Renewal | None:
    """How this credential is renewed; nothing where a later one was granted, or it was taken back for good."""
    one = shown.credential
    later = Credential.objects.filter(holder=one.holder_id, program=one.program_id, period__gt=one.period)
    if one.state in (State.WITHDRAWN, State.REPLACED) or later.exclude(state=State.REPLACED).exists():
        return None
    going = Candidacy.objects.filter(person=one.holder_id, program=one.program_id, state__in=LIVE).first()
    return Renewal(list(_rule(shown, at)), may_renew(one.program, person, at=at), going)


def _rule(shown: Shown, at: datetime) -> Iterator[str]:
    one = shown.credential
    if shown.standing is Standing.EXPIRED:
        yield _("Renewal closed on {day}. Apply anew: what you did before is kept.").format(day=_day(one.renew_until))
        return
    today = local_date(at, one.zone)
    decided = max(today, one.renew_from + (one.valid_until - one.renew_from) / 2)
    follows = next_period(
        Period(one.valid_from, one.valid_until), decided, one.version.validity_months, read_renewal(one.version.renewal)
    )
    yield _("Renew between {opens} and {last}; if it is decided on {day}, it lasts until {until}.").format(
        opens=_day(one.renew_from), last=_day(one.valid_until), day=_day(decided), until=_day(follows.last)
    )
    if one.renew_until > one.valid_until:
        yield _("Until {day} it can still be renewed; after {last} it does not count until then.").format(
            day=_day(one.renew_until), last=_day(one.valid_until)
        )


def _day(day: date) -> str:
    return date_format(day, "j F Y")


@dataclass(frozen=True)
class Chain:
    """The periods of one holder in one program, the first first."""

    periods: list[Shown]
    health: Health


def chain_of(shown: Shown) -> Chain:
    one = shown.credential
    held = Credential.objects.filter(holder=one.holder_id, program=one.program_id).exclude(state=State.REPLACED)
    rows = list(held.select_related("program", "version", "holder").order_by("period"))
    kept = [Period(row.valid_from, row.valid_until) for row in rows if row.state != State.WITHDRAWN]
    return Chain([Shown(row, shown.at) for row in rows], health(kept, local_date(shown.at, one.zone)))


@dataclass(frozen=True)
class Month:
    """How many credentials run out in a month, and how many of their holders have begun to renew."""

    first: date
    count: int
    begun: int
    share: int  # of the fullest month, in hundredths


@dataclass(frozen=True)
class Outlook:
    """What runs out when, and how the chains stand, as far as somebody may see."""

    months: list[Month]
    healths: dict[Health, int]
    broken: list[Credential]


def outlook(person: Person, *, program: str = "", at: datetime) -> Outlook:
    """Raises `Refused` for those who may not read the register. Three queries, however many credentials."""
    found = _latest(person, program, at)
    today = company_day(at)
    until = add_months(today.replace(day=1), MONTHS_AHEAD)
    ahead = found.filter(state=State.ACTIVE, valid_until__gte=today.replace(day=1), valid_until__lt=until)
    ends: Counter[date] = Counter()
    begun: Counter[date] = Counter()
    for last, renews in ahead.values_list("valid_until", "begun"):
        ends[last.replace(day=1)] += 1
        begun[last.replace(day=1)] += renews
    most = max(ends.values(), default=1)
    starts = [add_months(today.replace(day=1), n) for n in range(MONTHS_AHEAD)]
    months = [Month(first, ends[first], begun[first], 100 * ends[first] // most) for first in starts]
    return Outlook(months, *_chains(person, program, at))


def _chains(person: Person, program: str, at: datetime) -> tuple[dict[Health, int], list[Credential]]:
    """How many chains stand how, and the last period of each that is interrupted or has ended."""
    kept = _reached(person, program, at).exclude(state__in=[State.REPLACED, State.WITHDRAWN])
    chains: dict[tuple[int, int], list[tuple[int, date, date]]] = defaultdict(list)
    for pk, holder, of, first, last in kept.values_list("pk", "holder_id", "program_id", "valid_from", "valid_until"):
        chains[holder, of].append((pk, first, last))
    today = company_day(at)
    told = {max(one)[0]: health([Period(*days) for _pk, *days in one], today) for one in chains.values()}
    broken = [pk for pk, how in told.items() if how is not Health.INTACT]
    rows = Credential.objects.filter(pk__in=broken[:500]).select_related("holder", "program", "version")
    counted = Counter(told.values())
    return {how: counted[how] for how in Health}, sorted(rows, key=lambda one: one.valid_until, reverse=True)


@dataclass(frozen=True)
class Ending:
    """A credential that runs out, and whether its renewal is on the way."""

    shown: Shown
    begun: bool


def running_out(person: Person, month: date, *, program: str = "", at: datetime) -> list[Ending]:
    """The credentials whose last day lies in that month, by day."""
    found = _latest(person, program, at).filter(state=State.ACTIVE)
    within = found.filter(valid_until__gte=month, valid_until__lt=add_months(month, 1))
    rows = within.select_related("holder", "program", "version").order_by("valid_until", "holder__name")
    return [Ending(Shown(one, at), one.begun) for one in rows]


def _latest(person: Person, program: str, at: datetime) -> QuerySet[Any]:
    """The last period of each holder, with whether its renewal is on the way."""
    later = Credential.objects.filter(
        holder=OuterRef("holder"), program=OuterRef("program"), period__gt=OuterRef("period")
    )
    going = Candidacy.objects.filter(person=OuterRef("holder"), program=OuterRef("program"), state__in=LIVE)
    found = _reached(person, program, at).filter(~Exists(later.exclude(state=State.REPLACED)))
    return found.annotate(begun=Exists(going))


def _reached(person: Person, program: str, at: datetime) -> QuerySet[Credential]:
    ensure(may(person, Can.SEE_REGISTER, at=at))
    found = Credential.objects.filter(reach(person, Can.SEE_REGISTER, at=at).where(program="program_id"))
    return found.filter(program__slug=program) if program else found


@dataclass(frozen=True)
class Due:
    """Somebody to be reminded, for which occasion; or why not."""

    credential: Credential
    occasion: str
    skipped: str = ""


def to_remind(at: datetime) -> Iterator[Due]:
    """Every holder whose reminder is due by their version’s policy: the nearest of its days that has come."""
    today = company_day(at)
    later = Credential.objects.filter(
        holder=OuterRef("holder"), program=OuterRef("program"), period__gt=OuterRef("period")
    )
    open_ones = Credential.objects.filter(
        ~Exists(later.exclude(state=State.REPLACED)),
        state=State.ACTIVE,
        valid_until__lte=today + timedelta(days=367),
        renew_until__gte=today - timedelta(days=1),
    )
    rows = list(open_ones.select_related("version", "holder", "program").prefetch_related("reminders").order_by("pk"))
    away = on_leave({one.holder_id for one in rows}, today)
    for one in rows:
        if occasion := _occasion(one, at):
            yield Due(one, occasion, "on leave" if one.holder_id in away else "")


def _occasion(credential: Credential, at: datetime) -> str:
    left = (credential.valid_until - local_date(at, credential.zone)).days
    days = [*read_renewal(credential.version.renewal).remind_days, -1]
    come = [day for day in days if left <= day]
    told = {one.occasion for one in credential.reminders.all()}
    return "" if not come or str(min(come)) in told else str(min(come))


def team(person: Person, *, at: datetime) -> list[Shown]:
    """What the people whom this person leads today hold, what runs out first first; a manager sees status only."""
    day = company_day(at)
    led = Q(holder__employments__manager=person, holder__employments__starts_on__lte=day) & (
        Q(holder__employments__ends_on=None) | Q(holder__employments__ends_on__gte=day)
    )
    later = Credential.objects.filter(
        holder=OuterRef("holder"), program=OuterRef("program"), period__gt=OuterRef("period")
    )
    held = Credential.objects.filter(led, ~Exists(later.exclude(state=State.REPLACED))).exclude(state=State.REPLACED)
    return [Shown(one, at) for one in held.select_related("holder", "program", "version").order_by("valid_until", "pk")]


def programs_to_renew(person: Person, *, at: datetime) -> list[tuple[str, str]]:
    within = reach(person, Can.SEE_REGISTER, at=at).where(program="pk")
    return list(Program.objects.filter(within, credentials__isnull=False).distinct().values_list("slug", "title"))


def may_remind_some(person: Person, program: str, at: datetime) -> bool:
    of = Program.objects.filter(slug=program).values_list("pk", flat=True).first() if program else None
    return bool(may(person, Can.REMIND, Scope(program=of) if of else None, at=at))

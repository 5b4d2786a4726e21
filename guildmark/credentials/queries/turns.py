"""What this room puts on Home, and what it finds."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.credentials.domain.standing import Standing
from guildmark.credentials.models import Credential, Hearing, Prolongation, State
from guildmark.credentials.permissions import Can
from guildmark.credentials.queries.credentials import Shown
from guildmark.credentials.queries.docket import docket
from guildmark.kernel.access import may, reach
from guildmark.kernel.prepared import prepared
from guildmark.kernel.search import Hit
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person

ONE_BY_ONE = 5
NEWS = timedelta(days=14)


def turns(person: Person, *, at: datetime) -> list[Turn]:
    """What waits for the person here: decisions to take, a credential just granted, the renewals ahead."""
    return [*_decisions(person, at), *_heard(person, at), *_to_answer(person, at), *_held(person, at)]


def _decisions(person: Person, at: datetime) -> list[Turn]:
    if not may(person, Can.DECIDE, at=at):
        return []
    shown = [one for one in docket(person, most=4 * ONE_BY_ONE, at=at) if one.may_decide]
    found = [
        Turn(
            Waiting.ON_ME,
            _("Decide on {name}: {program}").format(name=one.name, program=one.title),
            reverse("credentials:docketed", args=[one.pk]),
            since=one.since,
            next=_("certified, or not yet"),
            hat="committee",
            action=_("Open"),
        )
        for one in shown[:ONE_BY_ONE]
    ]
    if more := len(shown) - ONE_BY_ONE if len(shown) > ONE_BY_ONE else 0:
        title = ngettext("{count} more candidacy awaits a decision", "{count} more candidacies await a decision", more)
        found.append(
            Turn(
                Waiting.ON_ME,
                title.format(count=more),
                reverse("credentials:docket"),
                hat="committee",
                action=_("Open"),
                count=more,
            )
        )
    return found


def _to_answer(person: Person, at: datetime) -> list[Turn]:
    """Withdrawals proposed, which the holder has not answered yet."""
    return [
        Turn(
            Waiting.ON_ME,
            _("Answer before your credential is withdrawn: {program}").format(program=one.credential.version.title),
            _page_of(one.credential),
            since=one.proposed_at,
            due=one.answer_by,
            next=_("the committee decides"),
            hat="candidate",
            action=_("Answer"),
        )
        for one in _proposed(holder=person.pk)
    ]


@prepared
def _proposed(holder: int) -> QuerySet[Hearing]:
    rows = Hearing.objects.filter(credential__holder_id=holder, ended_at=None, stated_at=None)
    return rows.select_related("credential__version").order_by("pk")


def _heard(person: Person, at: datetime) -> list[Turn]:
    """Withdrawals whose holders have been heard, or could have been."""
    if not may(person, Can.CHANGE_STANDING, at=at):
        return []
    within = reach(person, Can.CHANGE_STANDING, at=at).where(program="credential__program_id")
    ready = Q(stated_at__isnull=False) | Q(answer_by__lt=at.date() - timedelta(days=1))
    rows = Hearing.objects.filter(within, ready, ended_at=None).exclude(credential__holder=person)
    return [
        Turn(
            Waiting.ON_ME,
            _("Decide on a withdrawal: {name}, {program}").format(
                name=one.credential.holder.name, program=one.credential.version.title
            ),
            _page_of(one.credential),
            since=one.stated_at or one.proposed_at,
            next=_("withdrawn, or let go"),
            hat="committee",
            action=_("Open"),
        )
        for one in rows.select_related("credential__version", "credential__holder").order_by("pk")[:ONE_BY_ONE]
    ]


def _held(person: Person, at: datetime) -> list[Turn]:
    told = _held_lately(holder=person.pk, since=at.date() - timedelta(days=1))
    latest = {one.program_id: one for one in sorted(told, key=lambda one: one.period)}
    return [turn for one in told if latest[one.program_id] is one for turn in _of_credential(one, at)]


@prepared
def _held_lately(holder: int, since: date) -> QuerySet[Any]:
    held = Credential.objects.filter(holder_id=holder, state=State.ACTIVE, renew_until__gte=since)
    counted = Prolongation.objects.filter(credential=OuterRef("pk")).order_by("-pk").values("counted_at")[:1]
    return held.annotate(prolonged_at=Subquery(counted)).select_related("version").order_by("-pk")[:10]


def _of_credential(credential: Any, at: datetime) -> list[Turn]:
    shown = Shown(credential, at, by_holder=True)
    if shown.standing in (Standing.DUE, Standing.IN_GRACE):
        return [_runs_out(credential)]
    if shown.standing is not Standing.ACTIVE:
        return []
    if credential.prolonged_at and credential.prolonged_at > at - NEWS:
        return [_prolonged(credential)]
    if credential.issued_at > at - NEWS and not credential.public:
        return [_certified(credential)]
    return [_to_renew(credential, credential.renew_from)]


def _runs_out(credential: Credential) -> Turn:
    return Turn(
        Waiting.COMING_UP,
        _("Your credential runs out: {program}").format(program=credential.version.title),
        _page_of(credential),
        due=credential.valid_until,
        next=_("renewal"),
        hat="candidate",
        action=_("Renew it"),
    )


def _certified(credential: Credential) -> Turn:
    return Turn(
        Waiting.ON_ME,
        _("You are certified: {program}").format(program=credential.version.title),
        _page_of(credential),
        since=credential.issued_at,
        next=_("say who may see it"),
        hat="candidate",
        action=_("See it"),
    )


def _prolonged(credential: Credential) -> Turn:
    return Turn(
        Waiting.COMING_UP,
        _("Your leave stopped the clock: {program}").format(program=credential.version.title),
        _page_of(credential),
        due=credential.valid_until,
        next=_("renewal opens {day}").format(day=date_format(credential.renew_from, "j F Y")),
        hat="candidate",
    )


def _to_renew(credential: Credential, opens_on: date) -> Turn:
    return Turn(
        Waiting.COMING_UP,
        _("Renew your credential: {program}").format(program=credential.version.title),
        _page_of(credential),
        due=credential.valid_until,
        next=_("renewal opens {day}").format(day=date_format(opens_on, "j F Y")),
        hat="candidate",
    )


def _page_of(credential: Credential) -> str:
    return reverse("credentials:credential", args=[credential.ref])


def search(person: Person, text: str, at: datetime) -> Sequence[Hit]:
    """Credentials whose reference, holder or program matches: the person's own, and the register within reach."""
    within = (
        reach(person, Can.SEE_REGISTER, at=at).where(program="program_id")
        if _reads_register(person, at)
        else Q(pk__in=[])
    )
    matching = Q(ref__icontains=text) | Q(holder__name__icontains=text) | Q(version__title__icontains=text)
    found = Credential.objects.filter(matching, within | Q(holder=person)).select_related("holder", "version")
    return [
        Hit(
            "credential",
            f"{one.version.title} · {one.holder.name}",
            reverse("credentials:credential", args=[one.ref]),
            one.ref,
        )
        for one in found.order_by("-issued_at")[:10]
    ]


def _reads_register(person: Person, at: datetime) -> bool:
    return bool(may(person, Can.SEE_REGISTER, at=at))

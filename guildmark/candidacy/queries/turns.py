"""What waits on somebody here, and on whom they wait."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.candidacy.models import LIVE, Candidacy, State
from guildmark.candidacy.permissions import Can
from guildmark.candidacy.queries import accommodations
from guildmark.candidacy.queries.plan import Plan, Step, plan_of
from guildmark.candidacy.queries.reading import along, overseen
from guildmark.kernel.access import may
from guildmark.kernel.calendar import local_date
from guildmark.kernel.prepared import prepared
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person

ONE_BY_ONE = 4
SOON = timedelta(days=30)


def turns(person: Person, *, at: datetime) -> list[Turn]:
    """The turns of a candidate, and those of somebody who admits."""
    return [*_as_candidate(person, at), *_as_owner(person, at), *accommodations.turns(person, at=at)]


def _as_candidate(person: Person, at: datetime) -> Iterator[Turn]:
    for one in _live(person=person.pk):
        yield from _of(one, at)


@prepared
def _live(person: int) -> QuerySet[Candidacy]:
    return along(Candidacy.objects.filter(person_id=person, state__in=LIVE)).order_by("applied_at")


def _of(one: Candidacy, at: datetime) -> Iterator[Turn]:
    url, title = reverse("candidacy:candidacy", args=[one.pk]), one.program.title
    if one.state == State.APPLIED:
        yield Turn(
            Waiting.ON_OTHERS, _("Your application: {program}").format(program=title), url,
            whom=_("the program owner"), since=one.applied_at, next=_("admission"), hat="candidate",
        )  # fmt: skip
    elif one.state == State.ADMITTED:
        yield Turn(
            Waiting.ON_ME, _("You are admitted: {program}").format(program=title), url,
            since=one.settled_at, next=_("begin, and choose your first task"), hat="candidate", action=_("Begin"),
        )  # fmt: skip
    elif one.state == State.AWAITING_DECISION:
        yield Turn(
            Waiting.ON_OTHERS, _("Certification decision: {program}").format(program=title), url,
            whom=_("the certification committee"), since=one.completed_at, next=_("decision"), hat="candidate",
        )  # fmt: skip
    elif one.state == State.PAUSED:
        yield Turn(
            Waiting.COMING_UP, _("Paused: {program}").format(program=title), url,
            next=_("resume whenever you are ready"), hat="candidate", action=_("Open"),
        )  # fmt: skip
    else:
        yield from _in_progress(plan_of(one, at=at), url, at)


def _in_progress(plan: Plan, url: str, at: datetime) -> Iterator[Turn]:
    """One turn that says what is left, unless a begun task says it already; and the targets that come up."""
    one = plan.candidacy
    step = plan.next_step
    if step and step.standing.begins:
        left = ngettext("{count} thing left: {titles}", "{count} things left: {titles}", len(plan.shortest))
        yield Turn(
            Waiting.ON_ME, f"{one.program.title}: {step.node.title}", url,
            since=one.settled_at, due=step.target_on, hat="candidate", action=_("Open my plan"),
            next=left.format(count=len(plan.shortest), titles=", ".join(plan.shortest)),
        )  # fmt: skip
    said = step if step and step.standing.begins else None
    for planned in _coming_up([one for one in plan.steps if one is not said], local_date(at, one.person.time_zone)):
        yield Turn(
            Waiting.COMING_UP, f"{one.program.title}: {planned.node.title}", url,
            due=planned.target_on, next=_("hand it in, as you planned"), hat="candidate",
        )  # fmt: skip


def _coming_up(steps: Sequence[Step], today: date) -> list[Step]:
    """The targets of what is still to be handed in that come within a month; where none does, the next one."""
    dated = [step for step in steps if step.needed and step.target_on and not step.standing.whom]
    soonest = sorted(dated, key=lambda step: step.target_on or today)
    return [step for step in soonest if step.target_on and step.target_on <= today + SOON] or soonest[:1]


def _as_owner(person: Person, at: datetime) -> Iterator[Turn]:
    if not may(person, Can.ADMIT, at=at):
        return
    waiting = overseen(person, at=at).filter(state=State.APPLIED).exclude(person_id=person.pk)
    shown = list(along(waiting).order_by("applied_at", "pk")[: ONE_BY_ONE + 1])
    for one in shown[:ONE_BY_ONE]:
        yield Turn(
            Waiting.ON_ME, _("{name} applies: {program}").format(name=one.person.name, program=one.program.title),
            reverse("candidacy:application", args=[one.pk]),
            since=one.applied_at, next=_("admit, or say why not"), hat="owner", action=_("Read"),
        )  # fmt: skip
    if len(shown) > ONE_BY_ONE:
        count = waiting.count() - ONE_BY_ONE
        title = ngettext("{count} more application", "{count} more applications", count).format(count=count)
        url = reverse("candidacy:applications") + "?state=applied"
        yield Turn(Waiting.ON_ME, title, url, since=shown[-1].applied_at, hat="owner", action=_("Read"), count=count)

"""When a certification decision may be taken, and by whom: separation of duties, decided once, said by name."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from guildmark.assessment.models import Seat, SeatState
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials.models import Credential
from guildmark.credentials.permissions import Can
from guildmark.credentials.ports import MENTORED
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.kernel.calendar import add_months
from guildmark.people.models import company_day
from guildmark.people.queries import Led, managers_of

LOOK_BACK_MONTHS = 24


def may_decide(candidacy: Candidacy, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may decide on this candidacy now."""
    if candidacy.state != CandidacyState.AWAITING_DECISION:
        state = candidacy.get_state_display()
        return Decision(_("This candidacy does not await a decision: it is {state}.").format(state=state))
    if not (allowed := may(by, Can.DECIDE, candidacy, at=at)):
        return allowed
    return recusal(candidacy, by, at=at)


def recusal(candidacy: Candidacy, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` is free of ties to the candidate, or why they stand aside: said before anything is read."""
    return recusals([candidacy], by, at=at)[candidacy.pk]


def recusals(candidacies: Sequence[Candidacy], by: Actor, *, at: datetime) -> dict[int, Decision]:
    """The same for many candidacies, read with their persons; two queries, however many."""
    if by is SYSTEM or by.pk is None:
        return {candidacy.pk: YES for candidacy in candidacies}
    day = company_day(at)
    since = add_months(day, -LOOK_BACK_MONTHS)
    ties = _Ties(by.pk, candidacies, since, day)
    return {candidacy.pk: ties.stand_in_the_way_of(candidacy) for candidacy in candidacies}


class _Ties:
    """What ties one person to the candidates of some candidacies, within the look-back."""

    def __init__(self, decider: int, candidacies: Sequence[Candidacy], since: date, day: date) -> None:
        self.decider, self.since, self.day = decider, since, day
        seats = Seat.objects.filter(panel__submission__candidacy__in=candidacies, assessor_id=decider)
        self.assessed = set(
            seats.exclude(state=SeatState.DECLINED).values_list("panel__submission__candidacy_id", flat=True)
        )
        candidates = {candidacy.person_id for candidacy in candidacies}
        led = managers_of({*candidates, decider}, since, day)
        self.leads = {one.person_id for one in led if one.manager_id == decider and self._lasts(one)}
        self.led = {one.person_id for one in led if one.manager_id == decider}
        self.leaders = {one.manager_id for one in led if one.person_id == decider}

    def _lasts(self, led: Led) -> bool:
        return led.ends_on is None or led.ends_on >= self.day

    def stand_in_the_way_of(self, candidacy: Candidacy) -> Decision:
        person, name = candidacy.person_id, candidacy.person.name
        if person == self.decider:
            return Decision(_("Nobody decides on their own candidacy."))
        if candidacy.pk in self.assessed:
            return Decision(_("You assessed {name} in this candidacy; so you don’t decide on it.").format(name=name))
        if person in self.leads:
            return Decision(_("You lead {name}; so you don’t decide on their candidacy.").format(name=name))
        if person in self.led:
            return Decision(
                _("You led {name} within the last {months} months; so you don’t decide on their candidacy.").format(
                    name=name, months=LOOK_BACK_MONTHS
                )
            )
        if person in self.leaders:
            return Decision(
                _("{name} leads you, or did within the last {months} months; so you don’t decide.").format(
                    name=name, months=LOOK_BACK_MONTHS
                )
            )
        if any(MENTORED.ask(self.decider, person, self.since)):
            return Decision(
                _("You guided {name} as a mentor; so you don’t decide on their candidacy.").format(name=name)
            )
        return YES


def may_show(credential: Credential, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may say who sees the credential: its holder alone."""
    return may(by, Can.SHOW, credential, at=at)

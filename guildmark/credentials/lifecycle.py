"""When a certification decision may be taken, and by whom: separation of duties, decided once, said by name."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildmark.assessment.domain.conflicts import LOOK_BACK_MONTHS, Kind
from guildmark.assessment.models import DeclaredConflict, Seat, SeatState
from guildmark.assessment.ports import RELATED
from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.models import State as CandidacyState
from guildmark.credentials import issuer
from guildmark.credentials.domain.badge import identity_hash
from guildmark.credentials.models import Credential, State
from guildmark.credentials.permissions import Can
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.kernel.calendar import add_months, local_date
from guildmark.kernel.lifecycle import Move
from guildmark.kernel.prepared import prepared
from guildmark.people.models import company_day
from guildmark.people.queries import managers_of


def may_decide(candidacy: Candidacy, by: Actor, *, at: datetime, ties: "Ties | None" = None) -> Decision:
    """Whether `by` may decide on this candidacy now. `ties`: those of `by`, where they have been read already."""
    if candidacy.state != CandidacyState.AWAITING_DECISION:
        state = candidacy.get_state_display()
        return Decision(_("This candidacy does not await a decision: it is {state}.").format(state=state))
    if not (allowed := may(by, Can.DECIDE, candidacy, at=at)):
        return allowed
    if by is SYSTEM or by.pk is None:
        return YES
    return (ties or Ties([by.pk], [candidacy], at=at)).between(by.pk, candidacy)


TIED = (
    gettext_lazy("Nobody decides on their own candidacy."),
    gettext_lazy("You assessed {name} in this candidacy; so you don’t decide on it."),
    gettext_lazy("You lead {name}; so you don’t decide on their candidacy."),
    gettext_lazy("You led {name} within the last {months} months; so you don’t decide on their candidacy."),
    gettext_lazy("{name} leads you, or did within the last {months} months; so you don’t decide."),
    gettext_lazy("You declared a conflict of interest with {name}; so you don’t decide."),
)


class Ties:
    """What ties some people to the candidates of some candidacies, within the look-back. Three queries, however many."""

    def __init__(self, deciders: Sequence[int], candidacies: Sequence[Candidacy], *, at: datetime) -> None:
        self.day = company_day(at)
        candidates = {candidacy.person_id for candidacy in candidacies}
        self.assessed = set(_assessed(deciders=deciders, candidacies=[candidacy.pk for candidacy in candidacies]))
        self.declared = set(_declared(deciders=deciders, candidates=candidates, day=self.day))
        led = managers_of({*candidates, *deciders}, add_months(self.day, -LOOK_BACK_MONTHS), self.day)
        self.led = {(one.manager_id, one.person_id) for one in led}
        self.leads = {(one.manager_id, one.person_id) for one in led if one.ends_on is None or one.ends_on >= self.day}

    def between(self, decider: int, candidacy: Candidacy) -> Decision:
        """Whether nothing ties them, or the sentence that says what does."""
        tied = self._tied(decider, candidacy.person_id, candidacy.pk)
        sentence = str(tied) if tied else self._other_tie(decider, candidacy.person_id)
        return Decision(sentence.format(name=candidacy.person.name, months=LOOK_BACK_MONTHS)) if sentence else YES

    def _tied(self, decider: int, candidate: int, candidacy: int) -> str | Promise:
        pair = (decider, candidate)
        holds = (
            decider == candidate,
            (decider, candidacy) in self.assessed,
            pair in self.leads,
            pair in self.led,
            pair[::-1] in self.led,
            pair in self.declared,
        )
        return next((sentence for sentence, tied in zip(TIED, holds, strict=True) if tied), "")

    def _other_tie(self, decider: int, candidate: int) -> str:
        kinds = {tie.kind for ties in RELATED.ask(frozenset({decider}), candidate, self.day) for tie in ties}
        if Kind.MENTOR in kinds:
            return _("You guided {name} as a mentor; so you don’t decide on their candidacy.")
        return _("You have a tie to {name} that keeps you from deciding.") if kinds else ""


@prepared
def _assessed(deciders: Sequence[int], candidacies: Sequence[int]) -> QuerySet[Seat, tuple[int, int]]:
    work = Seat.objects.filter(panel__submission__copy_of=None)
    seats = work.filter(panel__submission__candidacy__pk__in=candidacies, assessor__pk__in=deciders)
    return seats.exclude(state=SeatState.DECLINED).values_list("assessor_id", "panel__submission__candidacy_id")


@prepared
def _declared(
    deciders: Sequence[int], candidates: Collection[int], day: date
) -> QuerySet[DeclaredConflict, tuple[int, int]]:
    in_force = Q(ends_on=None) | Q(ends_on__gte=day)
    declared = DeclaredConflict.objects.filter(in_force, person__pk__in=deciders, about__pk__in=candidates)
    return declared.values_list("person_id", "about_id")


def tied(credential: Credential, by: Actor, at: datetime) -> str:
    """Who granted it may also suspend it; whoever assessed, leads or may not judge the holder may not."""
    candidacy = credential.decision.candidacy
    return str(Ties([by.pk], [candidacy], at=at).between(by.pk, candidacy).refusal) if by.pk else ""


def not_heard(credential: Credential, by: Actor, at: datetime) -> str | Promise:
    """Nothing is taken away before its holder has answered, or could have."""
    hearing = credential.hearings.filter(ended_at=None).first()
    if hearing is None:
        return _("Propose the withdrawal first: its holder has a right to be heard.")
    if hearing.stated_at or local_date(at, credential.zone) > hearing.answer_by:
        return ""
    day = date_format(hearing.answer_by, "j F Y")
    return _("{name} can answer until the end of {day}.").format(name=credential.holder.name, day=day)


def proposed_already(credential: Credential, by: Actor, at: datetime) -> str | Promise:
    open_ones = credential.hearings.filter(ended_at=None)
    return _("A withdrawal is proposed already.") if open_ones.exists() else ""


def nothing_proposed(credential: Credential, by: Actor, at: datetime) -> str | Promise:
    return "" if proposed_already(credential, by, at) else _("No withdrawal is proposed.")


HELD = frozenset({State.ACTIVE, State.SUSPENDED})
SUSPEND = Move(gettext_lazy("suspend"), frozenset({State.ACTIVE}), State.SUSPENDED, Can.CHANGE_STANDING, (tied,))
REINSTATE = Move(gettext_lazy("reinstate"), frozenset({State.SUSPENDED}), State.ACTIVE, Can.CHANGE_STANDING, (tied,))
WITHDRAW = Move(gettext_lazy("withdraw"), HELD, State.WITHDRAWN, Can.CHANGE_STANDING, (tied, not_heard))
REPLACE = Move(gettext_lazy("replace"), HELD, State.REPLACED, Can.CHANGE_STANDING, (tied,))
LIFECYCLE = (SUSPEND, REINSTATE, WITHDRAW, REPLACE)

# What leaves the state as it is: a withdrawal on the way, and a new signature.
PROPOSE = Move(gettext_lazy("propose to withdraw"), HELD, "", Can.CHANGE_STANDING, (tied, proposed_already))
DROP = Move(gettext_lazy("let go"), HELD, "", Can.CHANGE_STANDING, (tied, nothing_proposed))
ANSWER = Move(gettext_lazy("answer for"), HELD, "", Can.BE_HEARD, (nothing_proposed,))


def signed_for_present_address(credential: Credential, by: Actor, at: datetime) -> str | Promise:
    named = json.loads(credential.document)["credentialSubject"]["identifier"][0]["identityHash"]
    if named != identity_hash(credential.holder.email, credential.holder_salt):
        return ""
    return _("It names its holder’s present address already. A changed name needs no new signature: no name is in it.")


CORRECT = Move(gettext_lazy("sign again"), HELD, "", Can.CORRECT, (signed_for_present_address,))


LEAST_DAYS_TO_ANSWER = 14


def may_answer_by(credential: Credential, last: date, *, at: datetime) -> Decision:
    """Whether the holder has long enough to answer."""
    if (last - local_date(at, credential.zone)).days >= LEAST_DAYS_TO_ANSWER:
        return YES
    return Decision(
        _("Give {name} at least {days} days.").format(name=credential.holder.name, days=LEAST_DAYS_TO_ANSWER)
    )


def may_last(first: date, last: date) -> Decision:
    return YES if first <= last else Decision(_("The last day lies before the first. Correct one of them."))


def may_show(credential: Credential, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may say who sees the credential: its holder alone."""
    return may(by, Can.SHOW, credential, at=at)


def previous_credential(candidacy: Candidacy) -> Credential | None:
    """The credential of the period before this candidacy’s, if one was granted."""
    held = Credential.objects.filter(holder=candidacy.person_id, program=candidacy.program_id)
    return held.filter(period__lt=candidacy.period).exclude(state=State.REPLACED).order_by("-period").first()


def may_grant(candidacy: Candidacy) -> Decision:
    """Nothing is renewed while it is suspended: settle that first."""
    previous = previous_credential(candidacy)
    if previous is None or previous.state != State.SUSPENDED:
        return YES
    return Decision(
        _("{ref}, which this would renew, is suspended. Reinstate or withdraw it first.").format(ref=previous.ref)
    )


def may_renew(person_id: int, program_id: int, at: datetime) -> Decision:
    """Whether the renewal of what this person holds of the program is open to them now."""
    held = Credential.objects.filter(holder=person_id, program=program_id).exclude(state=State.REPLACED)
    last = held.order_by("-period").first()
    if last is None or last.state == State.WITHDRAWN:
        return Decision(_("There is nothing to renew: no credential of this program is held."))
    if last.state == State.SUSPENDED:
        return Decision(_("It is suspended. Its renewal opens again when it is reinstated."))
    today = local_date(at, last.zone)
    if today < last.renew_from:
        return Decision(_("Renewal opens on {day}.").format(day=date_format(last.renew_from, "j F Y")))
    if today > last.renew_until:
        closed = date_format(last.renew_until, "j F Y")
        return Decision(_("Renewal closed on {day}. Apply anew: what you did before is kept.").format(day=closed))
    return YES


def may_be_prolonged(credential: Credential, *, at: datetime) -> Decision:
    """Whether leave still moves its last day: it is held, can still be renewed, and no later period was granted."""
    if credential.state not in HELD:
        return Decision(_("{ref} is {state}.").format(ref=credential.ref, state=credential.get_state_display()))
    if local_date(at, credential.zone) > credential.renew_until:
        return Decision(_("{ref} can’t be renewed any more.").format(ref=credential.ref))
    later = Credential.objects.filter(
        holder=credential.holder_id, program=credential.program_id, period__gt=credential.period
    )
    if later.exclude(state=State.REPLACED).exists():
        return Decision(_("{ref} has been renewed.").format(ref=credential.ref))
    return YES


def may_change_keys(by: Actor) -> Decision:
    """The operator alone, at the command line: keys lie in files that no page reaches."""
    return YES if by is SYSTEM else Decision(_("Keys are changed at the command line: `guildmark issuer`."))


def may_be_signed_again(credential: Credential) -> Decision:
    """Whether the key that its text names was given up."""
    named = any(f"#{key}" in credential.document for key in issuer.record().given_up)
    return YES if named else Decision(_("{ref} is signed with a key that holds.").format(ref=credential.ref))


def may_remind(credential: Credential, by: Actor, *, at: datetime) -> Decision:
    """Whether its holder can be reminded now: there is something they can still do about it."""
    if not (allowed := may(by, Can.REMIND, credential, at=at)):
        return allowed
    if credential.state != State.ACTIVE:
        state = credential.get_state_display()
        return Decision(_("{ref} is {state}; there is nothing to renew.").format(ref=credential.ref, state=state))
    if local_date(at, credential.zone) > credential.renew_until:
        return Decision(_("{ref} can’t be renewed any more.").format(ref=credential.ref))
    return YES

"""The life of a candidacy: applied → admitted | not admitted → in progress → awaiting decision → certified or not yet;
withdrawn at any time before; paused in between. Whoever has no attempt left at something needed is referred to the
committee too, which may grant one more: then the work is taken up again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.candidacy.domain.progress import prerequisites
from guildmark.candidacy.models import LIVE, Accommodation, AccommodationState, Candidacy, State
from guildmark.candidacy.permissions import Can
from guildmark.candidacy.ports import HOLDS, RENEWABLE
from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.kernel.calendar import local_date
from guildmark.kernel.lifecycle import Move
from guildmark.people.models import Person
from guildmark.programs.models import Program, ProgramVersion
from guildmark.programs.queries import open_versions, prior_programs_of, tree_of


def own_candidacy(candidacy: Candidacy, by: Actor, at: datetime) -> str | Promise:
    return _("Nobody settles their own candidacy.") if candidacy.person_id == by.pk else ""


def own_accommodation(accommodation: Accommodation, by: Actor, at: datetime) -> str | Promise:
    return _("Nobody decides on their own request.") if accommodation.candidacy.person_id == by.pk else ""


def requirements_open(candidacy: Candidacy, by: Actor, at: datetime) -> str | Promise:
    met = candidacy.fulfilments.on(local_date(at, candidacy.person.time_zone)).values_list("node_key", flat=True)
    if tree_of(candidacy.version).is_met(frozenset(met)):
        return ""
    return _("Not every requirement is met, so a credential can’t be granted.")


def nothing_missing(candidacy: Candidacy, by: Actor, at: datetime) -> str | Promise:
    return _("Every requirement is met: decide on it as it is.") if candidacy.completed_at else ""


ADMIT = Move(_("admit"), frozenset({State.APPLIED}), State.ADMITTED, Can.ADMIT, (own_candidacy,))
NOT_ADMIT = Move(_("turn down"), frozenset({State.APPLIED}), State.NOT_ADMITTED, Can.ADMIT, (own_candidacy,))
BEGIN = Move(_("begin"), frozenset({State.ADMITTED}), State.IN_PROGRESS, Can.WORK)
PAUSE = Move(_("pause"), frozenset({State.IN_PROGRESS}), State.PAUSED, Can.PAUSE)
RESUME = Move(_("resume"), frozenset({State.PAUSED}), State.IN_PROGRESS, Can.PAUSE)
COMPLETE = Move(_("complete"), frozenset({State.IN_PROGRESS}), State.AWAITING_DECISION, Can.FULFIL, (own_candidacy,))
REFER = Move(_("refer"), frozenset({State.IN_PROGRESS}), State.AWAITING_DECISION, Can.FULFIL, (own_candidacy,))
TAKE_UP_AGAIN = Move(
    _("take up again"),
    frozenset({State.AWAITING_DECISION}),
    State.IN_PROGRESS,
    Can.CONCLUDE,
    (own_candidacy, nothing_missing),
)
CERTIFY = Move(
    _("certify"),
    frozenset({State.AWAITING_DECISION}),
    State.CERTIFIED,
    Can.CONCLUDE,
    (own_candidacy, requirements_open),
)
NOT_YET_CERTIFY = Move(
    _("conclude"), frozenset({State.AWAITING_DECISION}), State.NOT_YET_CERTIFIED, Can.CONCLUDE, (own_candidacy,)
)
WITHDRAW = Move(_("withdraw"), frozenset(LIVE), State.WITHDRAWN, Can.WITHDRAW)

AGREE = Move(
    _("agree to"),
    frozenset({AccommodationState.REQUESTED}),
    AccommodationState.AGREED,
    Can.DECIDE_ACCOMMODATION,
    (own_accommodation,),
)
NOT_AGREE = Move(
    _("turn down"),
    frozenset({AccommodationState.REQUESTED}),
    AccommodationState.DECLINED,
    Can.DECIDE_ACCOMMODATION,
    (own_accommodation,),
)
END_ACCOMMODATION = Move(
    _("end"),
    frozenset({AccommodationState.REQUESTED, AccommodationState.AGREED}),
    AccommodationState.ENDED,
    Can.ASK_ACCOMMODATION,
)
ACCOMMODATION = (AGREE, NOT_AGREE, END_ACCOMMODATION)

LIFECYCLE = (ADMIT, NOT_ADMIT, BEGIN, PAUSE, RESUME, COMPLETE, REFER, TAKE_UP_AGAIN, CERTIFY, NOT_YET_CERTIFY, WITHDRAW)
PLANNABLE = frozenset({State.ADMITTED, State.IN_PROGRESS, State.PAUSED})


@dataclass(frozen=True)
class Prerequisite:
    """A credential asked for before one may apply, and whether the person holds it."""

    title: str
    slug: str
    held: bool


def may_apply(program: Program, by: Actor, *, at: datetime) -> Decision:
    """Whether this person may apply now: the program is open, they aren't on the way in it, and hold what it asks for."""
    if not (allowed := may(by, Can.APPLY, program, at=at)):
        return allowed
    if not isinstance(by, Person):
        return Decision(_("Only a person can apply, and only for themselves."))
    if live := Candidacy.objects.filter(person_id=by.pk, program=program, state__in=LIVE).first():
        standing = {"ref": live.ref, "state": live.get_state_display()}
        return Decision(format_lazy(_("You are already on the way in this program: {ref} is {state}."), **standing))
    if not (version := open_version(program)):
        return Decision(_("This program isn’t open for applications: no version of it is published."))
    missing = [one.title for one in prerequisites_for(version, by, at=at) if not one.held]
    if missing:
        names = ", ".join(f"“{title}”" for title in missing)
        return Decision(
            format_lazy(_("First you need an active credential: {names}. You don’t hold it today."), names=names)
        )
    return YES


def may_renew(program: Program, by: Actor, *, at: datetime) -> Decision:
    """Whether this person may begin to renew now. Whoever holds it needs nobody’s admission."""
    if not (allowed := may(by, Can.APPLY, program, at=at)):
        return allowed
    if not isinstance(by, Person):
        return Decision(_("Only a person can renew, and only what they hold themselves."))
    if live := Candidacy.objects.filter(person_id=by.pk, program=program, state__in=LIVE).first():
        standing = {"ref": live.ref, "state": live.get_state_display()}
        return Decision(format_lazy(_("You are already on the way in this program: {ref} is {state}."), **standing))
    if not open_version(program):
        return Decision(_("This program isn’t open: no version of it is published. Ask its owner."))
    return next((told for told in RENEWABLE.ask(by.pk, program.pk, at) if not told), YES)


def open_version(program: Program) -> ProgramVersion | None:
    """The version that an application made now would pin."""
    return open_versions().filter(program=program).first()


def prerequisites_for(version: ProgramVersion, person: Person, *, at: datetime) -> list[Prerequisite]:
    asked = prerequisites(tree_of(version))
    day = local_date(at, person.time_zone)
    programs = prior_programs_of(version) if asked else {}
    return [
        Prerequisite(leaf.title, leaf.prior_program, holds(person.pk, programs[leaf.prior_program], day))
        for leaf in asked
    ]


def holds(person_id: int, program_id: int, day: date) -> bool:
    """Whether the person holds a valid credential of that program on that day."""
    return any(HOLDS.ask(person_id, program_id, day))


def may_fulfil(candidacy: Candidacy, node_key: str, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may settle this leaf. Work that was judged counts even while the candidacy is paused or withdrawn."""
    if not (allowed := may(by, Can.FULFIL, candidacy, at=at)):
        return allowed
    if candidacy.person_id == by.pk:
        return Decision(_("Nobody settles their own candidacy."))
    if candidacy.state in (State.APPLIED, State.ADMITTED, State.NOT_ADMITTED):
        return Decision(_("This candidacy hasn’t begun, so nothing can be settled in it."))
    if node_key not in {leaf.key for leaf in tree_of(candidacy.version).leaves()}:
        return Decision(_("There is no such requirement in this candidacy’s version."))
    return YES


def may_plan(candidacy: Candidacy, node_key: str, target: date | None, by: Person, *, at: datetime) -> Decision:
    """Whether `by` may say when they mean to have this leaf done."""
    if not (allowed := may(by, Can.WORK, candidacy, at=at)):
        return allowed
    if candidacy.state not in PLANNABLE:
        return Decision(_("There is nothing to plan in it now."))
    if node_key not in {leaf.key for leaf in tree_of(candidacy.version).leaves()}:
        return Decision(_("There is no such requirement in this candidacy’s version."))
    if target is not None and target < local_date(at, by.time_zone):
        return Decision(_("That day is over. Choose today or a later day."))
    return YES


def may_ask_for_accommodation(candidacy: Candidacy, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may ask that something be arranged otherwise: the candidate alone, one request at a time."""
    if not (allowed := may(by, Can.ASK_ACCOMMODATION, candidacy, at=at)):
        return allowed
    if candidacy.state not in LIVE:
        return Decision(_("This candidacy is over, so there is nothing to arrange."))
    if candidacy.accommodations.filter(state=AccommodationState.REQUESTED).exists():
        return Decision(_("Your last request is being read. Wait for its answer, or take it back first."))
    return YES

"""When an exemplar may be made, agreed on, read; and who may be asked to calibrate."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from guildmark.assessment.models import Qualification, Seat, Submission
from guildmark.assessment.ports import paused
from guildmark.calibration.domain.qualifying import Policy as Asked
from guildmark.calibration.models import AssessorPause, CalibrationSet, Exemplar, Reference, SeedPlan
from guildmark.calibration.permissions import Can
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, may
from guildmark.kernel.calendar import add_months
from guildmark.kernel.roles import Role
from guildmark.people.models import Person
from guildmark.people.queries import holders
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.models import Program

FEWEST_EXPERTS = 2
LONGEST_FOUNDING = 12  # months


def may_set_policy(program: Program, policy: Asked, reason: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.SET_POLICY, program, at=at)):
        return allowed
    if policy.exemplars < 2:
        return Decision(_("A set takes at least two exemplars."))
    if not 0 < policy.least <= 1:
        return Decision(_("The least agreement lies above 0 and is at most 1."))
    if not 0 <= policy.seed_percent <= 50:
        return Decision(_("Seeds are at most 50 in a hundred."))
    return YES if reason.strip() else Decision(_("Say why: those who are held to it will ask."))


def may_make(
    submission: Submission, reason: str, experts: Sequence[Person], by: Actor, at: datetime
) -> Decision:  # what may be copied at all is asked upstream
    if not (allowed := may(by, Can.MAKE_EXEMPLARS, submission, at=at)):
        return allowed
    if not reason.strip():
        return Decision(_("Say on what ground: when the candidate agreed, or why it may be used without that."))
    if len({person.pk for person in experts}) < FEWEST_EXPERTS:
        return Decision(_("Name at least two experts: one alone agrees with nobody."))
    if submission.candidacy.person_id in {person.pk for person in experts}:
        return Decision(_("The candidate can’t be an expert on their own work."))
    assessors = {person.pk for person in holders(Role.ASSESSOR, at, program_id=submission.candidacy.program_id)}
    if strangers := [person.name for person in experts if person.pk not in assessors]:
        told = ngettext_lazy(
            "Experts are assessors of the program; {names} isn’t one.",
            "Experts are assessors of the program; these are not: {names}.",
            len(strangers),
        )
        return Decision(format_lazy(told, names=", ".join(strangers)))
    if Exemplar.objects.filter(work__copy_of=submission).exists():
        return Decision(_("This work is an exemplar already."))
    return YES


def is_expert(exemplar: Exemplar, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.AGREE, exemplar, at=at)):
        return allowed
    if exemplar.retired_at is not None:
        return Decision(_("This exemplar is retired."))
    if not exemplar.experts.filter(person=by.pk).exists():
        return Decision(_("Only the experts named for this exemplar say what it is worth."))
    return YES


def may_propose(
    exemplar: Exemplar, rubric: Rubric, levels: Mapping[str, tuple[int, str]], by: Actor, at: datetime
) -> Decision:
    """A named expert, with a level and a reason for each criterion of the rubric."""
    if not (allowed := is_expert(exemplar, by, at)):
        return allowed
    for criterion in rubric.criteria:
        level, reason = levels.get(criterion.key, (0, ""))
        if criterion.level(level) is None:
            return Decision(format_lazy(_("Choose a level for “{name}”."), name=criterion.title))
        if not reason.strip():
            return Decision(format_lazy(_("Say why this level for “{name}”."), name=criterion.title))
    return YES


def may_agree(reference: Reference, by: Actor, at: datetime) -> Decision:
    """Another named expert, to the latest proposal."""
    if not (allowed := is_expert(reference.exemplar, by, at)):
        return allowed
    if reference.stands_since is not None:
        return Decision(_("This reference stands already."))
    if reference.agreements.filter(person=by.pk).exists():
        return Decision(_("You stand behind this proposal. The other experts agree, or propose otherwise."))
    latest = reference.exemplar.references.last()
    return YES if latest == reference else Decision(_("A newer proposal has been made since. Read that one first."))


def may_open(exemplar: Exemplar, by: Actor, at: datetime) -> Decision:
    """The program's owner, for an exemplar whose reference stands. Opened once, it is never given blind again."""
    if not (allowed := may(by, Can.MAKE_EXEMPLARS, exemplar, at=at)):
        return allowed
    if exemplar.retired_at is not None:
        return Decision(_("This exemplar is retired."))
    if exemplar.opened_at is not None:
        return Decision(_("Every assessor reads this example already."))
    standing = exemplar.references.filter(stands_since__isnull=False)
    return YES if standing.exists() else Decision(_("Its experts have not agreed yet on what it is worth."))


def may_retire(exemplar: Exemplar, reason: str, by: Actor, at: datetime) -> Decision:
    if not (allowed := may(by, Can.MAKE_EXEMPLARS, exemplar, at=at)):
        return allowed
    if exemplar.retired_at is not None:
        return Decision(_("This exemplar is retired already."))
    return YES if reason.strip() else Decision(_("Say why it is no longer to be used."))


def may_calibrate(person: Person, program: Program, by: Actor, at: datetime) -> Decision:
    """An assessor of the program for themselves; its owner for another; the installation for anybody. One set at a time."""
    if by.pk is not None and person.pk != by.pk and not (allowed := may(by, Can.ASK, program, at=at)):
        return allowed
    if not may(person, Can.CALIBRATE, program, at=at):
        return Decision(format_lazy(_("{name} is not an assessor of this program."), name=person.name))
    if CalibrationSet.objects.filter(person=person, program=program, closed_at=None).exists():
        return Decision(_("There is a set to read already."))
    return YES


def enough(found: int, asked: int) -> Decision:
    """Whether there are as many exemplars as a set takes."""
    if found >= asked:
        return YES
    told = _("A set takes {asked} exemplars that the assessor doesn’t know; there are {found}. The owner makes more.")
    return Decision(format_lazy(told, asked=asked, found=found))


def takes_founding(program: Program, by: Actor, at: datetime) -> Decision:
    """Whether the committee may name first assessors at all: nobody was ever qualified for this program."""
    if not (allowed := may(by, Can.FOUND, program, at=at)):
        return allowed
    if Qualification.objects.filter(program=program).exists():
        return Decision(_("This program has had assessors before: further ones qualify on exemplars."))
    return YES


def may_found(
    program: Program, people: Sequence[Person], until: date, reason: str, by: Actor, at: datetime
) -> Decision:
    """The committee, once for a program, while nobody was ever qualified for it; for at most a year."""
    if not (open_to := takes_founding(program, by, at)):
        return open_to
    if by.pk in {person.pk for person in people}:
        return Decision(_("Nobody qualifies themselves."))
    if until > add_months(at.date(), LONGEST_FOUNDING) or until <= at.date():
        return Decision(format_lazy(_("A founding list holds for at most {months} months."), months=LONGEST_FOUNDING))
    if not people:
        return Decision(_("Name those who are on it."))
    return YES if reason.strip() else Decision(_("Say why these people can be trusted with it."))


def may_pause(person: Person, program: Program, reason: str, by: Actor, at: datetime) -> Decision:
    """The installation by what the chart shows, or the program’s owner; never for oneself."""
    if not (allowed := may(by, Can.PAUSE, program, at=at)):
        return allowed
    if person.pk == by.pk:
        return Decision(_("Nobody pauses themselves: give seats back, or take leave."))
    if AssessorPause.objects.filter(person=person, program=program, lifted_at=None).exists():
        return Decision(_("They get no new work already."))
    return YES if reason.strip() else Decision(_("Say why: the assessor reads it."))


def may_lift(pause: AssessorPause, reason: str, by: Actor, at: datetime) -> Decision:
    """The program’s owner, never for themselves, with a reason."""
    if not (allowed := may(by, Can.PAUSE, pause, at=at)):
        return allowed
    if pause.person_id == by.pk:
        return Decision(_("Somebody else decides whether you get work again, or you calibrate."))
    if pause.lifted_at is not None:
        return Decision(_("They get work again already."))
    return YES if reason.strip() else Decision(_("Say why they get work again without having calibrated."))


def may_seed(seat: Seat, by: Actor, at: datetime) -> Decision:
    """Only where panels are blind: elsewhere a piece without a name would give itself away."""
    if by is not SYSTEM:
        return Decision(_("Nobody says who is given a seed."))
    if seat.panel.submission.copy_of_id is not None:
        return Decision(_("A copy is followed by no seed."))
    if not seat.panel.submission.candidacy.version.blind_to_candidate:
        return Decision(_("Panels of this program are not blind to the candidate."))
    return YES


def may_plant(plan: SeedPlan, by: Actor, at: datetime) -> Decision:
    if by is not SYSTEM:
        return Decision(_("Nobody says who is given a seed."))
    if plan.settled_at is not None:
        return Decision(_("This seed is settled already."))
    return YES if plan.due_at <= at else Decision(_("It is not due yet."))


def receives(person: Person, program: Program, at: datetime) -> Decision:
    """Whether the person gets work of the program at present."""
    if not may(person, Can.CALIBRATE, program, at=at):
        return Decision(_("They are no assessor of the program any more."))
    if person.pk in paused(frozenset({person.pk}), program.pk, at):
        return Decision(_("They get no new work at present."))
    return YES

"""Who may assess, and who says that they should not."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guildmark.assessment.actions.panels import replace_seat
from guildmark.assessment.facts import AssessorLanguagesSet, AssessorQualified, ConflictDeclared, QualificationEnded
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.models import DeclaredConflict, Qualification
from guildmark.assessment.queries.fitness import unfit_seats
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person, company_day
from guildmark.programs.models import Program


@transaction.atomic
def grant_qualification(
    *, person: Person, program: Program, basis: str, starts_on: date, ends_on: date | None = None,
    languages: Sequence[str] | None = None, by: Actor, at: datetime,
) -> Qualification:  # fmt: skip
    """`person` may assess the program's tasks from `starts_on`, on the ground that `basis` states. `languages`: those
    in which they judge, none of them meaning any; left out, those of the time before."""
    person = lock(person)
    ensure(judging.may_qualify(person, program, by, at))
    ensure(_sound(person, program, basis, starts_on, ends_on))
    qualification = Qualification.objects.create(
        person=person,
        program=program,
        basis=basis.strip(),
        granted_at=at,
        granted_by_id=by.pk,
        starts_on=starts_on,
        ends_on=ends_on,
        languages=_languages_before(person, program) if languages is None else sorted(languages) or None,
    )
    announce(AssessorQualified(qualification.pk, person.pk, program.pk), by=by, at=at)
    _try_unfilled_again(f"qualification-{qualification.pk}", program, at)
    return qualification


def _sound(person: Person, program: Program, basis: str, starts_on: date, ends_on: date | None) -> Decision:
    if not basis.strip():
        return Decision(_("Say on what ground: a calibration, a founding list, an earlier role."))
    if ends_on and ends_on < starts_on:
        return Decision(_("It would end before it starts."))
    for held in Qualification.objects.filter(person=person, program=program):
        overlaps = (held.ends_on is None or held.ends_on >= starts_on) and (
            ends_on is None or ends_on >= held.starts_on
        )
        if overlaps:
            return Decision(_("They are qualified for that time already."))
    return YES


def _languages_before(person: Person, program: Program) -> list[str] | None:
    held = Qualification.objects.filter(person=person, program=program).order_by("starts_on")
    return list(held.values_list("languages", flat=True))[-1] if held else None


@transaction.atomic
def set_languages(*, qualification: Qualification, languages: Sequence[str], by: Actor, at: datetime) -> Qualification:
    """From now on they are seated on work in these languages alone; with none, in any. Seats taken before stay."""
    qualification = lock(qualification, "person", "program")
    ensure(judging.may_qualify(qualification.person, qualification.program, by, at))
    if (chosen := sorted(languages) or None) == qualification.languages:
        return qualification
    qualification.languages = chosen
    qualification.save(update_fields=["languages"])
    said = tuple(chosen or ())
    fact = AssessorLanguagesSet(qualification.pk, qualification.person_id, qualification.program_id, said)
    announce(fact, by=by, at=at)
    _try_unfilled_again(f"languages-{qualification.pk}-{at.isoformat()}", qualification.program, at)
    return qualification


def _try_unfilled_again(key: str, program: Program, at: datetime) -> None:
    outbox.post("assessment.fill_panels", key=f"fill-{key}", payload={"program_id": program.pk}, at=at)


@transaction.atomic
def end_qualification(*, qualification: Qualification, last_day: date, by: Actor, at: datetime) -> Qualification:
    """The qualification ends with `last_day`. Seats taken before stay."""
    qualification = lock(qualification, "person", "program")
    ensure(judging.may_qualify(qualification.person, qualification.program, by, at))
    day = max(last_day, qualification.starts_on)
    qualification.ends_on = day
    qualification.save(update_fields=["ends_on"])
    announce(
        QualificationEnded(qualification.pk, qualification.person_id, qualification.program_id, day.isoformat()),
        by=by,
        at=at,
    )
    return qualification


@transaction.atomic
def declare_conflict(
    *, person: Person, about: Person, reason: str, ends_on: date | None = None, by: Actor, at: datetime
) -> DeclaredConflict:
    """`person` should not judge `about`: from now on assignment leaves them out, and open seats about them are freed."""
    person = lock(person)
    ensure(judging.may_declare(person, about, reason, by, at))
    declared = DeclaredConflict.objects.create(
        person=person, about=about, reason=reason.strip(), declared_at=at, ends_on=ends_on
    )
    announce(ConflictDeclared(person.pk, about.pk), by=by, at=at)
    for unfit in unfit_seats(at, person_id=person.pk):
        replace_seat(seat=unfit.seat, reason=unfit.reason, cause=unfit.cause, by=SYSTEM, at=at)
    return declared


@transaction.atomic
def end_declared_conflict(*, declared: DeclaredConflict, by: Actor, at: datetime) -> DeclaredConflict:
    """The conflict is over: from today assignment may seat them again."""
    declared = lock(declared, "person", "about")
    ensure(judging.may_declare(declared.person, declared.about, declared.reason, by, at))
    declared.ends_on = company_day(at) - timedelta(days=1)
    declared.save(update_fields=["ends_on"])
    announce(ConflictDeclared(declared.person_id, declared.about_id), by=by, at=at)
    return declared

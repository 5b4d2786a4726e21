"""Sets: exemplars that one assessor scores, and the qualification that follows where they read as the experts do."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from guildmark.assessment.actions import grant_qualification
from guildmark.assessment.models import Qualification
from guildmark.calibration import lifecycle
from guildmark.calibration.actions._giving import _give
from guildmark.calibration.domain.qualifying import Measure, Verdict, verdict
from guildmark.calibration.facts import AssessorPauseLifted, CalibrationAsked, CalibrationClosed
from guildmark.calibration.models import AssessorPause, CalibrationSet, Cause
from guildmark.calibration.queries.reading import lines_of_set
from guildmark.calibration.queries.standing import policy_of, unknown_to
from guildmark.kernel import outbox
from guildmark.kernel.access import SYSTEM, YES, Actor, Decision, ensure
from guildmark.kernel.calendar import last_day_of_period
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people.models import Person, company_day
from guildmark.programs.models import Program


@transaction.atomic
def ask_for_set(
    *, person: Person, program: Program, cause: str = Cause.QUALIFY, by: Actor, at: datetime
) -> CalibrationSet:
    """As many exemplars as the policy says, none known to the person, wait in their queue to be scored."""
    person = lock(person)
    ensure(lifecycle.may_calibrate(person, program, by, at))
    policy = policy_of(program)
    found = unknown_to(person, program, at=at)[: policy.exemplars]
    ensure(lifecycle.enough(len(found), policy.exemplars))
    asked = CalibrationSet.objects.create(
        person=person,
        program=program,
        cause=cause,
        measure=policy.measure.value,
        least=policy.least,
        months=policy.months,
        asked_at=at,
        asked_by_id=by.pk,
    )
    for exemplar in found:
        _give(exemplar, person, calibration_set=asked, at=at)
    announce(CalibrationAsked(asked.pk, person.pk, program.pk, str(cause)), by=by, at=at)
    return asked


@transaction.atomic
def close_set(*, calibration_set: CalibrationSet, by: Actor, at: datetime) -> CalibrationSet:
    """Every exemplar of the set is read: the agreement is on record, and whoever reads as the experts do is qualified."""
    asked = lock(calibration_set, "person", "program")
    ensure(_is_read(asked))
    found = verdict(lines_of_set(asked), Measure(asked.measure), asked.least)
    asked.closed_at, asked.value, asked.pairs, asked.passed = at, found.value, found.pairs, found.passed
    asked.save(update_fields=["closed_at", "value", "pairs", "passed"])
    if found.passed:
        _qualify(asked, found, at=at)
        _lift(asked, at=at)
    announce(CalibrationClosed(asked.pk, asked.person_id, asked.program_id, found.passed), by=by, at=at)
    return asked


def _is_read(asked: CalibrationSet) -> Decision:
    if asked.closed_at is not None:
        return Decision(_("This set is closed already."))
    waiting = asked.readings.filter(seat__state__in=["assigned", "started"])
    return Decision(_("Not every exemplar of this set is read.")) if waiting.exists() else YES


def _qualify(asked: CalibrationSet, found: Verdict, *, at: datetime) -> None:
    """For the policy’s months from today. What one holds already stays, and is continued."""
    today = company_day(at)
    until = last_day_of_period(today, asked.months)
    starts_on = _first_free_day(asked, today)
    if starts_on is None or starts_on > until:
        return
    basis = _("Calibrated on {day}: {measure} {value} on {count} exemplars, at least {least} asked.").format(
        day=today.isoformat(), measure=asked.get_measure_display(), value=found.value,
        count=asked.readings.filter(seat__state="sealed").count(), least=asked.least,
    )  # fmt: skip
    grant_qualification(
        person=asked.person, program=asked.program, basis=basis, starts_on=starts_on, ends_on=until, by=SYSTEM, at=at
    )


def _lift(asked: CalibrationSet, *, at: datetime) -> None:
    """Whoever was to calibrate again gets work again."""
    pause = AssessorPause.objects.filter(person=asked.person_id, program=asked.program_id, lifted_at=None).first()
    if pause is not None:
        pause.lifted_at, pause.lifted_set = at, asked
        pause.save(update_fields=["lifted_at", "lifted_set"])
        announce(AssessorPauseLifted(asked.person_id, asked.program_id), by=SYSTEM, at=at)
        outbox.post(
            "assessment.fill_panels", key=f"fill-calibrated-{asked.pk}", payload={"program_id": asked.program_id}, at=at
        )


def _first_free_day(asked: CalibrationSet, today: date) -> date | None:
    """The day from which no qualification is held; none where one has no end."""
    held = Qualification.objects.filter(person=asked.person_id, program=asked.program_id)
    ends = list(held.filter(Q(ends_on=None) | Q(ends_on__gte=today)).values_list("ends_on", flat=True))
    if None in ends:
        return None
    return max([today, *(end + timedelta(days=1) for end in ends if end)])

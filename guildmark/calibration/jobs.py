"""What the installation does here by itself; each job says in its report whom it skipped, and why."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from guildmark.assessment.actions import go_on_without
from guildmark.calibration import actions, queries
from guildmark.kernel.access import SYSTEM, Refused
from guildmark.kernel.jobs import every

ANSWERED_AFTER = timedelta(days=2)


@every("calibration.plant_seeds", minutes=15)
def plant_seeds(at: datetime) -> str:
    """Each seed at the moment that was drawn for it. The report names nobody."""
    settled = [actions.plant_seed(plan=plan, by=SYSTEM, at=at) for plan in queries.seeds_due(at)]
    return "\n".join(f"seed {plan.pk}: {plan.outcome or 'given'}" for plan in settled)


@every("calibration.go_on", hours=4)
def go_on_with_copies(at: datetime) -> str:
    """Nobody can add to a copy: whoever asked for more evidence goes on with what is there, as after a candidate’s no."""
    waiting = queries.requests_on_copies(asked_before=at - ANSWERED_AFTER)
    # In the name of whoever asked, as when they themselves go on.
    done = [go_on_without(request=one, by=one.asked_by, at=at) for one in waiting]
    return "\n".join(f"copy {one.pk}: judging goes on" for one in done)


@every("calibration.reliability", hours=24)
def record_reliabilities(at: datetime) -> str:
    """How far the assessors of each program agree; and whoever reads otherwise is asked to calibrate again."""
    report = []
    for program in queries.programs_judged():
        made = actions.record_reliability(program=program, by=SYSTEM, at=at)
        report.append(f"{program.slug}: as of {made.as_of:%Y-%m-%d}, {made.figures['sheets']} sheets")
        report.extend(_ask_who_drifts(program, at))
    return "\n".join(report)


def _ask_who_drifts(program: queries.Program, at: datetime) -> Iterator[str]:
    for found in queries.beyond_limits(program, at=at):
        try:
            actions.pause_assessor(
                person=found.person, program=program, reason=found.reason, cause="drift", chart=found.figures,
                by=SYSTEM, at=at,
            )  # fmt: skip
            yield f"{program.slug}: person {found.person.pk} gets no new work: {found.reason}"
            actions.ask_for_set(person=found.person, program=program, cause="drift", by=SYSTEM, at=at)
        except Refused as refusal:
            yield f"{program.slug}: person {found.person.pk}: skipped: {refusal}"

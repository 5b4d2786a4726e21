"""Panels: who judges what, and what happens when somebody can't."""

from datetime import datetime

from django.db import transaction

from guildmark.assessment.actions._concluding import _conclude_reading
from guildmark.assessment.actions._filling import _fill, _fill_all
from guildmark.assessment.facts import (
    FurtherAssessorWaived,
    PanelCalled,
    PanelsFormed,
    SeatDeclined,
    SeatTakenBack,
)
from guildmark.assessment.lifecycle import judging
from guildmark.assessment.models import Panel, Seat, SeatState, Submission
from guildmark.assessment.queries.pools import unfilled_submissions
from guildmark.kernel.access import Actor, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs.models import Program

RELATED = ("candidacy__version", "candidacy__person", "task")


@transaction.atomic
def form_panel(*, submission: Submission, by: Actor, at: datetime) -> Panel:
    """Every free seat of the submission's panel is taken, or the panel says why not. Those seated keep their places.

    Then announces `PanelFormed` or `PanelUnfilled`; on a panel that is full already, nothing happens.
    """
    submission = lock(submission, *RELATED)
    ensure(judging.may_form_panel(submission, by, at))
    size = submission.candidacy.version.panel_size
    panel, called = Panel.objects.get_or_create(
        submission=submission, defaults={"size": size, "called_at": at, "seed": submission.pk}
    )
    panel.submission = submission
    if called:
        announce(PanelCalled(submission.pk, panel.pk), by=by, at=at)
    _fill(panel, at=at)
    return panel


@transaction.atomic
def form_waiting_panels(*, program: Program | None = None, by: Actor, at: datetime) -> list[Panel]:
    """Every panel that waits for somebody, of one program or of all, is filled together with the others, as well as can
    be done for all of them; where not all can be, those who wait longest come first, and each other one says why."""
    ensure(judging.may_form_panels(program, by, at))
    waiting = unfilled_submissions(program.pk if program else None)
    locked = Submission.objects.select_for_update(of=("self",)).filter(pk__in=waiting).order_by("pk")
    submissions = {one.pk: one for one in locked.select_related(*RELATED) if judging.may_form_panel(one, by, at)}
    panels = list(Panel.objects.filter(submission__in=submissions, formed_at=None).order_by("called_at", "pk"))
    for panel in panels:
        panel.submission = submissions[panel.submission_id]
    gap = _fill_all(panels, at=at)
    formed = sum(panel.formed_at is not None for panel in panels)
    program_id = program.pk if program else None
    if panels:
        announce(PanelsFormed(program_id, formed, len(panels) - formed, gap > 0), by=by, at=at)
    return panels


@transaction.atomic
def decline_seat(*, seat: Seat, reason: str, by: Actor, at: datetime) -> Seat:
    """The assessor gives the seat back, and it is filled anew at once if it can be. What they wrote is kept."""
    submission = lock(seat.panel.submission, *RELATED)
    seat = lock(seat, "panel")
    seat.panel.submission = submission
    ensure(judging.may_decline(seat, reason, by, at))
    _free(seat, reason, at=at)
    announce(SeatDeclined(seat.pk, submission.pk, seat.assessor_id), by=by, at=at)
    _fill(seat.panel, at=at)
    return seat


@transaction.atomic
def replace_seat(*, seat: Seat, reason: str, cause: str = "owner", by: Actor, at: datetime) -> Seat:
    """The seat is taken back from somebody who can't or may not judge, and filled anew. Finished sheets stay.

    `cause`: `owner`, or what the installation found: a `conflict` or a `departure`.
    """
    submission = lock(seat.panel.submission, *RELATED)
    seat = lock(seat, "panel")
    seat.panel.submission = submission
    ensure(judging.may_take_back(seat, reason, by, at))
    _free(seat, reason, at=at)
    announce(SeatTakenBack(seat.pk, submission.pk, seat.assessor_id, cause), by=by, at=at)
    _fill(seat.panel, at=at)
    return seat


def _free(seat: Seat, reason: str, *, at: datetime) -> None:
    seat.state, seat.declined_at, seat.declined_reason = SeatState.DECLINED, at, reason.strip()
    seat.save(update_fields=["state", "declined_at", "declined_reason"])


@transaction.atomic
def waive_further_assessor(*, panel: Panel, reason: str, by: Actor, at: datetime) -> Panel:
    """The panel goes on without the further assessor whom nobody could be found for: to a result or to consensus."""
    submission = lock(panel.submission, *RELATED)
    panel = lock(panel)
    panel.submission = submission
    ensure(judging.may_waive_further(panel, reason, by, at))
    panel.size, panel.further_waived = panel.size - 1, reason.strip()
    panel.formed_at, panel.explanation = at, []
    panel.save(update_fields=["size", "further_waived", "formed_at", "explanation"])
    announce(FurtherAssessorWaived(submission.pk, panel.pk), by=by, at=at)
    _conclude_reading(panel, at=at)
    return panel

"""What waits in this room on an assessor, a panel, an owner: the lines of Home."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.assessment.models import EvidenceRequest, Seat, SeatState, SubmissionState
from guildmark.assessment.permissions import Can
from guildmark.assessment.queries.adjudications import adjudications_of
from guildmark.assessment.queries.board import panels
from guildmark.assessment.queries.eligibility import waivers_to_agree
from guildmark.assessment.queries.seats import open_seats_of
from guildmark.candidacy.models import LIVE
from guildmark.kernel.access import may
from guildmark.kernel.counting import greatest
from guildmark.kernel.turns import Turn, Waiting
from guildmark.people.models import Person

ONE_BY_ONE = 4


def judging_turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """The turns of somebody who judges, and of somebody who seats panels. Four queries, whatever there is."""
    if may(person, Can.ASSESS, at=at):
        yield from _seats(person)
        yield from _adjudications(person)
        yield from _with_others(person)
    if may(person, Can.FORM_PANELS, at=at):
        yield from _unfilled(person, at)
    if may(person, Can.AGREE_WAIVER, at=at):
        yield from _exceptions(person, at)


def _seats(person: Person) -> Iterator[Turn]:
    """The seats to judge, soonest due first: a few one by one, the rest as one line that leads to the queue."""
    seats = list(open_seats_of(person).select_related("panel__submission__task")[: ONE_BY_ONE + 1])
    for seat in seats[:ONE_BY_ONE]:
        submission = seat.panel.submission
        started = seat.state == SeatState.STARTED
        yield Turn(
            Waiting.ON_ME,
            f"{submission.ref} {submission.task.title}",
            reverse("assessment:seat", args=[seat.pk]),
            since=seat.assigned_at,
            due=seat.due_on,
            next=_("seal your sheet") if started else _("start, and score it"),
            hat="assessor",
            action=_("Continue") if started else _("Open"),
        )
    if len(seats) > ONE_BY_ONE:
        more = open_seats_of(person).count() - ONE_BY_ONE
        text = ngettext("{count} more submission to judge", "{count} more submissions to judge", more)
        yield Turn(
            Waiting.ON_ME, text.format(count=more), reverse("assessment:queue"), hat="assessor", action=_("Queue"),
            count=more,
        )  # fmt: skip


def _adjudications(person: Person) -> Iterator[Turn]:
    for one in adjudications_of(person):
        waiting = Waiting.ON_OTHERS if one.waits_on_others else Waiting.ON_ME
        yield Turn(
            waiting,
            _("Agree on {ref} {task}").format(ref=one.ref, task=one.task),
            reverse("assessment:adjudication", args=[one.submission_id]),
            whom=_("the panel") if one.waits_on_others else one.proposed_by,
            since=one.since,
            next=_("confirm, or propose otherwise") if one.mine_to_confirm else _("agree on a level"),
            hat="assessor",
            action="" if one.waits_on_others else _("Open"),
        )


def _with_others(person: Person) -> Iterator[Turn]:
    """Sheets that are sealed while others of the panel judge, and work that its candidate has again, asked for more."""
    asked = EvidenceRequest.objects.filter(submission=OuterRef("panel__submission"), settled_at=None)
    sealed = Q(state=SeatState.SEALED, panel__submission__state=SubmissionState.IN_REVIEW)
    returned = Q(state=SeatState.STARTED, panel__submission__state=SubmissionState.RETURNED)
    seats = Seat.objects.filter(
        sealed | returned,
        assessor_id=person.pk,
        panel__submission__copy_of=None,
        panel__submission__candidacy__state__in=LIVE,
    ).annotate(asked_at=greatest(asked, "asked_at"))
    for seat in seats.select_related("sheet", "panel__submission__task").order_by("pk")[:ONE_BY_ONE]:
        submission = seat.panel.submission
        judged = seat.state == SeatState.SEALED
        yield Turn(
            Waiting.ON_OTHERS,
            f"{submission.ref} {submission.task.title}",
            reverse("assessment:seat", args=[seat.pk]),
            whom=_("the other assessors") if judged else _("the candidate"),
            since=seat.sheet.sealed_at if judged else getattr(seat, "asked_at", None),
            next=_("result, or adjudication") if judged else _("more evidence"),
            hat="assessor",
        )


def _exceptions(person: Person, at: datetime) -> Iterator[Turn]:
    """What others ask, so that a soft conflict shall not count."""
    for waiver in waivers_to_agree(person, at=at)[:ONE_BY_ONE]:
        yield Turn(
            Waiting.ON_ME,
            _("An exception for {name} on {ref}").format(name=waiver.assessor.name, ref=waiver.submission.ref),
            reverse("assessment:conflict_waiver", args=[waiver.pk]),
            since=waiver.asked_at,
            next=_("agree, or leave it"),
            action=_("Open"),
        )


def _unfilled(person: Person, at: datetime) -> Iterator[Turn]:
    found = list(panels(person, at=at, show="unfilled").select_related("submission__task")[: ONE_BY_ONE + 1])
    for panel in found[:ONE_BY_ONE]:
        submission = panel.submission
        yield Turn(
            Waiting.ON_ME,
            _("No panel for {ref} {task}").format(ref=submission.ref, task=submission.task.title),
            reverse("assessment:panel", args=[submission.pk]),
            since=panel.called_at,
            next=_("see why, and what would mend it"),
            hat="owner",
            action=_("Open"),
        )
    if len(found) > ONE_BY_ONE:
        yield Turn(
            Waiting.ON_ME,
            _("More panels that can’t be filled"),
            f"{reverse('assessment:panels')}?show=unfilled",
            hat="owner",
            action=_("Panels"),
        )

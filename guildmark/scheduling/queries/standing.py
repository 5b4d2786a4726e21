"""Sessions as the rooms upstream show them."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.assessment.ports import Session
from guildmark.scheduling.models import Booking, BookingState
from guildmark.scheduling.queries.words import moment_words


def sessions_in_words(submission_ids: Collection[int], zone: str) -> dict[int, Session]:
    """The session of each of these submissions that has one, booked or held. One query."""
    rows = Booking.objects.filter(
        submission__in=submission_ids, state__in=(BookingState.BOOKED, BookingState.HELD)
    ).order_by("pk")
    return {
        pk: Session(_said(state, moment_words(starts, zone)), reverse("scheduling:session", args=[pk]))
        for pk, state, starts in rows.values_list("submission_id", "state", "starts_at")
    }


def _said(state: str, moment: str) -> str:
    if state == BookingState.HELD:
        return _("session held on {moment}").format(moment=moment)
    return _("session on {moment}").format(moment=moment)

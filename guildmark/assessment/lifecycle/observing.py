"""Who observes a live session: an assessor with a started seat, until their sheet is sealed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.assessment.lifecycle.judging import may_score
from guildmark.assessment.models import Seat
from guildmark.kernel.access import YES, Actor, Decision

LONGEST_NOTE = 2000
MOST_MOMENTS = 500


def may_observe(seat: Seat, by: Actor, at: datetime) -> Decision:
    return may_score(seat, by, at)


def may_mark(seat: Seat, text: str, noted: int, by: Actor, at: datetime) -> Decision:
    if not (allowed := may_observe(seat, by, at)):
        return allowed
    if len(text) > LONGEST_NOTE:
        return Decision(_("That is longer than one note can be. Mark another moment."))
    return YES if noted < MOST_MOMENTS else Decision(_("That is as many moments as one session holds."))

"""Giving an exemplar to somebody to read: part of every verb that does."""

from datetime import datetime

from guildmark.assessment.actions import copy_submission, seat_on_copy
from guildmark.calibration.models import CalibrationSet, Exemplar, Reading
from guildmark.calibration.queries.standing import standing_reference
from guildmark.kernel.access import SYSTEM
from guildmark.people.models import Person


def _give(
    exemplar: Exemplar, person: Person, *, calibration_set: CalibrationSet | None = None, at: datetime
) -> Reading:
    """A copy of its own waits in the person’s queue; what they seal is compared with the reference that stands now."""
    copy = copy_submission(submission=exemplar.work, by=SYSTEM, at=at)
    seat = seat_on_copy(copy=copy, assessor=person, by=SYSTEM, at=at)
    return Reading.objects.create(
        exemplar=exemplar,
        reference=standing_reference(exemplar),
        seat=seat,
        person=person,
        calibration_set=calibration_set,
        given_at=at,
    )

"""Who hears of a copy that is read to calibrate: its reader, in the words of any other seat; nobody else."""

import pytest

from guildmark.assessment import actions
from guildmark.assessment.models import Submission
from guildmark.kernel.access import SYSTEM
from guildmark.portal.models import Notification
from tests import builders
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def test_only_its_reader_hears_of_it(ines, saoirse, priya, marguerite):
    version = builders.a_published_version(priya, marguerite)
    submission = builders.a_submitted_submission(builders.a_candidacy(ines, version))
    Submission.objects.filter(pk=submission.pk).update(state="decided", decided_at=NOW)
    copy = actions.copy_submission(submission=submission, by=SYSTEM, at=NOW)
    seat = actions.seat_on_copy(copy=copy, assessor=saoirse, by=SYSTEM, at=NOW)
    actions.start_seat(seat=seat, by=saoirse, at=NOW)
    actions.decline_seat(seat=seat, reason="No time.", by=saoirse, at=NOW)
    told = Notification.objects.values_list("person__username", "kind", "url")
    assert list(told) == [("saoirse", "seat", f"/seats/{seat.pk}/")]

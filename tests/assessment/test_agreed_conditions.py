"""What the desk shows of an accommodation: the conditions of this task, never the need, to nobody else."""

import pytest

from guildmark.assessment.models import Seat
from guildmark.candidacy import actions as candidacies
from tests.cast import NOW

NEED, CONDITIONS = "I lip-read.", "Captions on every recording."


@pytest.fixture
def arranged(submission, ines, priya):
    def arrange(*tasks):
        asked = candidacies.request_accommodation(
            candidacy=submission.candidacy, kinds=["format"], need=NEED, by=ines, at=NOW
        )
        candidacies.agree_accommodation(
            accommodation=asked, conditions=CONDITIONS, reason="Same criteria.", tasks=tasks, by=priya, at=NOW
        )

    return arrange


@pytest.mark.parametrize(("tasks", "read"), [((), True), (("task-1",), True), (("another",), False)])
@pytest.mark.usefixtures("story_time")
def test_an_assessor_reads_the_conditions_of_this_task_alone(browse, arranged, seats, tomasz, tasks, read):
    arranged(*tasks)
    seat = Seat.objects.get(assessor=tomasz)
    cover = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
    browse(tomasz).post(f"/seats/{seat.pk}/start/")
    desk = browse(tomasz).get(f"/seats/{seat.pk}/").content.decode()
    for page in (cover, desk):
        assert (CONDITIONS in page) is read
        assert NEED not in page

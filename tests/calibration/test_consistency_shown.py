"""The committee reads with each result whether another panel would decide the same."""

import pytest

from guildmark.assessment.models import Submission
from guildmark.calibration import actions, queries
from guildmark.kernel.access import SYSTEM
from guildmark.programs.queries import rubrics_of
from tests.calibration.test_reliability import judged  # noqa: F401 – a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def test_it_is_told_from_the_sheets_of_the_program(judged, program, at):  # noqa: F811
    works = list(Submission.objects.select_related("candidacy__version", "task").order_by("pk"))
    rubrics = rubrics_of(works[0].candidacy.version)
    before = queries.consistency_of(works[:1], rubrics)[works[0].pk]
    assert before.share is None
    actions.record_reliability(program=program, by=SYSTEM, at=at)
    told = [queries.consistency_of([one], rubrics)[one.pk] for one in works[:12]]
    assert all(one.share is not None and 30 <= one.share <= 100 and one.panel == 2 for one in told)
    assert len({one.share for one in told}) > 1
    assert told[0] == queries.consistency_of([works[0]], rubrics)[works[0].pk]

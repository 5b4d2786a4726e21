"""What goes around every verb is named by `guildmark integrity`."""

import pytest

from guildmark.calibration import actions, integrity
from guildmark.calibration.models import CalibrationSet, Reference, Reliability
from guildmark.kernel.access import SYSTEM
from tests.calibration.conftest import levels

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def test_an_outcome_that_does_not_follow_from_the_sheets(exemplars, policy, saoirse, program, at):
    asked = actions.ask_for_set(person=saoirse, program=program, by=saoirse, at=at)
    CalibrationSet.objects.filter(pk=asked.pk).update(closed_at=at, value="0.9", pairs=6, passed=True)
    assert [breach.thing for breach in integrity.altered_sets()] == [f"calibration set {asked.pk}"]


def test_a_reference_that_its_experts_did_not_agree_to(works, assessors, tomasz, priya, at):
    exemplar = actions.make_exemplar(
        submission=works[0], title="", basis="consent", reason="Agreed.", experts=assessors, by=priya, at=at
    )
    reference = actions.propose_reference(exemplar=exemplar, levels=levels(4, 3, 3), by=tomasz, at=at)
    Reference.objects.filter(pk=reference.pk).update(stands_since=at)
    assert [breach.thing for breach in integrity.unfounded_references()] == [exemplar.ref]


def test_a_record_made_from_other_sheets(works, program, at):
    made = actions.record_reliability(program=program, by=SYSTEM, at=at)
    assert list(integrity.altered_reliability()) == []
    Reliability.objects.create(program=program, as_of=at.replace(hour=6), ratings="0" * 64, figures=made.figures)
    assert [breach.sentence for breach in integrity.altered_reliability()] == ["it was made from other sheets"]

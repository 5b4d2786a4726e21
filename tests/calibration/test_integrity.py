"""What goes around every verb is named by `guildmark integrity`."""

from decimal import Decimal

import pytest

from guildmark.calibration import actions, integrity
from guildmark.calibration.models import CalibrationSet, Reference, Reliability, Study
from guildmark.calibration.queries.recommending import figures_of
from guildmark.kernel.access import SYSTEM
from tests import builders
from tests.calibration.conftest import KEYS, levels

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


def test_a_choice_of_a_cut_that_does_not_follow_from_what_the_judges_said(version, tomasz, kwame, saoirse, priya, at):
    draft = builders.a_draft_version(priya, number="1.1")
    judges = (tomasz, kwame, saoirse)
    study = actions.open_study(version=draft, task="task-1", borderline="Asks first.", judges=judges, by=priya, at=at)
    for judge in judges:
        actions.say_levels(study=study, levels={key: Decimal("2.5") for key in KEYS}, by=judge, at=at)
        actions.hand_in_levels(study=study, by=judge, at=at)
    actions.close_round(study=study, by=priya, at=at)
    told = figures_of(study)
    assert list(integrity.altered_studies()) == []
    flattered = {**told, "rounds": [{**told["rounds"][0], "cut": "2.10"}]}
    Study.objects.filter(pk=study.pk).update(
        cut="2.1", reason="As they said.", figures=flattered, chosen_at=at, chosen_by=priya
    )
    assert [(one.thing, one.sentence) for one in integrity.altered_studies()] == [
        (study.ref, "its judges said something else")
    ]

"""Judges of a cut are told when it is their turn, by one link to their page."""

from decimal import Decimal

import pytest

from guildmark.calibration import actions
from guildmark.portal.models import Notification
from tests import builders
from tests.cast import NOW

pytestmark = pytest.mark.django_db


def told(person):
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("kind", "url"))


def test_asked_asked_again_and_told_what_was_chosen(priya, tomasz, kwame, saoirse, henrik):
    draft = builders.a_draft_version(priya)
    judges, at = (tomasz, kwame, saoirse), NOW
    study = actions.open_study(version=draft, task="task-1", borderline="Asks.", judges=judges, by=priya, at=at)
    where = f"/studies/{study.pk}/judging/"
    actions.invite_judge(study=study, person=henrik, by=priya, at=at)
    assert told(tomasz) == told(henrik) == [("to_judge", where)]
    for judge in judges:
        levels = {f"{key}-1": Decimal("2.5") for key, _, _ in builders.CRITERIA}
        actions.say_levels(study=study, levels=levels, by=judge, at=at)
        actions.hand_in_levels(study=study, by=judge, at=at)
    actions.close_round(study=study, by=priya, at=at)
    actions.open_round(study=study, discussion="Half levels.", by=priya, at=at)
    for judge in judges:
        actions.say_levels(study=study, levels=levels, by=judge, at=at)
        actions.hand_in_levels(study=study, by=judge, at=at)
    actions.close_round(study=study, by=priya, at=at)
    actions.choose_cut(study=study, cut=Decimal("2.5"), reason="As they say.", by=priya, at=at)
    assert told(saoirse) == told(henrik) == [("to_judge", where), ("to_judge_again", where), ("cut_chosen", where)]
    assert told(priya) == []

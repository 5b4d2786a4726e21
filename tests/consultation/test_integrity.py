"""What goes around every verb is named by `guildmark integrity`."""

import pytest

from guildmark.consultation import integrity
from guildmark.consultation.models import ValidationRound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def test_what_is_kept_is_derived_again(spoken):
    assert list(integrity.altered_rounds()) == []


def test_figures_that_do_not_follow_from_what_was_said(opened, people, says, priya, at):
    says(opened, people[0], 1, 1, 1)
    ValidationRound.objects.update(figures={}, closed_at=at, closed_by=priya)
    assert [one.thing for one in integrity.altered_rounds()] == [opened.ref]

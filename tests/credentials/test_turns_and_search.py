"""What credentials put on home, and what search finds of them."""

from datetime import timedelta

import pytest

from guildmark.credentials import actions
from guildmark.credentials.queries import search, turns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_time")]


def test_home_and_search(awaiting, marguerite, ines, nadia, at):
    assert [turn.title for turn in turns(marguerite, at=at)] == [
        "Decide on Ines Carvalho: Field Commissioning Engineer"
    ]
    actions.decide(candidacy=awaiting, outcome="grant", reason="All met.", by=marguerite, at=at)
    assert turns(marguerite, at=at) == []
    assert [turn.title for turn in turns(ines, at=at)] == ["You are certified: Field Commissioning Engineer"]
    later = [turn for turn in turns(ines, at=at + timedelta(days=30)) if turn.waiting == "coming_up"]
    assert [turn.next for turn in later] == ["renewal opens 16 January 2028"]
    assert [hit.kind for hit in search(ines, "commissioning", at)] == ["credential"]
    assert search(nadia, "commissioning", at) == []

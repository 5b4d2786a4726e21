"""Rounds of validation for the walk: one that is open, one closed with a comment, and a draft about which nobody was asked."""

from datetime import timedelta
from types import SimpleNamespace

from guildmark.consultation import actions
from guildmark.consultation.models import ValidationRound
from tests import builders
from tests.cast import NOW
from tests.consultation.conftest import KEYS, tied


def validations(made: SimpleNamespace, cast: SimpleNamespace) -> None:
    """Tomasz and Saoirse are asked in both; in the closed one, Saoirse commented."""
    made.validation = _asked("asked-about", cast)
    made.validation_closed = _asked("asked-before", cast)
    for key in KEYS:
        said = {"importance": 0, "comment": "Which one?"}
        actions.say(round=made.validation_closed, item=key, said=said, by=cast.saoirse, at=NOW)
    actions.hand_in(round=made.validation_closed, by=cast.saoirse, at=NOW)
    actions.close_round(round=made.validation_closed, by=cast.priya, at=NOW)
    tied(builders.a_draft_version(cast.priya, slug="not-asked-about"))


def _asked(slug: str, cast: SimpleNamespace) -> ValidationRound:
    version = tied(builders.a_draft_version(cast.priya, slug=slug))
    return actions.open_round(
        version=version, people=[cast.tomasz, cast.saoirse], purpose="Site work done alone.",
        last_day=NOW.date() + timedelta(days=9), by=cast.priya, at=NOW,
    )  # fmt: skip

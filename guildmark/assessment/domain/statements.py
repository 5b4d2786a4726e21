"""What a candidate signs with handing in. A wording never changes: a new one gets a new name, and the old stays here."""

from collections.abc import Callable, Mapping

from guildmark.programs.domain.sentence import Sentence, _

WORDING = "2026-04"
WORDINGS: Mapping[str, Callable[[str], Sentence]] = {
    "2026-04": lambda name: _(
        "I am {name} and did this myself. It is my own work; where others took part, I say what was theirs.", name=name
    ),
}
"""By the name under which it is kept with each signature, for whoever signs."""


def statement(name: str, wording: str = WORDING) -> Sentence:
    """The wording, for this person to sign."""
    return WORDINGS[wording](name)

"""What a candidate signs with handing in: who they are, and whose work it is, each on its own.

A wording never changes: a new one gets a new name, and the old stays here.
"""

from collections.abc import Mapping

from guildmark.programs.domain.sentence import Sentence, _

IDENTITY, ORIGINALITY = "identity", "originality"
NAME = "{name}"
WORDING = "2026-11"
WORDINGS: Mapping[str, Mapping[str, Sentence]] = {
    IDENTITY: {"2026-11": _("I am {name}, and I did this myself.", name=NAME)},
    ORIGINALITY: {
        "2026-11": _("This is my own work. Where others took part, or I used what others made, I say what was theirs.")
    },
}
"""The usual words, by kind and by the name under which they are kept with each signature."""
KINDS: Mapping[str, Sentence] = {
    IDENTITY: _("who they are"),
    ORIGINALITY: _("that it is their own work"),
}


def version_wording(number: str) -> str:
    """The name of a wording that a program's version brings along."""
    return f"version {number}"

"""What this room answers."""

from guildmark.originality.queries.matches import get_match, matches, submission_called, turns
from guildmark.originality.queries.statements import signed_with
from guildmark.originality.queries.wordings import TaskWordings, wording_of, wordings_of

COMPARE = "originality.compare"

__all__ = [
    "COMPARE", "TaskWordings", "get_match", "matches", "signed_with", "submission_called", "turns", "wording_of", "wordings_of",
]  # fmt: skip

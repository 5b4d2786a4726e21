"""What this room answers."""

from guildmark.originality.queries.matches import Beside, beside, get_match, matches, submission_called, turns
from guildmark.originality.queries.statements import signed_with
from guildmark.originality.queries.texts import unread_blobs
from guildmark.originality.queries.wordings import TaskWordings, wording_of, wordings_of

COMPARE = "originality.compare"

__all__ = [
    "COMPARE",
    "Beside",
    "TaskWordings",
    "beside",
    "get_match",
    "matches",
    "signed_with",
    "submission_called",
    "turns",
    "unread_blobs",
    "wording_of",
    "wordings_of",
]  # fmt: skip

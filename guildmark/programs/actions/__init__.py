"""The verbs of this room."""

from guildmark.programs.actions.drafting import draft_version, import_document, replace_draft, start_program
from guildmark.programs.actions.living import approve, close, consult, publish, reopen

__all__ = [
    "approve",
    "close",
    "consult",
    "draft_version",
    "import_document",
    "publish",
    "reopen",
    "replace_draft",
    "start_program",
]

"""The verbs of this room."""

from guildmark.programs.actions.discarding import discard_draft
from guildmark.programs.actions.drafting import draft_version, import_document, replace_draft, start_program
from guildmark.programs.actions.living import approve, close, consult, publish, reopen
from guildmark.programs.actions.rewording import declare_wording_only, withdraw_wording_only
from guildmark.programs.actions.thresholds import set_cut

__all__ = [
    "approve",
    "close",
    "consult",
    "declare_wording_only",
    "discard_draft",
    "draft_version",
    "import_document",
    "publish",
    "reopen",
    "replace_draft",
    "set_cut",
    "start_program",
    "withdraw_wording_only",
]

"""The verbs of candidacy."""

from guildmark.candidacy.actions.applying import admit, apply, not_admit
from guildmark.candidacy.actions.progressing import begin, conclude, fulfil, recognise_credentials, refer
from guildmark.candidacy.actions.staying import pause, resume, set_plan_step, withdraw

__all__ = [
    "admit",
    "apply",
    "begin",
    "conclude",
    "fulfil",
    "not_admit",
    "pause",
    "recognise_credentials",
    "refer",
    "resume",
    "set_plan_step",
    "withdraw",
]

"""The verbs of candidacy."""

from guildmark.candidacy.actions.accommodating import (
    agree_accommodation,
    decline_accommodation,
    end_accommodation,
    request_accommodation,
)
from guildmark.candidacy.actions.applying import admit, apply, not_admit, renew
from guildmark.candidacy.actions.progressing import (
    begin,
    conclude,
    fulfil,
    recognise_credentials,
    refer,
    take_up_again,
)
from guildmark.candidacy.actions.staying import pause, resume, set_plan_step, withdraw

__all__ = [
    "admit",
    "agree_accommodation",
    "apply",
    "begin",
    "conclude",
    "decline_accommodation",
    "end_accommodation",
    "fulfil",
    "not_admit",
    "pause",
    "recognise_credentials",
    "refer",
    "renew",
    "request_accommodation",
    "resume",
    "set_plan_step",
    "take_up_again",
    "withdraw",
]

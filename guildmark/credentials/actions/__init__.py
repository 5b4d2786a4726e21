"""The verbs of credentials."""

from guildmark.credentials.actions.deciding import decide
from guildmark.credentials.actions.mending import correct, replace
from guildmark.credentials.actions.prolonging import prolong
from guildmark.credentials.actions.rekeying import give_up_key, rotate_key, sign_again
from guildmark.credentials.actions.reminding import remind
from guildmark.credentials.actions.showing import make_private, make_public
from guildmark.credentials.actions.standing import (
    answer,
    drop_withdrawal,
    propose_withdrawal,
    reinstate,
    suspend,
    withdraw,
)

__all__ = [
    "answer",
    "correct",
    "decide",
    "drop_withdrawal",
    "give_up_key",
    "make_private",
    "make_public",
    "prolong",
    "propose_withdrawal",
    "reinstate",
    "remind",
    "replace",
    "rotate_key",
    "sign_again",
    "suspend",
    "withdraw",
]

"""What this room answers."""

from guildmark.consultation.queries.choosing import Proposal, functions, propose
from guildmark.consultation.queries.rating import RatePage, get_round_rated, items_of, rate_page
from guildmark.consultation.queries.round_pages import round_page
from guildmark.consultation.queries.rounds import (
    consulted,
    get_round,
    get_version_read,
    may_ask,
    raters_of,
    round_in_words,
    rounds_listed,
)
from guildmark.consultation.queries.turns import turns

__all__ = [
    "Proposal",
    "RatePage",
    "consulted",
    "functions",
    "get_round",
    "get_round_rated",
    "get_version_read",
    "items_of",
    "may_ask",
    "propose",
    "rate_page",
    "raters_of",
    "round_in_words",
    "round_page",
    "rounds_listed",
    "turns",
]

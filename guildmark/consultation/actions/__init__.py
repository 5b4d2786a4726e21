"""The verbs of validation."""

from guildmark.consultation.actions.rating import hand_in, say
from guildmark.consultation.actions.rounds import ask_more, close_round, open_round, reply

__all__ = ["ask_more", "close_round", "hand_in", "open_round", "reply", "say"]

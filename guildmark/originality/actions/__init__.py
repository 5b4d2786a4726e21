"""The verbs of originality."""

from guildmark.originality.actions.comparing import compare, review
from guildmark.originality.actions.reading import keep_text
from guildmark.originality.actions.signing import sign
from guildmark.originality.actions.wordings import give_variant, retire_variant

__all__ = ["compare", "give_variant", "keep_text", "retire_variant", "review", "sign"]

"""The verbs of credentials."""

from guildmark.credentials.actions.deciding import decide
from guildmark.credentials.actions.showing import make_private, make_public

__all__ = ["decide", "make_private", "make_public"]

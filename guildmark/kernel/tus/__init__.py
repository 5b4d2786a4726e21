"""Resumable uploads: the tus protocol, 1.0.0, with creation, creation-with-upload, creation-defer-length, checksum,
expiration and termination. Whose an upload is, and what becomes of it, is said by the `Door` that a room provides.
"""

from guildmark.kernel.tus.answering import Door, Incoming, creation, resource, settle
from guildmark.kernel.tus.partial import Partial

__all__ = ["Door", "Incoming", "Partial", "creation", "resource", "settle"]

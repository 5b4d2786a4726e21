"""The record of a decision, part by part, as its dossier keeps it. Digests of evidence, never evidence."""

from guildmark.credentials.queries.records.guard import Asked, decision_called, form_for, get_asked
from guildmark.credentials.queries.records.whole import Record, record

__all__ = ["Asked", "Record", "decision_called", "form_for", "get_asked", "record"]

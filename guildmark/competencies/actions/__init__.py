"""The verbs of this room: the only writers of frameworks and of what they are tied to."""

from guildmark.competencies.actions.importing import Imported, import_framework

__all__ = ["Imported", "import_framework"]

"""The verbs of this room: the only writers of frameworks and of what they are tied to."""

from guildmark.competencies.actions.associations import associate, dissociate
from guildmark.competencies.actions.frameworks import describe_framework, start_framework
from guildmark.competencies.actions.importing import Imported, import_framework
from guildmark.competencies.actions.items import add_item, change_item, move_item, place_item
from guildmark.competencies.actions.removing import Removed, remove_item, restore_item
from guildmark.competencies.actions.ties import (
    add_job_task,
    add_priority,
    change_priority,
    remove_job_task,
    remove_priority,
    tie,
    untie,
)

__all__ = [
    "Imported",
    "Removed",
    "add_item",
    "add_job_task",
    "add_priority",
    "associate",
    "change_item",
    "change_priority",
    "describe_framework",
    "dissociate",
    "import_framework",
    "move_item",
    "place_item",
    "remove_item",
    "remove_job_task",
    "remove_priority",
    "restore_item",
    "start_framework",
    "tie",
    "untie",
]

"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class FrameworkStarted(Fact):
    framework_id: int


@dataclass(frozen=True)
class FrameworkDescribed(Fact):
    framework_id: int


@dataclass(frozen=True)
class FrameworkImported(Fact):
    """A package was taken over; how many items and associations it added, changed and removed."""

    framework_id: int
    items_added: int
    items_changed: int
    items_removed: int
    associations_added: int
    associations_changed: int
    associations_removed: int


@dataclass(frozen=True)
class ItemAdded(Fact):
    framework_id: int
    item_id: int


@dataclass(frozen=True)
class ItemChanged(Fact):
    framework_id: int
    item_id: int


@dataclass(frozen=True)
class ItemMoved(Fact):
    framework_id: int
    item_id: int


@dataclass(frozen=True)
class ItemRemoved(Fact):
    framework_id: int
    item_id: int
    identifier: str


@dataclass(frozen=True)
class ItemsAssociated(Fact):
    framework_id: int
    association_id: int
    association_type: str


@dataclass(frozen=True)
class ItemsDissociated(Fact):
    framework_id: int
    association_id: int
    association_type: str


@dataclass(frozen=True)
class CompetencyTied(Fact):
    framework_id: int
    item_id: int
    priority_id: int | None
    job_task_id: int | None


@dataclass(frozen=True)
class CompetencyUntied(Fact):
    framework_id: int
    item_id: int
    priority_id: int | None
    job_task_id: int | None


@dataclass(frozen=True)
class PriorityAdded(Fact):
    priority_id: int


@dataclass(frozen=True)
class PriorityChanged(Fact):
    priority_id: int


@dataclass(frozen=True)
class JobTaskAdded(Fact):
    job_task_id: int


@dataclass(frozen=True)
class JobTaskRemoved(Fact):
    job_task_id: int


@dataclass(frozen=True)
class PriorityRemoved(Fact):
    priority_id: int


@dataclass(frozen=True)
class ItemRestored(Fact):
    framework_id: int
    item_id: int

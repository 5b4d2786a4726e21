"""What this room announces. A version is mentioned as such and with its program."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class ProgramStarted(Fact):
    program_id: int


@dataclass(frozen=True)
class VersionDrafted(Fact):
    """The draft now says what a document with this digest says."""

    program_id: int
    version_id: int
    digest: str


@dataclass(frozen=True)
class CutSet(Fact):
    """The draft asks for another mean level in a task, for a reason that stands in it."""

    program_id: int
    version_id: int
    task: str


@dataclass(frozen=True)
class DocumentImported(Fact):
    """A draft was made, or replaced, from a document that came from outside."""

    program_id: int
    version_id: int
    digest: str


@dataclass(frozen=True)
class VersionDiscarded(Fact):
    """A draft that nobody was asked to read is gone; with the last one, the program that never was."""

    program_id: int
    version_id: int
    digest: str


@dataclass(frozen=True)
class VersionPutToConsultation(Fact):
    program_id: int
    version_id: int


@dataclass(frozen=True)
class VersionReopened(Fact):
    program_id: int
    version_id: int


@dataclass(frozen=True)
class WordingDeclared(Fact):
    """An author declared that the version differs from the one before it in its wording only."""

    program_id: int
    version_id: int


@dataclass(frozen=True)
class WordingDeclarationWithdrawn(Fact):
    program_id: int
    version_id: int


@dataclass(frozen=True)
class WordingAnswered(Fact):
    """The approver said whether only the wording changed. If so, nobody has a new duty by this version."""

    program_id: int
    version_id: int
    agreed: bool


@dataclass(frozen=True)
class VersionApproved(Fact):
    """From now on nothing in the version changes."""

    program_id: int
    version_id: int
    digest: str


@dataclass(frozen=True)
class VersionPublished(Fact):
    program_id: int
    version_id: int
    digest: str


@dataclass(frozen=True)
class VersionSuperseded(Fact):
    """Another version took its place for those who apply from now on; who is on the way stays."""

    program_id: int
    version_id: int
    successor_id: int


@dataclass(frozen=True)
class VersionClosed(Fact):
    """Nobody can apply any more; who is on the way stays."""

    program_id: int
    version_id: int

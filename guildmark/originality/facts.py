"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class IdentitySigned(Fact):
    """A candidate signed that they are who they are."""

    submission_id: int
    person_id: int
    wording: str
    digest: str


@dataclass(frozen=True)
class StatementSigned(Fact):
    """A candidate signed that the work is their own."""

    submission_id: int
    person_id: int
    wording: str
    digest: str


@dataclass(frozen=True)
class FileRead(Fact):
    """The text of a document is known, or why it has none (`problem`)."""

    blob_ref: int
    problem: str


@dataclass(frozen=True)
class TextsCompared(Fact):
    """A submission was laid beside earlier ones of its task. `matches`: how many a person should look at."""

    submission_id: int
    compared: int
    matches: int


@dataclass(frozen=True)
class MatchFound(Fact):
    match_id: int
    program_id: int


@dataclass(frozen=True)
class MatchReviewed(Fact):
    match_id: int
    outcome: str


@dataclass(frozen=True)
class VariantGiven(Fact):
    submission_id: int
    variant: str


@dataclass(frozen=True)
class VariantRetired(Fact):
    version_id: int
    task: str
    variant: str

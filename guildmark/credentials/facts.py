"""What this room announces."""

from dataclasses import dataclass

from guildmark.kernel.facts import Fact


@dataclass(frozen=True)
class CertificationDecided(Fact):
    """`outcome` is “grant” or “refuse”; the reason stays with the decision."""

    decision_id: int
    candidacy_id: int
    person_id: int
    program_id: int
    outcome: str


@dataclass(frozen=True)
class CredentialIssued(Fact):
    """`digest` is the SHA-256 of the signed document."""

    credential_id: int
    candidacy_id: int
    person_id: int
    program_id: int
    digest: str


@dataclass(frozen=True)
class CredentialMadePublic(Fact):
    credential_id: int
    person_id: int


@dataclass(frozen=True)
class CredentialMadePrivate(Fact):
    credential_id: int
    person_id: int

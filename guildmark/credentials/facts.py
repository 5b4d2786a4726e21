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


@dataclass(frozen=True)
class CredentialSuspended(Fact):
    """The reason stays with the change of status."""

    credential_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CredentialReinstated(Fact):
    credential_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class WithdrawalProposed(Fact):
    """`answer_by` is the last day on which the holder can answer."""

    credential_id: int
    person_id: int
    program_id: int
    answer_by: str


@dataclass(frozen=True)
class WithdrawalAnswered(Fact):
    credential_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class WithdrawalDropped(Fact):
    credential_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CredentialWithdrawn(Fact):
    credential_id: int
    person_id: int
    program_id: int


@dataclass(frozen=True)
class CredentialCorrected(Fact):
    """It was signed again under its own reference; `digest` is that of the new document."""

    credential_id: int
    person_id: int
    program_id: int
    digest: str


@dataclass(frozen=True)
class CredentialProlonged(Fact):
    """Leave stopped its clock: signed again under its own reference to last until `last`; `digest` is the new one."""

    credential_id: int
    person_id: int
    program_id: int
    last: str
    digest: str


@dataclass(frozen=True)
class IssuerKeyRotated(Fact):
    """From now on the issuer signs with this key."""

    multikey: str


@dataclass(frozen=True)
class IssuerKeyGivenUp(Fact):
    """This key vouches for nothing any more."""

    multikey: str


@dataclass(frozen=True)
class CredentialSignedAgain(Fact):
    """Its key was given up: signed again under its own reference, saying the same; `digest` is the new one."""

    credential_id: int
    person_id: int
    program_id: int
    digest: str


@dataclass(frozen=True)
class CredentialReplaced(Fact):
    """The first of `credential_ids` was replaced by the second; `digest` is that of the second."""

    credential_ids: tuple[int, int]
    person_id: int
    program_id: int
    digest: str


@dataclass(frozen=True)
class RenewalReminded(Fact):
    """The holder was reminded; `last` is the credential’s last day."""

    credential_id: int
    person_id: int
    program_id: int
    last: str

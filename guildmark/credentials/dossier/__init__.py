"""The dossier of a decision as one signed file, made on demand: the same for the same moment."""

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.utils import translation

from guildmark.credentials import issuer
from guildmark.credentials.domain.dossier import Dated, Form, Veil, signed_file
from guildmark.credentials.domain.dossier.parts import DID, HEAD, PDF
from guildmark.credentials.domain.dossier.signing import written
from guildmark.credentials.dossier.paper import paper
from guildmark.credentials.models import CertificationDecision
from guildmark.credentials.queries.records import record


def dossier_file(decision: CertificationDecision, form: Form, at: datetime) -> bytes:
    """The signed file about the decision, as things stood at that moment."""
    signer = issuer.signer()
    about = Dated(decision.ref, form, f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    with translation.override(_language(decision, form)):
        made = record(decision, Veil(form, _seed(decision)), at)
        members = {name: written(part) for name, part in made.parts.items()}
        members[DID] = written(issuer.did_document())
        if made.head:
            members[HEAD] = made.head.encode()
        members[PDF] = paper(made.parts, about, signer, members, at)
    return signed_file(about, members, issuer.sealer().keys[0].name, signer)


def file_name(decision: CertificationDecision, form: Form) -> str:
    return f"{decision.ref}.dossier{'-candidate' if form is Form.CANDIDATE else ''}.zip"


def _language(decision: CertificationDecision, form: Form) -> str:
    return decision.candidacy.person.language if form is Form.CANDIDATE else settings.LANGUAGE_CODE


def _seed(decision: CertificationDecision) -> bytes:
    """Known to nobody without the signing key, and the same whenever it is asked for: Ed25519 signs one way only."""
    return hashlib.sha256(issuer.signer().key.sign(f"guildmark dossier salts {decision.ref}".encode())).digest()

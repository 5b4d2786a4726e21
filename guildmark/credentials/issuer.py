"""This installation as an issuer: its record, its signer, its DID document, and what may be wrong with them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _

from guildmark.credentials import keystore
from guildmark.credentials.domain import did, eddsa_rdfc_2022, vc_jwt
from guildmark.credentials.domain.badge import Issuer
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.judging import body_of
from guildmark.credentials.domain.multikey import from_multikey, multikey_of
from guildmark.credentials.domain.signing import Signer
from guildmark.credentials.keystore import KeyProblem, Record
from guildmark.credentials.models import Credential
from guildmark.kernel.access import YES, Decision
from guildmark.kernel.notes import VerifierKey
from guildmark.kernel.sealing import Sealer


def record() -> Record:
    """The issuer's record, made at first start. Never made anew where credentials say that there was one."""
    folder = Path(settings.SIGNING_KEY_DIR)
    kept = keystore.read(folder)
    if kept is not None:
        return kept
    if Credential.objects.exists():
        raise KeyProblem(
            f"The signing key is missing from {folder}, though credentials were signed with it. Put that folder back "
            "from its backup: a new key would leave them without a key to check them by."
        )
    try:
        return keystore.establish(folder, base=settings.BASE_URL, passphrase=settings.SIGNING_KEY_PASSPHRASE)
    except Unsound as why:
        raise KeyProblem(f"No issuer can be named: {why}. Set GUILDMARK_BASE_URL.") from why


def made_ready() -> str:
    """The issuer's record is there, made now where there was none; or what is in the way."""
    try:
        record()
    except KeyProblem as problem:
        return str(problem)
    except DatabaseError:
        return "There is no signing key yet, and no database to ask whether there was one. Run `guildmark migrate`."
    return ""


def profile() -> Issuer:
    """Who vouches, as credentials name it."""
    kept = record()
    return Issuer(kept.did, settings.ORGANISATION, kept.base)


def signer() -> Signer:
    """The issuer with the key in use; `KeyProblem` where it can't sign."""
    kept = record()
    key = _opened(str(settings.SIGNING_KEY_DIR), kept.multikeys[0], settings.SIGNING_KEY_PASSPHRASE)
    return Signer(profile(), key)


@lru_cache(maxsize=4)
def _opened(folder: str, multikey: str, passphrase: str) -> Ed25519PrivateKey:
    """Deriving the key that opens the key takes a tenth of a second on purpose: once a process."""
    kept = keystore.read(Path(folder))
    assert kept is not None
    return keystore.opened(next(one for one in kept.keys if one["multikey"] == multikey), passphrase, Path(folder))


def sealer() -> Sealer:
    """Who signs the journal's heads: this issuer, with its keys, under the name of its journal."""
    kept = record()
    name = f"{kept.base.partition('://')[2]}/journal"
    keys = tuple(VerifierKey(name, from_multikey(key).public_bytes_raw()) for key in kept.multikeys)
    return Sealer(keys, lambda content: signer().key.sign(content))


def did_document() -> dict[str, Any]:
    kept = record()
    return did.document(kept.did, kept.multikeys, kept.given_up)


def as_jwt(document: str) -> str:
    """The same credential as a JWT by the key in use. Only what a proof of ours vouches for is signed in another form: an
    altered text in the register stays an altered text; `Unsound`."""
    described = did_document()
    eddsa_rdfc_2022.verify(json.loads(document), lambda method: did.public_key_in(described, method))
    signing = signer()
    method = did.jwk_method_of(signing.issuer.did, multikey_of(signing.key))
    return vc_jwt.sign(body_of(document), key=signing.key, method=method)


def may_sign() -> Decision:
    """Whether credentials can be signed now, or what the operator has to mend first."""
    if problem := trouble():
        return Decision(_("No credential can be signed now. Ask your administrator: {problem}").format(problem=problem))
    return YES


def trouble() -> str:
    """What keeps this installation from signing, with its mend; or an empty string."""
    try:
        signer()
        kept = record()
    except KeyProblem as problem:
        return str(problem)
    if kept.base != settings.BASE_URL:
        return (
            f"GUILDMARK_BASE_URL is {settings.BASE_URL}, but this installation issues as {kept.base}, which its "
            f"credentials name for good. Set it back to {kept.base}, or serve both addresses and keep that one here."
        )
    return ""

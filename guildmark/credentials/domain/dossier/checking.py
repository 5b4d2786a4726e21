"""Checking a dossier with nothing but the file and the issuer's key: the first thing that doesn't hold is named."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from guildmark.credentials.domain import eddsa_jcs_2022 as suite
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.did import key_in
from guildmark.credentials.domain.dossier import agreeing, logged
from guildmark.credentials.domain.dossier.packing import unpack
from guildmark.credentials.domain.dossier.parts import (
    DID,
    FORMAT,
    HEAD,
    MANIFEST,
    MOST_MANIFEST,
    ORDER,
    Form,
    Unheld,
)
from guildmark.credentials.domain.dossier.veil import fields
from guildmark.credentials.domain.judging import parsed
from guildmark.credentials.domain.multikey import from_multikey

Json = dict[str, Any]
__all__ = ["Found", "Unheld", "check"]


@dataclass(frozen=True)
class Found:
    """What a dossier that holds is about. `vouched`: whether the key was given from outside, not only by the file."""

    decision: str
    form: Form
    outcome: str
    made: str
    issuer: str
    method: str
    vouched: bool
    entries: int
    withheld: int
    waiting: int
    size: int
    parts: Json


def check(content: bytes, *, described: Json | None = None, keys: Iterable[str] = ()) -> Found:
    """What the dossier is about, provided that everything in it holds; else `Unheld`, with the first thing that doesn't.

    `described`: the issuer's DID document from elsewhere. `keys`: Multikeys of which one must be the key that signed.
    """
    try:
        return _checked(content, described, tuple(keys))
    except (Unsound, KeyError, TypeError, AttributeError, ValueError, RecursionError) as why:
        raise Unheld(f"It is not built as a dossier is ({type(why).__name__}: {why}).") from why


def _checked(content: bytes, described: Json | None, pinned: tuple[str, ...]) -> Found:
    members = unpack(content)
    manifest = _manifest(members)
    did = described or _json(DID, members.get(DID, b""))
    method = _signed(manifest, did, pinned)
    _complete(manifest, members)
    parts = {name: _json(name, text) for name, text in members.items() if name.endswith(".json")}
    form = Form(manifest["form"])
    _veiled(form, parts)
    head = members[HEAD].decode(errors="replace") if HEAD in members else ""
    journal = logged.read(parts, head, manifest["journal"], _public_keys(did))
    agreeing.check(manifest, parts, journal)
    return Found(
        manifest["decision"], form, parts["decision.json"]["outcome"], manifest["made"], manifest["issuer"], method,
        bool(described or pinned), len(journal.told), journal.withheld, journal.waiting, journal.size, parts,
    )  # fmt: skip


def _manifest(members: dict[str, bytes]) -> Json:
    if next(iter(members), "") != MANIFEST:
        raise Unheld(f"The file does not begin with {MANIFEST}.")
    if len(members[MANIFEST]) > MOST_MANIFEST:
        raise Unheld(f"{MANIFEST} is larger than {MOST_MANIFEST // 1024} KiB.")
    found = _json(MANIFEST, members[MANIFEST])
    if found.get("type") != FORMAT or found.get("form") not in list(Form):
        raise Unheld(f"{MANIFEST} is not that of a dossier that this program knows.")
    if not all(isinstance(found.get(name), str) for name in ("decision", "issuer", "made", "journal")):
        raise Unheld(f"{MANIFEST} does not say what it is about.")
    return found


def _json(name: str, content: bytes) -> Json:
    try:
        return parsed(content.decode())
    except (Unsound, UnicodeDecodeError, RecursionError) as why:
        raise Unheld(f"{name} can’t be read: {why}.") from why


def _signed(manifest: Json, did: Json, pinned: tuple[str, ...]) -> str:
    """The address of the key that signed the manifest."""

    def found(method: str) -> Any:
        key = key_in(did, method)
        if pinned and key not in pinned:
            raise Unsound("it is signed with another key than the one given")
        return from_multikey(key)

    try:
        return str(suite.verify(manifest, found)["verificationMethod"])
    except (Unsound, TypeError, AttributeError) as why:
        raise Unheld(f"The signature of {MANIFEST} does not hold: {why}.") from why


def _complete(manifest: Json, members: dict[str, bytes]) -> None:
    """Every member that the manifest names is there as it was signed, in that order, and nothing else."""
    listed = {one["name"]: one for one in manifest["members"]}
    if list(listed) != [name for name in ORDER if name in listed] or len(listed) != len(manifest["members"]):
        raise Unheld(f"{MANIFEST} names members that no dossier has, or in another order.")
    if missing := [name for name in ORDER if name != HEAD and name not in listed]:
        raise Unheld(f"{MANIFEST} does not name {missing[0]}.")
    for name, content in members.items():
        if name != MANIFEST and name not in listed:
            raise Unheld(f"{name} was added: the signed manifest does not name it.")
        if name != MANIFEST and not _is(content, listed[name]["sha256"]):
            raise Unheld(f"{name} is not the one that was signed.")
    if missing := [name for name in listed if name not in members]:
        raise Unheld(f"{missing[0]} is missing.")
    if list(members) != [MANIFEST, *listed]:
        raise Unheld("The members stand in another order than in the signed manifest.")


def _is(content: bytes, digest: Any) -> bool:
    return isinstance(digest, str) and hmac.compare_digest(hashlib.sha256(content).hexdigest(), digest)


def _veiled(form: Form, parts: Json) -> None:
    """The full form withholds nothing; what the other withholds is a commitment."""
    for name, part in parts.items():
        hidden = [field["withheld"] for field in fields(part) if "withheld" in field]
        if hidden and form is Form.FULL:
            raise Unheld(f"{name} withholds something, though this is the full form.")
        if not all(isinstance(one, str) and len(one) == 64 for one in hidden):
            raise Unheld(f"{name} withholds something without committing to it.")


def _public_keys(did: Json) -> list[bytes]:
    """Every key that the issuer signs or ever signed with: a head may be older than the key in use."""
    methods = [one for one in did.get("verificationMethod", []) if one.get("id") in did.get("assertionMethod", [])]
    return [
        from_multikey(str(one.get("publicKeyMultibase"))).public_bytes_raw()
        for one in methods
        if one.get("type") == "Multikey"
    ]

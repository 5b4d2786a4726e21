"""Judging a signed document that came from outside, in a process of its own: a hostile graph can run for minutes in
native code, so it must be possible to kill. `judge` is called by the product; the process runs this module.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guildmark.credentials.domain import vc_jwt
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.plain_json import parsed

MOST_BYTES = 256 * 1024
MOST_SECONDS = 10
MOST_MEMORY = 1024 * 1024 * 1024
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Judgement:
    """Whether a proof holds; if not, why. `issuer` and `address` are what the document says of itself."""

    sound: bool
    reason: str = ""
    issuer: str = ""
    address: str = ""
    method: str = ""
    created: str = ""


def judge(text: bytes, did_documents: Iterable[dict[str, Any]]) -> Judgement:
    """Whether the signed document holds, by the keys of these DID documents (a did:key carries its own)."""
    if len(text) > MOST_BYTES:
        return Judgement(False, f"it is larger than {MOST_BYTES // 1024} KiB")
    asked = json.dumps({"document": text.decode(errors="replace"), "dids": list(did_documents)})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "guildmark.credentials.domain.judging"],
            input=asked.encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            cwd=ROOT,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return Judgement(False, f"checking it took more than {MOST_SECONDS} seconds")
    except subprocess.CalledProcessError:
        return Judgement(False, "checking it took more time or memory than is allowed")
    return Judgement(**json.loads(done.stdout))


def _judge_here(text: str, did_documents: list[dict[str, Any]]) -> Judgement:
    """The judgement itself, within the limits of this process."""
    from guildmark.credentials.domain import eddsa_rdfc_2022 as suite  # loaded by the confined process only

    issuer = address = ""
    try:
        said = body_of(text)
        issuer, address = vc_jwt.issuer_of(said), str(said.get("id", ""))
        if vc_jwt.looks_like_one(text):
            _credential, method = vc_jwt.verify(text, lambda method: _key(method, did_documents))
            return Judgement(True, "", issuer, address, method)
        proof = suite.verify(parsed(text), lambda method: _key(method, did_documents))
    except Unsound as why:
        return Judgement(False, str(why), issuer, address)
    except RecursionError:
        return Judgement(False, "it is nested too deeply", issuer, address)
    return Judgement(True, "", issuer, address, proof["verificationMethod"], str(proof.get("created", "")))


def body_of(text: str) -> dict[str, Any]:
    """What the credential says, in whichever way it is secured; `Unsound` where that can’t be read."""
    if vc_jwt.looks_like_one(text):
        return vc_jwt.body_of(text)
    return {name: value for name, value in parsed(text).items() if name != "proof"}


def _key(method: str, did_documents: list[dict[str, Any]]) -> Any:
    from guildmark.credentials.domain.did import public_key_in
    from guildmark.credentials.domain.multikey import from_multikey

    did = method.partition("#")[0]
    if did.startswith("did:key:"):
        return from_multikey(did.removeprefix("did:key:"))
    for described in did_documents:
        if described.get("id") == did:
            return public_key_in(described, method)
    raise Unsound(f"the keys of its issuer {did} are not known here")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS - 2, MOST_SECONDS - 2))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    asked = json.load(sys.stdin)
    print(json.dumps(_judge_here(asked["document"], asked["dids"]).__dict__))


if __name__ == "__main__":
    main()

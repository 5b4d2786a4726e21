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

from guildmark.credentials.domain.contexts import Unsound

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
        signed = parsed(text)
        issuer, address = suite.issuer_of(signed), str(signed.get("id", ""))
        proof = suite.verify(signed, lambda method: _key(method, did_documents))
    except Unsound as why:
        return Judgement(False, str(why), issuer, address)
    except RecursionError:
        return Judgement(False, "it is nested too deeply", issuer, address)
    return Judgement(True, "", issuer, address, proof["verificationMethod"], str(proof.get("created", "")))


def _key(method: str, did_documents: list[dict[str, Any]]) -> Any:
    from guildmark.credentials.domain.did import key_in
    from guildmark.credentials.domain.multikey import from_multikey

    did = method.partition("#")[0]
    if did.startswith("did:key:"):
        return from_multikey(did.removeprefix("did:key:"))
    for described in did_documents:
        if described.get("id") == did:
            return from_multikey(key_in(described, method))
    raise Unsound(f"the keys of its issuer {did} are not known here")


def parsed(text: str) -> dict[str, Any]:
    """JSON without tricks: one object, no name twice, no numbers that aren't."""
    try:
        found = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except ValueError as error:
        raise Unsound(f"it is not JSON ({error})") from error
    if not isinstance(found, dict):
        raise Unsound("it is not a JSON object")
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise Unsound("it gives a name twice")
    return dict(pairs)


def _no_number(text: str) -> Any:
    raise Unsound(f"it holds {text}, which is no number")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS - 2, MOST_SECONDS - 2))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    asked = json.load(sys.stdin)
    print(json.dumps(_judge_here(asked["document"], asked["dids"]).__dict__))


if __name__ == "__main__":
    main()

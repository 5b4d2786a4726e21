"""The status list (W3C Bitstring Status List 1.0): one bit a credential, set while it is suspended or taken back."""

import base64
import gzip
from collections.abc import Iterable
from typing import Any

from guildmark.credentials.domain.contexts import VC

LENGTH = 131_072
"""Bits in a list: the standard's least, so that fetching a list says nothing about whose status is asked for."""

# Open Badges 3.0 allows one status entry. “Suspension” is the purpose whose bit may be cleared again.
PURPOSE = "suspension"


def place_of(index: int) -> tuple[int, int]:
    """In which list (from 1), and at which bit of it, the credential with this status index stands."""
    return index // LENGTH + 1, index % LENGTH


def encoded(bits: Iterable[int]) -> str:
    """The list with these bits set, compressed, as Multibase base64url. The first bit is the leftmost."""
    content = bytearray(LENGTH // 8)
    for bit in bits:
        content[bit // 8] |= 0x80 >> bit % 8
    packed = gzip.compress(bytes(content), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_set(encoded_list: str, bit: int) -> bool:
    packed = encoded_list.removeprefix("u")
    content = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    return bool(content[bit // 8] & 0x80 >> bit % 8)


def status_credential(*, address: str, issuer: str, bits: Iterable[int], valid_from: str) -> dict[str, Any]:
    """The list as an unsigned credential that stands at `address`."""
    return {
        "@context": [VC],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encoded(bits),
        },
    }

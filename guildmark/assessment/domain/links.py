"""Addresses handed in as evidence."""

import ipaddress
import unicodedata
from urllib.parse import urlsplit

from guildmark.programs.domain.sentence import NOTHING, Sentence, _

LONGEST = 2000


def link_problem(url: str) -> Sentence:
    """Why this address isn't taken, or nothing. Nothing is fetched."""
    if not url or len(url) > LONGEST:
        return _("Give the address of a page, of at most {most} characters.", most=LONGEST)
    if any(unicodedata.category(c) in {"Cc", "Cf", "Zs", "Zl", "Zp"} for c in url) or "\\" in url:
        return _("An address has no spaces or hidden characters in it.")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return _("That isn’t an address that a browser can open.")
    if parts.scheme.lower() not in {"http", "https"}:
        return _("Give an address that begins with https:// or http://.")
    if parts.username or parts.password:
        return _("Leave out the name and password: everyone on the panel would read them.")
    return NOTHING if _is_reachable(host) else _("Only you could open that address: it points to your own computer.")


def _is_reachable(host: str) -> bool:
    if host in {"", "localhost"} or host.endswith(".localhost"):
        return False
    try:
        return not (address := ipaddress.ip_address(host)).is_loopback and not address.is_unspecified
    except ValueError:
        return True

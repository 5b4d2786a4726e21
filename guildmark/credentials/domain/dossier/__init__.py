"""The dossier of a decision as a file: what is in it, how it is packed, and how anybody checks it without us."""

from guildmark.credentials.domain.dossier.checking import Found, Unheld, check
from guildmark.credentials.domain.dossier.opening import unopened
from guildmark.credentials.domain.dossier.packing import pack, unpack
from guildmark.credentials.domain.dossier.parts import Form
from guildmark.credentials.domain.dossier.signing import Dated, signed_file
from guildmark.credentials.domain.dossier.veil import Veil, commitment

__all__ = [
    "Dated",
    "Form",
    "Found",
    "Unheld",
    "Veil",
    "check",
    "commitment",
    "pack",
    "signed_file",
    "unopened",
    "unpack",
]

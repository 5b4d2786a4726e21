"""The names and limits of a dossier's parts."""

from enum import StrEnum

FORMAT = "guildmark-dossier/1"
MANIFEST = "manifest.json"
PDF = "dossier.pdf"
DID = "did.json"
DECISION = "decision.json"
WORK = "work.json"
CONFLICTS = "conflicts.json"
NOTICES = "notices.json"
STANDING = "standing.json"
JOURNAL = "journal.json"
HEAD = "journal-head.txt"

ORDER = (PDF, DECISION, WORK, CONFLICTS, NOTICES, STANDING, JOURNAL, HEAD, DID)
"""The members after the manifest, in this order; the head is missing while nothing is sealed."""

MOST_MANIFEST = 256 * 1024
MOST_MEMBER = 16 * 1024 * 1024
MOST_FILE = 48 * 1024 * 1024
MOST_MEMBERS = 32


class Form(StrEnum):
    """For those who answer for the decision, with every name; or for the candidate, without the assessors'."""

    FULL = "full"
    CANDIDATE = "candidate"


class Unheld(Exception):
    """Something in a dossier doesn't hold. The message names it."""

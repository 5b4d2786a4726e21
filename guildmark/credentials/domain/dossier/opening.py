"""Whether a full dossier opens what the candidate's form of it withholds."""

from guildmark.credentials.domain.dossier.checking import Found
from guildmark.credentials.domain.dossier.veil import commitment, fields


def unopened(full: Found, candidates: Found) -> str:
    """The part of the candidate's form that withholds something which the full one does not tell; or nothing."""
    told = {commitment(field) for part in full.parts.values() for field in fields(part) if "told" in field}
    for name, part in candidates.parts.items():
        if not {field["withheld"] for field in fields(part) if "withheld" in field} <= told:
            return name
    return ""

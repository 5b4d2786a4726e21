"""What one form of a dossier tells and another withholds: a value with its own salt, or the hash of both.

Whoever holds the full form can show, years later, that it opens what was withheld; nobody can guess it before.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

import rfc8785

from guildmark.credentials.domain.dossier.parts import Form

Field = dict[str, Any]


@dataclass(frozen=True)
class Veil:
    """`seed`: secret, and the same for every file about one decision."""

    form: Form
    seed: bytes

    def tell(self, path: str, value: Any) -> Field:
        """The value for those who may know it, its commitment for the candidate. `path` is the field's own."""
        return self.withhold(path, value) if self.form is Form.CANDIDATE else self.told(path, value)

    def told(self, path: str, value: Any) -> Field:
        salt = hmac.new(self.seed, path.encode(), hashlib.sha256).hexdigest()[:32]
        return {"salt": salt, "told": value}

    def withhold(self, path: str, value: Any) -> Field:
        return {"withheld": commitment(self.told(path, value))}


def commitment(told: Field) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of a told field, salt and all."""
    return hashlib.sha256(rfc8785.dumps({"salt": told["salt"], "told": told["told"]})).hexdigest()


def fields(value: Any) -> list[Field]:
    """Every told or withheld field in a part, wherever it stands."""
    if isinstance(value, list):
        return [field for one in value for field in fields(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if set(value) in ({"salt", "told"}, {"withheld"}) else []
    return own + [field for one in value.values() for field in fields(one)]

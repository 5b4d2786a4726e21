"""Secrets that an installation makes for itself at its first start."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The secret kept at `path`, made there (readable by its owner only) when it does not exist yet."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()

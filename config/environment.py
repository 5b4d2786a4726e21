"""The environment, read once by `config.settings`, remembering what was asked for: `guildmark showconfig` prints that."""

import json
from collections import ChainMap
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import environ


class Environment(environ.FileAwareEnv):
    """An environment that remembers each variable asked for and the value it gave.

    What the environment doesn't say, the installation's own record may: `installation.json` in its data folder,
    written at first start, keeps what must not change afterwards (the address that names the issuer; being a demo).
    """

    ENVIRON: MutableMapping[str, str]

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, Any] = {}
        self.kept: dict[str, str] = {}
        self.given: MutableMapping[str, str] = self.ENVIRON
        self.ENVIRON = ChainMap(self.given, self.kept)

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        self.asked[var] = super().get_value(var, *args, **kwargs)
        return self.asked[var]

    def origin(self, var: str) -> str:
        """Where a value came from, in words."""
        if f"{var}_FILE" in self.given:
            return "from a file"
        if var in self.given:
            return "from the environment"
        return "kept since first start" if var in self.kept else "default"

    def read_record(self, data_dir: Path) -> None:
        if (record := record_of(data_dir)).is_file():
            self.kept.update(json.loads(record.read_text()))


def record_of(data_dir: Path) -> Path:
    return data_dir / "installation.json"


def keep(data_dir: Path, **values: str) -> None:
    """Write the installation's record, once: what is already kept stays."""
    record = record_of(data_dir)
    kept = json.loads(record.read_text()) if record.is_file() else {}
    record.write_text(json.dumps({**values, **kept}, indent=2) + "\n")

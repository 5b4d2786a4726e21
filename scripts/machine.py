"""What the tests need from the machine: found, or installed where that is allowed, or said how to install.

python scripts/machine.py
"""

import os
import shutil
import subprocess
import sys

NEEDS = {  # Debian's package → any of these programs
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "qpdf": ("qpdf",),
}


def found(package: str) -> str | None:
    """The path of what the package brings, if the machine has it."""
    return next((path for name in NEEDS[package] if (path := shutil.which(name))), None)


def missing() -> list[str]:
    return [package for package in NEEDS if not found(package)]


def main() -> None:
    if not (wanted := missing()):
        return
    command = f"apt-get install -y {' '.join(wanted)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need {' and '.join(wanted)}. Run this, then try again:\n    sudo {command}")
    print(f"installing {' and '.join(wanted)} for the tests", flush=True)
    for words in ("apt-get update", command):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run([*words.split(), "-qq"], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if missing():
        sys.exit(f"`{command}` did not bring {' and '.join(missing())}:\n{done.stdout.decode()[-2000:]}")


if __name__ == "__main__":
    main()

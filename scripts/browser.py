"""Chromium for the browser journeys: found, or installed where that is allowed, or said how to install."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The browser's path, if the machine has one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    if found():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("The browser journeys need Chromium. Run this, then try again:\n    sudo apt-get install -y chromium")
    print("installing Chromium for the browser journeys", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet)  # type: ignore[call-overload]
    if not found():
        sys.exit("Chromium could not be installed. Run `apt-get install -y chromium`, read its message, try again.")


if __name__ == "__main__":
    main()

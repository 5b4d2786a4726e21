"""Mail that is kept in a folder lies where the address says, wherever the process was started."""

import os
import subprocess
import sys

import pytest

SAYS = "from config import settings; print(settings.EMAIL_FILE_PATH)"


@pytest.mark.parametrize(
    ("given", "folder"),
    [
        ({"GUILDMARK_EMAIL_URL": "filemail:///var/lib/mail"}, "/var/lib/mail"),
        ({"GUILDMARK_DEMO": "1", "GUILDMARK_DATA_DIR": "/tmp/somewhere"}, "/tmp/somewhere/mail"),
        ({"GUILDMARK_EMAIL_URL": "smtp://relay.alderquay.example:25"}, "None"),
    ],
)
def test_the_folder_is_the_one_named(given, folder):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GUILDMARK_")}
    said = subprocess.run(
        [sys.executable, "-c", SAYS], env={**clean, **given}, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert said.stdout.strip() == folder

"""Settings of a test run: its own data folder, plain static files, a database on disk so that threads can share it."""

import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="guildmark-tests-")


def _remove(owner: int = os.getpid()) -> None:
    if os.getpid() == owner:  # a forked child leaves its parent's folder alone
        shutil.rmtree(_folder, ignore_errors=True)


__import__("atexit").register(_remove)
for _name in [name for name in os.environ if name.startswith("GUILDMARK_") and name != "GUILDMARK_DATABASE_URL"]:
    del os.environ[_name]
os.environ |= {"GUILDMARK_DATA_DIR": _folder, "GUILDMARK_SECRET_KEY": "tests", "GUILDMARK_PLAIN_STATIC": "1"}

from config.settings import *
from config.settings import DATABASES

STATIC_ROOT = _folder  # there, so that WhiteNoise has nothing to warn about
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/tests.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
DATABASES["default"]["CONN_MAX_AGE"] = 0

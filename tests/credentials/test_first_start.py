"""The signing key is made at the first start, before anybody asks for it."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from guildmark.credentials import issuer, keystore
from guildmark.credentials.models import Credential


def handed_over(*command):
    """This process becomes the server: nothing after it runs."""
    raise SystemExit


@pytest.fixture
def serve(monkeypatch):
    """`guildmark serve`, but for the server itself; gives what was said."""

    def run(capsys):
        monkeypatch.setattr("os.execv", handed_over)
        with pytest.raises(SystemExit):
            call_command("serve")
        return capsys.readouterr().err

    return run


def test_the_first_start_makes_the_key_and_later_ones_keep_it(db, keys, serve, capsys):
    assert not keys.exists()
    assert serve(capsys) == ""
    made = keystore.read(keys)
    assert made is not None and made.did == "did:web:localhost%3A8000"
    assert serve(capsys) == ""
    assert keystore.read(keys).multikeys == made.multikeys


def test_a_lost_key_is_said_and_never_made_anew(credential, keys, serve, capsys):
    (keys / keystore.FILE).unlink()
    assert "The signing key is missing" in serve(capsys)
    assert keystore.read(keys) is None


def test_without_tables_it_says_what_to_do(keys, monkeypatch):
    def no_table():
        raise DatabaseError("no such table")

    monkeypatch.setattr(Credential, "objects", SimpleNamespace(exists=no_table))
    assert "Run `guildmark migrate`" in issuer.made_ready()
    assert keystore.read(keys) is None

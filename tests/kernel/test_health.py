"""What machines ask: is it alive, is it ready; what the doctor says; what the configuration shows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError

from guildmark.kernel import checkup, outbox


def test_alive_without_a_database(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.fixture
def assets_laid_out(monkeypatch):
    monkeypatch.setattr(checkup, "find", lambda name: name)


def test_ready_when_database_migrations_and_assets_are(client, db, assets_laid_out):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations": "ok", "assets": "ok"})


def test_not_ready_names_what_is_missing(client, db, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(checkup, "find", lambda name: None)
    settings.STATIC_ROOT = tmp_path
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "scripts/assets.py" in answer.json()["assets"]


def test_not_ready_without_a_database(client, db, monkeypatch, assets_laid_out):
    def gone(at):
        raise OperationalError("connection refused")

    monkeypatch.setitem(checkup.CHECKUPS, "database", replace(checkup.CHECKUPS["database"], look=gone))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "connection refused" in answer.json()["database"]


def test_the_doctor_misses_a_worker(db, at):
    outbox.post("letter", key="a", payload={}, at=at)
    assert checkup.outbox_is_emptied(at) == ""
    assert "Start `guildmark worker`" in checkup.outbox_is_emptied(at + timedelta(hours=1))


def test_the_doctor_sees_a_secret_that_others_can_read(settings, tmp_path, at):
    settings.DATA_DIR = settings.SIGNING_KEY_DIR = tmp_path
    (tmp_path / "secret-key").write_text("s")
    (tmp_path / "secret-key").chmod(0o644)
    assert "chmod 600" in checkup.secrets_are_private(at)
    (tmp_path / "secret-key").chmod(0o600)
    assert checkup.secrets_are_private(at) == ""


def test_the_configuration_shows_no_secret(capsys):
    call_command("showconfig")
    shown = capsys.readouterr().out
    assert "GUILDMARK_SECRET_KEY=(set)  # from the environment" in shown
    assert "GUILDMARK_DEBUG=False  # default" in shown

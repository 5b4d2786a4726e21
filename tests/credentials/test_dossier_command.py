"""`guildmark dossier export | verify`: what an operator, or anybody with a file, is told."""

import io
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from guildmark.credentials import issuer
from guildmark.credentials.domain.dossier import Form, check, pack, unpack
from guildmark.credentials.dossier import dossier_file

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(decision, at):
    return dossier_file(decision, Form.FULL, at + LATER)


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def story_time(self, monkeypatch, at):
        monkeypatch.setattr("guildmark.kernel.clock.now", lambda: at + LATER)

    def told(self, *words):
        out = io.StringIO()
        with pytest.raises(SystemExit) as ended:
            call_command("dossier", "verify", *map(str, words), stdout=out)
        return out.getvalue(), ended.value.code

    def test_exported_and_verified_with_the_key(self, decision, tmp_path):
        made = self.exported_as(decision, tmp_path / "d.zip")
        said, code = self.told(made, "--key", issuer.record().multikeys[0])
        assert said.startswith(f"HOLDS\n  decision  {decision.ref}: grant (full form")
        assert code == 0

    def exported_as(self, decision, path, *words):
        call_command("dossier", "export", decision.ref, "-o", str(path), *words, stdout=io.StringIO())
        return path

    def test_export_seals_first(self, disputed, marguerite, tmp_path, at):
        from guildmark.credentials import actions

        decision = actions.decide(candidacy=disputed, outcome="refuse", reason="Not yet.", by=marguerite, at=at)
        made = self.exported_as(decision, tmp_path / "d.zip")
        assert check(made.read_bytes()).waiting == 0

    def test_without_a_key_it_says_that_nobody_vouches(self, decision, tmp_path):
        said, code = self.told(self.exported_as(decision, tmp_path / "d.zip"))
        assert "HOLDS, BY AN UNKNOWN KEY" in said
        assert code == 2

    def test_the_full_form_opens_the_candidates(self, decision, tmp_path):
        full = self.exported_as(decision, tmp_path / "f.zip")
        candidates = self.exported_as(decision, tmp_path / "c.zip", "--candidate")
        assert self.told(full, "--opens", candidates, "--key", issuer.record().multikeys[0])[1] == 0
        with pytest.raises(CommandError, match="withholds something that"):
            self.told(candidates, "--opens", candidates)

    def test_what_does_not_hold_is_named(self, decision, tmp_path):
        made = self.exported_as(decision, tmp_path / "d.zip")
        members = unpack(made.read_bytes())
        made.write_bytes(pack({**members, "work.json": members["work.json"] + b" "}))
        with pytest.raises(CommandError, match=r"^DOES NOT HOLD\n  work\.json is not the one that was signed\.$"):
            self.told(made)

    @pytest.mark.parametrize("ref", ["DEC-9999", "nonsense", "DEC-²", "DEC-99999999999999999999999"])
    def test_no_such_decision(self, db, ref, tmp_path):
        with pytest.raises(CommandError, match="There is no decision"):
            call_command("dossier", "export", ref, "-o", str(tmp_path / "d.zip"))
        with pytest.raises(CommandError, match="can’t be read"):
            self.told(tmp_path / "d.zip")

    def test_on_a_machine_that_never_saw_the_database(self, file, tmp_path):
        """Another data folder, a database that nobody answers for, and no file of one made."""
        (tmp_path / "d.zip").write_bytes(file)
        (tmp_path / "did.json").write_text(json.dumps(issuer.did_document()))
        folder = tmp_path / "elsewhere"
        for address in ("postgres://nobody:none@127.0.0.1:1/none", f"sqlite:///{folder}/none.sqlite3"):
            env = {
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "GUILDMARK_DATA_DIR": str(folder),
                "GUILDMARK_DATABASE_URL": address,
            }
            asked = [
                sys.executable,
                "-m",
                "guildmark",
                "dossier",
                "verify",
                tmp_path / "d.zip",
                "--did",
                tmp_path / "did.json",
            ]
            done = subprocess.run(asked, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
            assert (done.returncode, done.stdout.split("\n")[0]) == (0, "HOLDS"), done.stderr
        assert not list(folder.rglob("*.sqlite3"))

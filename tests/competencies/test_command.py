"""`guildmark framework`: import, list, export."""

import json

import pytest
from django.core.management import CommandError, call_command

from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.models import Framework
from tests.competencies.conftest import WATER


def test_import_says_what_it_did(db, capsys):
    call_command("framework", "import", str(WATER), "--slug", "water")
    assert capsys.readouterr().out.splitlines() == [
        "water: Water sampling",
        "  items: 5 (5 added, 0 changed, 0 removed)",
        "  associations: 8 (8 added, 0 changed, 0 removed)",
        "  ends outside the package: 1",
    ]
    call_command("framework", "import", str(WATER), "--slug", "water")
    assert "  nothing changed" in capsys.readouterr().out


def test_a_dry_run_changes_nothing(db, capsys):
    call_command("framework", "import", str(WATER), "--dry-run")
    assert "items: 5 (5 added" in capsys.readouterr().out
    assert not Framework.objects.exists()


def test_list_as_json(db, capsys):
    call_command("framework", "import", str(WATER))
    capsys.readouterr()
    call_command("framework", "list", "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["slug"], row["items"], row["associations"], row["competencies"]) == ("water-sampling", 5, 8, 2)


@pytest.mark.parametrize("kind", ["case", "csv"])
def test_export_gives_back_what_came_in(db, kind, tmp_path, water):
    call_command("framework", "import", str(WATER))
    out = tmp_path / "out"
    call_command("framework", "export", "water-sampling", "--format", kind, "-o", str(out))
    assert read_package(out.read_bytes()) == water


def test_a_broken_file_is_reported_and_imports_nothing(db, tmp_path, water_tree):
    water_tree["CFItems"][0]["identifier"] = "?"
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(water_tree))
    with pytest.raises(CommandError, match=r"\$\.CFItems\[0\]\.identifier: “\?” is not a UUID\."):
        call_command("framework", "import", str(broken))
    assert not Framework.objects.exists()


def test_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("framework", "import", str(tmp_path / "nothing.json"))


def test_a_framework_that_is_not_there(db):
    with pytest.raises(CommandError, match="There is no framework at “x”"):
        call_command("framework", "export", "x")

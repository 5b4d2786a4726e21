"""`guildmark program check | import | export`."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from guildmark.programs.domain.document import digests, parse
from guildmark.programs.models import ProgramVersion
from tests.programs.documents import COMPLETE, SOUND, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "program.yaml"
    path.write_text(COMPLETE)
    return path


def program(*args) -> str:
    out = io.StringIO()
    call_command("program", *map(str, args), stdout=out)
    return out.getvalue()


def test_export_then_import_gives_the_same_sha256(file, priya, tmp_path):
    told = json.loads(program("import", file, "--by", "priya", "--json"))
    assert told["digest"] == digests(parse(COMPLETE).document).whole
    again = tmp_path / "again.yaml"
    program("export", "field-commissioning-engineer", "-o", again)
    assert json.loads(program("import", again, "--json"))["digest"] == told["digest"]
    assert ProgramVersion.objects.get().created_by == priya
    exported = json.loads(program("export", "field-commissioning-engineer", "--version", "1.0", "--json"))
    assert exported == {"document": again.read_text(), "digest": told["digest"]}
    assert program("export", "field-commissioning-engineer") == again.read_text()


def test_check_says_that_a_sound_document_is_sound(file):
    assert "sound, SHA-256" in program("check", file)
    assert "would read better: tasks.lock-out.rubric: The rubric has 2 criteria." in program("check", file)


def test_a_bad_document_is_answered_line_by_line(file):
    text = (
        changed("cut: 2.8", "cut: 4.8")
        .replace("minimum: 4", "minimum: 7")
        .replace("        - credential: safety-basics\n", "")
    )
    file.write_text(text)
    out = io.StringIO()
    with pytest.raises(CommandError, match="is not imported"):
        call_command("program", "import", str(file), stdout=out)
    lines = out.getvalue().splitlines()
    assert f"{file}: line 53, tasks.lock-out.rubric.cut: The cut 4.8 lies outside the levels 1 to 4." in lines
    with pytest.raises(CommandError, match="can’t be imported"):
        program("check", file)
    assert not ProgramVersion.objects.exists()


def test_problems_come_as_json_too(file):
    file.write_text(SOUND)
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("program", "check", str(file), "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["sound"] is False
    assert told["problems"][0]["reason"] == "There is no program “safety-basics” here."
    assert told["problems"][0]["line"] == 39


def test_what_is_not_there_is_said(file, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        program("check", tmp_path / "none.yaml")
    with pytest.raises(CommandError, match="nobody with the username “x”"):
        program("import", file, "--by", "x")
    with pytest.raises(CommandError, match="There is no version at all of a program “none”"):
        program("export", "none")

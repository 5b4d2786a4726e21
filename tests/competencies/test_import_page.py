"""The page on which a file is checked and taken over."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.competencies.models import Framework
from tests.competencies.pages import text, to


def uploaded(content: bytes | dict, name: str = "water.json") -> SimpleUploadedFile:
    body = json.dumps(content).encode() if isinstance(content, dict) else content
    return SimpleUploadedFile(name, body)


def test_checking_a_file_changes_nothing(edits, water_bytes):
    response = edits.post(to("import"), {"file": uploaded(water_bytes), "check": "1"})
    assert "This framework would be new here" in text(response)
    assert not Framework.objects.exists()


def test_importing_a_file(edits, water_bytes):
    response = edits.post(to("import"), {"file": uploaded(water_bytes)}, follow=True)
    assert "Imported: 5 items added, 0 changed, 0 removed." in text(response)
    response = edits.post(to("import"), {"file": uploaded(water_bytes)}, follow=True)
    assert "nothing changed" in text(response)
    response = edits.post(to("import"), {"file": uploaded(water_bytes)}, headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/frameworks/water-sampling/"


def test_a_broken_file_is_reported_line_by_line(edits, water_tree):
    water_tree["CFItems"][0]["identifier"] = "<b>WS</b>"
    del water_tree["CFItems"][1]["uri"]
    response = edits.post(to("import"), {"file": uploaded(water_tree)})
    assert response.status_code == 422
    page = text(response)
    assert "Nothing was imported: the file has 2 problems" in page
    assert "$.CFItems[0].identifier" in page
    assert "“&lt;b&gt;WS&lt;/b&gt;” is not a UUID." in page
    assert "“uri” is missing." in page
    assert not Framework.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a file first."),
        ({"file": b""}, "The file is empty."),
        ({"file": b"\xff\xfe\xfa"}, "is not UTF-8"),
        ({"file": b"code,statement\nA,Does\n", "slug": "not an address"}, "Enter a valid"),
    ],
)
def test_what_can_not_be_imported_is_said(edits, data, said):
    data = {name: uploaded(value) if name == "file" else value for name, value in data.items()}
    response = edits.post(to("import"), data)
    assert response.status_code == 422
    assert said in text(response)


def test_an_address_of_another_framework_is_refused_on_the_page(framework, edits):
    data = {"file": uploaded(b"code,statement\nA,Does\n", "list.csv"), "slug": framework.slug}
    response = edits.post(to("import"), data)
    assert response.status_code == 422
    assert "belongs to another framework, “Water sampling”" in text(response)

"""Importing in the browser: look first, then apply exactly that."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildmark.kernel import clock
from guildmark.people.models import Person
from tests.cast import NOW

HEAD = "employee_number;name;email;job_function;site;unit;manager;since"
GOOD = f"{HEAD}\n900;Zoë O’Neil;zoe@alderquay.example;It;Leeds;It;;\n"


@pytest.fixture(autouse=True)
def signed_in(client, weiling, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client.force_login(weiling)


@pytest.fixture
def give(client):
    def post(content, **other):
        raw = content if isinstance(content, bytes) else content.encode()
        return client.post("/people/import/", {"file": SimpleUploadedFile("people.csv", raw), **other})

    return post


def hidden(page):
    import html

    return {n: html.unescape(v) for n, v in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}


def test_looked_at_then_applied_then_nothing_left_to_do(client, give):
    looked = give(GOOD)
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "Nothing has been changed yet" in page
    assert Person.objects.filter(username="zoe").count() == 0
    kept = {name: value for name, value in hidden(page).items() if name in {"text", "previewed"}}
    applied = client.post("/people/import/", {**kept, "apply": "yes"})
    assert applied.headers["Location"] == "/people/"
    assert Person.objects.get(username="zoe").name == "Zoë O’Neil"
    assert "1 added" in client.get("/people/").content.decode()
    assert "says all of this already" in give(GOOD).content.decode()


def test_a_double_click_imports_once(client, give):
    kept = hidden(give(GOOD).content.decode())
    for status in (302, 422):
        assert client.post("/people/import/", {**kept, "apply": "yes"}).status_code == status
    assert Person.objects.filter(employee_number="900").count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "submitted file is empty"),
        (b"PK\x03\x04", "This is a spreadsheet"),
        (b"name;\x81", "Byte 6 is a letter in no encoding we know"),
        ("name;email\nAnn;a@b.c", "These columns are missing from the first line: employee_number, job_function"),
        (GOOD.replace("zoe@alderquay.example", "weiling@alderquay.example"), "is the address of Wei-Ling Tan"),
        (GOOD.replace("It;Leeds", "Sales;Leeds"), "“Sales” is not in the directory"),
        (GOOD.replace("It;;", "It;900;"), "Zoë O’Neil can’t be their own manager"),
        (GOOD.replace("It;;", "It;;31/12/2024"), "“31/12/2024” is not a date"),
    ],
)
def test_bad_files_end_in_a_sentence(give, content, sentence):
    answer = give(content)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Apply exactly this" not in answer.content.decode()


def test_no_file_at_all(client):
    assert "Choose a file" in client.post("/people/import/").content.decode()


def test_what_is_new_opens_when_asked(client, give):
    new = GOOD.replace("It;Leeds", "Sales;Utrecht")
    kept = hidden(give(new, open_places="on").content.decode())
    assert kept["open_places"] == "on"
    assert client.post("/people/import/", {**kept, "apply": "yes"}).status_code == 302
    assert Person.objects.get(employee_number="900").site.name == "Utrecht"


def test_markup_in_a_cell_stays_text(give):
    page = give(GOOD.replace("Zoë O’Neil", "<img src=x onerror=alert(1)>")).content.decode()
    assert "<img src=x" not in page


def test_only_for_administrators(client, ines):
    client.force_login(ines)
    assert client.get("/people/import/").status_code == 403
    assert client.get("/people/import/example/").status_code == 403
    assert client.post("/people/import/").status_code == 403


def test_the_example_is_taken(client, give):
    example = client.get("/people/import/example/").content
    page = give(example, open_places="on")
    assert page.status_code == 200
    assert page.context["found"].counts["added"] == 2

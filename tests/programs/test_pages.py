"""The pages: the catalogue, a program’s criteria, a version for those who make it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from jsonschema import Draft202012Validator

from guildmark.kernel.roles import Role
from guildmark.programs import actions, queries
from guildmark.programs.domain.document import digests, parse
from guildmark.programs.models import Program, ProgramVersion, State
from tests.builders import a_published_version
from tests.cast import NOW, holds
from tests.programs.documents import COMPLETE, changed

DOCUMENT = parse(COMPLETE).document
BASE = "/programs/field-commissioning-engineer/"
VERSION = f"{BASE}versions/1.0/"


@pytest.fixture
def draft(priya) -> ProgramVersion:
    return actions.import_document(document=DOCUMENT, by=priya, at=NOW)


@pytest.fixture
def published(draft, priya, marguerite) -> ProgramVersion:
    version = actions.approve(version=draft, by=marguerite, at=NOW)
    return actions.publish(version=version, by=priya, at=NOW)


def page(client, who, url, status=200, **kwargs) -> str:
    client.force_login(who)
    response = client.get(url, **kwargs)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def post(client, who, url, status=302, **fields) -> str:
    client.force_login(who)
    response = client.post(url, fields)
    assert response.status_code == status, (url, response.status_code)
    return response.content.decode()


def test_everybody_reads_the_criteria(client, published, ines):
    html = page(client, ines, BASE)
    for words in (
        "Brings an installed instrument line into service",
        "Isolation before work (critical) at level 4 or above",
        "The weighted mean of the levels at least 2.8 of 4",
        "Exactly 2.8 meets it. Nothing is rounded, up or down.",
        "Proves zero energy with a tested meter.",
        "Up to 3 attempts at each task.",
        "2.5 h a week, 16 weeks",
        "One year in the field.",
        "Marguerite Osei",
        digests(DOCUMENT).whole,
        'hx-get="/candidacies/for/field-commissioning-engineer/"',
    ):
        assert words in html, words
    assert "Manage this version" not in html


def test_the_catalogue_is_found_sorted_and_exported(client, published, ines):
    assert "Field Commissioning Engineer" in page(client, ines, "/programs/")
    assert "Field Commissioning Engineer" in page(client, ines, "/programs/?q=instrument+line&sort=newest")
    assert "No open program matches" in page(client, ines, "/programs/?q=astronomy")
    csv = page(client, ines, "/programs/?format=csv")
    assert csv.splitlines()[1].startswith(
        "field-commissioning-engineer,Field Commissioning Engineer,1.0,2.50,16,40.00,24,3,"
    )


def test_an_empty_catalogue_says_what_to_do_first(client, ines, priya):
    assert "No program is open yet" in page(client, ines, "/programs/")
    html = page(client, priya, "/programs/")
    assert "/programs/new/" in html


def test_drafts_are_for_those_who_make_them(client, draft, ines, priya, marguerite, tomasz):
    for url in (BASE, VERSION, f"{VERSION}criteria/", f"{VERSION}document/"):
        page(client, ines, url, 404)
    for who in (priya, marguerite, tomasz):
        assert "In the making" in page(client, who, "/programs/")
        assert "Before publication" in page(client, who, VERSION)
        assert page(client, who, BASE, 302) == ""
    assert "In the making" not in page(client, ines, "/programs/")


def test_an_owner_of_another_program_sees_no_draft_of_this_one(client, draft, nadia):
    other = Program.objects.create(slug="other", title="Other", created_at=NOW, created_by=nadia)
    holds(nadia, Role.PROGRAM_OWNER, program_id=other.pk)
    page(client, nadia, VERSION, 404)
    post(client, nadia, f"{VERSION}approval/", 404)


def test_everybody_else_reads_the_criteria_of_a_version(client, published, ines):
    client.force_login(ines)
    assert client.get(VERSION).url == f"{VERSION}criteria/"
    for noun, fields in (("closure/", {}), ("document/", {"text": "title: ["})):
        told = post(client, ines, f"{VERSION}{noun}", 403, **fields)
        assert "You may not" in told and "Next version" not in told
    assert ProgramVersion.objects.get().state == State.PUBLISHED


def test_the_way_to_publication(client, draft, priya, marguerite):
    html = page(client, priya, VERSION)
    assert "Everything asked for is there." in html
    assert "You wrote at this version; someone else must approve it." in html
    post(client, priya, f"{VERSION}consultation/")
    assert "You wrote at this version" in post(client, priya, f"{VERSION}approval/", 422)
    post(client, marguerite, f"{VERSION}approval/")
    post(client, priya, f"{VERSION}publication/")
    assert "You can’t publish it: it is published." in post(client, priya, f"{VERSION}publication/", 422)
    assert ProgramVersion.objects.get().state == State.PUBLISHED
    page(client, priya, f"{VERSION}nonsense/", 405)
    post(client, priya, f"{VERSION}nonsense/", 404)


def test_what_is_missing_is_listed_and_the_button_says_so(client, priya, marguerite):
    actions.start_program(slug="field-commissioning-engineer", title="FCE", by=priya, at=NOW)
    html = page(client, marguerite, VERSION)
    assert "13 things are missing." in html
    assert "Say which work the credential covers" in html
    assert "Not yet complete: Scope, Work analysis" in html


def test_the_lint_is_shown(client, draft, priya):
    html = page(client, priya, VERSION)
    assert "The rubric has 2 criteria." in html
    assert "Judge 3 to 7 things" in html


def test_a_document_is_handed_out_and_taken_back(client, draft, priya):
    client.force_login(priya)
    response = client.get(f"{VERSION}document/")
    assert response["Content-Disposition"].endswith('filename="field-commissioning-engineer-1.0.yaml"')
    text = response.content.decode()
    assert parse(text).document == DOCUMENT
    canonical = client.get(f"{VERSION}document/?format=json").content
    assert json.loads(canonical)["tasks"][0]["rubric"]["cut"] == "2.8"
    file = SimpleUploadedFile("x.yaml", changed("scope: Sites", "scope: All sites", text).encode())
    post(client, priya, f"{VERSION}document/", file=file)
    assert queries.document_of(ProgramVersion.objects.get()).scope.startswith("All sites")


def test_a_bad_document_is_answered_with_line_field_and_reason(client, draft, priya):
    text = changed("cut: 2.8", "cut: 4.8", COMPLETE)
    html = post(client, priya, f"{VERSION}document/", 422, text=text)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "cut: 4.8" in one)
    assert f'<td class="num">{line}</td><td><code>tasks.lock-out.rubric.cut</code>' in html
    assert "The cut 4.8 lies outside the levels 1 to 4." in html
    assert "cut: 4.8" in html, "what was typed stays"
    assert queries.document_of(ProgramVersion.objects.get()) == DOCUMENT
    assert "Choose a file or paste the document." in post(client, priya, f"{VERSION}document/", 422)


def test_a_published_version_takes_no_document(client, published, priya):
    html = post(client, priya, f"{VERSION}document/", 422, text=COMPLETE)
    assert "it can’t change. Draft a new version instead." in html


def test_a_program_is_started_or_brought_in(client, priya, ines):
    page(client, priya, "/programs/new/")
    page(client, ines, "/programs/new/", 403)
    html = post(client, priya, "/programs/new/", 422, title="Water Literacy", slug="Water Literacy")
    assert "Use small letters, digits and single hyphens" in html and 'value="Water Literacy"' in html
    post(client, priya, "/programs/new/", title="Water Literacy", slug="water-literacy")
    assert "already" in post(client, priya, "/programs/new/", 422, title="Water Literacy", slug="water-literacy")
    assert "already" in post(client, priya, "/programs/new/", 422, title="New", slug="new")
    post(client, priya, "/programs/documents/", text=COMPLETE)
    assert ProgramVersion.objects.count() == 2
    html = post(client, priya, "/programs/documents/", 422, text="title: [")
    assert "This can’t be read as YAML" in html
    assert "You may not start a program" in post(
        client, ines, "/programs/documents/", 403, text=COMPLETE.replace("field-comm", "other-comm")
    )


def test_the_next_version_begins_as_a_copy(client, published, priya):
    post(client, priya, f"{BASE}versions/", number="1.1")
    assert "begun by Priya Raman" in page(client, priya, f"{BASE}versions/1.1/")
    assert "There is a version 1.1 already." in post(client, priya, f"{BASE}versions/", 422, number="1.1")
    assert "A version’s number is like" in post(client, priya, f"{BASE}versions/", 422, number="one")


def test_a_superseded_version_says_so_and_stays_readable(client, published, priya, marguerite, ines):
    second = actions.draft_version(program=published.program, number="1.1", by=priya, at=NOW)
    second = actions.approve(version=second, by=marguerite, at=NOW)
    actions.publish(version=second, by=priya, at=NOW)
    assert "Another one is open to applications now" in page(client, ines, f"{VERSION}criteria/")


def test_the_criteria_are_told_in_the_readers_language(client, published, ines):
    type(ines).objects.filter(pk=ines.pk).update(language="nl")
    ines.refresh_from_db()
    html = page(client, ines, BASE)
    assert "Inbedrijfsteller" in html
    assert "Maak de lijn spanningsloos." in html
    assert "What did you decide?" in html, "what isn’t translated stays"


def test_the_schema_is_published(client, ines):
    schema = json.loads(page(client, ines, "/schemas/program-version.json"))
    Draft202012Validator.check_schema(schema)


def queries_of(client, who, url, django_assert_max_num_queries, most) -> int:
    client.force_login(who)
    client.get(url)
    with django_assert_max_num_queries(most) as counted:
        client.get(url)
    return len(counted)


def test_pages_cost_the_same_in_a_large_company(client, published, priya, marguerite, django_assert_max_num_queries):
    urls = ("/programs/", BASE, VERSION)
    few = [queries_of(client, priya, url, django_assert_max_num_queries, 21) for url in urls]
    for number in range(20):
        a_published_version(priya, marguerite, slug=f"program-{number}")
    assert [queries_of(client, priya, url, django_assert_max_num_queries, 21) for url in urls] == few

"""The pages of frameworks, as a reader and as an editor meet them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guildmark.competencies import actions, queries
from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.models import Framework, Item, StrategicPriority
from tests.competencies.test_queries import thousands


@pytest.fixture
def reads(client, ines):
    client.force_login(ines)
    return client


@pytest.fixture
def edits(client, priya):
    client.force_login(priya)
    return client


def to(name: str, *args) -> str:
    return reverse(f"competencies:{name}", args=args)


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_no_frameworks_yet(edits):
    assert "Import the NICE framework, a CASE package or a CSV list" in text(edits.get(to("frameworks")))


def test_the_list(framework, reads):
    page = text(reads.get(to("frameworks"), {"q": "water", "sort": "-items"}))
    assert "Water sampling" in page
    assert to("import") not in page
    assert "Nothing matches" in text(reads.get(to("frameworks"), {"q": "fire"}))
    assert "water-sampling,Water sampling" in reads.get(to("frameworks"), {"format": "csv"}).content.decode()


def test_a_framework_as_a_tree(framework, item, reads):
    page = text(reads.get(to("framework", framework.slug)))
    assert "Representative sampling" in page
    assert to("children", framework.slug, item("WS").identifier) in page
    below = text(reads.get(to("children", framework.slug, item("WS").identifier), headers={"HX-Request": "true"}))
    assert "Rinses the bottle three times" in below
    assert "<html" not in below


def test_search_answers_with_a_part(framework, reads):
    part = text(reads.get(to("framework", framework.slug), {"q": "bottle"}, headers={"HX-Request": "true"}))
    assert "3 items match" in part
    assert "<html" not in part
    assert "Nothing matches" in text(reads.get(to("framework", framework.slug), {"q": "xyz"}))
    assert "WS.1" in reads.get(to("framework", framework.slug), {"q": "bottle", "format": "csv"}).content.decode()


@pytest.mark.parametrize("number", [1, 300])
def test_pages_cost_the_same_however_large_the_framework(framework, item, number, reads, django_assert_max_num_queries):
    thousands(framework, number)
    identifier = item("WS").identifier
    for url in (
        to("frameworks"),
        to("framework", framework.slug),
        to("framework", framework.slug) + "?q=bottle",
        to("item", framework.slug, identifier),
        to("children", framework.slug, identifier),
        to("coverage", framework.slug),
        to("loose", framework.slug) + "?type=Note",
        to("ends"),
    ):
        with django_assert_max_num_queries(11):
            assert reads.get(url).status_code == 200


def test_an_item_with_everything_around_it(framework, item, reads):
    page = text(reads.get(to("item", framework.slug, item("WS").identifier)))
    for said in ("Representative sampling", "How one sees it, level by level", "sampling, water", "technical"):
        assert said in page
    page = text(reads.get(to("item", framework.slug, item("WS.2").identifier)))
    for said in ("Representative sampling", "comes after", "ext:taughtWith"):
        assert said in page
    assert "Edit" not in page


@pytest.mark.parametrize("kind", ["export-case", "export-csv"])
def test_downloads_are_complete(framework, water, reads, kind):
    response = reads.get(to(kind, framework.slug))
    assert "attachment" in response["Content-Disposition"]
    assert read_package(response.content) == water


def test_a_reader_who_tries_to_edit_is_told_why_not(framework, item, reads):
    identifier = item("WS").identifier
    for url in (
        to("import"),
        to("new"),
        to("description", framework.slug),
        to("new-item", framework.slug),
        to("wording", framework.slug, identifier),
        to("removal", framework.slug, identifier),
        to("association", framework.slug, identifier),
    ):
        response = reads.get(url)
        assert response.status_code == 403
        assert "You may not edit competency frameworks" in text(response)
    response = reads.post(to("removal", framework.slug, identifier))
    assert response.status_code == 403
    assert Item.objects.filter(pk=item("WS").pk).exists()


def test_what_is_not_there(framework, item, reads):
    nobody = "0dd00000-0000-4000-8000-000000000000"
    for url in (to("framework", "nothing"), to("item", framework.slug, nobody), to("coverage", "nothing")):
        assert reads.get(url).status_code == 404


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


def test_starting_and_describing(edits):
    response = edits.post(to("new"), {"title": "Field service", "description": "Out there"}, follow=True)
    assert "Nothing in it yet" in text(response)
    assert edits.post(to("new"), {"title": "Field service"}).status_code == 422
    edits.post(to("description", "field-service"), {"title": "Field work", "version": "2"})
    assert Framework.objects.get().title == "Field work"


WORDS = {
    "statement": "Seals each bottle.",
    "title": "",
    "code": "WS.3",
    "item_type": "Indicator",
    "kind": "",
    "level": "2",
}


def test_adding_and_rewording(framework, item, edits):
    new = to("new-item", framework.slug) + f"?under={item('WS').identifier}"
    assert "Under “Representative sampling”" in text(edits.get(new))
    assert edits.post(new, WORDS).status_code == 302
    assert item("WS.3").level == 2

    again = edits.post(new, WORDS)
    assert again.status_code == 422
    assert "has the code WS.3 already" in text(again)
    assert "Seals each bottle." in text(again)

    wording = to("wording", framework.slug, item("WS.3").identifier)
    assert edits.post(wording, WORDS | {"level": "200"}).status_code == 422
    assert edits.post(wording, WORDS | {"statement": ""}).status_code == 422
    edits.post(wording, WORDS | {"statement": "Seals it."})
    assert item("WS.3").statement == "Seals it."


def test_a_second_tab_is_warned_and_may_save_again(framework, item, edits):
    wording = to("wording", framework.slug, item("WS.1").identifier)
    seen = item("WS.1").last_change
    typed = WORDS | {"code": "WS.1"}
    edits.post(wording, typed | {"statement": "In the first tab.", "seen": seen})
    second = edits.post(wording, typed | {"statement": "In the second tab.", "seen": seen})
    assert second.status_code == 422
    assert "it now reads: “In the first tab.”" in text(second)
    assert "In the second tab." in text(second)
    assert f'name="seen" value="{item("WS.1").last_change}"' in text(second)
    edits.post(wording, typed | {"statement": "In the second tab.", "seen": item("WS.1").last_change})
    assert item("WS.1").statement == "In the second tab."


def test_adding_one_after_the_other_stays_on_the_form(framework, edits):
    url = to("new-item", framework.slug)
    assert edits.post(url, WORDS | {"another": "1"})["Location"] == url


def test_arranging_by_buttons(framework, item, edits):
    sampling = item("WS")
    assert "Done arranging" in text(edits.get(to("item", framework.slug, sampling.identifier) + "?arrange"))
    order = to("order", framework.slug, sampling.identifier)
    part = edits.post(order, {"up": str(item("WS.2").identifier)}, headers={"HX-Request": "true"})
    assert text(part).index("Labels each bottle") < text(part).index("Rinses the bottle")
    assert edits.post(order, {"down": str(item("WS.2").identifier)}).status_code == 302
    assert edits.post(order, {"up": "nonsense"}).status_code == 404
    assert edits.post(to("place", framework.slug, item("WS.C").identifier), {"up": ""}).status_code == 302
    assert [row.code for row in queries.roots_of(framework).tree] == ["WS.C", "WS"]


def test_associating_by_search(framework, item, edits):
    url = to("association", framework.slug, item("WS.1").identifier)
    assert "Keeps the way of a sample" in text(
        edits.get(to("picks", framework.slug, item("WS.1").identifier), {"text": "custody WS.C laboratory gap"})
    ) or "WS.C" in text(edits.get(to("picks", framework.slug, item("WS.1").identifier), {"text": "WS.C"}))
    assert "choose it" in text(edits.post(url, {"association_type": "isChildOf"}))
    edits.post(url, {"association_type": "isChildOf", "other": str(item("WS.C").identifier)})
    assert {one.code for one in queries.neighbours_of(item("WS.1")).parents} == {"WS", "WS.C"}

    circle = to("association", framework.slug, item("WS").identifier)
    response = edits.post(circle, {"association_type": "isChildOf", "other": str(item("WS.1").identifier)})
    assert response.status_code == 422
    assert "can’t stand under itself" in text(response)

    parent = next(one for one in queries.neighbours_of(item("WS.1")).parents if one.code == "WS.C")
    edits.post(to("dissociation", framework.slug, item("WS.1").identifier, parent.association_id))
    assert {one.code for one in queries.neighbours_of(item("WS.1")).parents} == {"WS"}


def test_an_item_is_put_under_another_instead(framework, item, edits):
    page = text(edits.get(to("item", framework.slug, item("WS.1").identifier)))
    link = f"{to('association', framework.slug, item('WS.1').identifier)}?instead={item('WS').identifier}"
    assert link in page
    assert "It will no longer stand under" in text(edits.get(link))
    chosen = {"association_type": "isChildOf", "other": str(item("WS.C").identifier)}
    edits.post(link, chosen)
    assert {one.code for one in queries.neighbours_of(item("WS.1")).parents} == {"WS.C"}
    assert edits.post(link, chosen).status_code == 404, "it stands there no longer"


def test_nothing_is_put_under_itself_instead(framework, item, edits):
    link = f"{to('association', framework.slug, item('WS.1').identifier)}?instead={item('WS').identifier}"
    response = edits.post(link, {"association_type": "isChildOf", "other": str(item("WS.1").identifier)})
    assert response.status_code == 422 and "can’t stand under itself" in text(response)
    assert {one.code for one in queries.neighbours_of(item("WS.1")).parents} == {"WS"}


def test_removing_and_putting_back(framework, item, edits):
    removal = to("removal", framework.slug, item("WS").identifier)
    assert "2 items stand under it and stay" in text(edits.get(removal))
    assert "You removed an item." in text(edits.post(removal, follow=True))
    response = edits.post(to("restoration", framework.slug), follow=True)
    assert "It stands here again." in text(response)
    assert item("WS").arriving.count() == 2
    assert edits.post(to("restoration", framework.slug)).status_code == 403


def test_the_matrix_is_tied_cell_by_cell(framework, item, edits, priya, at):
    assert "Nothing to serve yet" in text(edits.get(to("coverage", framework.slug)))
    priority = actions.add_priority(title="Fewer visits", by=priya, at=at)
    page = text(edits.get(to("coverage", framework.slug)))
    assert "2 of 2 serve neither a priority nor a job task." in page
    assert "1 of the 1 priorities and job tasks is served by none of these: “Fewer visits”." in page
    cell = f"{item('WS').identifier} priority:{priority.pk}"
    part = edits.post(to("coverage", framework.slug), {"cell": f"{cell} on"}, headers={"HX-Request": "true"})
    assert "1 of 2 serves neither" in text(part)
    assert "served by none" not in text(part)
    assert "<html" not in text(part)
    sheet = edits.get(to("coverage", framework.slug), {"format": "csv"}).content.decode()
    assert "WS,Representative sampling,technical,tied" in sheet
    assert edits.post(to("coverage", framework.slug), {"cell": f"{cell} off"}).status_code == 302
    assert not item("WS").ties.exists()
    assert edits.post(to("coverage", framework.slug), {"cell": "nonsense"}).status_code == 404
    assert edits.post(to("coverage", framework.slug), {"cell": f"{item('WS').identifier} x on"}).status_code == 403


def test_a_reader_sees_the_matrix_and_ties_nothing(framework, item, reads, priya, at):
    priority = actions.add_priority(title="Fewer visits", by=priya, at=at)
    actions.tie(item=item("WS"), priority=priority, by=priya, at=at)
    assert "serves it" in text(reads.get(to("coverage", framework.slug)))
    cell = f"{item('WS.C').identifier} priority:{priority.pk} on"
    assert reads.post(to("coverage", framework.slug), {"cell": cell}).status_code == 403


def test_tying_on_the_page_of_a_competency(framework, item, edits, priya, at):
    priority = actions.add_priority(title="Fewer visits", by=priya, at=at)
    url = to("tie", framework.slug, item("WS").identifier)
    edits.post(url, {"serves": f"priority:{priority.pk}"})
    assert "Fewer visits" in text(edits.get(to("item", framework.slug, item("WS").identifier)))
    edits.post(url, {"serves": f"priority:{priority.pk}", "untie": "1"})
    assert not item("WS").ties.exists()
    assert "Choose a strategic priority" in text(edits.post(url, {"serves": ""}, follow=True))
    assert edits.post(url, {"serves": "priority:999999"}).status_code == 404


def test_naming_priorities_and_job_tasks(edits, priya, framework, item, at):
    ends = to("ends")
    edits.post(ends, {"what": "priority", "priority-title": "Fewer visits", "priority-until": "2027-12-31"})
    edits.post(ends, {"what": "job_task", "job_task-title": "Drives", "job_task-job_function": priya.job_function_id})
    page = text(edits.get(ends))
    assert "Fewer visits" in page
    assert "Drives" in page
    twice = edits.post(ends, {"what": "priority", "priority-title": "Fewer visits"})
    assert twice.status_code == 422
    assert "There is a priority of this title already" in text(twice)

    priority = StrategicPriority.objects.get()
    edits.post(to("priority", priority.pk), {"title": "No visits"})
    actions.tie(item=item("WS"), priority=priority, by=priya, at=at)
    kept = edits.post(to("end-removal", "priority", priority.pk), follow=True)
    assert "1 competency serves it" in text(kept)
    actions.untie(item=item("WS"), priority=priority, by=priya, at=at)
    edits.post(to("end-removal", "priority", priority.pk))
    assert not StrategicPriority.objects.exists()
    assert edits.post(to("end-removal", "nothing", 1)).status_code == 404


def test_strangers_are_sent_to_sign_in(client, framework):
    assert client.get(to("framework", framework.slug)).status_code == 302

"""The pages of frameworks, as a reader meets them."""

import pytest

from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.models import Item
from tests.competencies.pages import text, to
from tests.competencies.test_queries import thousands


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


def test_strangers_are_sent_to_sign_in(client, framework):
    assert client.get(to("framework", framework.slug)).status_code == 302

"""The pages on which frameworks and items are written, arranged, tied together and removed."""

from guildmark.competencies import queries
from guildmark.competencies.models import Framework
from tests.competencies.pages import text, to


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
    picks = edits.get(to("picks", framework.slug, item("WS.1").identifier), {"text": "WS.C"})
    assert f'value="{item("WS.C").identifier}"' in text(picks)
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

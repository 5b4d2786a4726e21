"""The reference is made from the code: what rooms add appears in it without anybody writing it down twice."""

from guildmark.kernel import reference
from guildmark.kernel.access import PERMISSIONS
from guildmark.kernel.facts import Fact


def test_every_permission_has_a_row():
    page = reference.pages()["permissions.md"]
    assert PERMISSIONS
    for permission in PERMISSIONS.values():
        assert f"| {permission.sentence} |" in page


def test_every_fact_has_a_row():
    page = reference.pages()["facts.md"]
    for fact in reference.all_facts():
        if fact.__module__.startswith("guildmark.") and fact is not Fact:
            assert f"| {fact.__name__} |" in page, fact.__name__


def test_every_lifecycle_has_a_diagram():
    from guildmark.candidacy.lifecycle import LIFECYCLE

    page = reference.pages()["lifecycles.md"]
    assert "applied --> admitted: admit" in page
    for move in LIFECYCLE:
        assert f"| {move.verb} |" in page


def test_every_invariant_has_a_promise():
    assert "Each journal entry’s digest" in reference.pages()["promises.md"]


def test_pages_read_the_same_in_every_language():
    from django.utils import translation

    english = reference.pages()
    with translation.override("nl"):
        assert reference.pages() == english

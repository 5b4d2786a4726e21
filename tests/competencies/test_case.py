"""CASE packages come in and go out again whole."""

import json

from guildmark.competencies.domain.case_writing import case_tree, write_case
from guildmark.competencies.domain.sniff import read_package


def test_a_case_1_1_package_is_read(water):
    assert (water.document.title, water.document.version, water.document.creator) == (
        "Water sampling",
        "2.0",
        "Alder & Quay Instruments",
    )
    assert [item.code for item in water.items] == ["WS", "WS.C", "WS.1", "WS.2", ""]
    assert [(item.kind, item.level) for item in water.items[:3]] == [
        ("technical", None),
        ("behavioural", None),
        ("", 1),
    ]
    assert water.items[0].extras["conceptKeywords"] == ["sampling", "water"]
    assert water.outside_ends() == 1


def test_what_we_do_not_interpret_is_kept_word_for_word(water, water_tree):
    written = case_tree(water)
    assert written["CFDocument"] == water_tree["CFDocument"]
    assert written["CFItems"] == water_tree["CFItems"]
    assert sorted(written["CFAssociations"], key=identifier) == sorted(water_tree["CFAssociations"], key=identifier)
    assert written["CFDefinitions"] == water_tree["CFDefinitions"]
    assert written["CFRubrics"] == water_tree["CFRubrics"]


def identifier(node):
    return node["identifier"]


def test_writing_and_reading_again_changes_nothing(water):
    assert read_package(write_case(water).encode()) == water


def test_case_1_0_without_what_1_1_added(water, water_tree):
    """In 1.0 items say nothing of their document, and links may be bare addresses."""
    del water_tree["CFDocument"]["caseVersion"]
    for node in water_tree["CFItems"]:
        node["CFDocumentURI"] = water_tree["CFDocument"]["uri"]
    for node in water_tree["CFAssociations"]:
        node["sequenceNumber"] = str(node.get("sequenceNumber") or "")
    assert read_package(json.dumps(water_tree).encode()) == water


def test_the_layout_of_management_interfaces(water, water_tree):
    """Some servers name the parts `document`, `items` …, and identifiers `sourcedId`."""
    names = {"CFDocument": "document", "CFItems": "items", "CFAssociations": "associations"}
    tree = {names.get(name, name): value for name, value in water_tree.items()}
    for node in [tree["document"], *tree["items"], *tree["associations"]]:
        node["sourcedId"] = node.pop("identifier")
    assert read_package(json.dumps(tree).encode()) == water


def test_a_file_in_utf_16_is_read(water, water_bytes):
    assert read_package(water_bytes.decode().encode("utf-16")) == water

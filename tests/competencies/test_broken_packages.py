"""A broken file is refused with where, what and why; all of it at once."""

import json

import pytest

from guildmark.competencies.domain.problems import Broken
from guildmark.competencies.domain.sniff import read_package


def problems(content: bytes | dict | str) -> list[str]:
    if isinstance(content, dict):
        content = json.dumps(content)
    with pytest.raises(Broken) as broken:
        read_package(content.encode() if isinstance(content, str) else content)
    return [str(problem) for problem in broken.value.problems]


def without(node: dict, name: str) -> None:
    del node[name]


NOBODY = "0dd00000-0000-4000-8000-000000000000"


def to_nobody(tree: dict, edge: int, end: str, uri: str) -> None:
    tree["CFAssociations"][edge][end] |= {"identifier": NOBODY, "uri": uri}


BREAKINGS = {
    "no document": (lambda t: without(t, "CFDocument"), "$: “CFDocument” is missing."),
    "document of another type": (lambda t: t.update(CFDocument=[]), "$.CFDocument: must be an object, not a list."),
    "no title": (lambda t: without(t["CFDocument"], "title"), "$.CFDocument: “title” is missing."),
    "items no list": (lambda t: t.update(CFItems={}), "$.CFItems: must be a list, not an object."),
    "an item no object": (lambda t: t["CFItems"].append(7), "$.CFItems[5]: must be an object, not a number."),
    "no statement": (
        lambda t: t["CFItems"][2].update(fullStatement=""),
        "$.CFItems[2]: “fullStatement” is missing.",
    ),
    "wrong type": (
        lambda t: t["CFItems"][1].update(fullStatement=12),
        "$.CFItems[1].fullStatement: must be text, not a number.",
    ),
    "list of numbers": (
        lambda t: t["CFItems"][0].update(conceptKeywords=[1]),
        "$.CFItems[0].conceptKeywords: must be a text or a list of texts.",
    ),
    "bad UUID": (
        lambda t: t["CFItems"][0].update(identifier="WS-1"),
        "$.CFItems[0].identifier: “WS-1” is not a UUID.",
    ),
    "bad address": (
        lambda t: t["CFItems"][0].update(uri="no address"),
        "$.CFItems[0].uri: “no address” is not an absolute address (URI).",
    ),
    "bad moment": (
        lambda t: t["CFItems"][3].update(lastChangeDateTime="2026-02-30T10:00:00Z"),
        ("$.CFItems[3].lastChangeDateTime: “2026-02-30T10:00:00Z” is not a date and time, "
        "such as 2026-04-16T09:00:00+02:00."),
    ),
    "bad day": (
        lambda t: t["CFDocument"].update(statusStartDate="1 February"),
        "$.CFDocument.statusStartDate: “1 February” is not a date, such as 2026-04-16.",
    ),
    "too long": (
        lambda t: t["CFItems"][0].update(humanCodingScheme="W" * 121),
        "$.CFItems[0].humanCodingScheme: is 121 characters long; at most 120 fit.",
    ),
    "unknown association": (
        lambda t: t["CFAssociations"][5].update(associationType="likes"),
        "$.CFAssociations[5].associationType: “likes” is not an association type; one of your own starts with “ext:”.",
    ),
    "sequence no number": (
        lambda t: t["CFAssociations"][0].update(sequenceNumber=1.5),
        "$.CFAssociations[0].sequenceNumber: must be a whole number, not a number.",
    ),
    "sequence too large": (
        lambda t: t["CFAssociations"][0].update(sequenceNumber=2**40),
        "$.CFAssociations[0].sequenceNumber: 1099511627776 is too large.",
    ),
    "an end without address": (
        lambda t: without(t["CFAssociations"][6]["destinationNodeURI"], "uri"),
        "$.CFAssociations[6].destinationNodeURI: “uri” is missing.",
    ),
    "another CASE": (
        lambda t: t["CFDocument"].update(caseVersion="2.0"),
        "$.CFDocument.caseVersion: CASE “2.0” is not known here; 1.0 and 1.1 are.",
    ),
    "the same item twice": (
        lambda t: t["CFItems"].append(t["CFItems"][0]),
        "$.CFItems[5].identifier: 6d1bb8ce-1863-5dbb-b92c-f013755f3288 is used already, at $.CFItems[0].",
    ),
    "a child of nobody": (
        lambda t: to_nobody(t, 3, "destinationNodeURI", f"https://frameworks.alderquay.example/items/{NOBODY}"),
        (f"$.CFAssociations[3].destinationNodeURI: no item here has the identifier {NOBODY}, "
        "so nothing can stand above or below it."),
    ),
    "an end that is nowhere": (
        lambda t: to_nobody(t, 5, "destinationNodeURI", f"urn:uuid:{NOBODY}"),
        (f"$.CFAssociations[5].destinationNodeURI: no item here has the identifier {NOBODY}; "
        "something outside needs an address."),
    ),
    "both ends outside": (
        lambda t: t["CFAssociations"][6].update(originNodeURI=t["CFAssociations"][6]["destinationNodeURI"]),
        "$.CFAssociations[6]: neither end of this association is in the package.",
    ),
    "a circle": (
        lambda t: t["CFAssociations"][0].update(destinationNodeURI=t["CFAssociations"][3]["originNodeURI"]),
        "$.CFAssociations: items stand under themselves: WS.2 → WS → WS.2.",
    ),
    "a kind there isn’t": (
        lambda t: t["CFItems"][0]["extensions"]["guildmark"].update(kind="magical"),
        "$.CFItems[0].extensions.guildmark.kind: “magical” is not one of: technical, behavioural, leadership.",
    ),
    "a level there isn’t": (
        lambda t: t["CFItems"][2]["extensions"]["guildmark"].update(level=-1),
        "$.CFItems[2].extensions.guildmark.level: “-1” is not a level from 0 to 99.",
    ),
    "NUL": (lambda t: t["CFItems"][0].update(notes="a\0b"), "$.CFItems[0].notes: the text holds a NUL character."),
    "half a character": (
        lambda t: t["CFItems"][0].update(notes="\ud800"),
        "$.CFItems[0].notes: the text holds half of a surrogate pair, which is no character.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKINGS)
def test_a_broken_case_package_says_where_what_and_why(name, water_tree):
    breaking, sentence = BREAKINGS[name]
    breaking(water_tree)
    assert problems(water_tree) == [sentence]


def test_one_reading_reports_everything(water_tree):
    water_tree["CFItems"][0]["identifier"] = "WS-1"
    del water_tree["CFAssociations"][2]["originNodeURI"]
    assert problems(water_tree) == [
        "$.CFItems[0].identifier: “WS-1” is not a UUID.",
        "$.CFAssociations[2]: “originNodeURI” is missing.",
    ]


def test_thousands_of_problems_are_counted_not_listed(water_tree):
    water_tree["CFItems"] = [{}] * 500
    with pytest.raises(Broken) as broken:
        read_package(json.dumps(water_tree).encode())
    assert len(broken.value.problems) == 200
    assert broken.value.more == 500 * 4 - 200


NO_JSON = {
    b"": "The file is empty.",
    b"  \n ": "The file is empty.",
    b"\xfe\xff": "The file is empty.",
    b"\xef\xbb\xbf\n": "The file is empty.",
    b'{"CFDocument": {"title": "Water"\n  "creator": "us"}}': "line 2, column 3: this is not JSON: "
    "a comma or a closing bracket is missing.",
    b'{"CFDocument": {"title": "Wass\xe9r"}}': "line 1: byte 0xE9 is not UTF-8. Save the file in UTF-8 and try again.",
    b"PK\x03\x04 and so on": "This is a spreadsheet or an archive, not text. "
    "Save it as CSV (UTF-8) and choose that file.",
    b'{"title": "A", "title": "B"}': "an object has the key “title” twice.",
    b"[" * 100_000: "the JSON is nested more than 40 levels deep.",
    b"[" * 60 + b"]" * 60: "$" + "[0]" * 40 + ": the JSON is nested more than 40 levels deep.",
    b'{"a": NaN}': "$.a: nan is not a number that can be kept.",
    b'{"a": 1e999}': "$.a: inf is not a number that can be kept.",
    b'{"a": ' + b"9" * 5000 + b"}": "a number has too many digits.",
    b'{"a": 1}': "$: this JSON is no framework: a CASE package has “CFDocument”, NICE “response.elements”, "
    "a career framework “tracks”.",
    b"[1, 2]": "$: this JSON is no framework: a CASE package has “CFDocument”, NICE “response.elements”, "
    "a career framework “tracks”.",
    b"Dear colleague,\nplease find": "line 1: no column is called “statement” (or “fullStatement”). "
    "The columns here: Dear colleague.",
}


SLIPS = {
    '{"a": }': "line 1, column 7: this is not JSON: a value is missing, or stands there without its quotation marks.",
    '{"a": 1, }': "line 1, column 10: this is not JSON: a key in double quotation marks is missing, "
    "perhaps after a comma too many.",
    '{"a" 1}': "line 1, column 6: this is not JSON: the colon between a key and its value is missing.",
    '{"a": 1 "b": 2}': "line 1, column 9: this is not JSON: a comma or a closing bracket is missing.",
    '{"a": "b': "line 1, column 7: this is not JSON: a text that begins here is never closed by a quotation mark.",
    '{"a": "b\nc"}': "line 1, column 9: this is not JSON: a text holds a line break or another control character; "
    "write it as \\n.",
    '{"a": "\\x"}': "line 1, column 8: this is not JSON: a backslash in a text begins no escape that JSON knows.",
    '{"a": "\\u12"}': "line 1, column 9: this is not JSON: a backslash in a text begins no escape that JSON knows.",
    '{"a": 1} {}': "line 1, column 10: this is not JSON: something follows after its end.",
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_in_json_is_told_in_our_words(text):
    assert problems(text.encode()) == [SLIPS[text]]


@pytest.mark.parametrize("content", NO_JSON, ids=range(len(NO_JSON)))
def test_what_is_no_framework_is_refused_in_a_sentence(content):
    assert problems(content) == [NO_JSON[content]]


NICE = {
    "response": {
        "requestType": 4,
        "elements": {
            "documents": [{"doc_identifier": "D_1", "name": "NICE"}],
            "elements": [
                {"element_type": "work_role", "element_identifier": "R", "title": "Role", "text": "Does."},
                {"element_type": "task", "element_identifier": "T1", "title": "", "text": "Tests"},
            ],
            "relationships": [
                {"source_element_identifier": "R", "dest_element_identifier": "T1", "relationship_identifier": "projection"}
            ],
        },
    }
}  # fmt: skip


def nice_with(**changes) -> dict:
    tree = json.loads(json.dumps(NICE))
    tree["response"]["elements"] |= changes
    return tree


def test_a_nice_file_with_a_relationship_into_nowhere():
    (edge,) = NICE["response"]["elements"]["relationships"]
    assert problems(nice_with(relationships=[edge | {"dest_element_identifier": "T9"}])) == [
        "$.response.elements.relationships[0].dest_element_identifier: there is no element T9."
    ]


def test_a_nice_file_with_an_element_twice():
    role, task = NICE["response"]["elements"]["elements"]
    assert problems(nice_with(elements=[role, task, task])) == [
        "$.response.elements.elements[2]: the element T1 is here twice."
    ]


def test_a_nice_file_with_parts_missing():
    assert problems(nice_with(elements=None, documents=[])) == [
        "$.response.elements.elements: must be a list.",
        "$.response.elements.documents: names no document.",
    ]


def test_a_career_framework_with_a_level_that_says_nothing():
    tree = {"tracks": {"A": {"displayName": "A", "description": "B", "milestones": [{"summary": " ", "signals": [3]}]}}}
    assert problems(tree) == [
        "$.tracks.A.milestones[0].summary: must be a text that says something.",
        "$.tracks.A.milestones[0].signals[0]: must be a text that says something.",
    ]

"""Frameworks that others publish: each comes in whole, and export and import give the same package again."""

import json
from collections import Counter

import pytest

from guildmark.competencies.actions import import_framework
from guildmark.competencies.domain.case_writing import case_tree, write_case
from guildmark.competencies.domain.csv_writing import write_csv
from guildmark.competencies.domain.nice import item_identifier
from guildmark.competencies.domain.package import CHILD
from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.models import Association, Item
from guildmark.competencies.queries import package_of
from guildmark.kernel.access import SYSTEM

pytestmark = pytest.mark.shared_data

NICE = "nice/cprt_SP_800_181_2_1_0.json"
SAMPLES = (
    "AdoptedTestFramework.json", "EmptyExternalFramework.json", "ItemTypeTestFramework.json", "MarkdownFramework.json",
    "Ordering.json", "SequenceNumberFramework.json", "SmartLevelFramework.json", "Utf8TestFramework.json",
    "ccsso_ela_item.csv", "opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json", "sample_case.csv",
    "test_items.csv",
)  # fmt: skip
EVERYTHING = (NICE, "snowflake/snowflake_framework.json", *(f"case/opensalt_samples/{name}" for name in SAMPLES))


def test_every_sample_is_tried(shared_data):
    assert sorted(SAMPLES) == sorted(path.name for path in (shared_data / "case/opensalt_samples").iterdir())


@pytest.mark.parametrize("name", EVERYTHING, ids=lambda name: name.rpartition("/")[2])
def test_export_and_import_give_the_same_package(name, shared_data, db, at):
    path = shared_data / name
    read = read_package(path.read_bytes(), name=path.stem)
    framework, change = import_framework(package=read, by=SYSTEM, at=at)
    kept = package_of(framework)

    assert kept == change.package
    assert (len(kept.items), len(kept.associations)) == (len(read.items), len(read.associations))
    assert read_package(write_case(kept).encode()) == kept
    assert read_package(write_csv(kept).encode(), name="another name") == kept
    assert not import_framework(package=read, by=SYSTEM, at=at).change
    assert not import_framework(package=kept, by=SYSTEM, at=at).change


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith(".json")])
def test_every_value_of_a_case_sample_is_in_its_export(name, shared_data):
    source = json.loads((shared_data / "case/opensalt_samples" / name).read_text())
    written = case_tree(read_package(json.dumps(source).encode()))
    for part in ("CFItems", "CFAssociations"):
        exported = {node["identifier"]: node for node in written[part]}
        for node in source[part]:
            assert not lost(node, exported[node["identifier"]])
    assert not lost(source["CFDocument"], written["CFDocument"])
    assert source["CFDefinitions"] == written["CFDefinitions"]


def lost(source: dict, written: dict) -> dict:
    """What the source says and the export doesn't. An address alone may have become a link, digits a number."""

    def same(value, other) -> bool:
        linked = isinstance(other, dict) and other.get("uri") == value
        return value == other or linked or value in ("", None) or str(value) == str(other)

    return {name: value for name, value in source.items() if not same(value, written.get(name))}


@pytest.fixture
def nice(shared_data):
    return read_package((shared_data / NICE).read_bytes())


@pytest.fixture
def elements(shared_data):
    return json.loads((shared_data / NICE).read_text())["response"]["elements"]


def test_nice_has_the_counts_of_the_reference(nice, shared_data):
    counts = json.loads((shared_data / "nice/reference_counts.json").read_text())
    types = Counter(item.extras["extensions"]["nice"]["element_type"] for item in nice.items)
    assert types == {kind: n for kind, n in counts["types"].items() if kind not in ("sort", "opm_code")}
    assert (len(nice.items), len(nice.associations)) == (2205, 5375)

    by_identifier = nice.nodes()
    pairs: Counter[str] = Counter()
    roles: dict[str, Counter[str]] = {}
    for edge in nice.associations:
        child, parent = by_identifier[edge.origin.identifier], by_identifier[edge.destination.identifier]
        kinds = [node.extras["extensions"]["nice"]["element_type"] for node in (parent, child)]
        pairs["->".join(kinds)] += 1
        if kinds[0] == "work_role":
            roles.setdefault(parent.code, Counter())[kinds[1]] += 1
    for item in nice.items:
        own = item.extras["extensions"]["nice"]
        for attribute, element_type in (("opm_codes", "opm_code"), ("sort_keys", "sort")):
            for _ in own.get(attribute, ()):
                pairs[f"{own['element_type']}->{element_type}"] += 1
                if item.item_type == "Work role":
                    roles[item.code][element_type] += 1
    assert pairs == counts["relationship_type_pairs"]
    assert roles == counts["per_work_role"]


def test_every_element_and_relationship_of_nice_is_there_with_its_identifier(nice, elements):
    items = {item.code: item for item in nice.items}
    kept_as_attribute = {
        (item.code, said["identifier"])
        for item in nice.items
        for name in ("opm_codes", "sort_keys")
        for said in item.extras["extensions"]["nice"].get(name, ())
    }
    edges = {(edge.destination.identifier, edge.origin.identifier) for edge in nice.associations}
    for element in elements["elements"]:
        if element["element_type"] in ("sort", "opm_code"):
            assert any(code == element["element_identifier"] for _, code in kept_as_attribute)
            continue
        item = items[element["element_identifier"]]
        assert item.identifier == item_identifier(element["element_identifier"])
        assert item.statement == (element["text"] or element["title"])
    for row in elements["relationships"]:
        pair = (row["source_element_identifier"], row["dest_element_identifier"])
        assert pair in kept_as_attribute or tuple(str(item_identifier(code)) for code in pair) in edges


def test_statements_of_nice_have_several_parents_and_orphans_stay(nice, shared_data):
    counts = json.loads((shared_data / "nice/reference_counts.json").read_text())
    parents = Counter(edge.origin.identifier for edge in nice.associations if edge.association_type == CHILD)
    assert max(parents.values()) > 30
    alone = Counter(item.item_type.lower() for item in nice.items if str(item.identifier) not in parents)
    assert {kind: alone[kind] for kind in counts["unlinked_statements"]} == counts["unlinked_statements"]


def test_nice_in_the_database(nice, db, at):
    framework, change = import_framework(package=nice, by=SYSTEM, at=at)
    assert framework.slug == "nice"
    assert (len(change.added_items), len(change.added_edges)) == (2205, 5375)
    assert Item.objects.filter(framework=framework).count() == 2205
    assert Association.objects.children().filter(framework=framework).count() == 5375
    incident_response = framework.items.get(code="PD-WRL-003")
    assert incident_response.title == "Incident Response"
    assert incident_response.arriving.count() == 55 + 23 + 29


def test_the_career_framework(shared_data):
    package = read_package((shared_data / "snowflake/snowflake_framework.json").read_bytes())
    competencies = [item for item in package.items if item.kind]
    assert len(competencies) == 16
    assert {item.kind for item in competencies} == {"technical", "behavioural", "leadership"}
    assert {item.level for item in package.items if item.item_type == "Indicator"} == {1, 2, 3, 4, 5}

"""What we write as CASE 1.1 holds against schemas that others wrote for it."""

import json

import pytest
from jsonschema import Draft7Validator, FormatChecker

from guildmark.competencies.domain.case_writing import case_tree
from guildmark.competencies.domain.package import stamped
from guildmark.competencies.domain.sniff import read_package
from tests.competencies.conftest import WATER

pytestmark = pytest.mark.shared_data
PARTS = {"cfdocument": "CFDocument", "cfitem": "CFItems", "cfassociation": "CFAssociations"}
SOURCES = (None, "nice/cprt_SP_800_181_2_1_0.json", "snowflake/snowflake_framework.json")
SAMPLES = ("Ordering.json", "SmartLevelFramework.json", "opensalt-framework-20c5134f-423d-4097-a971-3dd5152bf507.json")


@pytest.mark.parametrize("source", [*SOURCES, *(f"case/opensalt_samples/{name}" for name in SAMPLES)])
def test_an_export_holds_against_the_schemas_of_opencase(source, shared_data):
    path = shared_data / source if source else WATER
    tree = case_tree(stamped(read_package(path.read_bytes()), "2026-04-16T07:00:00+00:00"))
    for schema, part in PARTS.items():
        rules = json.loads((shared_data / f"case/opencase_schemas/case-v1p1-{schema}.json").read_text())
        validator = Draft7Validator(rules, format_checker=FormatChecker())
        nodes = tree[part] if isinstance(tree[part], list) else [tree[part]]
        for node in nodes[:300]:
            # Those schemas call an identifier `sourcedId`, as that server's own interface does.
            assert [e.message for e in validator.iter_errors({**node, "sourcedId": node["identifier"]})] == []

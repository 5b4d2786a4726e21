"""The demo company’s programs meet the bar that the product sets."""

from datetime import date
from pathlib import Path

import pytest

from guildmark.competencies.domain.csv_reading import read_csv
from guildmark.programs.domain.document import parse, write
from guildmark.programs.domain.gate import gate
from guildmark.programs.domain.lint import lint
from simulation import purposes

SIMULATION = Path(__file__).parents[2] / "simulation"
FILES = sorted((SIMULATION / "programs").glob("*.yaml"))
each_program = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def test_there_are_programs_to_look_at():
    assert {file.stem for file in FILES} >= {
        "customer-resolution-lead", "field-commissioning-engineer", "responsible-analytics-practitioner",
    }  # fmt: skip


@each_program
def test_a_demo_program_is_sound_and_complete(file):
    checked = parse(file.read_bytes())
    assert checked.problems == ()
    assert [str(remark) for remark in lint(checked.document)] == []
    assert [str(item.missing) for item in gate(checked.document, (), date(2023, 6, 15)).missing] == []
    assert write(checked.document) == file.read_text(), "write it as the export does"


@each_program
def test_its_indicators_are_those_of_the_company_framework(file):
    package = read_csv((SIMULATION / "frameworks" / "alder-quay.csv").read_text())
    known = {item.identifier: (item.code, item.statement) for item in package.items}
    for criterion in parse(file.read_bytes()).document.criteria():
        for tied in criterion.indicators:
            assert tied.framework_identifier == package.document.identifier
            assert known[tied.identifier] == (tied.code, tied.statement)


def test_every_competency_is_for_something_and_one_priority_has_none():
    package = read_csv((SIMULATION / "frameworks" / "alder-quay.csv").read_text())
    serving = {code for *_, codes in (*purposes.PRIORITIES, *purposes.JOB_TASKS) for code in codes}
    assert serving == {item.code for item in package.items if item.kind}
    assert purposes.GAP[0] not in {title for title, *_ in purposes.PRIORITIES}

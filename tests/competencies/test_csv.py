"""Frameworks in CSV: typed by hand, from other systems, and our own export."""

import pytest

from guildmark.competencies.domain.csv_writing import write_csv
from guildmark.competencies.domain.package import stamped
from guildmark.competencies.domain.problems import Broken
from guildmark.competencies.domain.sniff import read_package

TYPED = """code;statement;kind;level;parents
LD;Leads by example;leadership;;
LD.1;Says what went wrong first;;1;LD
LD.2;Asks before telling;;2;LD | CO
CO;Coaches;behavioural;;
"""


def read(text: str, name: str = "Leading"):
    return read_package(text.encode(), name=name)


def problems(text: str) -> list[str]:
    with pytest.raises(Broken) as broken:
        read(text)
    return [str(problem) for problem in broken.value.problems]


def test_a_list_typed_in_a_spreadsheet():
    package = read(TYPED)
    assert package.document.title == "Leading"
    assert [(item.code, item.kind, item.level) for item in package.items] == [
        ("LD", "leadership", None),
        ("LD.1", "", 1),
        ("LD.2", "", 2),
        ("CO", "behavioural", None),
    ]
    assert len(package.associations) == 3


def test_the_same_list_gets_the_same_identifiers():
    assert read(TYPED) == read(TYPED)
    assert read(TYPED, name="Other").document.identifier != read(TYPED).document.identifier


def test_our_export_is_complete(water):
    assert read(write_csv(water)) == water


def test_a_typed_list_survives_too():
    package = stamped(read(TYPED), "2026-04-16T07:00:00+00:00")
    assert read(write_csv(package), name="whatever") == package


def test_no_cell_of_an_export_starts_a_formula(water):
    assert "'=Stands alone" in write_csv(water)
    assert read(write_csv(water)).items[4].statement == "=Stands alone; not\r\nunder anything."


def test_columns_of_others_are_understood_and_kept():
    package = read(
        "Identifier,fullStatement,Human Coding Scheme,Is Child Of,ConceptKeywords,Exemplar,IsRelatedTo,smartLevel\n"
        'Math,Everything about math,M,,"a, b",https://example.org/x,,1\n'
        "Math.F,Fractions,M.F,M,,,CCSS.F,1.1\n"
    )
    math, fractions = package.items
    assert math.extras["conceptKeywords"] == ["a", "b"]
    assert math.extras["extensions"]["csv"] == {"identifier": "Math", "smartLevel": "1"}
    assert fractions.code == "M.F"
    assert sorted(edge.association_type for edge in package.associations) == ["exemplar", "isChildOf", "isRelatedTo"]
    assert package.outside_ends() == 2


def test_a_parent_nobody_has():
    assert problems("code,statement,parents\nA,First,B\n") == [
        "line 2, parents: no row has the code or identifier “B”."
    ]


def test_a_parent_two_have():
    text = "identifier,code,statement,parents\n1,A,First,\n2,A,Second,\n3,B,Third,A\n"
    assert problems(text) == ["line 4, parents: “A” is the code of several items; use an identifier."]


def test_several_wrong_rows_with_their_lines():
    text = 'code,statement,kind,level\nA,"two\nlines",technical,\nB,,,\nC,x,funny,3\nD,x,,high\n'
    assert problems(text) == [
        "line 4: the statement is empty.",
        "line 5, kind: “funny” is not one of: technical, behavioural, leadership.",
        "line 6, level: “high” is not a level from 0 to 99.",
    ]


def test_the_same_code_twice():
    assert problems("code,statement\nA,x\nA,y\n") == [
        "line 3: this repeats line 2; give each row an identifier or a code of its own."
    ]


def test_a_circle():
    assert problems("code,statement,parents\nA,x,B\nB,y,A\n") == ["items stand under themselves: A → B → A."]


def test_more_cells_than_columns():
    assert problems("code,statement\nA,x,y\n") == ["line 2: this row has 3 cells under 2 columns."]


def test_two_columns_of_one_name():
    assert problems("code,statement,fullStatement\nA,x,y\n") == ["line 1: two columns are called “statement”."]


def test_a_quote_that_never_ends():
    assert problems('code,statement\nA,"x\n') == [
        "line 2: this is not CSV: a quotation mark is opened and never closed."
    ]


def test_a_quote_in_the_midst_of_a_cell():
    assert problems('code,statement\nA,"x" y\n') == [
        "line 2: this is not CSV: after a closing quotation mark comes neither a delimiter nor the end of the line."
    ]


def test_extras_that_are_no_json():
    assert problems('code,statement,extras\nA,x,"{oops"\n')[0].startswith("line 2, extras: this is not JSON")


def test_an_association_that_says_too_little():
    assert problems("row,identifier,statement,type,origin,destination\nassociation,x,,likes,,\n") == [
        "line 2: “origin” is missing.",
        "line 2: “destination” is missing.",
        "line 2, identifier: “x” is not a UUID.",
        "line 2, type: “likes” is not an association type; one of your own starts with “ext:”.",
        "line 2: neither end of this association is in the package.",
        "line 2: no row has the code or identifier “”.",
        "line 2: no row has the code or identifier “”.",
    ]


def test_a_row_of_an_unknown_kind():
    assert problems("row,statement\nfolder,x\n") == [
        "line 2: “folder” is no kind of row; there are: item, framework, association."
    ]


HEAD = "row,code,statement,level,parents\n"
GONE = "line 3, parents: no row has the code or identifier “Z”."
OTHER_FAULTS = {
    "folder,A,x,,": "line 2: “folder” is no kind of row; there are: item, framework, association.",
    ",A,,,": "line 2: the statement is empty.",
    ",A,x,high,": "line 2, level: “high” is not a level from 0 to 99.",
    ",A,x,1,,": "line 2: this row has 6 cells under 5 columns.",
    "association,A,x,,": "line 2: “identifier” is missing.",
}


@pytest.mark.parametrize("row", OTHER_FAULTS)
def test_two_faults_of_different_kinds_are_both_reported(row):
    found = problems(f"{HEAD}{row}\n,B,y,,Z\n")
    assert {OTHER_FAULTS[row], GONE} <= set(found)


def test_a_faulty_framework_row_hides_nothing_below_it():
    found = problems("row,identifier,code,statement,parents\nframework,not-a-uuid,,x,\n,,B,y,Z\n")
    assert found == ["line 2, identifier: “not-a-uuid” is not a UUID.", GONE]


def test_a_fault_is_not_told_again_through_what_hangs_on_it():
    repeated = "line 3: this repeats line 2; give each row an identifier or a code of its own."
    assert problems(f"{HEAD},A,x,,\n,A,z,,\n,B,y,,A\n") == [repeated]
    assert problems(f"{HEAD},P,x,,\n,A,x,,P\n,A,x,,P\n") == [repeated.replace("3", "4").replace("line 2", "line 3")]
    folder = "line 2: “folder” is no kind of row; there are: item, framework, association."
    assert problems(f"{HEAD}folder,A,x,,\n,B,y,,A\n") == [folder]
    shifted = "line 2: this row has 6 cells under 5 columns."
    assert problems(f"{HEAD},A,x,1,,\n,B,y,,A\n") == [shifted]

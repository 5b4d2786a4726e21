"""Reading a version from a document and writing it again: nothing lost, the same digests."""

import dataclasses
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from guildmark.programs.domain.document import (
    SCHEMA,
    Document,
    Prompt,
    Task,
    Translation,
    Variant,
    canonical,
    digests,
    parse,
    write,
)
from guildmark.programs.domain.policies import AdjudicationPolicy, AttemptPolicy, LivePolicy, PanelPolicy
from guildmark.programs.domain.rubric import Criterion, Indicator, Level, Rubric
from guildmark.programs.domain.tree import Node
from tests.programs.documents import SOUND, changed


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)
    json.dumps(SCHEMA)


def test_what_no_text_can_hold_is_left_out_so_that_it_can_be_written_again():
    checked = parse(
        SOUND.replace("title: Field Commissioning Engineer", 'title: "Field\\0 Commissioning\\e Engineer\\x07"', 1)
    )
    assert checked.document.title == "Field Commissioning Engineer"
    assert parse(write(checked.document)).document == checked.document


def test_a_sound_document_is_read_whole():
    checked = parse(SOUND)
    assert checked.problems == ()
    document = checked.document
    assert document.review_on == date(2027, 4, 16)
    assert document.hours_per_week == Decimal("2.5")
    assert [leaf.key for leaf in document.requirements.leaves()] == ["lock-out", "site-project", "safety-basics"]
    isolation = document.tasks[0].rubric.criteria[0]
    assert isolation.indicators[0].identifier == UUID("5c0a2f0e-6d1a-4f0e-9a51-0d6f3f6c2a11")
    assert isolation.levels[3] == Level(4, "Tests the meter before and after.", "exemplary")
    assert document.tasks[0].brief == "Isolate the line.\n\nSay aloud what you do."


def test_writing_and_reading_gives_the_same_version():
    document = parse(SOUND).document
    again = parse(write(document))
    assert again.problems == ()
    assert again.document == document
    assert digests(again.document) == digests(document)


def test_the_canonical_form_does_not_depend_on_how_it_was_written():
    other = changed("cut: 2.8", "cut: 2.80").replace("weight: 0.5", "weight: 0.5000").replace("hours: 2", "hours: 2.0")
    assert canonical(parse(other).document) == canonical(parse(SOUND).document)
    assert b'"cut":"2.8"' in canonical(parse(SOUND).document)


def test_the_example_of_the_how_to_is_sound():
    page = (Path(__file__).parents[2] / "docs/how-to/write-a-program-as-a-document.md").read_text()
    least, translations = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    checked = parse(least + translations)
    assert [str(problem) for problem in checked.problems] == []
    assert checked.document.title == "Water Literacy"


def test_a_changed_word_changes_the_text_and_not_the_structure():
    before = digests(parse(SOUND).document)
    for old, new in (
        ("Isolate the line.", "Isolate the whole line."),
        ("Maak de lijn spanningsloos.", "Maak de hele lijn spanningsloos."),
        ("Tests the meter before and after.", "Tests the meter twice."),
        ("What did you decide?", "What was your choice?"),
    ):
        after = digests(parse(changed(old, new)).document)
        assert after.structure == before.structure
        assert after.text != before.text
        assert after.whole != before.whole


def test_a_changed_demand_changes_the_structure_and_not_the_text():
    before = digests(parse(SOUND).document)
    for old, new in (
        ("minimum: 4", "minimum: 3"),
        ("weight: 0.5", "weight: 1"),
        ("cut: 2.8", "cut: 2.9"),
        ("at_least: 1", "at_least: 2"),
        ("critical: true", "critical: false"),
        ("formats: [text, mp4]", "formats: [text]"),
        ("most: 3", "most: 2"),
        ("validity_months: 24", "validity_months: 36"),
    ):
        after = digests(parse(changed(old, new)).document)
        assert after.structure != before.structure, old
        assert after.text == before.text, old


def test_a_document_written_before_there_were_sessions_and_variants_keeps_its_digests():
    found = digests(parse(SOUND).document)
    assert found.whole.startswith("6326a2ef2c05a62745e58cec6717646b")
    assert found.structure.startswith("753018d519ade8424b6b53fd1d60fcee")
    assert found.text.startswith("c1317518acc4a9bcba3cb8efc7631dd0")


SESSION = """
    live:
      minutes: 45
      quorum: 2
    variants:
      - key: pump
        brief: The pump hall.
      - key: weir
        brief: The weir.
"""


def with_session() -> str:
    return SOUND.replace("    formats: [text, mp4]\n", "    formats: [text, mp4]" + SESSION, 1)


def test_a_session_and_its_variants_are_read_written_and_part_of_the_digest():
    checked = parse(with_session())
    assert checked.problems == ()
    task = checked.document.tasks[0]
    assert task.session == LivePolicy(minutes=45, quorum=2)
    assert [one.key for one in task.variants] == ["pump", "weir"]
    assert parse(write(checked.document)).document == checked.document
    assert digests(checked.document).whole != digests(parse(SOUND).document).whole


OTHERWISE = (
    ("  near_cut_band: 0.1\n", "  near_cut_band: 0.1\n  near_cut_errors: 1.5\n"),
    ("  near_cut_band: 0.1\n", "  near_cut_band: 0.1\n  straight_to_discussion: true\n"),
    ("  near_cut_band: 0.1\n", "  near_cut_band: 0.1\n  decided_by: lead\n"),
    ("  cool_off_days: 14\n", "  cool_off_days: 14\n  carried_for_months: 0\n"),
    ("  cool_off_days: 14\n", "  cool_off_days: 14\n  assessors_may_return: true\n"),
    ("attempts:\n", "feedback: after_decision\nattempts:\n"),
    ("          minimum: 4\n", "          minimum: 4\n          tolerance: 0\n"),
)


@pytest.mark.parametrize(("before", "after"), OTHERWISE)
def test_how_it_is_judged_otherwise_is_a_demand_that_is_kept(before, after):
    checked = parse(SOUND.replace(before, after, 1))
    assert checked.problems == ()
    assert parse(write(checked.document)).document == checked.document
    assert digests(checked.document).structure != digests(parse(SOUND).document).structure


def test_a_version_that_says_nothing_of_it_keeps_its_digest():
    """What came to the format later stands in no canonical form that doesn’t say it."""
    form = json.loads(canonical(parse(SOUND).document))
    assert set(form["adjudication"]) == {"tolerance", "near_cut_band"}
    assert set(form["attempts"]) == {"most", "cool_off_days"}
    assert "feedback" not in form and "statements" not in form and "appeals" not in form and "consulted" not in form
    said = SOUND.replace("  cool_off_days: 14\n", "  cool_off_days: 14\n  carried_for_months: 12\n", 1)
    assert digests(parse(said).document) == digests(parse(SOUND).document)


SIGNED = "statements:\n  identity: I, {name}, did this.\n  originality: Nobody helped.\nattempts:\n"


def test_what_candidates_sign_is_kept_as_words_not_as_a_demand():
    checked = parse(SOUND.replace("attempts:\n", SIGNED, 1))
    assert checked.problems == ()
    assert parse(write(checked.document)).document == checked.document
    there, usual = digests(checked.document), digests(parse(SOUND).document)
    assert (there.structure == usual.structure, there.text == usual.text, there.whole == usual.whole) == (
        True,
        False,
        False,
    )


def test_a_statement_of_identity_says_where_the_name_stands():
    text = SOUND.replace("attempts:\n", SIGNED.replace("I, {name},", "I"), 1)
    assert [str(one.reason) for one in parse(text).problems] == ["Say where the candidate’s name stands, as {name}."]


def test_a_tolerance_no_sheet_could_exceed_is_a_mistake():
    text = SOUND.replace("          minimum: 4\n", "          minimum: 4\n          tolerance: 4\n", 1)
    assert [str(one.reason) for one in parse(text).problems] == ["With 4 levels, sheets differ by at most 3."]


def test_what_cannot_be_is_said_of_sessions_and_variants():
    said = parse(with_session().replace("quorum: 2", "quorum: 9").replace("minutes: 45", "minutes: 50")).problems
    assert sorted(str(one.reason) for one in said) == [
        "A session lasts a number of quarters of an hour.",
        "The panel has 2 seats; 9 can’t be there.",
    ]
    one = with_session().replace("      - key: weir\n        brief: The weir.\n", "")
    assert [str(problem.reason) for problem in parse(one).problems] == [
        "One variant leaves nothing to choose from; give two, or none."
    ]
    twice = with_session().replace("key: weir", "key: pump")
    assert "taken already" in str(parse(twice).problems[0].reason)


def test_the_label_is_neither_demand_nor_word():
    before = digests(parse(SOUND).document)
    after = digests(parse(changed('version: "1.0"', 'version: "1.1"')).document)
    assert (after.structure, after.text) == (before.structure, before.text)
    assert after.whole != before.whole


QUICK = (Phase.explicit, Phase.generate)  # a whole document takes minutes to shrink
PRINTABLE = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"))
text = st.text(PRINTABLE | st.sampled_from("\n :#-'\"|>{}[]&*!%@`?,\\"), max_size=60)
said = text.filter(lambda value: bool(value.strip()))
key = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)


def decimals(places: int, least: int = 0, most: int = 9):
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


levels = st.lists(st.tuples(said, text), min_size=4, max_size=4).map(
    lambda pairs: tuple(Level(number, words, name) for number, (words, name) in enumerate(pairs, 1))
)
indicators = st.builds(Indicator, said, st.uuids(), st.uuids(), said, text)


@st.composite
def documents(draw) -> Document:
    keys = draw(st.lists(key, min_size=3, max_size=8, unique=True))
    tasks = tuple(
        Task(
            key=name,
            title=draw(said),
            kind=draw(st.sampled_from(["simulation", "project"])),
            brief=draw(said),
            good_evidence=draw(text),
            hours=draw(st.none() | decimals(2, 0, 999)),
            formats=tuple(draw(st.lists(st.sampled_from(["text", "pdf", "link"]), unique=True, min_size=1))),
            prompts=tuple(Prompt(f"{name}-{n}", draw(said)) for n in range(draw(st.integers(0, 2)))),
            rubric=Rubric(
                tuple(
                    Criterion(
                        f"{name}-{n}", draw(said), draw(decimals(4, 1)), draw(st.none() | st.integers(1, 4)),
                        draw(st.booleans()), draw(text), draw(levels), tuple(draw(st.lists(indicators, max_size=1))),
                    )
                    for n in range(draw(st.integers(1, 3)))
                ),
                draw(decimals(4, 1, 4)),
                draw(text),
            ),
            live=draw(st.none() | st.builds(LivePolicy, st.integers(1, 32).map(lambda n: n * 15), st.integers(0, 2))),
            variants=tuple(Variant(one, draw(said)) for one in draw(st.sampled_from([(), ("a", "b")]))),
        )
        for name in keys
    )  # fmt: skip
    leaves = tuple(Node(task.key, "task", draw(text), task_key=task.key) for task in tasks)
    some = Node("some-of-them", "at_least", draw(text), leaves[2:], least=1)
    return Document(
        program="a-program",
        version="1.0",
        title=draw(said),
        scope=draw(text),
        appeal_rule=draw(text),
        review_on=draw(st.none() | st.dates()),
        hours_per_week=draw(st.none() | decimals(2, 0, 60)),
        weeks=draw(st.none() | st.integers(1, 520)),
        validity_months=draw(st.integers(1, 600)),
        panel=PanelPolicy(draw(st.integers(2, 9)), draw(st.integers(1, 2)), draw(st.booleans())),
        adjudication=AdjudicationPolicy(
            draw(st.integers(0, 3)),
            draw(decimals(4, 0, 3)),
            draw(decimals(4, 0, 3)),
            draw(st.booleans()),
            draw(st.sampled_from(["panel", "lead"])),
        ),
        attempts=AttemptPolicy(
            draw(st.integers(1, 9)), draw(st.integers(0, 99)), draw(st.integers(0, 60)), draw(st.booleans())
        ),
        feedback=draw(st.sampled_from(["at_once", "after_decision"])),
        requirements=Node("everything", "all", draw(text), (*leaves[:2], some)),
        tasks=tasks,
        translations=(Translation("nl", "title", draw(said)),),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)
@given(documents())
def test_export_then_import_gives_the_same_sha256(document):
    once = parse(write(document))
    assert not once.problems, (str(once.problems[0]), write(document))
    again = parse(write(once.document))
    assert again.document == once.document
    assert digests(again.document) == digests(once.document)
    if once.document == document:  # texts were in their one form already
        assert digests(document) == digests(once.document)
    numbers = {"hours_per_week", "weeks", "validity_months", "panel", "adjudication", "attempts"}
    for name in numbers:
        assert getattr(once.document, name) == getattr(document, name)


@settings(max_examples=150, deadline=None, phases=QUICK)
@given(st.text(max_size=300) | st.binary(max_size=200))
def test_no_file_breaks_the_reader(noise):
    checked = parse(noise)
    assert checked.problems
    assert all(str(problem) for problem in checked.problems)


@settings(max_examples=60, deadline=None, phases=QUICK)
@given(st.integers(0, len(SOUND) - 1), st.text(max_size=6))
def test_no_slip_of_the_pen_breaks_the_checks(at, slip):
    checked = parse(SOUND[:at] + slip + SOUND[at + 3 :])
    assert checked.problems or dataclasses.is_dataclass(checked.document)
    for problem in checked.problems:
        assert str(problem)

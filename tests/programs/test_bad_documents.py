"""Every bad document is answered with the line, the field and the reason."""

import pytest

from guildmark.programs.domain.document import parse
from tests.programs.documents import SOUND, changed


def line(text: str, needle: str) -> int:
    return next(number for number, one in enumerate(text.splitlines(), 1) if needle in one)


def answers(text: str, **kwargs) -> list[str]:
    return [str(problem) for problem in parse(text, **kwargs).problems]


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        # the form of the file
        ("title: Field", "title: [Field", "line 6: This can’t be read as YAML"),
        ("title: Field Commissioning Engineer", "title: One\ntitle: Two", "title: The field “title” is given twice."),
        ("scope: Sites", "scope: &x Sites", "Anchors (&) and aliases (*) are not used here; write it out."),
        ("scope: Sites", "scope: !!python/name:os.system Sites", "Tags (!) are not used here."),
        ("cut: 2.8", "cut: 2.8e1", "cut: “2.8e1” is not an exact number; write it like 2.8."),
        ("cut: 2.8", "cut: .inf", "cut: “.inf” is not an exact number"),
        ("translations:", "---\ntranslations:", "here a second one starts"),
        # the schema
        ('version: "1.0"', "version: 1.0", "version: It should be text; put it in quotes."),
        ("title: Field Commissioning Engineer\n", "", "The field “title” is missing."),
        ("scope: Sites", "scpe: Sites", "scpe: There is no field “scpe” here. Did you mean “scope”?"),
        ("weeks: 16", "weeks: sixteen", "time.weeks: It should be a whole number."),
        ("weeks: 16", "weeks: 16.5", "time.weeks: It should be a whole number."),
        ("weeks: 16", "weeks:", "time.weeks: It is left empty; it should be a whole number, or left out."),
        ("kind: simulation", "kind: simulaton", "tasks.lock-out.kind: “simulaton” is not known here. Did you mean"),
        ("formats: [text, mp4]", "formats: [text, exe]", "“exe” is not known here. Known are: text, link, file"),
        ("key: record", "key: The Record", "A key has small letters, digits and single hyphens only"),
        ("review_on: 2027-04-16", "review_on: 16 April", "review_on: A date is written like 2027-04-16."),
        ("review_on: 2027-04-16", "review_on: 2027-02-29", "review_on: There is no such day."),
        ("- task: lock-out", "- module: lock-out", "exactly one kind: all, at_least, task, credential"),
        ("      title: One project\n", "      task: x\n", "exactly one kind"),
        ("weight: 2", "weight: -2", "tasks.lock-out.rubric.criteria.isolation.weight: -2 is too small; it is at least 0."),
        ("weight: 2", "weight: 0.33333", "isolation.weight: It may have at most 4 decimal places."),
        ("levels: [One., Two., Three., Four.]", "levels: [One.]", "levels: It needs at least 2 entries."),
        # the content
        ("at_least: 1", "at_least: 3", "a-project.at_least: It asks for at least 3, but there are only 2 to choose from."),
        ("- task: lock-out", "- task: lockout", "task: There is no task “lockout” in this version."),
        ("- task: site-project", "- task: lock-out", "The task “lock-out” is already asked for above."),
        ("key: record", "key: judgement", "judgement.key: The key “judgement” is taken already"),
        ("- key: decided", "- key: text", "prompts.text.key: A prompt can’t have the key “text”; choose another."),
        ("- key: site-project", "- key: rules", "tasks.rules.key: A task can’t have the key “rules”; choose another."),
        ("cut: 2.8", "cut: 4.1", "tasks.lock-out.rubric.cut: The cut 4.1 lies outside the levels 1 to 4."),
        ("cut: 2.8", "cut: 0.9", "tasks.lock-out.rubric.cut: The cut 0.9 lies outside the levels 1 to 4."),
        ("minimum: 4", "minimum: 5", "isolation.minimum: Level 5 is not one of its levels, 1 to 4."),
        ("          minimum: 3\n", "", "site-project.rubric: There is no threshold: set a cut, or a minimum"),
        ("levels: [One., Two., Three., Four.]", "levels: ['', b, c, d]", "This is still empty."),
        ("job_functions: 2", "job_functions: 3", "panel.job_functions: 2 assessors can’t come from 3 job functions."),
        ("tolerance: 1", "tolerance: 4", "adjudication.tolerance: With 4 levels, sheets differ by at most 3."),
        ("tasks.lock-out.brief: Maak", "tasks.lockout.brief: Maak", "The document has no text “tasks.lockout.brief”."),
        ("  nl:\n", "  en:\n", "This is the language of the document itself."),
        ("prompt: What", "min_words: 200\n        prompt: What", "min_words: 200 words are more than 150."),
    ],
)  # fmt: skip
def test_one_thing_wrong(old, new, answer):
    text = changed(old, new)
    found = answers(text)
    assert any(answer in one for one in found), found
    assert all(one.startswith("line ") for one in found), found


def test_the_line_is_the_line_of_the_field():
    text = changed("cut: 2.8", "cut: 4.1").replace("weight: 2", "weight: -2").replace("minimum: 3", "minimum: three")
    found = {problem.line for problem in parse(text).problems}
    assert found == {line(text, "weight: -2"), line(text, "minimum: three")}
    text = changed("cut: 2.8", "cut: 4.1").replace("minimum: 3", "minimum: 9")
    assert {problem.line for problem in parse(text).problems} == {line(text, "cut: 4.1"), line(text, "minimum: 9")}


def test_weights_that_can_not_sum():
    text = changed("weight: 2", "weight: 0").replace("weight: 0.5", "weight: 0.0")
    found = answers(text)
    assert len(found) == 1
    assert found[0].startswith(
        f"line {line(text, 'criteria:')}, tasks.lock-out.rubric.criteria: The weights add up to 0"
    )


def test_an_empty_rubric():
    start = SOUND.index("      criteria:\n        - key: judgement")
    text = SOUND[:start] + "      criteria: []\n" + SOUND[SOUND.index("translations:") :]
    assert [one.partition(": ")[2] for one in answers(text)] == ["This rubric is empty: it has no criteria."]


def test_a_circle_of_prerequisites():
    requires = {"safety-basics": frozenset({"field-commissioning-engineer"})}.get
    found = answers(SOUND, requires=requires)
    assert len(found) == 1
    assert found[0].endswith(
        "credential: That closes a circle: field-commissioning-engineer → safety-basics → field-commissioning-engineer. "
        "Nobody could ever begin."
    )


def test_a_program_that_is_not_there():
    assert "There is no program “safety-basics” here." in answers(SOUND, requires=lambda slug: None)[0]


def test_every_problem_is_told_at_once():
    text = changed("cut: 2.8", "cut: 4.1").replace("minimum: 4", "minimum: 5").replace("at_least: 1", "at_least: 3")
    assert len(answers(text)) == 3


@pytest.mark.parametrize(
    ("file", "answer"),
    [
        ("", "line 1: The file is empty."),
        ("just words", "line 1: It should be a group of fields."),
        ("~", "line 1: It is left empty"),
        ("[" * 100, "nested too deeply"),
        ("a: &a [x]\nb: *a", "Anchors"),
        (b"title: \xff", "line 1: The file is not UTF-8 text."),
        ("x: " + "y" * 1_000_001, "larger than 1000 kB"),
        ("a: \x00", "characters that text can’t have"),
        ("{? [a]: b}", "A field’s name must be a word."),
    ],
)
def test_files_that_are_not_documents(file, answer):
    assert answer in answers(file)[0]


def test_a_draft_may_be_kept_unfinished_but_not_broken():
    unfinished = parse(changed("cut: 2.8", "cut: 4.1"))
    assert unfinished.document is not None and unfinished.problems[0].unfinished and not unfinished.is_sound
    assert parse(changed("- task: lock-out", "- task: lockout")).document is None

"""The bar for rubric text: what lies below it is named, with where and how to mend it."""

import pytest

from guildmark.programs.domain.document import Document, Task
from guildmark.programs.domain.lint import lint
from guildmark.programs.domain.rubric import Criterion, Level, Rubric

GOOD = (
    "Starts work with at least one energy source not isolated.",
    "Isolates every source on the permit but does not prove zero energy at the work point.",
    "Isolates every source, proves zero energy with a tested meter; tag missing on one point.",
    "Isolates, tags and proves zero energy at each point, tests the meter before and after.",
)


def criterion(key: str = "isolation", levels: tuple[str, ...] = GOOD, **fields) -> Criterion:
    made = {"title": "Isolation before work", "evidence_at": "video 00:00–03:00", **fields}
    return Criterion(key, levels=tuple(Level(number, text) for number, text in enumerate(levels, 1)), **made)


def remarks(*criteria: Criterion, language: str = "en", reason: str = "Angoff") -> list:
    others = [criterion(f"other-{number}") for number in range(3 - len(criteria))]
    rubric = Rubric((*criteria, *others), cut_reason=reason)
    return list(lint(Document("p", "1.0", "P", language, tasks=(Task("t", "T", "project", rubric=rubric),))))


def test_text_of_the_quality_we_want_draws_no_remark():
    assert remarks(criterion()) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Isolates a few sources.", "“few”: everyone reads that differently."),
        ("Isolates sources in good order.", "“good”: everyone reads that differently."),
        ("Gives an in-depth account of each source.", "“in-depth”: everyone reads that differently."),
        ("Understands why a source is isolated.", "“understands” can’t be seen."),
        ("Is aware of each energy source.", "“is aware” can’t be seen."),
        ("Isolates each source quickly and carefully.", "“quickly and carefully” judges two things at once."),
        ("Isolates " + "each source " * 23, "It has 47 words."),
        (GOOD[0], "It reads like a lower level."),
    ],
)
def test_wording_below_the_bar(text, finding):
    found = remarks(criterion(levels=(GOOD[0], text, *GOOD[2:])))
    assert [str(one.finding) for one in found] == [finding]
    assert found[0].where == "tasks.t.rubric.criteria.isolation.levels[2]"
    assert str(found[0].mend) and not found[0].advice


def test_an_other_attribute_is_advice_only():
    found = remarks(criterion(levels=(*GOOD[:3], "Thanks colleagues warmly.")))
    assert [one.advice for one in found] == [True]
    assert remarks(criterion(levels=(*GOOD[:3], "As 3, within ten minutes."))) == []


def test_shape_below_the_bar():
    def said(*args, **kwargs) -> list[str]:
        return [str(one.finding) for one in remarks(*args, **kwargs)]

    assert said(criterion(title="Isolation and tagging")) == ["“And” may join two things that are judged apart."]
    assert said(criterion(evidence_at="")) == ["It isn’t said where the evidence is to be seen."]
    assert said(criterion(levels=GOOD[:3])) == ["There are 3 levels."]
    assert said(*(criterion(f"c-{number}") for number in range(8))) == ["The rubric has 8 criteria."]
    assert said(criterion(), reason="") == ["The threshold has no reason."]


def test_words_are_judged_in_english_only():
    assert remarks(criterion(levels=(GOOD[0], "Some good few.", *GOOD[2:])), language="nl") == []

"""Texts that were copied are found, also after edits; texts written apart on one subject are not."""

import random

from hypothesis import given
from hypothesis import strategies as st

from guildmark.originality.domain.matching import LEAST_RESEMBLANCE, matches, nearest
from guildmark.originality.domain.rotation import drawn
from guildmark.originality.domain.shingles import passages, resemblances, signature, text_of

MINE = (
    "On Tuesday I isolated both feeds of the intake pump before anybody touched the array. The permit listed three energy "
    "sources where the drawing showed two, so I stopped the work and asked the shift lead for the right drawing. It took "
    "until noon. I then proved the line dead with a meter that I had tested on a known source before and after, and wrote "
    "the readings on the tag. Two probes read outside tolerance. I cleaned the fouled cell, took the reading again with a "
    "second thermometer beside it, and found both within a tenth. The client signed on the first visit, and I left the "
    "values at which to call us on a card beside the panel."
)
APART = (
    "Our crew came to the intake in the rain, and the first thing I asked for was the permit. It named the pump’s feeds and "
    "the hydraulic store, which nobody had drawn. We locked out each of them, with my own padlock and a colour for each "
    "person. Proving dead is the step that I take most time for: the meter is tried on the van’s battery, then on the line, "
    "then on the battery again. Of the eight probes, one drifted. I changed its cap instead of cleaning it, because the cap "
    "was two years old, and logged why. When the client asked whether he could start, I said not before the second reading."
)


def edited(said: str, every: int) -> str:
    """Each so many words, one is another."""
    words = said.split()
    return " ".join("whereupon" if n % every == every - 1 else word for n, word in enumerate(words))


def found(here: str, *earlier: str, quoted=()) -> list:
    return matches(text_of(here), {n: text_of(one) for n, one in enumerate(earlier)}, quoted)


def test_a_copy_is_found_with_its_passages():
    (match,) = found(f"My own beginning stands here first. {MINE} And an end of my own.", APART, MINE)
    assert match.submission == 1
    assert match.passages[0].here.startswith("On Tuesday I isolated") and match.passages[0].there.endswith(
        "beside the panel"
    )


def test_a_copy_with_edits_is_found_and_the_edits_stand_side_by_side():
    (match,) = found(edited(MINE, 13), MINE)
    assert any("whereupon" in one.here and "whereupon" not in one.there for one in match.passages)
    assert match.words > 80


def test_sentences_in_another_order_are_found():
    sentences = MINE.split(". ")
    random.Random(3).shuffle(sentences)
    assert found(". ".join(sentences), MINE)


def test_what_was_written_apart_on_the_same_subject_is_not():
    assert found(APART, MINE) == []
    assert found(MINE, APART) == []


def test_what_the_brief_says_does_not_count():
    quoted = set(text_of(MINE).shingles())
    assert (
        found(f"The brief says: {MINE} I did it thus.", f"As asked: {MINE} And I did it otherwise.", quoted=quoted)
        == []
    )


def test_what_many_write_alike_does_not_count():
    form = (
        "I confirm that the method statement of the company in its present version was at hand during the whole of the work. "
        * 4
    )
    others = [f"{form} {word} " * 2 for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")]
    assert found(form, *others) == []
    assert found(form, others[0], APART) != []  # where only one other has it, it is worth a look


def test_nearness_tells_copies_from_the_rest():
    texts = {0: MINE, 1: APART, 2: edited(MINE, 11)}
    signed = {key: signature(text_of(one).shingles()) for key, one in texts.items()}
    assert nearest(signed[0], {key: signed[key] for key in (1, 2)}) == [2]
    assert nearest(signed[0], {}) == []


@given(shared=st.integers(0, 300), own=st.integers(0, 300))
def test_a_signature_estimates_the_resemblance_of_sets(shared, own):
    """128 places: the standard error is at most 0.045; five of them are a bound that chance does not reach."""
    one = set(range(shared)) | set(range(10_000, 10_000 + own))
    other = set(range(shared)) | set(range(20_000, 20_000 + own))
    exact = len(one & other) / len(one | other) if one | other else 1
    estimated = resemblances(signature(one), signature(other)[None, :])[0]
    assert abs(estimated - exact) <= 0.23


def test_an_empty_text_resembles_nothing_that_says_something():
    assert signature([]).shape == (128,)
    assert resemblances(signature([]), signature([1, 2])[None, :])[0] < LEAST_RESEMBLANCE
    assert passages(text_of(""), text_of(MINE)) == [] and found("", MINE) == []


def test_writing_and_apostrophes_do_not_hide_a_copy():
    assert found(MINE.upper().replace("’", "'").replace(".", " – "), MINE)


def test_the_least_seen_wording_is_drawn_and_equals_by_lot():
    assert drawn(["a", "b", "c"], {"a": 2, "b": 1, "c": 2}, (), seed=7) == "b"
    assert drawn(["a", "b"], {"a": 2, "b": 1}, ["b"], seed=7) == "a"
    assert drawn(["a", "b"], {}, ["a", "b"], seed=7) == ""
    assert {drawn(["a", "b"], {}, (), seed=n) for n in range(20)} == {"a", "b"}
    assert drawn(["a", "b"], {}, (), seed=5) == drawn(["b", "a"], {}, (), seed=5)

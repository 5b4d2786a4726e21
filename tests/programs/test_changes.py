"""Two versions side by side: what is new, dropped, stricter, looser, reworded, moved."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildmark.programs.domain.changes import Kind, changes, field_label, pieces
from guildmark.programs.domain.document import digests, parse
from guildmark.programs.domain.policies import AttemptPolicy
from guildmark.programs.domain.rubric import Level
from tests.programs.documents import COMPLETE, changed

FIRST = parse(COMPLETE).document
SWAPPED = {Kind.NEW: Kind.DROPPED, Kind.DROPPED: Kind.NEW, Kind.STRICTER: Kind.LOOSER, Kind.LOOSER: Kind.STRICTER}


def in_task(key, document=FIRST, **said):
    return replace(document, tasks=tuple(replace(one, **said) if one.key == key else one for one in document.tasks))


def in_criterion(key, document=FIRST, **said):
    def judged(rubric):
        return replace(rubric, criteria=tuple(replace(c, **said) if c.key == key else c for c in rubric.criteria))

    return replace(document, tasks=tuple(replace(one, rubric=judged(one.rubric)) for one in document.tasks))


def without(key, document=FIRST):
    def judged(rubric):
        return replace(rubric, criteria=tuple(c for c in rubric.criteria if c.key != key))

    return replace(document, tasks=tuple(replace(one, rubric=judged(one.rubric)) for one in document.tasks))


def told(before, after):
    return [(one.kind.value, one.about.place, one.field) for one in changes(before, after)]


ISOLATION = ("tasks", "lock-out", "criteria", "isolation")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (in_criterion("isolation", minimum=3), ("looser", ISOLATION, "minimum")),
        (in_criterion("isolation", critical=False), ("looser", ISOLATION, "critical")),
        (in_criterion("isolation", weight=Decimal(3)), ("otherwise", ISOLATION, "weight")),
        (in_criterion("judgement", minimum=4), ("stricter", ("tasks", "site-project", "criteria", "judgement"), "minimum")),
        (in_criterion("isolation", title="Isolating"), ("reworded", ISOLATION, "title")),
        (without("record"), ("dropped", ("tasks", "lock-out", "criteria", "record"), "")),
        (in_task("lock-out", formats=("text",)), ("stricter", ("tasks", "lock-out"), "formats")),
        (in_task("lock-out", hours=Decimal(3)), ("otherwise", ("tasks", "lock-out"), "hours")),
        (replace(FIRST, attempts=AttemptPolicy(most=2)), ("stricter", (), "attempts.most")),
        (replace(FIRST, attempts=AttemptPolicy(carried_for_months=24)), ("looser", (), "attempts.carried_for_months")),
        (replace(FIRST, validity_months=36), ("looser", (), "validity_months")),
        (replace(FIRST, scope="Any site."), ("reworded", (), "scope")),
        (replace(FIRST, identity_statement="I, {name}."), ("reworded", (), "statements.identity")),
        (replace(FIRST, tasks=FIRST.tasks[::-1]), ("moved", (), "tasks")),
        (parse(changed("cut: 2.8", "cut: 3", COMPLETE)).document, ("stricter", ("tasks", "lock-out"), "rubric.cut")),
        (parse(changed("at_least: 1", "at_least: 2", COMPLETE)).document, ("stricter", ("requirements", "a-project"), "needed")),
    ],
)  # fmt: skip
def test_one_difference_is_one_change(after, expected):
    assert told(FIRST, after) == [expected]


def test_a_level_that_reads_otherwise_is_named_by_its_number():
    levels = FIRST.task("lock-out").rubric.criteria[0].levels
    after = in_criterion(
        "isolation", levels=(*levels[:2], replace(levels[2], descriptor="Proves it twice."), levels[3])
    )
    (one,) = changes(FIRST, after)
    assert (one.kind, one.about.place, one.field) == (Kind.REWORDED, (*ISOLATION, "levels", "3"), "text")


def test_a_new_level_is_new():
    after = in_criterion(
        "isolation", levels=(*FIRST.task("lock-out").rubric.criteria[0].levels, Level(5, "Teaches it."))
    )
    (one,) = changes(FIRST, after)
    assert (one.kind, one.about.place[-1], one.texts) == (Kind.NEW, "5", ("Teaches it.",))


def test_a_new_task_says_what_it_holds_and_its_parts_are_not_told_apart():
    before = replace(FIRST, tasks=FIRST.tasks[:2])
    (one,) = changes(before, FIRST)
    assert (one.kind, one.title) == (Kind.NEW, "Talk")
    assert "Present one case." in one.texts and "Two." in one.texts


def test_a_criterion_that_changes_tasks_is_moved_not_new():
    record = next(one for one in FIRST.criteria() if one.key == "record")
    talk = FIRST.task("talk").rubric
    after = in_task("talk", without("record"), rubric=replace(talk, criteria=(*talk.criteria, record)))
    (one,) = changes(FIRST, after)
    assert (one.kind, one.before, one.after) == (Kind.MOVED, "Lock-out simulation", "Talk")


def test_a_translation_that_reads_otherwise_names_its_language():
    after = replace(FIRST, translations=tuple(replace(one, text=one.text + "!") for one in FIRST.translations))
    assert [(one.kind, one.language) for one in changes(FIRST, after)] == [(Kind.REWORDED, "nl")] * 2


def test_every_field_has_a_name():
    nameless = replace(FIRST, title="Other", tasks=(), language="en")
    for one in (*changes(FIRST, nameless), *changes(FIRST, in_criterion("isolation", weight=Decimal(9)))):
        assert one.field == "" or "_" not in str(field_label(one.field))


EDITS = [
    lambda d, n: in_criterion("isolation", d, minimum=n % 5 or None),
    lambda d, n: in_criterion("record", d, weight=Decimal(n + 1)),
    lambda d, n: in_criterion("case", d, title=f"Case {n}"),
    lambda d, n: in_criterion("case", d, levels=tuple(Level(k, f"L{k}") for k in range(1, n % 6 + 2))),
    lambda d, n: without(("isolation", "record", "judgement", "case")[n % 4], d),
    lambda d, n: replace(d, tasks=d.tasks[n % 3 :] + d.tasks[: n % 3]),
    lambda d, n: replace(d, tasks=d.tasks[n % 2 :]),
    lambda d, n: replace(d, summary=f"Summary {n}"),
    lambda d, n: replace(d, attempts=AttemptPolicy(most=n + 1, cool_off_days=20 - n)),
    lambda d, n: in_task("lock-out", d, formats=("text", "mp4", "pdf")[: n % 3 + 1]),
    lambda d, n: replace(d, requirements=replace(d.requirements, children=d.requirements.children[::-1])),
]
DOCUMENTS = st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 12)), max_size=6).map(
    lambda steps: __import__("functools").reduce(lambda document, step: step[0](document, step[1]), steps, FIRST)
)


@given(DOCUMENTS)
def test_a_version_equals_itself(document):
    assert changes(document, document) == ()


@given(DOCUMENTS, DOCUMENTS)
def test_the_other_way_round_new_and_dropped_stricter_and_looser_change_places(before, after):
    there, back = (Counter(one.kind for one in changes(*pair)) for pair in ((before, after), (after, before)))
    assert Counter({SWAPPED.get(kind, kind): count for kind, count in there.items()}) == back


@given(DOCUMENTS, DOCUMENTS)
def test_more_than_wording_is_found_exactly_where_the_demands_have_another_digest(before, after):
    found = changes(before, after)
    same = digests(before).structure == digests(after).structure
    assert same == all(one.kind == Kind.REWORDED for one in found)
    assert bool(found) == (digests(before).whole != digests(after).whole)


@given(st.text("ab .,", max_size=40), st.text("ab .,", max_size=40))
def test_the_pieces_give_both_texts_back(before, after):
    found = pieces(before, after)
    assert "".join(one.text for one in found if one.kind != "ins") == before
    assert "".join(one.text for one in found if one.kind != "del") == after


def test_two_texts_that_share_little_stand_whole():
    before, after = "Modified Angoff with seven engineers, March 2023.", "Judges recommend it; a second panel agreed."
    assert [(one.kind, one.text) for one in pieces(before, after)] == [("del", before), ("ins", after)]
    assert len(pieces("Names one cause and tests it.", "Names two causes and tests each.")) > 2

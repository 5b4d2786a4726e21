"""An instance from JSON, checked field by field."""

import json
import math
from collections.abc import Callable
from typing import Any

from guildmark.assessment.domain.assigning.instance import Instance

NEEDED = ("seats", "min_load", "max_load", "similarity", "conflicts")


class BadInstance(ValueError):
    """A sentence that names the field."""


def read_instance(text: str) -> Instance:
    """The instance that a text holds. Raises `BadInstance`."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInstance(f"This is not JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from None
    except RecursionError:
        raise BadInstance("This is not an instance: it is nested too deeply.") from None
    if not isinstance(raw, dict):
        raise BadInstance("An instance is an object with the fields seats, similarity and so on.")
    if missing := [name for name in NEEDED if name not in raw]:
        raise BadInstance(f"The field {missing[0]} is missing.")
    return _instance(raw)


def _instance(raw: dict[str, Any]) -> Instance:
    seats = _whole(raw["seats"], "seats")
    floor, cap = (_whole(raw[name], name) for name in ("min_load", "max_load"))
    if len(floor) != len(cap):
        raise BadInstance(f"min_load has {len(floor)} entries, max_load has {len(cap)}: one for each assessor.")
    groups, distinct = _groups(raw.get("groups"), len(cap))
    return Instance(
        seats=seats,
        min_load=floor,
        max_load=cap,
        similarity=_similarity(raw["similarity"], len(seats), len(cap)),
        conflicts=_conflicts(raw["conflicts"], len(seats), len(cap)),
        groups=groups,
        min_distinct=distinct,
        seed=_one(raw.get("seed", 0), "seed", _is_int, "a whole number"),
        limit=_one(raw.get("time_limit_s", 60), "time_limit_s", _is_time, "a number of seconds, not below 0"),
    )


def _is_int(value: Any) -> bool:
    return type(value) is int


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 10**9


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= 1e150


def _is_time(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < math.inf


def _one(value: Any, name: str, right: Callable[[Any], bool], wanted: str) -> Any:
    if not right(value):
        raise BadInstance(f"{name} is {_shown(value)}; it must be {wanted}.")
    return value


def _list(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadInstance(f"{name} is {_shown(value)}; it must be a list.")
    return value


def _whole(value: Any, name: str) -> list[int]:
    found = _list(value, name)
    for place, one in enumerate(found):
        _one(one, f"{name}[{place}]", _is_count, "a whole number, not below 0")
    return found


def _similarity(value: Any, submissions: int, assessors: int) -> list[list[float]]:
    rows = _list(value, "similarity")
    if len(rows) != submissions:
        raise BadInstance(f"similarity has {len(rows)} rows, seats has {submissions} entries: one for each submission.")
    for place, row in enumerate(rows):
        if len(_list(row, f"similarity[{place}]")) != assessors:
            raise BadInstance(
                f"similarity[{place}] has {len(row)} entries, max_load has {assessors}: one for each assessor."
            )
        if not all(map(_is_number, row)):
            wrong = next(n for n, one in enumerate(row) if not _is_number(one))
            _one(row[wrong], f"similarity[{place}][{wrong}]", _is_number, "a finite number")
    return rows


def _conflicts(value: Any, submissions: int, assessors: int) -> list[tuple[int, int]]:
    pairs = _list(value, "conflicts")
    for place, pair in enumerate(pairs):
        if not (isinstance(pair, list) and len(pair) == 2 and all(map(_is_int, pair))):
            raise BadInstance(f"conflicts[{place}] is {_shown(pair)}; it must be a pair [submission, assessor].")
        if not (0 <= pair[0] < submissions and 0 <= pair[1] < assessors):
            raise BadInstance(
                f"conflicts[{place}] is {_shown(pair)}; there are {submissions} submissions and {assessors} assessors,"
                " counted from 0."
            )
    return pairs


def _groups(value: Any, assessors: int) -> tuple[list[int] | None, int]:
    if value is None:
        return None, 1
    if not isinstance(value, dict):
        raise BadInstance(f"groups is {_shown(value)}; it must be an object with of and min_distinct.")
    if missing := [name for name in ("of", "min_distinct") if name not in value]:
        raise BadInstance(f"The field groups.{missing[0]} is missing.")
    of = _list(value["of"], "groups.of")
    if len(of) != assessors:
        raise BadInstance(f"groups.of has {len(of)} entries, max_load has {assessors}: one for each assessor.")
    for place, one in enumerate(of):
        _one(one, f"groups.of[{place}]", _is_count, "a whole number, not below 0")
    return of, _one(value["min_distinct"], "groups.min_distinct", _is_count, "a whole number, not below 0")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= 40 else f"{text[:40]}…"

"""Single edits of a version in its plain form: what the editor's buttons and boxes do. A form goes in, a new one out.

Places are named by keys as documents name them: `tasks.report.rubric.criteria.isolation.title`; entries without a key
by their number from 1: `….levels.2.text`.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from guildmark.programs.domain.document.checking import TASKS_ARE_NOT_CALLED

Form = dict[str, Any]
ONLY_WHERE_SAID = frozenset({"appeals", "consulted", "renewal", "statements"})
SESSION = re.compile(r"tasks\.[^.]+\.live\.[a-z_]+")
GROUPS = {"all": "all", "at_least": "of"}  # a group's kind, and the field that holds its requirements


class Lost(LookupError):
    """The place is not there (any more): someone else may have removed it."""


def put(form: Mapping[str, Any], place: str, value: Any) -> Form:
    """The form with `value` at a place; a value of none clears it."""
    edited = deepcopy(dict(form))
    if SESSION.fullmatch(place):
        at(edited, place.rsplit(".", 2)[0]).setdefault("live", {})  # only there where something is said
    if (policy := place.partition(".")[0]) in ONLY_WHERE_SAID:
        edited.setdefault(policy, {})
    where, name = _around(edited, place)
    if not isinstance(where, dict):
        raise Lost(place)
    where[name] = value
    return edited


def add(form: Mapping[str, Any], place: str, entry: Mapping[str, Any] | str) -> tuple[Form, str]:
    """The form with an entry at the end of a list, under a key that is free; and the entry's place."""
    edited = deepcopy(dict(form))
    found = at(edited, place)
    if not isinstance(found, list):
        raise Lost(place)
    added = dict(entry) if isinstance(entry, Mapping) else entry
    if isinstance(added, dict) and "key" in added:
        added["key"] = free_key(edited, added["key"])
    found.append(added)
    name = added["key"] if isinstance(added, dict) and "key" in added else str(len(found))
    return edited, f"{place}.{name}"


def drop(form: Mapping[str, Any], place: str) -> Form:
    """The form without the entry at a place. A task takes its requirement with it."""
    edited = deepcopy(dict(form))
    where, position = _entry(edited, place)
    gone = where.pop(position)
    if place.startswith("tasks.") and place.count(".") == 1:
        for group in list(_lists_of(edited["requirements"])):
            group[:] = [node for node in group if node.get("task") != gone["key"]]
    return edited


def shift(form: Mapping[str, Any], place: str, by: int) -> Form:
    """The form with an entry moved `by` places within its list, at most to an end."""
    edited = deepcopy(dict(form))
    _move_along(*_entry(edited, place), by)
    return edited


def _move_along(where: list[Form], position: int, by: int) -> None:
    where.insert(max(0, min(len(where) - 1, position + by)), where.pop(position))


def add_task(form: Mapping[str, Any], title: str) -> tuple[Form, str]:
    """The form with an empty task and a requirement for it at the top of the tree; and the task's place."""
    task: Form = {
        "key": _key_of_task(title), "title": title, "kind": "project", "brief": "", "formats": ["text"],
        "good_evidence": "", "hours": None, "prompts": [],
        "rubric": {"cut": None, "cut_reason": "", "criteria": []},
    }  # fmt: skip
    edited, place = add(form, "tasks", task)
    key = place.rpartition(".")[2]
    held = children(edited["requirements"])
    if held is not None:
        held.append({"key": free_key(edited, f"{key}-met"), "title": "", "task": key})
    return edited, place


def _key_of_task(title: str) -> str:
    key = key_from(title, "task")
    return f"{key}-task" if key in TASKS_ARE_NOT_CALLED else key


def add_requirement(form: Mapping[str, Any], group: str, node: Mapping[str, Any]) -> Form:
    """The form with a requirement at the end of the group of that key."""
    edited = deepcopy(dict(form))
    held = children(_node(edited, group))
    if held is None:
        raise Lost(group)
    held.append({**node, "key": free_key(edited, str(node.get("key") or "requirement"))})
    return edited


def drop_requirement(form: Mapping[str, Any], key: str) -> Form:
    """The form without a requirement and everything below it. The root stays."""
    edited = deepcopy(dict(form))
    where, position = _place_in_tree(edited, key)
    where.pop(position)
    return edited


def shift_requirement(form: Mapping[str, Any], key: str, by: int) -> Form:
    """The form with a requirement moved `by` places within its group."""
    edited = deepcopy(dict(form))
    _move_along(*_place_in_tree(edited, key), by)
    return edited


def move_requirement(form: Mapping[str, Any], key: str, group: str) -> Form:
    """The form with a requirement at the end of another group. A group can't go into itself."""
    edited = deepcopy(dict(form))
    where, position = _place_in_tree(edited, key)
    node = where[position]
    if any(below.get("key") == group for below in _walk(node)):
        raise Lost(group)
    held = children(_node(edited, group))
    if held is None:
        raise Lost(group)
    where.pop(position)
    held.append(node)
    return edited


def place_requirement(form: Mapping[str, Any], key: str, group: str, before: str = "") -> Form:
    """The form with a requirement in a group, before another one there; or at the group's end."""
    edited = move_requirement(form, key, group)
    held = children(_node(edited, group)) or []
    keys = [node["key"] for node in held]
    if before and before not in keys:
        raise Lost(before)
    if before and before != key:
        node = held.pop(keys.index(key))
        held.insert([one["key"] for one in held].index(before), node)
    return edited


def turn_group(form: Mapping[str, Any], key: str, kind: str, least: int | None = None) -> Form:
    """The form with a group asking for all of its requirements, or for at least so many."""
    edited = deepcopy(dict(form))
    node = _node(edited, key)
    held = children(node)
    if held is None or kind not in GROUPS:
        raise Lost(key)
    for field in ("all", "at_least", "of"):
        node.pop(field, None)
    node[GROUPS[kind]] = held
    if kind == "at_least":
        node["at_least"] = least or 1
    return edited


def key_from(title: str, otherwise: str) -> str:
    """A key made of a title: “Site project” gives `site-project`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or otherwise


def free_key(form: Any, wanted: str) -> str:
    """`wanted`, or with a number after it where that key is taken."""
    return free_name(wanted, set(_keys(form)))


def free_name(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with a number after it where that is taken."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _keys(form: Any) -> Iterator[str]:
    if isinstance(form, Mapping):
        if isinstance(form.get("key"), str):
            yield form["key"]
        for value in form.values():
            yield from _keys(value)
    elif isinstance(form, list):
        for value in form:
            yield from _keys(value)


def at(form: Any, place: str) -> Any:
    """What is at a place."""
    for step in filter(None, place.split(".")):
        form = form[_position(form, step, place)] if isinstance(form, list) else _member(form, step, place)
    return form


def _member(form: Any, step: str, place: str) -> Any:
    if not isinstance(form, Mapping) or step not in form:
        raise Lost(place)
    return form[step]


def _position(entries: list[Any], step: str, place: str) -> int:
    for position, entry in enumerate(entries):
        if isinstance(entry, Mapping) and entry.get("key") == step:
            return position
    if step.isdecimal() and 1 <= int(step) <= len(entries):
        return int(step) - 1
    raise Lost(place)


def _around(form: Form, place: str) -> tuple[Any, str]:
    above, _, name = place.rpartition(".")
    return at(form, above), name


def _entry(form: Form, place: str) -> tuple[list[Any], int]:
    where, name = _around(form, place)
    if not isinstance(where, list):
        raise Lost(place)
    return where, _position(where, name, place)


def children(node: Mapping[str, Any]) -> list[Form] | None:
    """What a group holds; none for a requirement that is no group."""
    return next((node[field] for field in GROUPS.values() if field in node), None)


def _walk(node: Form) -> Iterator[Form]:
    yield node
    for child in children(node) or ():
        yield from _walk(child)


def _lists_of(node: Form) -> Iterator[list[Form]]:
    return (held for one in _walk(node) if (held := children(one)) is not None)


def _node(form: Form, key: str) -> Form:
    for node in _walk(form["requirements"]):
        if node.get("key") == key:
            return node
    raise Lost(key)


def _place_in_tree(form: Form, key: str) -> tuple[list[Form], int]:
    for held in _lists_of(form["requirements"]):
        for position, node in enumerate(held):
            if node.get("key") == key:
                return held, position
    raise Lost(key)

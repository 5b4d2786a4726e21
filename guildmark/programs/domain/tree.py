"""The requirement tree: nodes, and the kinds of requirement. A new kind is one new class in `KINDS`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from guildmark.programs.domain.sentence import Sentence, _, ngettext

Form = Mapping[str, Any]
NODE = {"$ref": "#/$defs/requirement"}
SLUG = {"$ref": "#/$defs/key"}


@dataclass(frozen=True)
class Node:
    """A requirement: a group of requirements, or one thing to do. `prior_program` is a slug."""

    key: str
    kind: str
    title: str = ""
    children: tuple["Node", ...] = ()
    least: int | None = None
    task_key: str = ""
    prior_program: str = ""

    @property
    def is_leaf(self) -> bool:
        return bool(KINDS[self.kind].fulfilled_by)

    @property
    def needed(self) -> int:
        """How many of the children must be met; 0 for a leaf, which is met by a fulfilment of its own."""
        return KINDS[self.kind].needed(self)

    @property
    def words(self) -> Sentence:
        return KINDS[self.kind].words(self)

    def walk(self) -> Iterator["Node"]:
        """This node and everything below it, as one reads it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator["Node"]:
        return (node for node in self.walk() if node.is_leaf)

    def is_met(self, fulfilled: frozenset[str]) -> bool:
        """Whether the requirement is met, given the keys of the leaves that are."""
        if self.is_leaf:
            return self.key in fulfilled
        return sum(child.is_met(fulfilled) for child in self.children) >= self.needed


@dataclass(frozen=True)
class Surroundings:
    """What a requirement may refer to: the version's tasks, and other programs with what those require in turn."""

    program: str = ""
    tasks: frozenset[str] = frozenset()
    requires: Callable[[str], frozenset[str] | None] = field(default=lambda slug: frozenset())

    def road_back(self, slug: str) -> tuple[str, ...]:
        """The programs passed on the way from `slug` back to this program, if its credential leads there."""
        seen: set[str] = set()
        roads: list[tuple[str, ...]] = [(slug,)]
        while roads:
            road = roads.pop()
            if road[-1] == self.program:
                return road
            if road[-1] not in seen:
                seen.add(road[-1])
                roads.extend((*road, after) for after in sorted(self.requires(road[-1]) or ()))
        return ()


Problem = tuple[str, Sentence]
"""The field of the node's document form, and the reason."""


class Kind:
    """A kind of requirement: its document form, its checks, how it is fulfilled, its words."""

    name: ClassVar[str]
    fulfilled_by: ClassVar[str] = ""
    own_fields: ClassVar[dict[str, Any]]

    @property
    def schema(self) -> dict[str, Any]:
        named = {"key": SLUG, "title": {"$ref": "#/$defs/line"}}
        return {
            "type": "object",
            "properties": {**named, **self.own_fields},
            "required": list(self.own_fields),
            "additionalProperties": False,
        }

    def read(self, form: Form, read: Callable[[Form], Node]) -> Node:
        raise NotImplementedError

    def write(self, node: Node, write: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
        raise NotImplementedError

    def problems(self, node: Node, around: Surroundings) -> Iterator[Problem]:
        yield from ()

    def needed(self, node: Node) -> int:
        return 0

    def words(self, node: Node) -> Sentence:
        raise NotImplementedError


class All(Kind):
    name = "all"
    own_fields = {"all": {"type": "array", "items": NODE}}

    def read(self, form: Form, read: Callable[[Form], Node]) -> Node:
        children = tuple(read(child) for child in form["all"])
        return Node(form.get("key", "root"), self.name, form.get("title", ""), children)

    def write(self, node: Node, write: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
        return {"all": [write(child) for child in node.children]}

    def problems(self, node: Node, around: Surroundings) -> Iterator[Problem]:
        if not node.children:
            yield "all", _("This group is empty; name at least one requirement in it.")

    def needed(self, node: Node) -> int:
        return len(node.children)

    def words(self, node: Node) -> Sentence:
        return _("all of these")


class AtLeast(Kind):
    name = "at_least"
    own_fields = {"at_least": {"type": "integer", "minimum": 1}, "of": {"type": "array", "items": NODE}}

    def read(self, form: Form, read: Callable[[Form], Node]) -> Node:
        children = tuple(read(child) for child in form["of"])
        return Node(form.get("key", "root"), self.name, form.get("title", ""), children, least=form["at_least"])

    def write(self, node: Node, write: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
        return {"at_least": node.least, "of": [write(child) for child in node.children]}

    def problems(self, node: Node, around: Surroundings) -> Iterator[Problem]:
        if not node.children:
            yield "of", _("This group is empty; name at least one requirement in it.")
        elif self.needed(node) > len(node.children):
            yield (
                "at_least",
                ngettext(
                    "It asks for at least {least}, but there is only {count} to choose from.",
                    "It asks for at least {least}, but there are only {count} to choose from.",
                    len(node.children),
                    least=node.least,
                ),
            )

    def needed(self, node: Node) -> int:
        return node.least or 0

    def words(self, node: Node) -> Sentence:
        return _("at least {least} of these {count}", least=node.least, count=len(node.children))


class TaskMet(Kind):
    name = "task"
    fulfilled_by = "result"
    own_fields = {"task": SLUG}

    def read(self, form: Form, read: Callable[[Form], Node]) -> Node:
        return Node(form.get("key", form["task"]), self.name, form.get("title", ""), task_key=form["task"])

    def write(self, node: Node, write: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
        return {"task": node.task_key}

    def problems(self, node: Node, around: Surroundings) -> Iterator[Problem]:
        if node.task_key not in around.tasks:
            yield "task", _("There is no task “{task}” in this version.", task=node.task_key)

    def words(self, node: Node) -> Sentence:
        return _("a task whose result is “met”")


class CredentialHeld(Kind):
    name = "credential"
    fulfilled_by = "credential"
    own_fields = {"credential": SLUG}

    def read(self, form: Form, read: Callable[[Form], Node]) -> Node:
        slug = form["credential"]
        return Node(form.get("key", slug), self.name, form.get("title", ""), prior_program=slug)

    def write(self, node: Node, write: Callable[[Node], dict[str, Any]]) -> dict[str, Any]:
        return {"credential": node.prior_program}

    def problems(self, node: Node, around: Surroundings) -> Iterator[Problem]:
        slug = node.prior_program
        if slug == around.program:
            yield "credential", _("A program can’t require its own credential.")
        elif around.requires(slug) is None:
            yield "credential", _("There is no program “{slug}” here.", slug=slug)
        elif road := around.road_back(slug):
            yield (
                "credential",
                _("That closes a circle: {road}. Nobody could ever begin.", road=" → ".join((around.program, *road))),
            )

    def words(self, node: Node) -> Sentence:
        return _("an active credential of another program")


KINDS: dict[str, Kind] = {kind.name: kind for kind in (All(), AtLeast(), TaskMet(), CredentialHeld())}

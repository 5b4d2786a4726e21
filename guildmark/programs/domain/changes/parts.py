"""A version taken apart: the program, its requirements, tasks, criteria and levels, each with its words and demands."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from guildmark.programs.domain.document.forms import form_of
from guildmark.programs.domain.document.texts import LABELS, WORDS
from guildmark.programs.domain.document.version import Document

Place = tuple[str, ...]
PROGRAM: Place = ()
IDENTITY = ("key", "id")


@dataclass(frozen=True)
class Part:
    """One part: under which other, in which order its own parts come, and what it says. `path` leads to its texts."""

    place: Place
    under: Place | None
    path: str
    words: dict[tuple[str, str], str] = field(default_factory=dict)  # by language and field
    demands: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[Place]] = field(default_factory=dict)  # by the name of the list

    @property
    def noun(self) -> str:
        """What it is: a task, a criterion, a level; empty for the program itself."""
        return self.place[-2] if self.place else ""

    @property
    def task(self) -> str:
        """The key of the task that it belongs to."""
        return self.place[1] if self.place[:1] == ("tasks",) else ""

    def called(self, language: str) -> str:
        """Its title, or the number or key it goes by."""
        named = (self.words.get((language, name)) for name in ("title", "statement"))
        return next((one for one in named if one), self.place[-1] if self.place else "")


def parts(document: Document) -> dict[Place, Part]:
    """Every part by its place, a part before those under it."""
    form = _complete(document)
    requirements = form.pop("requirements")
    read = [*_read(form, PROGRAM, None, "", document.language), *_nodes(requirements, PROGRAM, document.language)]
    found = {part.place: part for part in read}
    for language, texts in form_of(document)["translations"].items():
        for path, text in texts.items():
            owner, name = _owner(found, path)
            owner.words[language, name] = text
    return found


def _complete(document: Document) -> dict[str, Any]:
    """The form with what is as usual written out too, so that a demand that came or went shows which way."""
    form = {name: one for name, one in form_of(document).items() if name not in LABELS}
    for name in ("renewal", "appeals", "consulted"):
        form[name] = asdict(getattr(document, name))
    for name in ("adjudication", "attempts"):
        form[name] = {**asdict(getattr(document, name)), **form[name]}
    form["panel"] = {"outside_function": False, "other_site": False, "veto": "", **form["panel"]}
    form["feedback"] = document.feedback
    form["tasks"] = [
        {**one, "live": asdict(task.session) if task.session else {}, "team": task.team}
        for one, task in zip(form["tasks"], document.tasks, strict=True)
    ]
    return form


def _read(form: Mapping[str, Any], place: Place, under: Place | None, path: str, language: str) -> Iterator[Part]:
    part, below = Part(place, under, path), list[tuple[Mapping[str, Any], Place, str]]()
    for name, value in _fields(form, ""):
        last = name.rpartition(".")[2]
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            steps = [_step(one, number) for number, one in enumerate(value, 1)]
            part.parts[last] = [(*place, last, step) for step in steps]
            for one, step, at in zip(value, steps, part.parts[last], strict=True):
                below.append((one, at, f"{path}{name}.{step}."))
        elif (isinstance(value, str) and last in WORDS) or name.startswith("statements."):
            part.words[language, name] = value or ""
        elif last not in IDENTITY:
            part.demands[name] = tuple(value) if isinstance(value, list) else value
    yield part
    for one, at, to in below:
        yield from _read(one, at, place, to, language)


def _fields(form: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for name, value in form.items():
        if isinstance(value, Mapping):
            yield from _fields(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def _step(one: Mapping[str, Any], number: int) -> str:
    return str(next((one[name] for name in IDENTITY if one.get(name)), number))


def _nodes(node: Mapping[str, Any], under: Place, language: str) -> Iterator[Part]:
    """Requirements are known by their keys, wherever in the tree they hang."""
    place: Place = ("requirements", node["key"])
    children: list[Mapping[str, Any]] = next((node[name] for name in ("all", "of") if name in node), [])
    demands = {name: one for name, one in node.items() if name in ("task", "credential")}
    if "all" in node or "of" in node:
        demands["needed"] = node.get("at_least", "all")
    yield Part(
        place,
        under,
        f"requirements.{node['key']}.",
        {(language, "title"): node["title"]},
        demands,
        {"requirements": [("requirements", child["key"]) for child in children]},
    )
    for child in children:
        yield from _nodes(child, place, language)


def _owner(found: Mapping[Place, Part], path: str) -> tuple[Part, str]:
    """The part that a translated text belongs to, and what the text is of it."""
    owner = max((part for part in found.values() if path.startswith(part.path)), key=lambda part: len(part.path))
    return owner, path.removeprefix(owner.path)

"""What the editor shows of a draft: its outline, the boxes of one part, and what is still missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from guildmark.programs.domain import boxes, edits, tongues
from guildmark.programs.domain.document.forms import read_node
from guildmark.programs.domain.edits import Form
from guildmark.programs.domain.formats import LIVE_KINDS
from guildmark.programs.domain.tree import KINDS
from guildmark.programs.queries import Readiness
from guildmark.programs.tongue import said

IN = "in--"  # no key of a task has two hyphens in a row


@dataclass(frozen=True)
class Told:
    where: str
    words: Any


@dataclass(frozen=True)
class Standing:
    """What keeps a draft from approval, and advice on its rubrics."""

    missing: tuple[Told, ...]
    advice: tuple[Told, ...]


def standing(readiness: Readiness) -> Standing:
    missing = [Told(str(said(item.name)), said(item.missing)) for item in readiness.gate.missing]
    problems = [Told(problem.where, said(problem.reason)) for problem in readiness.problems]
    advice = [Told(remark.where, said(remark.finding)) for remark in readiness.remarks]
    return Standing((*problems, *missing), tuple(advice))


def outline(form: Form) -> list[tuple[str, str]]:
    fixed = [("about", _("About")), ("rules", _("Rules and policies")), ("requirements", _("Requirements"))]
    languages = [(f"{IN}{code}", _("In {language}").format(language=name)) for code, name in languages_of(form)]
    return [*fixed, *((task["key"], task["title"]) for task in form["tasks"]), *languages]


def languages_of(form: Form) -> list[tuple[str, str]]:
    """The languages that the version can be read in beside its own: those of the pages, and those it has already."""
    names = {**{code: code for code in form["translations"]}, **{code: str(name) for code, name in settings.LANGUAGES}}
    return [(code, name) for code, name in names.items() if code != form["language"]]


def part_of(form: Form, part: str, open_versions: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """The template of a part, and what it shows."""
    if part == "requirements":
        return "programs/editor/requirements.html", requirements(form, open_versions)
    if part in ("about", "rules"):
        fields = {"about": boxes.ABOUT, "rules": boxes.RULES}[part]
        heading = dict(outline(form))[part]
        return "programs/editor/fields.html", {"heading": heading, "boxes": boxes.boxes(form, fields)}
    for code, name in languages_of(form):
        if part == f"{IN}{code}":
            told = {"language": code, "name": name, "passages": tongues.passages(form, code)}
            return "programs/editor/language.html", {"heading": dict(outline(form))[part], **told}
    for task in form["tasks"]:
        if task["key"] == part:
            return "programs/editor/task.html", task_part(task)
    raise Http404


def task_part(task: Form) -> dict[str, Any]:
    place = f"tasks.{task['key']}"
    return {
        "task": task,
        "task_place": place,
        "boxes": boxes.boxes(task, (*boxes.TASK, *(boxes.LIVE if task["kind"] in LIVE_KINDS else ())), place),
        "prompts": [_prompt(prompt, f"{place}.prompts.{prompt['key']}") for prompt in task["prompts"]],
        "rubric_boxes": boxes.boxes(task["rubric"], boxes.RUBRIC, f"{place}.rubric"),
        "criteria": [_criterion(one, f"{place}.rubric.criteria.{one['key']}") for one in task["rubric"]["criteria"]],
    }


def _prompt(prompt: Form, place: str) -> dict[str, Any]:
    name = prompt["prompt"] or prompt["key"]
    return {"place": place, "name": name, "boxes": boxes.boxes(prompt, boxes.PROMPT, place)}


def _criterion(criterion: Form, place: str) -> dict[str, Any]:
    return {
        "key": criterion["key"],
        "place": place,
        "name": criterion["title"] or criterion["key"],
        "boxes": boxes.boxes(criterion, boxes.CRITERION, place),
        "levels": boxes.level_boxes(criterion, place),
        "indicators": [
            {**one, "place": f"{place}.indicators.{number}"} for number, one in enumerate(criterion["indicators"], 1)
        ],
    }


@dataclass(frozen=True)
class TreeRow:
    """A requirement as the editor draws it."""

    key: str
    title: str
    words: Any
    kind: str
    least: int | None
    is_group: bool
    is_root: bool
    children: tuple["TreeRow", ...]


def requirements(form: Form, open_versions: Sequence[Any]) -> dict[str, Any]:
    root = form["requirements"]
    titles = {task["key"]: task["title"] for task in form["tasks"]}
    used = {node.get("task") for node in _nodes(root)}
    return {
        "heading": _("Requirements"),
        "tree": _row(root, titles, is_root=True),
        "groups": [
            (node["key"], node["title"] or node["key"]) for node in _nodes(root) if edits.children(node) is not None
        ],
        "loose_tasks": [(key, title) for key, title in titles.items() if key not in used],
        "other_programs": [
            (version.program.slug, version.title)
            for version in open_versions
            if version.program.slug != form["program"]
        ],
    }


def _nodes(node: Form) -> Iterator[Form]:
    yield node
    for child in edits.children(node) or ():
        yield from _nodes(child)


def _row(node: Form, titles: dict[str, str], *, is_root: bool = False) -> TreeRow:
    kind = next(name for name in KINDS if name in node)
    leaf = titles.get(node.get("task", ""), node.get("credential", ""))
    return TreeRow(
        key=node["key"],
        title=node["title"] or leaf or (_("To be certified") if is_root else node["key"]),
        words=said(read_node(node).words),
        kind=kind,
        least=node.get("at_least"),
        is_group=edits.children(node) is not None,
        is_root=is_root,
        children=tuple(_row(child, titles) for child in edits.children(node) or ()),
    )

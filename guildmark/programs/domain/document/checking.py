"""What a schema can't say: references, thresholds, weights, circles. Each finding has its place in the form."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from guildmark.programs.domain.document.forms import form_of
from guildmark.programs.domain.document.numbers import PLACES, fits
from guildmark.programs.domain.document.problems import Path
from guildmark.programs.domain.document.texts import texts
from guildmark.programs.domain.document.version import Document, Task
from guildmark.programs.domain.renewal import FIXED_DATE
from guildmark.programs.domain.rubric import Criterion, Rubric
from guildmark.programs.domain.sentence import Sentence, _
from guildmark.programs.domain.tree import KINDS, Node, Surroundings

Requires = Callable[[str], "frozenset[str] | None"]
"""The programs whose credentials a program asks for, or none where there is no such program."""


NAME = "{name}"
"""Where the name of whoever signs stands in a statement."""


@dataclass(frozen=True)
class Finding:
    path: Path
    reason: Sentence
    unfinished: bool = False


def findings(document: Document, requires: Requires) -> Iterator[Finding]:
    """Everything wrong with a version that the schema accepts."""
    yield from _tree(document, requires)
    yield from _keys(document)
    yield from _taken(document)
    yield from _tasks(document)
    yield from _policies(document)
    yield from _translations(document)


def misfits(form: Any, path: Path = ()) -> Iterator[Finding]:
    """Numbers with more decimals than are kept, and dates that no calendar has: found before anything is built."""
    if isinstance(form, dict):
        for name, value in form.items():
            yield from misfits(value, (*path, name))
            if name in PLACES and not isinstance(value, str | dict | list | None) and not fits(value, PLACES[name]):
                yield Finding((*path, name), _("It may have at most {places} decimal places.", places=PLACES[name]))
    elif isinstance(form, list):
        for position, value in enumerate(form):
            yield from misfits(value, (*path, position))
    if path == ("review_on",) and isinstance(form, str) and not _is_a_date(form):
        yield Finding(path, _("There is no such day."))


def _is_a_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _tree(document: Document, requires: Requires) -> Iterator[Finding]:
    around = Surroundings(document.program, frozenset(task.key for task in document.tasks), requires)
    asked: dict[str, Path] = {}
    for path, node in placed(document.requirements, ("requirements",)):
        blocking = KINDS[node.kind].fulfilled_by
        for name, reason in KINDS[node.kind].problems(node, around):
            yield Finding((*path, name), reason, unfinished=not blocking)
        if node.task_key in asked:
            yield Finding((*path, "task"), _("The task “{task}” is already asked for above.", task=node.task_key))
        if node.task_key:
            asked[node.task_key] = path
    for position, task in enumerate(document.tasks):
        if task.key not in asked:
            reason = _("No requirement asks for this task.")
            yield Finding(("tasks", position), reason, unfinished=True)


def placed(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Every requirement with its path in the form."""
    yield path, node
    branch = "all" if node.kind == "all" else "of"
    for position, child in enumerate(node.children):
        yield from placed(child, (*path, branch, position))


TASKS_ARE_NOT_CALLED = frozenset({"about", "rules", "requirements"})  # the other parts of the editor
PROMPTS_ARE_NOT_CALLED = frozenset({"text"})  # the box for the written text itself


def _taken(document: Document) -> Iterator[Finding]:
    """Keys that name something else where tasks and prompts are shown."""
    for i, task in enumerate(document.tasks):
        if task.key in TASKS_ARE_NOT_CALLED:
            yield Finding(("tasks", i, "key"), _("A task can’t have the key “{key}”; choose another.", key=task.key))
        for j, prompt in enumerate(task.prompts):
            if prompt.key in PROMPTS_ARE_NOT_CALLED:
                reason = _("A prompt can’t have the key “{key}”; choose another.", key=prompt.key)
                yield Finding(("tasks", i, "prompts", j, "key"), reason)


def _keys(document: Document) -> Iterator[Finding]:
    """Keys are unique in the whole version, each among its kind: later rooms refer to them."""
    tasks = list(enumerate(document.tasks))
    yield from _unique((path, node.key) for path, node in placed(document.requirements, ("requirements",)))
    yield from _unique((("tasks", i), task.key) for i, task in tasks)
    yield from _unique((("tasks", i, "prompts", j), one.key) for i, task in tasks for j, one in enumerate(task.prompts))
    for i, task in tasks:
        yield from _unique((("tasks", i, "variants", j), one.key) for j, one in enumerate(task.variants))
    yield from _unique(
        (("tasks", i, "rubric", "criteria", j), one.key)
        for i, task in tasks
        for j, one in enumerate(task.rubric.criteria)
    )


def _unique(named: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, key in named:
        if key in seen:
            yield Finding((*path, "key"), _("The key “{key}” is taken already; keys are unique in a version.", key=key))
        seen.add(key)


def _tasks(document: Document) -> Iterator[Finding]:
    for position, task in enumerate(document.tasks):
        path: Path = ("tasks", position)
        yield from _prompts(task, path)
        yield from _live(task, document, path)
        yield from _rubric(task.rubric, (*path, "rubric"))


def _prompts(task: Task, path: Path) -> Iterator[Finding]:
    for position, prompt in enumerate(task.prompts):
        if prompt.min_words > prompt.max_words:
            reason = _("{least} words are more than {most}.", least=prompt.min_words, most=prompt.max_words)
            yield Finding((*path, "prompts", position, "min_words"), reason)


def _live(task: Task, document: Document, path: Path) -> Iterator[Finding]:
    size = document.panel.size
    if task.live and task.live.quorum > size:
        reason = _("The panel has {size} seats; {quorum} can’t be there.", size=size, quorum=task.live.quorum)
        yield Finding((*path, "live", "quorum"), reason)
    if task.live and task.live.minutes % 15:
        yield Finding((*path, "live", "minutes"), _("A session lasts a number of quarters of an hour."))
    if len(task.variants) == 1:
        yield Finding((*path, "variants"), _("One variant leaves nothing to choose from; give two, or none."))


def _rubric(rubric: Rubric, path: Path) -> Iterator[Finding]:
    if not rubric.criteria:
        return  # the schema says so
    if rubric.total_weight == 0:
        reason = _("The weights add up to 0, so there is no mean; give at least one criterion a weight.")
        yield Finding((*path, "criteria"), reason, unfinished=True)
    if len({len(criterion.levels) for criterion in rubric.criteria}) > 1:
        reason = _("The criteria of a rubric have the same number of levels; these differ.")
        yield Finding((*path, "criteria"), reason, unfinished=True)
    if rubric.cut is not None and not 1 <= rubric.cut <= rubric.top:
        reason = _("The cut {cut} lies outside the levels 1 to {top}.", cut=rubric.cut, top=rubric.top)
        yield Finding((*path, "cut"), reason, unfinished=True)
    if rubric.cut is None and all(criterion.minimum is None for criterion in rubric.criteria):
        reason = _("There is no threshold: set a cut, or a minimum on a criterion.")
        yield Finding(path, reason, unfinished=True)
    for position, criterion in enumerate(rubric.criteria):
        yield from _criterion(criterion, rubric, (*path, "criteria", position))


def _criterion(criterion: Criterion, rubric: Rubric, path: Path) -> Iterator[Finding]:
    if criterion.minimum is not None and criterion.level(criterion.minimum) is None:
        reason = _(
            "Level {minimum} is not one of its levels, 1 to {top}.", minimum=criterion.minimum, top=criterion.top
        )
        yield Finding((*path, "minimum"), reason, unfinished=True)
    if criterion.tolerance is not None and criterion.tolerance >= criterion.top:
        reason = _("With {top} levels, sheets differ by at most {most}.", top=criterion.top, most=criterion.top - 1)
        yield Finding((*path, "tolerance"), reason)
    if criterion.critical and criterion.minimum is None and rubric.cut is None:
        reason = _("A critical criterion needs a minimum where the rubric has no cut.")
        yield Finding((*path, "critical"), reason, unfinished=True)
    for position, indicator in enumerate(criterion.indicators):
        if indicator in criterion.indicators[:position]:
            yield Finding((*path, "indicators", position), _("This indicator is tied already."))


def _policies(document: Document) -> Iterator[Finding]:
    if document.identity_statement and NAME not in document.identity_statement:
        reason = _("Say where the candidate’s name stands, as {name}.", name=NAME)
        yield Finding(("statements", "identity"), reason, unfinished=True)
    if document.renewal.basis == FIXED_DATE and not document.renewal.fixed_day:
        reason = _("Say on which day of the year periods end, such as 06-30.")
        yield Finding(("renewal", "fixed_day"), reason, unfinished=True)
    if document.renewal.basis == FIXED_DATE and document.validity_months % 12:
        reason = _("Periods that end on the same day of the year last whole years: 12, 24 or 36 months.")
        yield Finding(("validity_months",), reason, unfinished=True)
    panel, settling = document.panel, document.adjudication
    if panel.functions > panel.size:
        reason = _(
            "{size} assessors can’t come from {functions} job functions.", size=panel.size, functions=panel.functions
        )
        yield Finding(("panel", "job_functions"), reason)
    top = max((task.rubric.top for task in document.tasks), default=0)
    if top and settling.tolerance >= top:
        reason = _("With {top} levels, sheets differ by at most {most}.", top=top, most=top - 1)
        yield Finding(("adjudication", "tolerance"), reason)
    if top and settling.near_cut_band > top - 1:
        reason = _("With {top} levels, no mean lies further than {most} from a cut.", top=top, most=top - 1)
        yield Finding(("adjudication", "near_cut_band"), reason)


def _translations(document: Document) -> Iterator[Finding]:
    known = texts(form_of(document))
    for one in document.translations:
        path: Path = ("translations", one.language)
        if one.language == document.language:
            yield Finding((*path, one.path), _("This is the language of the document itself."))
        elif one.path not in known:
            yield Finding((*path, one.path), _("The document has no text “{path}”.", path=one.path))

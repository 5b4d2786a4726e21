"""The publication gate: what a version must say before it can be approved and published."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guildmark.programs.domain.consulting import ConsultedPolicy
from guildmark.programs.domain.document.problems import Problem
from guildmark.programs.domain.document.version import Document, Task
from guildmark.programs.domain.sentence import NOTHING, Sentence, _, ngettext

NOBODY = ConsultedPolicy()


@dataclass(frozen=True)
class Item:
    """One thing asked for. `missing` says what is not there yet; nothing where all is."""

    name: Sentence
    missing: Sentence = NOTHING

    @property
    def is_met(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Gate:
    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.is_met)

    @property
    def is_open(self) -> bool:
        return not self.missing


def gate(document: Document, problems: tuple[Problem, ...], today: date, consulted: Sentence = NOTHING) -> Gate:
    """Everything asked for before publication, each with what is missing on that day. `consulted`: what is missing of
    those who must have been asked, where the version asks for any."""
    asked = (Item(_("People asked whether it fits the work"), consulted),) if document.consulted != NOBODY else ()
    return Gate((*_said(document), *_tasks(document), *asked, _review(document, today), _sound(problems)))


def cautions(document: Document, *, unknown: AbstractSet[UUID], serving_nothing: AbstractSet[UUID]) -> tuple[Item, ...]:
    """What is worth a look before publication and keeps nobody from it: criteria whose indicators lead nowhere.

    `unknown` are the identifiers that no framework here holds; `serving_nothing` those that no priority and no job
    task asks for.
    """
    lost, idle = _tied_to(document, unknown), _tied_to(document, serving_nothing)
    found = (
        (lost, _("No framework here holds what these are tied to: {criteria}.", criteria=lost)),
        (idle, _("What these are tied to serves no strategic priority and no job task: {criteria}.", criteria=idle)),
    )
    return tuple(Item(_("Criteria tied to indicators"), sentence) for criteria, sentence in found if criteria)


def _tied_to(document: Document, identifiers: AbstractSet[UUID]) -> list[str]:
    return [
        criterion.title
        for criterion in document.criteria()
        if any(one.identifier in identifiers for one in criterion.indicators)
    ]


def _said(document: Document) -> Iterator[Item]:
    asked = (
        ("scope", _("Scope"), _("Say which work the credential covers, and which it does not.")),
        ("work_analysis", _("Work analysis"), _("Say how it was found out what the work takes: who was asked, when.")),
        ("prerequisites", _("Prerequisites"), _("Say what one needs before applying, or that nothing is needed.")),
        ("validation", _("Validation"), _("Say who confirmed that the criteria fit the work, and how.")),
        ("renewal_rule", _("Renewal rule"), _("Say what keeps the credential current.")),
        ("suspension_rule", _("Suspension rule"), _("Say when a credential is suspended, and how it comes back.")),
        ("appeal_rule", _("Appeal rule"), _("Say how a decision can be contested, and within which time.")),
    )
    for field, name, missing in asked:
        yield Item(name, NOTHING if getattr(document, field) else missing)


def _tasks(document: Document) -> Iterator[Item]:
    yield Item(_("Tasks"), NOTHING if document.tasks else _("There is no task yet."))
    yield _each(
        _("Briefs with an example of good evidence and a time estimate"),
        document,
        lambda task: bool(task.brief and task.good_evidence and task.hours),
    )
    yield _each(_("Thresholds with their reasons"), document, _has_threshold)
    loose = [criterion.title for criterion in document.criteria() if not criterion.indicators]
    missing = _("Tie an indicator to: {criteria}.", criteria=loose) if loose else _with_tasks(document)
    yield Item(_("Criteria tied to indicators"), missing)


def _with_tasks(document: Document) -> Sentence:
    return NOTHING if document.tasks else _("Comes with the first task.")


def _has_threshold(task: Task) -> bool:
    rubric = task.rubric
    stated = rubric.cut is not None or any(criterion.minimum for criterion in rubric.criteria)
    return stated and bool(rubric.cut_reason)


def _each(name: Sentence, document: Document, is_there: Callable[[Task], bool]) -> Item:
    lacking = [task.title for task in document.tasks if not is_there(task)]
    return Item(name, _("Not there yet for: {tasks}.", tasks=lacking) if lacking else _with_tasks(document))


def _review(document: Document, today: date) -> Item:
    name = _("Review date")
    if document.review_on is None:
        return Item(name, _("Set the day by which these criteria are reviewed."))
    if document.review_on <= today:
        return Item(name, _("The review date has passed; set a later one."))
    return Item(name)


def _sound(problems: tuple[Problem, ...]) -> Item:
    if not problems:
        return Item(_("Nothing contradicts itself"))
    first = problems[0]
    return Item(
        _("Nothing contradicts itself"),
        ngettext(
            "{where}: {reason}",
            "{where}: {reason} There are {count} such problems.",
            len(problems),
            where=first.where,
            reason=first.reason,
        ),
    )

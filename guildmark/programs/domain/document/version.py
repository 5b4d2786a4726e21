"""A whole program version as frozen dataclasses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guildmark.programs.domain.appeals import AppealPolicy
from guildmark.programs.domain.consulting import ConsultedPolicy
from guildmark.programs.domain.formats import LIVE_KINDS
from guildmark.programs.domain.policies import AT_ONCE, AdjudicationPolicy, AttemptPolicy, LivePolicy, PanelPolicy
from guildmark.programs.domain.renewal import RenewalPolicy
from guildmark.programs.domain.rubric import Criterion, Rubric
from guildmark.programs.domain.tree import Node

NO_RUBRIC = Rubric(())
NO_REQUIREMENTS = Node("root", "all")


@dataclass(frozen=True)
class Prompt:
    key: str
    prompt: str
    min_words: int = 80
    max_words: int = 150


@dataclass(frozen=True)
class Variant:
    """One wording of a task that asks the same in another case. Each candidate gets one."""

    key: str
    brief: str


@dataclass(frozen=True)
class Task:
    key: str
    title: str
    kind: str
    brief: str = ""
    good_evidence: str = ""
    hours: Decimal | None = None
    formats: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    rubric: Rubric = NO_RUBRIC
    live: LivePolicy | None = None
    variants: tuple[Variant, ...] = ()
    team: str = ""

    @property
    def session(self) -> LivePolicy | None:
        """How the session goes, if the task is done live: as said, or as usual for its kind."""
        return self.live or (LivePolicy() if self.kind in LIVE_KINDS else None)


@dataclass(frozen=True)
class Translation:
    """A text in another language, named by its path: `tasks.report.brief`."""

    language: str
    path: str
    text: str


@dataclass(frozen=True)
class Document:
    """The complete criteria of a program at one version. `program` is a slug."""

    program: str
    version: str
    title: str
    language: str = "en"
    summary: str = ""
    scope: str = ""
    work_analysis: str = ""
    prerequisites: str = ""
    benefits: str = ""
    validation: str = ""
    renewal_rule: str = ""
    suspension_rule: str = ""
    appeal_rule: str = ""
    review_on: date | None = None
    hours_per_week: Decimal | None = None
    weeks: int | None = None
    validity_months: int = 24
    renewal: RenewalPolicy = field(default_factory=RenewalPolicy)
    panel: PanelPolicy = field(default_factory=PanelPolicy)
    adjudication: AdjudicationPolicy = field(default_factory=AdjudicationPolicy)
    attempts: AttemptPolicy = field(default_factory=AttemptPolicy)
    feedback: str = AT_ONCE
    appeals: AppealPolicy = field(default_factory=AppealPolicy)
    consulted: ConsultedPolicy = field(default_factory=ConsultedPolicy)
    identity_statement: str = ""
    originality_statement: str = ""
    requirements: Node = NO_REQUIREMENTS
    tasks: tuple[Task, ...] = ()
    translations: tuple[Translation, ...] = ()

    def task(self, key: str) -> Task | None:
        return next((task for task in self.tasks if task.key == key), None)

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion, task by task."""
        return (criterion for task in self.tasks for criterion in task.rubric.criteria)

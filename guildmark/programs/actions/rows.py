"""A document as rows: everything under a draft, written anew."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from guildmark.programs import models
from guildmark.programs.domain.document import Document
from guildmark.programs.domain.document.checking import placed
from guildmark.programs.domain.judging import judging_of
from guildmark.programs.domain.renewal import renewal_form
from guildmark.programs.domain.rubric import Criterion
from guildmark.programs.models import ProgramVersion

WORDS = [
    "title",
    "language",
    "summary",
    "scope",
    "work_analysis",
    "prerequisites",
    "benefits",
    "validation",
    "renewal_rule",
    "suspension_rule",
    "appeal_rule",
    "review_on",
    "hours_per_week",
    "weeks",
    "validity_months",
]
PARTS = (
    models.Translation,
    models.IndicatorReference,
    models.Level,
    models.Criterion,
    models.Rubric,
    models.ReflectionPrompt,
    models.RequirementNode,
    models.Task,
)


@dataclass(frozen=True)
class DraftRows:
    """The rows under one draft. Who wrote at it stays; the rest is replaced."""

    version: ProgramVersion
    document: Document

    def replace(self) -> None:
        for part in PARTS:
            part.objects.filter(version=self.version).delete()
        self._version()
        tasks = {row.key: row for row in models.Task.objects.bulk_create(self._tasks())}
        self._requirements(tasks)
        self._rubrics(tasks)
        models.ReflectionPrompt.objects.bulk_create(self._prompts(tasks))
        models.Translation.objects.bulk_create(self._translations())

    def _version(self) -> None:
        version, document = self.version, self.document
        for name in WORDS:
            setattr(version, name, getattr(document, name))
        version.panel_size = document.panel.size
        version.panel_functions = document.panel.functions
        version.panel_reserved = list(document.panel.reserved) or None
        version.blind_to_candidate = document.panel.blind
        version.adjudication_tolerance = document.adjudication.tolerance
        version.near_cut_band = document.adjudication.near_cut_band
        version.attempts_max = document.attempts.most
        version.cool_off_days = document.attempts.cool_off_days
        version.judging = judging_of(document)
        version.renewal = renewal_form(document.renewal) or None
        version.save()

    def _tasks(self) -> list[models.Task]:
        return [
            models.Task(
                version=self.version, key=one.key, position=position, title=one.title, kind=one.kind, brief=one.brief,
                good_evidence=one.good_evidence, hours=one.hours, formats=list(one.formats),
                team=one.team or None,
                live=asdict(one.live) if one.live else None, variants=[asdict(variant) for variant in one.variants] or None,
            )
            for position, one in enumerate(self.document.tasks)
        ]  # fmt: skip

    def _requirements(self, tasks: dict[str, models.Task]) -> None:
        """Parents first, since children point at them."""
        slugs = {node.prior_program for node in self.document.requirements.leaves()}
        priors = {program.slug: program for program in models.Program.objects.filter(slug__in=slugs)}
        rows: dict[tuple[str | int, ...], models.RequirementNode] = {}
        for position, (path, node) in enumerate(placed(self.document.requirements, ())):
            rows[path] = models.RequirementNode.objects.create(
                version=self.version, key=node.key, position=position, parent=rows[path[:-2]] if path else None,
                kind=node.kind, title=node.title, least=node.least, task=tasks.get(node.task_key),
                prior_program=priors.get(node.prior_program),
            )  # fmt: skip

    def _rubrics(self, tasks: dict[str, models.Task]) -> None:
        made = models.Rubric.objects.bulk_create(
            models.Rubric(
                version=self.version, key=one.key, position=position, task=tasks[one.key],
                cut=one.rubric.cut, cut_reason=one.rubric.cut_reason,
            )
            for position, one in enumerate(self.document.tasks)
        )  # fmt: skip
        rubrics = {row.key: row for row in made}
        rows = models.Criterion.objects.bulk_create(
            self._criterion(position, one, rubrics[task.key])
            for task in self.document.tasks
            for position, one in enumerate(task.rubric.criteria)
        )
        criteria = {row.key: row for row in rows}
        models.Level.objects.bulk_create(self._levels(criteria))
        models.IndicatorReference.objects.bulk_create(self._indicators(criteria))

    def _criterion(self, position: int, one: Criterion, rubric: models.Rubric) -> models.Criterion:
        return models.Criterion(
            version=self.version, key=one.key, position=position, rubric=rubric, title=one.title, weight=one.weight,
            minimum=one.minimum, critical=one.critical, tolerance=one.tolerance, evidence_at=one.evidence_at,
        )  # fmt: skip

    def _levels(self, criteria: dict[str, models.Criterion]) -> Iterator[models.Level]:
        for one in self.document.criteria():
            for level in one.levels:
                yield models.Level(
                    version=self.version, key=f"{one.key}-{level.number}", position=level.number, number=level.number,
                    criterion=criteria[one.key], name=level.name, descriptor=level.descriptor,
                )  # fmt: skip

    def _indicators(self, criteria: dict[str, models.Criterion]) -> Iterator[models.IndicatorReference]:
        for one in self.document.criteria():
            for position, tied in enumerate(one.indicators):
                yield models.IndicatorReference(
                    version=self.version, key=f"{one.key}-{position + 1}", position=position,
                    criterion=criteria[one.key], framework=tied.framework, code=tied.code, statement=tied.statement,
                    framework_identifier=tied.framework_identifier, identifier=tied.identifier,
                )  # fmt: skip

    def _prompts(self, tasks: dict[str, models.Task]) -> Iterator[models.ReflectionPrompt]:
        for task in self.document.tasks:
            for position, one in enumerate(task.prompts):
                yield models.ReflectionPrompt(
                    version=self.version, key=one.key, position=position, task=tasks[task.key], prompt=one.prompt,
                    min_words=one.min_words, max_words=one.max_words,
                )  # fmt: skip

    def _translations(self) -> Iterator[models.Translation]:
        for position, one in enumerate(self.document.translations):
            yield models.Translation(
                version=self.version, key=f"{one.language.lower()}-{position + 1}", position=position,
                language=one.language, path=one.path, text=one.text,
            )  # fmt: skip

"""A version as its document."""

from collections.abc import Callable

from guildmark.programs.domain.document import Document, Prompt, Task, Translation, Variant
from guildmark.programs.domain.document.forms import read_live
from guildmark.programs.domain.judging import (
    adjudication_policy,
    appeal_policy,
    attempt_policy,
    consulted_policy,
    feedback_of,
    statements_of,
)
from guildmark.programs.domain.policies import panel_policy
from guildmark.programs.domain.renewal import read_renewal
from guildmark.programs.domain.rubric import Rubric
from guildmark.programs.models import Program, ProgramVersion, RequirementNode, State
from guildmark.programs.models import Task as TaskRow
from guildmark.programs.queries.criteria import grown, rubrics_of
from guildmark.programs.queries.remembered import remembered


@remembered
def document_of(version: ProgramVersion) -> Document:
    """The whole version. Eight queries, none for a frozen version already met."""
    rubrics = rubrics_of(version)
    return Document(
        program=version.program.slug,
        version=version.number,
        title=version.title,
        language=version.language,
        summary=version.summary,
        scope=version.scope,
        work_analysis=version.work_analysis,
        prerequisites=version.prerequisites,
        benefits=version.benefits,
        validation=version.validation,
        renewal_rule=version.renewal_rule,
        suspension_rule=version.suspension_rule,
        appeal_rule=version.appeal_rule,
        review_on=version.review_on,
        hours_per_week=version.hours_per_week,
        weeks=version.weeks,
        validity_months=version.validity_months,
        renewal=read_renewal(version.renewal),
        panel=panel_policy(
            version.panel_size, version.panel_functions, version.blind_to_candidate, version.panel_reserved
        ),
        adjudication=adjudication_policy(version),
        attempts=attempt_policy(version),
        feedback=feedback_of(version),
        appeals=appeal_policy(version),
        consulted=consulted_policy(version),
        **{f"{kind}_statement": words for kind, words in statements_of(version).items()},
        requirements=grown(list(version.requirementnodes.select_related("task", "prior_program")), titled=False),
        tasks=tuple(_task(row, rubrics[row.key]) for row in version.tasks.prefetch_related("prompts")),
        translations=tuple(
            Translation(row.language, row.path, row.text)
            for row in version.translations.order_by("language", "path", "pk")
        ),
    )


def _task(row: TaskRow, rubric: Rubric) -> Task:
    return Task(
        key=row.key,
        title=row.title,
        kind=row.kind,
        brief=row.brief,
        good_evidence=row.good_evidence,
        hours=row.hours,
        formats=tuple(row.formats),
        prompts=tuple(Prompt(one.key, one.prompt, one.min_words, one.max_words) for one in row.prompts.all()),
        rubric=rubric,
        live=read_live(row.live),
        team=row.team or "",
        variants=tuple(Variant(one["key"], one["brief"]) for one in row.variants or ()),
    )


def required_programs() -> Callable[[str], frozenset[str] | None]:
    """For each program, by slug: the programs whose credentials its versions still in use or in the making ask for."""
    asked = RequirementNode.objects.filter(prior_program__isnull=False).exclude(
        version__state__in=[State.SUPERSEDED, State.CLOSED]
    )
    found: dict[str, set[str]] = {slug: set() for slug in Program.objects.values_list("slug", flat=True)}
    for slug, prior in asked.values_list("version__program__slug", "prior_program__slug"):
        found[slug].add(prior)
    return lambda slug: frozenset(found[slug]) if slug in found else None

"""What a program version certifies, and what was achieved in a candidacy, as the domain takes them."""

import re
from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import ngettext, override

from guildmark.assessment.models import Evidence, Result
from guildmark.candidacy.models import Candidacy
from guildmark.credentials.domain.badge import Achievement, Competency, Judged, Rung
from guildmark.programs.domain.rubric import Criterion, Rubric, least_of, pass_rule
from guildmark.programs.models import ProgramVersion, Task
from guildmark.programs.queries import rubrics_of
from guildmark.programs.tongue import TONGUE


def achievement_of(version: ProgramVersion, base: str) -> Achievement:
    """What this version certifies, in the version's own language. `base`: the issuer's address."""
    tasks = list(version.tasks.order_by("position", "pk"))
    rubrics = rubrics_of(version)
    judged = [(rubrics[task.key], criterion) for task in tasks for criterion in rubrics[task.key].criteria]
    with override(version.language):
        return Achievement(
            address=f"{base}/programs/{version.program.slug}/versions/{version.number}/",
            name=clean(version.title),
            summary=clean(version.summary),
            narrative=clean(_narrative(version, tasks, rubrics)),
            version=version.number,
            digest=version.digest,
            language=version.language,
            criteria=tuple(_judged(criterion, rubric) for rubric, criterion in judged),
            competencies=tuple(dict.fromkeys(one for _rubric, criterion in judged for one in _competencies(criterion))),
        )


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """A text without control characters: verifiers escape those differently, so none is ever signed."""
    return CONTROL.sub("", text).strip()


def _narrative(version: ProgramVersion, tasks: list[Task], rubrics: Mapping[str, Rubric]) -> str:
    """The criteria in words (Markdown): what it certifies, how each task is judged, how long it holds."""
    parts = [version.scope or version.summary]
    for task in tasks:
        rule = "\n".join(f"- {sentence.said(TONGUE)}" for sentence in pass_rule(rubrics[task.key]))
        parts.append(f"**{task.title}**\n\n{rule}")
    count = version.validity_months
    parts.append(ngettext("Valid for {count} month.", "Valid for {count} months.", count).format(count=count))
    return "\n\n".join(part for part in parts if part)


def _judged(criterion: Criterion, rubric: Rubric) -> Judged:
    least = least_of(criterion, rubric)
    rungs = tuple(Rung(one.number, clean(one.name), clean(one.descriptor)) for one in criterion.levels)
    needed = -int(-least // 1) if least is not None else None  # the first whole level that reaches it
    return Judged(criterion.key, clean(criterion.title), rungs, needed)


def _competencies(criterion: Criterion) -> list[Competency]:
    return [
        Competency(f"urn:uuid:{one.identifier}", clean(one.statement), clean(one.framework), clean(one.code))
        for one in criterion.indicators
    ]


def levels_achieved(candidacy: Candidacy) -> dict[str, int]:
    """The level fully reached on each criterion, by criterion key, from the results that were met."""
    met = Result.objects.filter(submission__candidacy=candidacy, met=True).order_by("reached_at")
    lines = [line for detail in met.values_list("detail", flat=True) for line in detail.get("criteria", [])]
    return {line["key"]: level for line in lines if (level := int(Fraction(line["level"]) // 1)) > 0}


def evidence_digests(candidacy: Candidacy) -> list[tuple[str, str]]:
    """What was judged: each met submission as a whole, then its pieces; SHA-256 digests with kinds."""
    met = {"submission__candidacy": candidacy, "submission__result__met": True}
    pieces = Evidence.objects.filter(**met).exclude(sha256="").order_by("submission_id", "pk")
    whole = Result.objects.filter(submission__candidacy=candidacy, met=True).order_by("submission_id")
    found = [(digest, "submission") for digest in whole.values_list("submission__digest", flat=True)]
    found += list(pieces.values_list("sha256", "kind"))
    return list(dict.fromkeys((digest, kind) for digest, kind in found if digest))

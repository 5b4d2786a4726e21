"""Between the dataclasses and the document's plain form: fields, lists, texts and exact numbers."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from guildmark.programs.domain.appeals import appeals_form, read_appeals
from guildmark.programs.domain.consulting import consulted_form, read_consulted
from guildmark.programs.domain.document.numbers import exact, exactly
from guildmark.programs.domain.document.schema import FORMAT
from guildmark.programs.domain.document.version import Document, Prompt, Task, Translation, Variant
from guildmark.programs.domain.policies import (
    AT_ONCE,
    PANEL,
    AdjudicationPolicy,
    AttemptPolicy,
    LivePolicy,
    PanelPolicy,
)
from guildmark.programs.domain.renewal import read_renewal, renewal_form
from guildmark.programs.domain.rubric import Criterion, Indicator, Level, Rubric
from guildmark.programs.domain.tree import KINDS, Node

Form = dict[str, Any]
REQUIRED = frozenset({"title", "brief", "prompt", "text", "statement"})
STATEMENTS = ("identity", "originality")
WORDS = ("title", "summary", "scope", "work_analysis", "prerequisites", "benefits", "validation")


def build(form: Mapping[str, Any]) -> Document:
    """The version that a form without blocking problems describes."""
    rules, time = form.get("rules", {}), form.get("time", {})
    panel, settling, attempts = (form.get(name, {}) for name in ("panel", "adjudication", "attempts"))
    return Document(
        program=form["program"],
        version=form["version"],
        language=form.get("language", "en"),
        **{name: form.get(name, "") for name in WORDS},
        renewal_rule=rules.get("renewal", ""),
        suspension_rule=rules.get("suspension", ""),
        appeal_rule=rules.get("appeal", ""),
        review_on=date.fromisoformat(form["review_on"]) if form.get("review_on") else None,
        hours_per_week=exactly(time.get("hours_per_week")),
        weeks=time.get("weeks"),
        validity_months=form.get("validity_months", 24),
        renewal=read_renewal(form.get("renewal")),
        panel=_panel(panel),
        adjudication=_adjudication(settling),
        attempts=_attempts(attempts),
        feedback=form.get("feedback") or AT_ONCE,
        appeals=read_appeals(form.get("appeals")),
        consulted=read_consulted(form.get("consulted")),
        **{f"{kind}_statement": form.get("statements", {}).get(kind, "") for kind in STATEMENTS},
        requirements=read_node(form["requirements"]),
        tasks=tuple(_task(one) for one in form["tasks"]),
        translations=tuple(
            Translation(language, path, text)
            for language, texts in sorted(form.get("translations", {}).items())
            for path, text in sorted(texts.items())
        ),
    )


def _adjudication(form: Mapping[str, Any]) -> AdjudicationPolicy:
    return AdjudicationPolicy(
        tolerance=form.get("tolerance", 1),
        near_cut_band=exact(form.get("near_cut_band", 0)),
        near_cut_errors=exact(form.get("near_cut_errors") or 0),
        straight_to_discussion=form.get("straight_to_discussion") or False,
        decided_by=form.get("decided_by") or PANEL,
    )


def _attempts(form: Mapping[str, Any]) -> AttemptPolicy:
    carried = form.get("carried_for_months")
    return AttemptPolicy(
        most=form.get("most", 3),
        cool_off_days=form.get("cool_off_days", 14),
        carried_for_months=12 if carried is None else carried,
        assessors_may_return=form.get("assessors_may_return") or False,
    )


def _panel(form: Mapping[str, Any]) -> PanelPolicy:
    return PanelPolicy(
        size=form.get("size", 2),
        functions=form.get("job_functions", 2),
        blind=form.get("blind_to_candidate", False),
        outside_function=form.get("outside_function") or False,
        other_site=form.get("other_site") or False,
        veto=form.get("veto") or "",
    )


def read_node(form: Mapping[str, Any]) -> Node:
    kind = next(kind for name, kind in KINDS.items() if name in form)
    return kind.read(form, read_node)


def _task(form: Mapping[str, Any]) -> Task:
    return Task(
        key=form["key"],
        title=form["title"],
        kind=form["kind"],
        brief=form["brief"],
        good_evidence=form.get("good_evidence", ""),
        hours=exactly(form.get("hours")),
        formats=tuple(form.get("formats", ())),
        prompts=tuple(
            Prompt(one["key"], one["prompt"], one.get("min_words", 80), one.get("max_words", 150))
            for one in form.get("prompts", ())
        ),
        rubric=_rubric(form["rubric"]),
        live=read_live(form.get("live")),
        team=form.get("team") or "",
        variants=tuple(Variant(one["key"], one["brief"]) for one in form.get("variants", ())),
    )


def read_live(form: Mapping[str, Any] | None) -> LivePolicy | None:
    """How a session goes; what is not said is as usual. Nothing said at all: none of its own."""
    said = {name: value for name, value in (form or {}).items() if value is not None}
    return LivePolicy(**said) if said else None


def _rubric(form: Mapping[str, Any]) -> Rubric:
    return Rubric(
        criteria=tuple(_criterion(one) for one in form["criteria"]),
        cut=exactly(form.get("cut")),
        cut_reason=form.get("cut_reason", ""),
    )


def _criterion(form: Mapping[str, Any]) -> Criterion:
    return Criterion(
        key=form["key"],
        title=form["title"],
        weight=exact(form.get("weight", 1)),
        minimum=form.get("minimum"),
        critical=form.get("critical", False),
        tolerance=form.get("tolerance"),
        evidence_at=form.get("evidence", ""),
        levels=tuple(_level(number, one) for number, one in enumerate(form["levels"], 1)),
        indicators=tuple(_indicator(one) for one in form.get("indicators", ())),
    )


def _level(number: int, form: str | Mapping[str, Any]) -> Level:
    return Level(number, form) if isinstance(form, str) else Level(number, form["text"], form.get("name", ""))


def _indicator(form: Mapping[str, Any]) -> Indicator:
    return Indicator(
        form["framework"], UUID(form["framework_id"]), UUID(form["id"]), form["statement"], form.get("code", "")
    )


def form_of(document: Document) -> Form:
    """The complete form, defaults written out: equal versions have equal forms. Nothing said is `None` or empty."""
    return {
        "format": FORMAT,
        "program": document.program,
        "version": document.version,
        "language": document.language,
        **{name: getattr(document, name) for name in WORDS},
        "rules": {
            "renewal": document.renewal_rule,
            "suspension": document.suspension_rule,
            "appeal": document.appeal_rule,
        },
        "review_on": document.review_on.isoformat() if document.review_on else None,
        "time": {"hours_per_week": document.hours_per_week, "weeks": document.weeks},
        "validity_months": document.validity_months,
        **({"renewal": said} if (said := renewal_form(document.renewal)) else {}),
        "panel": {
            "size": document.panel.size,
            "job_functions": document.panel.functions,
            "blind_to_candidate": document.panel.blind,
            **_reserved_form(document.panel),
        },
        "adjudication": {
            "tolerance": document.adjudication.tolerance,
            "near_cut_band": document.adjudication.near_cut_band,
            **_said_otherwise(document.adjudication, "near_cut_errors straight_to_discussion decided_by"),
        },
        "attempts": {
            "most": document.attempts.most,
            "cool_off_days": document.attempts.cool_off_days,
            **_said_otherwise(document.attempts, "carried_for_months assessors_may_return"),
        },
        **({} if document.feedback == AT_ONCE else {"feedback": document.feedback}),
        **({"appeals": said} if (said := appeals_form(document.appeals)) else {}),
        **({"consulted": said} if (said := consulted_form(document.consulted)) else {}),
        **_statements_form(document),
        "requirements": write_node(document.requirements),
        "tasks": [_task_form(task) for task in document.tasks],
        "translations": _translations_form(document.translations),
    }


def _said_otherwise(policy: AdjudicationPolicy | AttemptPolicy, names: str) -> Form:
    """What came to the format later: left out where it is as usual, so that earlier versions keep their digests."""
    usual = type(policy)()
    return {name: said for name in names.split() if (said := getattr(policy, name)) != getattr(usual, name)}


def _statements_form(document: Document) -> Form:
    """Came to the format later: left out where candidates sign the usual words, so that earlier versions keep their
    digests."""
    said = {kind: words for kind in STATEMENTS if (words := getattr(document, f"{kind}_statement"))}
    return {"statements": said} if said else {}


def _reserved_form(panel: PanelPolicy) -> Form:
    """Came to the format later: left out where no seat is reserved, so that earlier versions keep their digests."""
    said = {"outside_function": panel.outside_function, "other_site": panel.other_site, "veto": panel.veto}
    return {name: one for name, one in said.items() if one}


def write_node(node: Node) -> Form:
    return {"key": node.key, "title": node.title, **KINDS[node.kind].write(node, write_node)}


def _task_form(task: Task) -> Form:
    return {
        "key": task.key,
        "title": task.title,
        "kind": task.kind,
        "hours": task.hours,
        "formats": list(task.formats),
        "brief": task.brief,
        "good_evidence": task.good_evidence,
        "prompts": [
            {"key": one.key, "prompt": one.prompt, "min_words": one.min_words, "max_words": one.max_words}
            for one in task.prompts
        ],
        "rubric": {
            "cut": task.rubric.cut,
            "cut_reason": task.rubric.cut_reason,
            "criteria": [_criterion_form(one) for one in task.rubric.criteria],
        },
        **_only_where_said(task),
    }


def _only_where_said(task: Task) -> Form:
    """What came to the format later: left out where it isn’t said, so that earlier versions keep their digests."""
    found: Form = {"live": asdict(task.live)} if task.live else {}
    if task.team:
        found["team"] = task.team
    if task.variants:
        found["variants"] = [{"key": one.key, "brief": one.brief} for one in task.variants]
    return found


def _criterion_form(criterion: Criterion) -> Form:
    return {
        "key": criterion.key,
        "title": criterion.title,
        "weight": criterion.weight,
        "minimum": criterion.minimum,
        "critical": criterion.critical,
        "evidence": criterion.evidence_at,
        **({} if criterion.tolerance is None else {"tolerance": criterion.tolerance}),
        "indicators": [_indicator_form(one) for one in criterion.indicators],
        "levels": [{"name": level.name, "text": level.descriptor} for level in criterion.levels],
    }


def _indicator_form(indicator: Indicator) -> Form:
    return {
        "code": indicator.code,
        "statement": indicator.statement,
        "framework": indicator.framework,
        "framework_id": str(indicator.framework_identifier),
        "id": str(indicator.identifier),
    }


def _translations_form(translations: tuple[Translation, ...]) -> Form:
    found: Form = {}
    for one in translations:
        found.setdefault(one.language, {})[one.path] = one.text
    return found


def brief(form: Any) -> Any:
    """The form without what is not said, and levels without a name as plain texts."""
    if isinstance(form, Mapping):
        if set(form) == {"name", "text"} and not form["name"]:
            return form["text"]
        required = REQUIRED - {"title"} if any(kind in form for kind in KINDS) else REQUIRED
        kept = {name: brief(one) for name, one in form.items()}
        return {name: one for name, one in kept.items() if one not in (None, "", {}) or name in required}
    return [brief(one) for one in form] if isinstance(form, list) else form

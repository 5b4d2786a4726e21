"""The JSON Schema of a program version, published at `/schemas/program-version.json`."""

from typing import Any

from guildmark.programs.domain.formats import ALONE, FORMATS, TASK_KINDS, TOGETHER
from guildmark.programs.domain.policies import AFTER_DECISION, AT_ONCE, LEAD, PANEL
from guildmark.programs.domain.renewal import COMPLETION, FIXED_DATE, PREVIOUS_EXPIRY
from guildmark.programs.domain.tree import KINDS

FORMAT = "guildmark-program-version/1"
KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NUMBER = r"^[0-9]+(\.[0-9]+){0,3}$"
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
SHOULD_SAY = 1


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def thing(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def number(least: int | None = 0, most: int = 10_000) -> dict[str, Any]:
    return {"type": "number", "minimum": least, "maximum": most}


def whole(least: int = 0, most: int = 1000) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def many(name: str, least: int = 0, most: int = 200) -> dict[str, Any]:
    return {"type": "array", "items": ref(name), "minItems": least, "maxItems": most}


LEVEL = {
    "description": "What is to be seen at this level; the first is level 1. A name is optional.",
    "type": ["string", "object"],
    "minLength": SHOULD_SAY,
    "maxLength": 5000,
    **{k: v for k, v in thing("text", name=ref("line"), text=ref("said")).items() if k != "type"},
}
CRITERION = thing(
    "key title levels",
    key=ref("key"),
    title=ref("said_line"),
    weight=number(most=1000) | {"description": "Counts relative to the other weights; 1 unless said."},
    minimum=whole(1, 9) | {"description": "The level that this criterion needs, whatever the mean says."},
    critical={"type": "boolean"},
    tolerance=whole(0, 8) | {"description": "Levels by which sheets may differ here; as for the others unless said."},
    evidence=ref("line") | {"description": "Where in the evidence it is to be seen."},
    levels={"type": "array", "items": ref("level"), "minItems": 2, "maxItems": 9},
    indicators=many("indicator"),
)
INDICATOR = thing(
    "framework framework_id id statement",
    framework={"type": "string", "minLength": 1, "maxLength": 300, "description": "The title of the framework."},
    framework_id=ref("uuid"),
    id=ref("uuid"),
    code={"type": "string", "maxLength": 80},
    statement=ref("said"),
)
RUBRIC = thing(
    "criteria",
    cut=number(most=9) | {"description": "The least weighted mean level; leave it out where the minimums decide."},
    cut_reason=ref("text"),
    criteria=many("criterion", least=1, most=30),
)
PROMPT = thing("key prompt", key=ref("key"), prompt=ref("said"), min_words=whole(0, 5000), max_words=whole(1, 5000))
TASK = thing(
    "key title kind brief rubric",
    key=ref("key"),
    title=ref("said_line"),
    kind={"enum": list(TASK_KINDS)},
    brief=ref("said"),
    good_evidence=ref("text"),
    hours=number(),
    formats={"type": "array", "items": {"enum": list(FORMATS)}, "uniqueItems": True, "minItems": 1},
    prompts=many("prompt"),
    rubric=ref("rubric"),
    live=ref("live"),
    team={"enum": ["", ALONE, TOGETHER], "description": "Alone, or together with others; left open unless said."},
    variants={"description": "Wordings of which each candidate gets one."} | many("variant", most=26),
)
LIVE = {"description": "How the session with the panel goes."} | thing(
    "",
    minutes=whole(15, 480),
    quorum=whole(0, 9) | {"description": "How many of the panel must be there; 0 for all."},
    reschedules=whole(0, 99),
    notice_hours=whole(0, 720),
    grace_minutes=whole(0, 120),
)
VARIANT = thing("key brief", key=ref("key"), brief=ref("said"))


def requirement() -> dict[str, Any]:
    """Exactly one kind, told by its field; then what that kind asks for."""
    return {
        "type": "object",
        "oneOf": [{"required": [name]} for name in KINDS],
        "allOf": [{"if": {"required": [name]}, "then": ref(name)} for name in KINDS],
    }


DEFINITIONS: dict[str, Any] = {
    "key": {"type": "string", "pattern": KEY, "maxLength": 60},
    "uuid": {"type": "string", "pattern": UUID},
    "line": {"type": "string", "maxLength": 200},
    "said_line": {"type": "string", "minLength": SHOULD_SAY, "maxLength": 200},
    "text": {"type": "string", "maxLength": 20_000},
    "said": {"type": "string", "minLength": SHOULD_SAY, "maxLength": 20_000},
    "requirement": requirement(),
    **{name: kind.schema for name, kind in KINDS.items()},
    "assignment": TASK,
    "prompt": PROMPT,
    "live": LIVE,
    "variant": VARIANT,
    "rubric": RUBRIC,
    "criterion": CRITERION,
    "level": LEVEL,
    "indicator": INDICATOR,
}

TEXTS = ("summary", "scope", "work_analysis", "prerequisites", "benefits", "validation")

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Guildmark program version",
    "description": "The complete criteria of a certification program, as one document.",
    **thing(
        "format program version title requirements tasks",
        format={"const": FORMAT},
        program=ref("key"),
        version={"type": "string", "pattern": NUMBER, "maxLength": 20},
        language={"type": "string", "pattern": LANGUAGE, "maxLength": 10},
        title=ref("said_line"),
        **{name: ref("text") for name in TEXTS},
        rules=thing("", renewal=ref("text"), suspension=ref("text"), appeal=ref("text")),
        review_on={"type": "string", "pattern": DATE},
        time=thing("", hours_per_week=number(most=60), weeks=whole(1, 520)),
        validity_months=whole(1, 600),
        renewal=thing(
            "",
            basis={
                "enum": [PREVIOUS_EXPIRY, COMPLETION, FIXED_DATE],
                "description": "From when the next period counts.",
            },
            window_months=whole(1, 24),
            grace_days=whole(0, 366),
            fixed_day={"type": "string", "pattern": "^((0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"},
            least_months=whole(0, 60),
            remind_days={"type": "array", "items": whole(1, 366), "uniqueItems": True, "maxItems": 6},
            leave_counts={"type": "boolean"},
            longest_leave_months=whole(0, 60),
        ),
        panel=thing(
            "",
            size=whole(1, 9),
            job_functions=whole(1, 9),
            blind_to_candidate={"type": "boolean"},
            outside_function={"type": "boolean", "description": "One at least is of another job function."},
            other_site={"type": "boolean", "description": "One at least works at another site."},
            veto={"type": "string", "pattern": "^([a-z0-9-]{1,60})?$", "description": "A job function's code."},
        ),
        adjudication=thing(
            "",
            tolerance=whole(0, 8),
            near_cut_band=number(most=9),
            near_cut_errors=number(most=9) | {"description": "How close to the cut is close, in standard errors."},
            straight_to_discussion={"type": "boolean"},
            decided_by={"enum": [PANEL, LEAD]},
        ),
        attempts=thing(
            "",
            most=whole(1, 99),
            cool_off_days=whole(0, 3650),
            carried_for_months=whole(0, 600) | {"description": "12 unless said; 0 judges every criterion again."},
            assessors_may_return={"type": "boolean"},
        ),
        feedback={"enum": [AT_ONCE, AFTER_DECISION], "description": "When levels and sentences are released."},
        appeals={"description": "Days within which a result is appealed, and an appeal acknowledged and decided."}
        | thing("", days=whole(0, 366), acknowledge_days=whole(1, 60), decide_days=whole(1, 366)),
        consulted={"description": "Before approval: raters of the indicators, of so many job functions."}
        | thing("", raters=whole(0, 200), functions=whole(0, 20)),
        statements={"description": "What candidates sign with handing in, where not the usual words."}
        | thing("", identity=ref("text"), originality=ref("text")),
        requirements=ref("requirement"),
        tasks=many("assignment", least=1, most=60),
        translations={
            "description": "By language, then by the path of the text: tasks.report.brief.",
            "type": "object",
            "propertyNames": {"pattern": LANGUAGE},
            "additionalProperties": {"type": "object", "additionalProperties": ref("said")},
        },
    ),
    "$defs": DEFINITIONS,
}

"""The editor's boxes: which fields a part of the version has, what each holds, and how typed text becomes a value."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from guildmark.programs.domain.edits import Form
from guildmark.programs.domain.formats import ALONE, FORMATS, TASK_KINDS, TOGETHER
from guildmark.programs.domain.policies import AFTER_DECISION, AT_ONCE, LEAD, PANEL
from guildmark.programs.domain.renewal import COMPLETION, FIXED_DATE, PREVIOUS_EXPIRY
from guildmark.programs.domain.sentence import NOTHING, Sentence, _, plain


class As(StrEnum):
    """How a box looks and reads."""

    LINE = "line"
    TEXT = "text"
    WHOLE = "whole"
    EXACT = "exact"
    DAY = "day"
    TICK = "tick"
    CHOICE = "choice"
    TICKS = "ticks"


@dataclass(frozen=True)
class Box:
    """One field: its place in the form, its words, and what it holds as text (as texts, for ticks)."""

    place: str
    label: Sentence
    as_: As
    value: Any
    hint: Sentence = NOTHING
    choices: tuple[tuple[str, Sentence], ...] = ()
    rows: int = 3

    @property
    def id(self) -> str:
        return "box-" + self.place.replace(".", "-")


Field = tuple[str, Sentence, As, Sentence]
NO = NOTHING

ABOUT: tuple[Field, ...] = (
    ("title", _("Title"), As.LINE, NO),
    ("summary", _("Summary"), As.TEXT, _("Two or three sentences for the catalogue: what a certified person can do.")),
    ("scope", _("Scope"), As.TEXT, _("What the certificate covers, and what it does not.")),
    (
        "work_analysis",
        _("Work analysis"),
        As.TEXT,
        _("Which real tasks of which job this stands on, and how that was found out."),
    ),
    ("prerequisites", _("Prerequisites in words"), As.TEXT, _("What somebody should bring before applying.")),
    ("benefits", _("What it is worth"), As.TEXT, NO),
    ("time.hours_per_week", _("Hours a week"), As.EXACT, NO),
    ("time.weeks", _("Weeks"), As.WHOLE, NO),
)
RULES: tuple[Field, ...] = (
    ("panel.size", _("Assessors for each submission"), As.WHOLE, NO),
    ("panel.job_functions", _("From at least so many job functions"), As.WHOLE, NO),
    ("panel.outside_function", _("One at least of another job function than the candidate"), As.TICK, NO),
    ("panel.other_site", _("One at least from another site"), As.TICK, NO),
    ("panel.veto", _("One at least of this job function"), As.LINE, _("Its code, such as quality. Empty: none.")),
    ("panel.blind_to_candidate", _("Assessors don’t see whose work it is"), As.TICK, NO),
    ("adjudication.tolerance", _("Levels by which sheets may differ on a criterion"), As.WHOLE, NO),
    ("adjudication.near_cut_band", _("How close to the cut a further assessor reads"), As.EXACT, _("0 for never.")),
    (
        "adjudication.near_cut_errors",
        _("The same, in standard errors of the panel’s score"),
        As.EXACT,
        _("Empty for never; 1 where the standard error reaches across the cut."),
    ),
    ("adjudication.straight_to_discussion", _("The panel discusses at once, without a further assessor"), As.TICK, NO),
    ("adjudication.decided_by", _("Who settles what is contested"), As.CHOICE, NO),
    ("attempts.most", _("Attempts at each task"), As.WHOLE, NO),
    ("attempts.cool_off_days", _("Days before the next attempt"), As.WHOLE, NO),
    (
        "attempts.carried_for_months",
        _("Months for which a criterion that was met is carried over"),
        As.WHOLE,
        _("12 unless said; 0 where every attempt is judged on every criterion."),
    ),
    ("attempts.assessors_may_return", _("Assessors of an earlier attempt may judge the next"), As.TICK, NO),
    ("feedback", _("When levels and sentences are released"), As.CHOICE, NO),
    (
        "statements.identity",
        _("What candidates sign about who they are"),
        As.TEXT,
        _("{name} stands for their name. Empty: the usual words.", name="{name}"),
    ),
    (
        "statements.originality",
        _("What candidates sign about whose work it is"),
        As.TEXT,
        _("Empty: the usual words. What was signed under earlier words stays on record with them."),
    ),
    ("validity_months", _("Months for which the credential is valid"), As.WHOLE, NO),
    ("rules.renewal", _("Renewal rule"), As.TEXT, NO),
    ("renewal.basis", _("From when the next period counts"), As.CHOICE, NO),
    ("renewal.window_months", _("Months before expiry in which renewal is open"), As.WHOLE, _("3 unless said.")),
    ("renewal.grace_days", _("Days after expiry in which it can still be renewed"), As.WHOLE, _("30 unless said.")),
    (
        "renewal.fixed_day",
        _("The day on which every period ends"),
        As.LINE,
        _("Month and day, such as 06-30; only with a fixed date."),
    ),
    (
        "renewal.least_months",
        _("Least months of a period with a fixed date"),
        As.WHOLE,
        _("A shorter one runs on to the next such day."),
    ),
    ("renewal.leave_counts", _("The clock runs on during leave"), As.TICK, NO),
    (
        "renewal.longest_leave_months",
        _("Months of leave after which all is shown again"),
        As.WHOLE,
        _("12 unless said."),
    ),
    ("rules.suspension", _("Suspension rule"), As.TEXT, NO),
    ("rules.appeal", _("Appeal rule"), As.TEXT, NO),
    ("appeals.days", _("Days within which a result can be appealed"), As.WHOLE, _("30 unless said; 0 for never.")),
    ("appeals.acknowledge_days", _("Days within which an appeal is acknowledged"), As.WHOLE, _("5 unless said.")),
    ("appeals.decide_days", _("Days within which an appeal is decided"), As.WHOLE, _("30 unless said.")),
    ("review_on", _("To be reviewed on"), As.DAY, NO),
    ("consulted.raters", _("People who must have been asked whether it fits"), As.WHOLE, _("None unless said.")),
    ("consulted.functions", _("Of at least so many job functions"), As.WHOLE, _("None unless said.")),
    (
        "validation",
        _("Validation"),
        As.TEXT,
        _("Who of which job functions looked at these criteria, and what came of it."),
    ),
)
TASK: tuple[Field, ...] = (
    ("title", _("Title"), As.LINE, NO),
    ("kind", _("Kind"), As.CHOICE, NO),
    ("hours", _("Hours it takes"), As.EXACT, NO),
    ("brief", _("Brief"), As.TEXT, _("What to do, with what, until when, and what to hand in.")),
    ("good_evidence", _("Example of good evidence"), As.TEXT, NO),
    ("formats", _("Formats accepted"), As.TICKS, NO),
    (
        "team",
        _("Alone or together"),
        As.CHOICE,
        _("Each hands in their own submission and says what their own part was."),
    ),
)
LIVE: tuple[Field, ...] = (
    ("live.minutes", _("Minutes of the session"), As.WHOLE, _("A number of quarters of an hour; 60 unless said.")),
    ("live.quorum", _("How many of the panel must be there"), As.WHOLE, _("0 for all of them.")),
    ("live.reschedules", _("How often a candidate may move it"), As.WHOLE, _("2 unless said.")),
    ("live.notice_hours", _("Up to how many hours before"), As.WHOLE, _("24 unless said.")),
    ("live.grace_minutes", _("Minutes that somebody may be late"), As.WHOLE, _("15 unless said.")),
)
PROMPT: tuple[Field, ...] = (
    ("prompt", _("Reflection prompt"), As.LINE, NO),
    ("min_words", _("At least so many words"), As.WHOLE, NO),
    ("max_words", _("At most so many words"), As.WHOLE, NO),
)
RUBRIC: tuple[Field, ...] = (
    ("cut", _("Cut: least weighted mean level"), As.EXACT, _("Leave it empty where the minimums alone decide.")),
    ("cut_reason", _("Reason for the threshold"), As.TEXT, _("Which method, which judges, when.")),
)
CRITERION: tuple[Field, ...] = (
    ("title", _("Criterion"), As.LINE, NO),
    ("weight", _("Weight"), As.EXACT, NO),
    ("minimum", _("Minimum level"), As.WHOLE, _("Empty: none of its own.")),
    ("tolerance", _("Levels by which sheets may differ here"), As.WHOLE, _("Empty: as for the others.")),
    ("critical", _("Critical: below its minimum, nothing else makes up for it"), As.TICK, NO),
    ("evidence", _("Where the evidence is to be seen"), As.LINE, NO),
)
CHOICES: Mapping[str, tuple[tuple[str, Sentence], ...]] = {
    "kind": tuple(TASK_KINDS.items()),
    "adjudication.decided_by": ((PANEL, _("the panel")), (LEAD, _("its lead: whoever has been qualified longest"))),
    "renewal.basis": (
        (PREVIOUS_EXPIRY, _("from the end of the last one")),
        (COMPLETION, _("from the day of the decision")),
        (FIXED_DATE, _("every period ends on the same day of the year")),
    ),
    "team": (
        ("", _("as the candidate likes")),
        (ALONE, _("alone")),
        (TOGETHER, _("together with others")),
    ),
    "feedback": ((AT_ONCE, _("with the result")), (AFTER_DECISION, _("after the certification decision"))),
    "formats": tuple((one, Sentence(one)) for one in FORMATS),
}
LARGE = {"brief": 6, "good_evidence": 4, "work_analysis": 5}


def boxes(form: Mapping[str, Any], fields: Sequence[Field], within: str = "") -> list[Box]:
    """The boxes of `fields` for the entry at the place `within`, whose form is `form`."""
    found = []
    for name, label, as_, hint in fields:
        value: Any = form
        for step in name.split("."):
            value = (value or {}).get(step)
        place = f"{within}.{name}" if within else name
        found.append(Box(place, label, as_, shown(value, as_), hint, CHOICES.get(name, ()), LARGE.get(name, 3)))
    return found


def level_boxes(criterion: Form, within: str) -> list[Box]:
    """One box for the descriptor of each level."""
    return [
        Box(f"{within}.levels.{number}.text", _("Level {number}", number=number), As.TEXT, level["text"], rows=3)
        for number, level in enumerate(criterion["levels"], 1)
    ]


def shown(value: Any, as_: As) -> Any:
    """A value as its box shows it."""
    if as_ is As.TICKS:
        return list(value or ())
    if as_ is As.TICK:
        return bool(value)
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


LEVEL_TEXT = re.compile(r"tasks\.[^.]+\.rubric\.criteria\.[^.]+\.levels\.[1-9]\.text")
ENTRY_FIELDS: tuple[tuple[re.Pattern[str], tuple[Field, ...]], ...] = (
    (re.compile(r"tasks\.[^.]+\.rubric\.criteria\.[^.]+\.(.+)"), CRITERION),
    (re.compile(r"tasks\.[^.]+\.prompts\.[^.]+\.(.+)"), PROMPT),
    (re.compile(r"tasks\.[^.]+\.rubric\.(.+)"), RUBRIC),
    (re.compile(r"tasks\.[^.]+\.(.+)"), (*TASK, *LIVE)),
    (re.compile(r"(.+)"), (*ABOUT, *RULES)),
)


def kind_of(place: str) -> As | None:
    """How the box at a place reads what is typed, or none where there is no box."""
    if LEVEL_TEXT.fullmatch(place):
        return As.TEXT
    for pattern, fields in ENTRY_FIELDS:
        if found := pattern.fullmatch(place):
            return next((as_ for name, _label, as_, _hint in fields if name == found[1]), None)
    return None


class Unreadable(ValueError):
    """What was typed is not what the box asks for. The message is a `Sentence`."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


NEVER_EMPTY = frozenset(
    [
        "size",
        "job_functions",
        "near_cut_band",
        "most",
        "cool_off_days",
        "validity_months",
        "weight",
        "min_words",
        "max_words",
    ]
)


def read_typed(typed: Sequence[str], place: str, as_: As) -> Any:
    """The value of what was typed or ticked. An empty day, or number that may be missing, is none."""
    text = typed[0].strip() if typed else ""
    if as_ is As.TICKS:
        return [one for one in typed if one]
    if as_ is As.TICK:
        return text in ("on", "true", "1")
    if as_ in (As.LINE, As.TEXT, As.CHOICE):
        return text
    if not text and (place == "adjudication.tolerance" or place.rpartition(".")[2] in NEVER_EMPTY):
        raise Unreadable(_("This can’t be left empty; give a number."))
    if not text:
        return None
    if as_ is As.DAY:
        return text
    return _whole(text) if as_ is As.WHOLE else _exact(text)


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise Unreadable(_("“{text}” is not a whole number.", text=text))
    return int(text)


def _exact(text: str) -> Decimal:
    """A decimal, with a point or a comma."""
    if not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,9})?", text):
        raise Unreadable(_("“{text}” is not an exact number; write it like 2.8.", text=text))
    return Decimal(text.replace(",", "."))

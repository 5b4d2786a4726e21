"""The words for what changed."""

from decimal import Decimal
from typing import Any

from guildmark.programs.domain.boxes import ABOUT, CHOICES, RULES
from guildmark.programs.domain.changes.comparing import Kind
from guildmark.programs.domain.sentence import Sentence, _

KINDS = {
    Kind.NEW: _("new"),
    Kind.DROPPED: _("dropped"),
    Kind.STRICTER: _("stricter"),
    Kind.LOOSER: _("looser"),
    Kind.OTHERWISE: _("otherwise"),
    Kind.MOVED: _("moved"),
    Kind.REWORDED: _("reworded"),
}
NOUNS = {
    "": _("Program"),
    "requirements": _("Requirement"),
    "tasks": _("Task"),
    "criteria": _("Criterion"),
    "levels": _("Level"),
    "prompts": _("Reflection prompt"),
    "variants": _("Wording for a candidate"),
    "indicators": _("Indicator"),
}
FIELDS = {
    **{place: label for place, label, *_rest in (*ABOUT, *RULES)},
    "kind": _("Kind of task"),
    "hours": _("Hours it takes"),
    "formats": _("Formats accepted"),
    "brief": _("Brief"),
    "good_evidence": _("What good evidence looks like"),
    "rubric.cut": _("Least mean level"),
    "rubric.cut_reason": _("Reason for the cut"),
    "minimum": _("Least level"),
    "critical": _("Critical"),
    "weight": _("Weight"),
    "tolerance": _("Levels by which sheets may differ"),
    "evidence": _("Where to look"),
    "text": _("Description"),
    "name": _("Name"),
    "prompt": _("Question"),
    "min_words": _("Fewest words"),
    "max_words": _("Most words"),
    "task": _("Which task"),
    "credential": _("Which credential"),
    "needed": _("How many of these"),
    "team": _("Alone or together"),
    "live.minutes": _("Minutes of the session"),
    "live.quorum": _("Assessors who must be there"),
    "live.reschedules": _("How often a session can be moved"),
    "live.notice_hours": _("Hours before which it can be moved"),
    "live.grace_minutes": _("Minutes one may be late"),
    "statement": _("Statement"),
    "code": _("Code"),
    "framework": _("Framework"),
    "framework_id": _("Framework"),
    "tasks": _("Order of the tasks"),
    "criteria": _("Order of the criteria"),
    "requirements": _("Order of the requirements"),
    "prompts": _("Order of the prompts"),
    "variants": _("Order of the wordings"),
    "indicators": _("Order of the indicators"),
}


def kind_label(kind: Kind) -> Sentence:
    return KINDS[kind]


def noun_label(noun: str) -> Sentence:
    return NOUNS[noun]


def field_label(field: str) -> Sentence:
    """What the field is called; a field that has no name yet goes by its place."""
    return FIELDS.get(field) or FIELDS.get(field.rpartition(".")[2]) or Sentence("{field}", (("field", field),))


def shown(value: Any, field: str = "") -> Sentence | Decimal:
    """A demand as it reads."""
    if value is None or value in ("", ()):
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return value
    if isinstance(value, tuple):
        return Sentence("{all}", (("all", ", ".join(str(one) for one in value)),))
    if field == "needed" and value == "all":
        return _("all of these")
    return dict(CHOICES.get(field, ())).get(value) or Sentence("{value}", (("value", str(value)),))

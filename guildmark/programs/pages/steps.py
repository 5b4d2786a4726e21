"""What each button of the editor does to a draft's form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guildmark.programs.domain import edits
from guildmark.programs.domain.edits import Form, Lost
from guildmark.programs.queries.indicators import indicator_form

Sent = Mapping[str, str]
LEVELS = 4


@dataclass(frozen=True)
class Step:
    """The form after a button; `part` is where to go on, and `drops` says that something was removed."""

    form: Form
    part: str = ""
    drops: bool = False


def step(form: Form, sent: Sent) -> Step:
    """The form after the button that was pressed. Raises `Lost` where its place or the button is unknown."""
    does = STEPS.get(sent.get("do", ""))
    if does is None:
        raise Lost(sent.get("do", ""))
    return does(form, sent)


def _add_task(form: Form, sent: Sent) -> Step:
    edited, place = edits.add_task(form, _title(sent))
    return Step(edited, place.rpartition(".")[2])


def _add_criterion(form: Form, sent: Sent) -> Step:
    title = _title(sent)
    criterion = {
        "key": edits.key_from(title, "criterion"), "title": title, "weight": 1, "minimum": None, "critical": False,
        "evidence": "", "indicators": [], "levels": [{"name": "", "text": ""} for _ in range(LEVELS)],
    }  # fmt: skip
    return Step(edits.add(form, f"{sent['place']}.rubric.criteria", criterion)[0])


def _add_prompt(form: Form, sent: Sent) -> Step:
    prompt = {"key": "prompt", "prompt": "", "min_words": 80, "max_words": 150}
    return Step(edits.add(form, f"{sent['place']}.prompts", prompt)[0])


def _add_level(form: Form, sent: Sent) -> Step:
    return Step(edits.add(form, f"{sent['place']}.levels", {"name": "", "text": ""})[0])


def _drop_level(form: Form, sent: Sent) -> Step:
    levels = edits.at(form, f"{sent['place']}.levels")
    return Step(edits.drop(form, f"{sent['place']}.levels.{len(levels)}"), drops=True)


def _tie(form: Form, sent: Sent) -> Step:
    indicator = indicator_form(int(sent["item"])) if sent["item"].isdecimal() else None
    if indicator is None:
        raise Lost(sent["item"])
    return Step(edits.add(form, f"{sent['place']}.indicators", indicator)[0])


def _drop(form: Form, sent: Sent) -> Step:
    is_task = sent["place"].count(".") == 1
    return Step(edits.drop(form, sent["place"]), part="requirements" if is_task else "", drops=True)


def _turn(form: Form, sent: Sent) -> Step:
    least = int(sent["least"]) if sent.get("least", "").isdecimal() else None
    return Step(edits.turn_group(form, sent["place"], sent["kind"], least))


def _node_add(form: Form, sent: Sent) -> Step:
    what, _, name = sent["what"].partition(":")
    if what == "group":
        node: Form = {"key": "group", "title": "", "all": []}
    elif what in ("task", "credential"):
        node = {"key": f"{name}-met" if what == "task" else name, "title": "", what: name}
    else:
        raise Lost(what)
    return Step(edits.add_requirement(form, sent["place"], node))


def _title(sent: Sent) -> str:
    if not (title := sent.get("title", "").strip()):
        raise Lost("title")
    return title


STEPS: dict[str, Callable[[Form, Sent], Step]] = {
    "add-task": _add_task,
    "add-criterion": _add_criterion,
    "add-prompt": _add_prompt,
    "add-level": _add_level,
    "drop-level": _drop_level,
    "tie": _tie,
    "up": lambda form, sent: Step(edits.shift(form, sent["place"], -1)),
    "down": lambda form, sent: Step(edits.shift(form, sent["place"], 1)),
    "drop": _drop,
    "turn": _turn,
    "node-up": lambda form, sent: Step(edits.shift_requirement(form, sent["place"], -1)),
    "node-down": lambda form, sent: Step(edits.shift_requirement(form, sent["place"], 1)),
    "node-drop": lambda form, sent: Step(edits.drop_requirement(form, sent["place"]), drops=True),
    "node-into": lambda form, sent: Step(edits.move_requirement(form, sent["place"], sent["group"])),
    "node-place": lambda form, sent: Step(
        edits.place_requirement(form, sent["place"], sent["group"], sent.get("before", ""))
    ),
    "node-add": _node_add,
}

"""The house rules, as tests. A failure names the file and the rule."""

import ast
import inspect
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from guildmark.kernel.access import PERMISSIONS
from guildmark.kernel.facts import Fact
from guildmark.rooms import ROOMS

ROOT = Path(__file__).parents[2]
SOURCES = sorted(p for p in ROOT.glob("guildmark/**/*.py") if "migrations" not in p.parts)
OUR_MODELS = [m for m in apps.get_models() if m.__module__.startswith("guildmark.")]

# Verbs that make something where nothing is to be locked yet, each with its reason.
NOTHING_TO_LOCK: dict[str, str] = {
    "open_job_function": "stands alone; its code is unique",
    "open_site": "stands alone; its code is unique",
    "start_program": "stands alone; its slug is unique",
    "tell": "adds notifications; nothing that stood before changes",
    "start_framework": "stands alone; its slug is unique",
    "add_priority": "stands alone; its title is unique",
    "add_job_task": "stands alone; its title is unique in its function",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_action_file(path: Path) -> bool:
    return path.name == "actions.py" or path.parent.name == "actions"


def verbs() -> list[tuple[Path, ast.FunctionDef]]:
    return [
        (path, node)
        for path in SOURCES
        if is_action_file(path)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def calls(node: ast.AST) -> set[str]:
    """The last names of everything called in there: `x.y.save()` gives `save`."""
    found = set()
    for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
        if isinstance(call.func, ast.Attribute):
            found.add(call.func.attr)
        elif isinstance(call.func, ast.Name):
            found.add(call.func.id)
    return found


VERBS = verbs()
each_verb = pytest.mark.parametrize(
    ("path", "verb"), VERBS, ids=[f"{p.relative_to(ROOT / 'guildmark')}:{v.name}" for p, v in VERBS]
)


@each_verb
def test_a_verb_says_who_and_when_and_is_one_transaction(path, verb):
    keywords = {a.arg for a in verb.args.kwonlyargs}
    assert not verb.args.args, f"{verb.name}: arguments must be keyword-only"
    assert {"by", "at"} <= keywords, f"{verb.name}: must say who (`by`) and when (`at`)"
    assert "transaction.atomic" in {ast.unparse(d) for d in verb.decorator_list}, f"{verb.name}: must be atomic"
    assert ast.get_docstring(verb), f"{verb.name}: say in one sentence what changes in the world"


@each_verb
def test_a_verb_has_its_beats(path, verb):
    called = calls(verb)
    assert "announce" in called, f"{verb.name}: must announce a fact"
    assert "ensure" in called, f"{verb.name}: must ensure that it is allowed"
    if verb.name not in NOTHING_TO_LOCK:
        assert {"lock", "select_for_update"} & called, f"{verb.name}: must lock what it changes"


WRITES = {
    "save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
    "delete", "asave", "acreate", "abulk_create", "aupdate", "adelete",
}  # fmt: skip


def writes_rows(call: ast.Call) -> bool:
    """Whether this call writes rows: a writing method, or `.update(…)` with keywords on something that is a query."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr in WRITES:
        return True
    target = ast.unparse(call.func.value)
    return call.func.attr == "update" and ("objects" in target or ".filter(" in target or bool(call.keywords))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_actions_write(path):
    if is_action_file(path) or "kernel" in path.parts:
        return
    written = [
        ast.unparse(n)[:80] for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call) and writes_rows(n)
    ]
    assert not written, f"only actions may write; found {written}"


CLOCKS = (".now(", ".today(", "localdate(", "localtime(", "time.time(")
DOORS = {"pages", "jobs", "commands", "management", "clock.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_doors_read_the_clock(path):
    if DOORS & {*path.parts, path.stem, path.name} or "portal" in path.parts:
        return
    code = "\n".join(line for line in path.read_text().splitlines() if not line.strip().startswith("#"))
    assert not [w for w in CLOCKS if w in code], "who and when are arguments"


def test_the_order_of_rooms_is_written_once():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    assert list(ROOMS) == layers[::-1]
    assert [f"guildmark.{room}" for room in ROOMS] == [a for a in settings.INSTALLED_APPS if a.startswith("guildmark.")]


def who_and_when(model: type[models.Model]) -> list[tuple[str, str]]:
    names = {f.name for f in model._meta.fields}
    return [(f"{stem}_at", n) for n in names if (stem := n.removesuffix("_by")) != n and f"{stem}_at" in names]


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m.__name__)
def test_who_and_when_are_tied_together_by_the_database(model):
    for at, by in who_and_when(model):
        if not model._meta.get_field(at).null:
            continue
        checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
        assert any(at in str(c) and by in str(c) for c in checks), f"{model.__name__}: {at} and {by} need a constraint"


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m.__name__)
def test_tables_point_upstream_too(model):
    """Import rules can't see `ForeignKey("credentials.Credential")`; this can."""
    here = ROOMS.index(model._meta.app_label)
    for field in model._meta.fields:
        if not field.is_relation or field.related_model is apps.get_model(settings.AUTH_USER_MODEL):
            continue
        label = field.related_model._meta.app_label
        assert label not in ROOMS or ROOMS.index(label) <= here, f"{model.__name__}.{field.name} points downstream"


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m.__name__)
def test_no_model_overrides_save(model):
    assert "save" not in vars(model), "the database keeps the promise, not a save() override"


def test_every_permission_belongs_to_a_room_and_to_some_role():
    for permission in PERMISSIONS.values():
        assert permission.room in ROOMS
        assert permission.roles, f"{permission.name} is given to nobody"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_small(path):
    source = path.read_text()
    assert source.count("\n") <= 320, "past 300 lines it is two things"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 45, f"{node.name} is long"


@pytest.mark.parametrize("room", ROOMS)
def test_reactions_are_about_upstream_facts(room):
    if not (ROOT / "guildmark" / room / "reactions.py").exists():
        return
    for fact, reactions in import_module(f"guildmark.{room}.reactions").REACTIONS.items():
        assert issubclass(fact, Fact)
        assert ROOMS.index(fact.__module__.split(".")[1]) < ROOMS.index(room), f"{fact.__name__} is not upstream"
        for reaction in reactions:
            assert list(inspect.signature(reaction).parameters) == ["fact", "by", "at"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_is_responsible_for(room):
    doc = import_module(f"guildmark.{room}").__doc__ or ""
    assert "owns" in doc, "one docstring: responsibility, and the words it owns"

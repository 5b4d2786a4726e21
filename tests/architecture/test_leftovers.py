"""Nothing lies about that nothing uses, and the matrix promises nothing that no code asks."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from guildmark.kernel.access import Permission
from guildmark.kernel.roles import Role
from guildmark.kernel.templatetags.ui import icon_names

PRODUCT = Path(__file__).parents[2] / "guildmark"
ROOMS = sorted(path.parent.name for path in PRODUCT.glob("*/permissions.py"))


def test_every_icon_of_the_sprite_is_named_somewhere():
    files = (path for ending in ("html", "py", "js") for path in PRODUCT.rglob(f"*.{ending}"))
    named = {name for path in files for name in re.findall(r"""["']([a-z0-9-]+)["']""", path.read_text())}
    assert icon_names() - named == set()


def test_every_token_that_a_style_names_is_defined():
    sheets = [path.read_text() for path in PRODUCT.rglob("static/**/*.css") if "vendor" not in path.parts]
    defined = {name for sheet in sheets for name in re.findall(r"(--[a-z0-9-]+):", sheet)}
    assert {name for sheet in sheets for name in re.findall(r"var\((--[a-z0-9-]+)\)", sheet)} - defined == set()


@pytest.mark.parametrize("room", ROOMS)
def test_every_permission_that_somebody_lacks_is_asked_for(room):
    declared = vars(importlib.import_module(f"guildmark.{room}.permissions").Can).items()
    lacked = {name for name, one in declared if isinstance(one, Permission) and Role.EVERYONE not in one.roles}
    nodes = (node for path in (PRODUCT / room).rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))
    asked = {node.attr for node in nodes if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Can"}
    assert lacked - asked == set()

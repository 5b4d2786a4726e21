"""A framework written for these tests, whole and in pieces."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guildmark.competencies.actions import import_framework
from guildmark.competencies.domain.package import Package
from guildmark.competencies.domain.sniff import read_package
from guildmark.competencies.models import Framework, Item

WATER = Path(__file__).parent / "water_sampling.case.json"


@pytest.fixture
def water_bytes() -> bytes:
    """A CASE 1.1 package: five items, one with two parents, one alone, and an end outside."""
    return WATER.read_bytes()


@pytest.fixture
def water_tree(water_bytes) -> dict[str, Any]:
    return json.loads(water_bytes)


@pytest.fixture
def water(water_bytes) -> Package:
    return read_package(water_bytes)


@pytest.fixture
def framework(water, priya, at) -> Framework:
    """The water framework as Priya imported it."""
    return import_framework(package=water, by=priya, at=at).framework


@pytest.fixture
def item(framework) -> Callable[[str], Item]:
    return lambda code: framework.items.get(code=code)


@pytest.fixture
def reads(client, ines):
    client.force_login(ines)
    return client


@pytest.fixture
def edits(client, priya):
    client.force_login(priya)
    return client

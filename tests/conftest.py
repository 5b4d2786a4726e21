"""Fixtures shared by every room's tests: the fixed cast, a fixed moment, and the data beside the project."""

from inspect import signature
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

from guildmark.kernel.models import JournalEntry
from tests import cast, harness
from tests.cast import *

# Properties hold or don’t; how fast a busy machine finds examples is no part of them.
settings.register_profile("house", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"

harness.let_flush_pass_triggers()


def pytest_collection_modifyitems(config, items):
    if connection.vendor == "postgresql":
        elsewhere = [item for item in items if not asks_a_database(item)]
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if asks_a_database(item)]
    if SHARED_DATA.is_dir():
        return
    absent = pytest.mark.skip(reason="needs ../shared/data, which is not beside this checkout")
    for item in items:
        if item.get_closest_marker("shared_data"):
            item.add_marker(absent)


def asks_a_database(item) -> bool:
    """Pure calculation and walks through pages have had their turn on SQLite, and are the same on any database."""
    if item.get_closest_marker("one_database"):
        return False
    marked = item.get_closest_marker("django_db") is not None
    later = "request" in signature(item.function).parameters  # it may ask for fixtures by name
    return marked or later or bool({"db", "transactional_db"} & set(item.fixturenames))


WHERE_PEOPLE_ARE_TOLD = {"portal", "journeys", "simulation"}


@pytest.fixture(autouse=True)
def only_there_people_are_told(request, monkeypatch):
    """A room's tests read its own facts: nobody is notified, except where the portal or the whole is tested."""
    if not WHERE_PEOPLE_ARE_TOLD & set(request.path.parts):
        harness.without_notifications(monkeypatch)


def pytest_make_parametrize_id(config, val, argname):
    """Content names no test: a made-up archive holds the time of its making, and each process makes its own."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def shared_data() -> Path:
    return SHARED_DATA


@pytest.fixture
def at():
    return cast.NOW


@pytest.fixture
def at_once(transactional_db):
    """For races, on a database that really commits: `met, refused = at_once(lambda: seal(…), lambda: seal(…))`.

    Every callable runs in a thread and on a connection of its own, started at the same moment; the answer lists what
    each returned, or the exception it raised. Load what a callable needs inside it, or hand it primary keys.
    The database is emptied afterwards, triggers set aside for as long as that takes: append-only tables too.
    Such tests run after all others and cost some 100 ms each, so keep them for races.
    """
    return harness.at_once


@pytest.fixture
def facts_of():
    """The bodies of every fact of a kind, oldest first."""

    def bodies(name: str) -> list[dict]:
        return [entry.body for entry in JournalEntry.objects.filter(fact=name).order_by("pk")]

    return bodies

"""Fixtures shared by every room's tests: the fixed cast, a fixed moment, and the data beside the project."""

from pathlib import Path

import pytest

from tests import cast
from tests.cast import *

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_collection_modifyitems(items):
    if SHARED_DATA.is_dir():
        return
    absent = pytest.mark.skip(reason="needs ../shared/data, which is not beside this checkout")
    for item in items:
        if item.get_closest_marker("shared_data"):
            item.add_marker(absent)


@pytest.fixture
def shared_data() -> Path:
    return SHARED_DATA


@pytest.fixture
def at():
    return cast.NOW

from types import SimpleNamespace

import pytest

from tests.access.company import a_company, further_people
from tests.access.routes import CAST
from tests.cast import NOW


@pytest.fixture
def company(settings, tmp_path, monkeypatch, ines, nadia, henrik, tomasz, kwame, saoirse, adaeze, priya, marguerite,
            daniel, yusuf, weiling):  # fmt: skip
    settings.SIGNING_KEY_DIR = tmp_path / "keys"
    monkeypatch.setattr("guildmark.kernel.clock.now", lambda: NOW)
    cast = {name: thing for name, thing in locals().items() if name in CAST} | further_people()
    return a_company(SimpleNamespace(**cast))

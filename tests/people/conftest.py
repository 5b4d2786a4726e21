"""Short questions that the stories about people ask."""

import pytest

from guildmark.kernel.models import JournalEntry


@pytest.fixture
def facts_of():
    """The bodies of the facts of this name, in the order in which they were announced."""

    def read(name: str) -> list[dict]:
        return [entry.body for entry in JournalEntry.objects.filter(fact=name).order_by("pk")]

    return read

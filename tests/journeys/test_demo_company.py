"""The demo company adds up: the numbers of its story, and a record in which everything follows from what was done."""

import sqlite3

import pytest

from guildmark.kernel.clock import STORY_START

BEFORE = STORY_START.strftime("%Y-%m-%d")


@pytest.fixture(scope="module")
def asked(site):
    """The first row that a question to the company's database brings; visitors of this run came after `BEFORE`."""
    database = sqlite3.connect(f"file:{site.data / 'guildmark.sqlite3'}?mode=ro", uri=True)
    yield lambda question: database.execute(question, {"start": BEFORE}).fetchone()
    database.close()


def test_1850_people_work_there(asked):
    assert asked("SELECT count(*) FROM people_person WHERE is_active") == (1850,)


def test_everyone_who_enrolled_is_somewhere(asked):
    enrolled = "SELECT count(*) FROM candidacy_candidacy WHERE applied_at < :start"
    on_the_way = "('applied', 'admitted', 'in_progress', 'awaiting_decision')"
    assert asked(enrolled) == (186,)
    assert asked(f"{enrolled} AND state = 'certified'") == (104,)
    assert asked(f"{enrolled} AND state = 'not_yet_certified'") == (13,)
    assert asked(f"{enrolled} AND state = 'withdrawn'") == (11,)
    assert asked(f"{enrolled} AND state IN {on_the_way}") == (58,)


def test_credentials_run_out_as_the_story_says(asked):
    issued = "SELECT count(*) FROM credentials_credential WHERE issued_at < :start"
    assert asked(issued) == (104,)
    assert asked(f"{issued} AND valid_until < :start") == (5,)
    assert asked(f"{issued} AND valid_until BETWEEN '2026-06-01' AND '2026-06-30'") == (17,)


def test_31_assess_and_22_mentor(asked):
    holding = "SELECT count(DISTINCT person_id) FROM people_roleheld WHERE appointed_at < :start AND role = "
    assert asked(f"{holding} 'assessor'") == (31,)
    assert asked(f"{holding} 'mentor'") == (22,)


def test_the_record_holds_together(site):
    said = site.guildmark("integrity")
    assert "holds" in said and "BROKEN" not in said

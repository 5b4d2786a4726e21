"""The demo company adds up: the numbers of its story, and a record in which everything follows from what was done."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from guildmark.kernel.clock import STORY_START

BEFORE = STORY_START.strftime("%Y-%m-%d")
SEALED = """
    SELECT sheet.sealed_at, sees.time_zone FROM assessment_scoresheet sheet
    JOIN assessment_seat seat ON seat.id = sheet.seat_id JOIN people_person sees ON sees.id = seat.assessor_id
    WHERE sheet.sealed_at < :start
"""


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


def test_credentials_stand_in_every_way_that_there_is(asked):
    standing = "SELECT count(*) FROM credentials_credential WHERE issued_at < :start AND state = "
    assert asked(f"{standing} 'suspended'") == (1,) and asked(f"{standing} 'withdrawn'") == (1,)
    assert asked("SELECT count(*) FROM credentials_prolongation WHERE counted_at < :start") == (1,)
    heard = "SELECT count(*) FROM credentials_hearing WHERE stated_at IS NOT NULL AND ended_at < :start"
    assert asked(heard) == (1,)


def test_people_were_asked_whether_the_criteria_fit(asked):
    rounds = "SELECT count(*) FROM consultation_validationround WHERE opened_at < :start AND closed_at"
    assert asked(f"{rounds} < :start") == (1,)
    assert asked("SELECT count(*) FROM consultation_rater WHERE handed_in_at < :start") == (26,)
    assert asked("SELECT count(*) FROM consultation_reply WHERE said_at < :start") == (3,)


def test_31_assess_and_22_mentor(asked):
    holding = "SELECT count(DISTINCT person_id) FROM people_roleheld WHERE appointed_at < :start AND role = "
    assert asked(f"{holding} 'assessor'") == (31,)
    assert asked(f"{holding} 'mentor'") == (22,)


def test_one_disagreement_is_open_and_waits_for_tomasz(asked, site):
    adjudication = "FROM assessment_adjudication a JOIN assessment_consensusproposal p ON p.adjudication_id = a.id"
    adjudication += " JOIN people_person who ON who.id = p.proposed_by_id WHERE a.opened_at < :start"
    # what a visitor of this run may have settled meanwhile was open when the story began
    open_then = f"{adjudication} AND p.proposed_at < :start AND (a.settled_at IS NULL OR a.settled_at > :start)"
    count, proposer, contested = asked(f"SELECT count(*), who.username, a.contested {open_then}")
    assert (count, contested) == (1, '["judgement"]') and proposer != "tomasz"
    levels = (
        "SELECT group_concat(sees.username || ' ' || given.level, ', ') FROM (SELECT * FROM assessment_seat ORDER BY number) seat"
        " JOIN people_person sees ON sees.id = seat.assessor_id"
        " JOIN assessment_panel panel ON panel.id = seat.panel_id"
        " JOIN assessment_scoresheet sheet ON sheet.seat_id = seat.id"
        " JOIN assessment_criterionscore given ON given.sheet_id = sheet.id"
        " JOIN programs_criterion criterion ON criterion.id = given.criterion_id AND criterion.key = 'judgement'"
        f" WHERE panel.submission_id = (SELECT a.submission_id {open_then})"
    )
    assert {f"{proposer} 1", "tomasz 3"} <= set(asked(levels)[0].split(", "))


def test_one_submission_is_back_with_its_candidate_for_more_evidence(asked):
    asked_for = "FROM assessment_evidencerequest r JOIN assessment_submission s ON s.id = r.submission_id"
    assert asked(f"SELECT count(*), s.state {asked_for} WHERE r.asked_at < :start AND r.settled_at IS NULL") == (
        1,
        "returned",
    )


def test_what_an_earlier_attempt_showed_is_carried_into_one_that_waits_to_be_judged(asked):
    waiting = (
        "FROM assessment_carriedcredit c JOIN assessment_submission s ON s.id = c.submission_id"
        " WHERE s.attempt > 1 AND s.submitted_at < :start AND (s.decided_at IS NULL OR s.decided_at > :start)"
    )
    assert asked(f"SELECT count(DISTINCT s.id) {waiting}")[0] >= 1


def test_kwame_reads_seven_tenths_of_a_level_more_severely_and_alone_is_asked_to_calibrate(asked):
    figures = json.loads(asked("SELECT figures FROM calibration_reliability r JOIN programs_program p ON p.id = r.program_id"
                               " WHERE p.slug = 'field-commissioning-engineer' AND r.as_of < :start || ' 05' ORDER BY as_of")[0])  # fmt: skip
    kwame = asked("SELECT id FROM people_person WHERE username = 'kwame'")[0]
    his = next(one for one in figures["assessors"] if one["person"] == kwame)
    assert round(float(his["points"]), 1) == 0.7 and float(his["low"]) > 0.4
    assert 17 <= his["sheets"] <= 21 and his["exemplars"] == 6
    assert asked("SELECT count(*), max(person_id) FROM calibration_assessorpause WHERE began_at < :start || ' 05'") == (
        1,
        kwame,
    )


def test_one_tie_does_not_count_by_the_word_of_two_people(asked):
    waiver = "FROM assessment_conflictwaiver WHERE agreed_at < :start AND agreed_by_id != asked_by_id"
    assert asked(f"SELECT count(*) {waiver}") == (1,)
    assert asked("SELECT count(*) FROM assessment_conflictpolicyversion WHERE decided_at < :start") == (1,)


def test_assessors_seal_in_the_working_hours_of_their_place(site):
    with closing(sqlite3.connect(f"file:{site.data / 'guildmark.sqlite3'}?mode=ro", uri=True)) as database:
        sealed = database.execute(SEALED, {"start": BEFORE}).fetchall()
    local = [datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)) for at, zone in sealed]
    assert len(local) > 1000
    assert {moment.weekday() for moment in local} <= set(range(5))
    assert {moment.hour for moment in local} <= set(range(8, 18))


def test_the_record_holds_together(site):
    said = site.guildmark("integrity")
    assert "holds" in said and "BROKEN" not in said


def test_one_cut_was_chosen_by_what_judges_said_and_one_waits_for_tomasz_and_henrik(asked):
    study = "FROM calibration_study s WHERE s.opened_at < :start AND s.task = "
    cut, reason = asked(f"SELECT s.cut, s.reason {study} 'commissioning-video'")
    assert cut == 280 and "standard error" in reason
    assert asked(f"SELECT count(*) {study} 'lock-out' AND s.dropped_at IS NULL") == (1,)
    left = (
        "SELECT group_concat(name, ', ') FROM (SELECT p.username AS name FROM calibration_judge j"
        " JOIN people_person p ON p.id = j.person_id JOIN calibration_study s ON s.id = j.study_id AND s.task = 'lock-out'"
        " WHERE NOT EXISTS (SELECT 1 FROM calibration_answer a JOIN calibration_round r ON r.id = a.round_id"
        " WHERE a.judge_id = j.id AND r.number = 2 AND a.handed_in_at < :start) ORDER BY name)"
    )
    assert asked(left) == ("henrik, tomasz",)

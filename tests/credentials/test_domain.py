"""Identifiers, standing, references and the body of a credential."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guildmark.credentials.domain import status_list
from guildmark.credentials.domain.badge import credential, end_of, start_of
from guildmark.credentials.domain.contexts import Unsound
from guildmark.credentials.domain.did import did_of
from guildmark.credentials.domain.refs import ref_of, tidy
from guildmark.credentials.domain.standing import Dates, Standing, standing
from tests.credentials.samples import ACHIEVEMENT, ISSUER, an_award

MONTERREY = "America/Monterrey"


@pytest.mark.parametrize(
    ("base", "did"),
    [
        ("https://badges.example", "did:web:badges.example"),
        ("http://localhost:8000", "did:web:localhost%3A8000"),
        ("https://example.org/certs/", "did:web:example.org:certs"),
    ],
)
def test_a_base_address_has_one_did(base, did):
    assert did_of(base) == did


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000", "https://[::1]/", "ftp://x.example", "badges"])
def test_what_can_not_be_named_is_refused(base):
    with pytest.raises(Unsound):
        did_of(base)


DATES = Dates(date(2026, 4, 16), date(2028, 4, 15), date(2028, 1, 16), date(2028, 5, 15), MONTERREY)


def on(day, hour, zone=MONTERREY):
    return datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC) + timedelta(hours=hour)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (on(date(2026, 4, 15), 23.99), Standing.AHEAD),
        (on(date(2026, 4, 16), 0), Standing.ACTIVE),
        (on(date(2028, 1, 15), 23), Standing.ACTIVE),
        (on(date(2028, 1, 16), 0), Standing.DUE),
        (on(date(2028, 4, 15), 23.99), Standing.DUE),
        (on(date(2028, 4, 16), 0), Standing.IN_GRACE),
        (on(date(2028, 5, 15), 23.99), Standing.IN_GRACE),
        (on(date(2028, 5, 16), 0), Standing.EXPIRED),
    ],
)
def test_standing_follows_the_calendar_of_the_holder(at, expected):
    assert standing("active", DATES, at) is expected


def test_the_last_day_ends_in_the_holders_zone_not_in_rotterdam():
    after_midnight_in_rotterdam = on(date(2028, 4, 16), 1, "Europe/Amsterdam")
    assert standing("active", DATES, after_midnight_in_rotterdam).in_force


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "replaced"])
def test_what_was_taken_back_stays_so_whatever_the_date(state):
    found = standing(state, DATES, on(date(2031, 1, 1), 0))
    assert (found, found.in_force) == (Standing(state), False)


def test_grace_does_not_prolong_validity():
    assert not Standing.IN_GRACE.in_force


def test_days_are_written_with_the_offset_of_that_day():
    assert start_of(date(2026, 3, 29), "Europe/Amsterdam") == "2026-03-29T00:00:00+01:00"
    assert end_of(date(2026, 3, 29), "Europe/Amsterdam") == "2026-03-29T23:59:59+02:00"


def test_references_can_be_read_aloud():
    assert ref_of(0) == "CRD-0000-0000"
    assert ref_of(2**40 - 1) == "CRD-ZZZZ-ZZZZ"
    assert tidy("crd 7f3k 92qd") == "CRD-7F3K-92QD"
    assert tidy("CRD-OOil-0000") == "CRD-0011-0000"
    assert tidy("CRD-7F3K") == tidy("../../etc") == ""


def test_the_list_says_which_bits_are_set():
    encoded = status_list.encoded([0, 9, status_list.LENGTH - 1])
    assert [bit for bit in range(20) if status_list.is_set(encoded, bit)] == [0, 9]
    assert status_list.is_set(encoded, status_list.LENGTH - 1)
    assert status_list.place_of(status_list.LENGTH + 5) == (2, 5)


def test_the_body_names_the_holder_by_a_salted_hash_only():
    body = credential(ACHIEVEMENT, ISSUER, an_award())
    identity = body["credentialSubject"]["identifier"][0]
    assert identity["hashed"] is True
    assert identity["identityHash"].startswith("sha256$")
    assert "ines" not in str(body).lower()


def test_the_body_says_which_criteria_by_digest_and_which_competencies():
    achievement = credential(ACHIEVEMENT, ISSUER, an_award())["credentialSubject"]["achievement"]
    assert achievement["otherIdentifier"][0]["identifier"] == f"sha256:{'d' * 64}"
    assert [a["targetCode"] for a in achievement["alignment"]] == ["T0000", "T0001", "T0002"]
    assert achievement["resultDescription"][0]["requiredLevel"].endswith("#report.scope.3")


def test_evidence_is_named_by_digest():
    assert credential(ACHIEVEMENT, ISSUER, an_award())["evidence"][0] == {
        "id": "ni:///sha-256;qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo",
        "type": ["Evidence"],
        "genre": "text",
    }

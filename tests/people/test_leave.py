from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.kernel.access import Refused
from guildmark.people.actions import end_leave, grant_leave
from guildmark.people.models import Leave
from guildmark.people.queries import on_leave
from tests.cast import TODAY

LATER = TODAY + timedelta(days=30)


def test_a_manager_grants_leave(henrik, ines, nadia, at, facts_of):
    leave = grant_leave(person=ines, starts_on=TODAY, ends_on=LATER, by=henrik, at=at)

    assert on_leave([ines.pk, nadia.pk], LATER) == {ines.pk}
    assert on_leave([ines.pk], LATER + timedelta(days=1)) == frozenset()
    assert facts_of("LeaveGranted") == [
        {"leave_id": leave.pk, "person_id": ines.pk, "starts_on": "2026-04-16", "ends_on": "2026-05-16"}
    ]


def test_not_for_somebody_elses_people(henrik, nadia, at):
    with pytest.raises(Refused, match="You may not record and end"):
        grant_leave(person=nadia, starts_on=TODAY, by=henrik, at=at)


def test_it_ends_after_it_starts(henrik, ines, at):
    with pytest.raises(Refused, match="The last day lies before the first"):
        grant_leave(person=ines, starts_on=LATER, ends_on=TODAY, by=henrik, at=at)


def test_leave_does_not_overlap(henrik, ines, at):
    grant_leave(person=ines, starts_on=TODAY, by=henrik, at=at)
    with pytest.raises(Refused, match="already on leave from 16 April 2026"):
        grant_leave(person=ines, starts_on=LATER, by=henrik, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Leave.objects.create(person=ines, starts_on=LATER)


def test_open_leave_is_ended(henrik, ines, at, facts_of):
    leave = grant_leave(person=ines, starts_on=TODAY, by=henrik, at=at)
    with pytest.raises(Refused, match="before the first"):
        end_leave(leave=leave, last_day=TODAY - timedelta(days=1), by=henrik, at=at)
    with pytest.raises(Refused, match="You may not record and end"):
        end_leave(leave=leave, last_day=LATER, by=ines, at=at)
    assert end_leave(leave=leave, last_day=LATER, by=henrik, at=at).ends_on == LATER
    assert facts_of("LeaveEnded")[0]["ends_on"] == "2026-05-16"

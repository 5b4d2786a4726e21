from datetime import timedelta

import pytest

from guildmark.kernel.access import Refused
from guildmark.kernel.roles import Role
from guildmark.people.actions import appoint, end_appointment
from tests.cast import holds


def test_an_ended_appointment_ends_at_once_and_stays_on_record(weiling, tomasz, at, facts_of):
    held = end_appointment(held=tomasz.roles.get(), by=weiling, at=at)

    tomasz.forget()
    assert list(tomasz.roles_held(at)) == []
    assert [h.role for h in tomasz.roles_held(at - timedelta(minutes=1))] == [Role.ASSESSOR]
    assert (held.ended_at, held.ended_by) == (at, weiling)
    assert len(facts_of("AppointmentEnded")) == 1


def test_twice_is_once(weiling, tomasz, at, facts_of):
    held = tomasz.roles.get()
    end_appointment(held=held, by=weiling, at=at)
    again = end_appointment(held=held, by=weiling, at=at + timedelta(hours=1))
    assert again.ended_at == at
    assert len(facts_of("AppointmentEnded")) == 1


def test_whoever_holds_a_role_may_lay_it_down(tomasz, at):
    assert end_appointment(held=tomasz.roles.get(), by=tomasz, at=at).ended_by == tomasz


def test_others_may_not(ines, tomasz, at):
    with pytest.raises(Refused, match="You may not appoint"):
        end_appointment(held=tomasz.roles.get(), by=ines, at=at)


def test_the_last_administrator_stays(weiling, ines, at):
    with pytest.raises(Refused, match="last IT administrator"):
        end_appointment(held=weiling.roles.get(), by=weiling, at=at)
    holds(ines, Role.ADMIN)
    assert end_appointment(held=weiling.roles.get(), by=weiling, at=at)


def test_one_can_be_appointed_again(weiling, tomasz, at):
    end_appointment(held=tomasz.roles.get(), by=weiling, at=at)
    appoint(person=tomasz, role=Role.ASSESSOR, by=weiling, at=at)
    assert [h.role for h in tomasz.roles_held(at)] == [Role.ASSESSOR]

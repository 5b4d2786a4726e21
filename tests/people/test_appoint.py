from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.kernel.access import SYSTEM, Refused, Scope, may
from guildmark.kernel.roles import Role
from guildmark.people.actions import appoint
from guildmark.people.models import RoleHeld
from guildmark.people.permissions import Can
from tests.cast import TODAY, holds, unit


def test_weiling_appoints_an_assessor_for_a_year(weiling, ines, at, facts_of):
    held = appoint(person=ines, role=Role.ASSESSOR, ends_on=TODAY + timedelta(days=365), by=weiling, at=at)

    assert [h.role for h in ines.roles_held(at)] == [Role.ASSESSOR]
    assert list(ines.roles_held(at + timedelta(days=367))) == []
    assert (held.appointed_by, held.appointed_at) == (weiling, at)
    assert facts_of("RoleAppointed") == [
        {"role_held_id": held.pk, "person_id": ines.pk, "role": "assessor", "program_id": None, "unit_id": None}
    ]


def test_nobody_appoints_themselves(weiling, at):
    with pytest.raises(Refused, match="Nobody appoints themselves"):
        appoint(person=weiling, role=Role.ANALYST, by=weiling, at=at)


def test_who_keeps_the_installation_holds_no_role_that_sees_evidence(weiling, at):
    with pytest.raises(Refused, match="sees no evidence"):
        appoint(person=weiling, role=Role.ASSESSOR, by=SYSTEM, at=at)


def test_nor_the_other_way_round(tomasz, weiling, at):
    with pytest.raises(Refused, match="sees no evidence"):
        appoint(person=tomasz, role=Role.ADMIN, by=weiling, at=at)


def test_the_two_may_follow_each_other(tomasz, weiling, at):
    RoleHeld.objects.filter(person=tomasz).update(ends_on=TODAY)
    appoint(person=tomasz, role=Role.ADMIN, starts_on=TODAY + timedelta(days=1), by=weiling, at=at)
    assert RoleHeld.objects.get(person=tomasz, role=Role.ADMIN).starts_on == TODAY + timedelta(days=1)


def test_ines_may_not_appoint(ines, nadia, at):
    with pytest.raises(Refused, match=r"You may not appoint .* That takes: IT administrator"):
        appoint(person=nadia, role=Role.ASSESSOR, by=ines, at=at)


def test_the_owner_of_a_program_appoints_its_assessors_only(priya, ines, at):
    RoleHeld.objects.filter(person=priya).update(program_id=7)
    appoint(person=ines, role=Role.ASSESSOR, program_id=7, by=priya, at=at)
    for wrong in ({"program_id": 8}, {}):
        with pytest.raises(Refused):
            appoint(person=ines, role=Role.ASSESSOR, by=priya, at=at, **wrong)
    with pytest.raises(Refused):
        appoint(person=ines, role=Role.COMMITTEE, program_id=7, by=priya, at=at)


def test_a_second_click_says_that_it_is_done(weiling, ines, at):
    appoint(person=ines, role=Role.ASSESSOR, by=weiling, at=at)
    with pytest.raises(Refused, match="already holds this role"):
        appoint(person=ines, role=Role.ASSESSOR, by=weiling, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        holds(ines, Role.ASSESSOR)


def test_a_term_can_not_end_before_it_starts(weiling, ines, at):
    with pytest.raises(Refused, match="before the first"):
        appoint(person=ines, role=Role.ASSESSOR, ends_on=TODAY - timedelta(days=1), by=weiling, at=at)


def test_a_closed_account_gets_no_role(weiling, ines, at):
    ines.is_active = False
    ines.save()
    with pytest.raises(Refused, match="is closed"):
        appoint(person=ines, role=Role.ASSESSOR, by=weiling, at=at)


def test_a_role_in_a_unit_reaches_everything_below_it(weiling, ines, at, django_assert_num_queries):
    above, below, beside = unit("field", "company"), unit("field-north", "field"), unit("care", "company")
    appoint(person=ines, role=Role.ADMIN, unit_id=above.pk, by=weiling, at=at)

    with django_assert_num_queries(2):
        assert may(ines, Can.EMPLOY, Scope(unit=above.pk), at=at)
        assert may(ines, Can.EMPLOY, Scope(unit=below.pk), at=at)
        assert not may(ines, Can.EMPLOY, Scope(unit=beside.pk), at=at)
        assert not may(ines, Can.EMPLOY, Scope(), at=at)

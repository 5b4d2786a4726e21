from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from guildmark.kernel.access import Refused
from guildmark.people.actions import end_employment, move
from guildmark.people.models import Employment
from guildmark.people.queries import Led, managers_of
from tests.cast import LONG_AGO, TODAY, unit


def test_a_move_ends_one_stretch_the_day_before_and_opens_the_next(weiling, henrik, ines, saoirse, at, facts_of):
    opened = move(person=ines, unit=unit("quality"), manager=saoirse, starts_on=TODAY, by=weiling, at=at)

    assert opened.ends_on is None
    assert managers_of([ines.pk], LONG_AGO, TODAY) == [
        Led(ines.pk, henrik.pk, LONG_AGO, TODAY - timedelta(days=1)),
        Led(ines.pk, saoirse.pk, TODAY, None),
    ]
    assert facts_of("PersonMoved") == [
        {
            "person_id": ines.pk,
            "unit_id": unit("quality").pk,
            "manager_id": saoirse.pk,
            "starts_on": "2026-04-16",
        }
    ]
    saoirse.forget()
    assert saoirse.manages(ines.pk, at)
    assert not henrik.manages(ines.pk, at)


def test_a_circle_is_named(weiling, henrik, ines, nadia, at):
    move(person=nadia, unit=unit("field"), manager=ines, starts_on=TODAY, by=weiling, at=at)
    with pytest.raises(Refused, match="circle of managers: Henrik Lund → Nadia Haddad → Ines Carvalho → Henrik Lund"):
        move(person=henrik, unit=unit("field"), manager=nadia, starts_on=TODAY, by=weiling, at=at)
    with pytest.raises(Refused, match="own manager"):
        move(person=henrik, unit=unit("field"), manager=henrik, starts_on=TODAY, by=weiling, at=at)


def test_a_move_starts_after_the_last_one(weiling, ines, saoirse, at):
    for day in (LONG_AGO, LONG_AGO - timedelta(days=1)):
        with pytest.raises(Refused, match="has to start later"):
            move(person=ines, unit=unit("quality"), manager=saoirse, starts_on=day, by=weiling, at=at)


def test_a_double_click_moves_once(weiling, ines, saoirse, at, facts_of):
    move(person=ines, unit=unit("quality"), manager=saoirse, starts_on=TODAY, by=weiling, at=at)
    with pytest.raises(Refused, match="has to start later"):
        move(person=ines, unit=unit("quality"), manager=saoirse, starts_on=TODAY, by=weiling, at=at)
    assert len(facts_of("PersonMoved")) == 1


def test_the_database_refuses_an_overlap_by_any_road(ines):
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.create(person=ines, unit=unit("field"), starts_on=TODAY, ends_on=TODAY + timedelta(days=3))
    early = Employment.objects.create(
        person=ines, unit=unit("field"), starts_on=LONG_AGO - timedelta(days=9), ends_on=LONG_AGO - timedelta(days=1)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Employment.objects.filter(pk=early.pk).update(ends_on=LONG_AGO)


def test_nobody_is_put_under_a_closed_account(weiling, ines, saoirse, at):
    saoirse.is_active = False
    saoirse.save()
    with pytest.raises(Refused, match="choose another manager"):
        move(person=ines, unit=unit("quality"), manager=saoirse, starts_on=TODAY, by=weiling, at=at)


def test_a_manager_may_not_move_people(henrik, ines, at):
    with pytest.raises(Refused, match="You may not add people"):
        move(person=ines, unit=unit("care"), manager=henrik, starts_on=TODAY, by=henrik, at=at)


def test_someone_leaves_and_returns(weiling, henrik, ines, at, facts_of):
    end_employment(person=ines, last_day=TODAY, by=weiling, at=at)
    with pytest.raises(Refused, match="has left already"):
        end_employment(person=ines, last_day=TODAY, by=weiling, at=at)
    back = TODAY + timedelta(days=200)
    move(person=ines, unit=unit("field"), manager=henrik, starts_on=back, by=weiling, at=at)
    assert [(s.starts_on, s.ends_on) for s in ines.employments.order_by("starts_on")] == [
        (LONG_AGO, TODAY),
        (back, None),
    ]
    assert facts_of("EmploymentEnded") == [{"person_id": ines.pk, "ends_on": "2026-04-16"}]

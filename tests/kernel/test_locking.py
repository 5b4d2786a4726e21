"""Holding a row: it is read anew, with what is asked along, within a transaction only."""

import pytest
from django.db import transaction

from guildmark.kernel.locking import lock
from guildmark.people.models import OrgUnit, Person


def test_the_row_is_as_it_is_in_the_database_now(ines):
    type(ines).objects.filter(pk=ines.pk).update(name="Ines de Carvalho")
    assert ines.name == "Ines Carvalho"
    assert [lock(ines).name, lock(ines).name] == ["Ines de Carvalho"] * 2


def test_each_row_and_each_kind_is_its_own(ines, nadia):
    unit = OrgUnit.objects.first()
    assert (lock(ines), lock(nadia), lock(unit), lock(ines)) == (ines, nadia, unit, ines)


def test_what_is_asked_along_is_there(ines, django_assert_num_queries):
    lock(ines, "site")
    with django_assert_num_queries(1):
        assert lock(ines, "site").site.name


def test_what_is_gone_is_said(db):
    with pytest.raises(Person.DoesNotExist):
        lock(Person(pk=987654))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_held():
    with pytest.raises(transaction.TransactionManagementError):
        lock(OrgUnit(pk=1))

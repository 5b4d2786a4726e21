"""Counts beside a row: of its own few, and nothing where there are none."""

from datetime import date

import pytest
from django.db.models import OuterRef

from guildmark.kernel.counting import greatest, how_many
from guildmark.people.models import Employment, Person

pytestmark = pytest.mark.django_db


def test_each_row_has_its_own_figures(ines, henrik, nadia):
    led = Employment.objects.filter(manager=OuterRef("pk")).order_by("pk")
    counted = Person.objects.annotate(led=how_many(led), last=greatest(led, "starts_on"))
    starts_on = Employment.objects.get(person=ines).starts_on
    found = {one.pk: (one.led, one.last) for one in counted}
    assert found[henrik.pk] == (1, starts_on)
    assert isinstance(found[henrik.pk][1], date)
    assert found[nadia.pk] == (0, None)

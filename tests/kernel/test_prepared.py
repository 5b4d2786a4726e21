"""A prepared query answers what the query itself answers, whatever values it is given."""

from datetime import date, timedelta

import pytest
from django.db.models import Q, QuerySet

from guildmark.kernel.prepared import Slot, prepared
from guildmark.people.models import Employment, Person

pytestmark = pytest.mark.django_db


def in_unit_on(day: date | Slot, manager: int | Slot) -> QuerySet[Employment]:
    lasting = Q(ends_on=None) | Q(ends_on__gte=day)
    return Employment.objects.filter(lasting, starts_on__lte=day, manager_id=manager).order_by("pk")


def with_person(day: date | Slot, manager: int | Slot) -> QuerySet[Employment]:
    return in_unit_on(day, manager).select_related("person")


def ids(day: date | Slot, manager: int | Slot) -> QuerySet[Employment, tuple[int, date]]:
    return in_unit_on(day, manager).values_list("person_id", "starts_on")


def made_before(moment) -> QuerySet[Person, str]:
    return Person.objects.filter(created_at__lt=moment).order_by("name").values_list("name", flat=True)


@pytest.fixture
def manager(ines, henrik) -> int:
    return henrik.pk


@pytest.mark.parametrize("build", [in_unit_on, with_person, ids])
def test_it_answers_as_the_query_itself(build, manager, at):
    ask = prepared(build)
    for day in (at.date(), at.date() - timedelta(days=36500), at.date()):
        for whom in (manager, -1, manager):
            assert ask(day=day, manager=whom) == list(build(day, whom))
    assert ask(day=at.date(), manager=manager)


def test_moments_are_compared_as_moments(ines, at):
    ask = prepared(made_before)
    for moment in (at + timedelta(days=1), at - timedelta(days=36500)):
        assert ask(moment=moment) == list(made_before(moment))
    assert ask(moment=at + timedelta(days=1))


def test_each_run_is_one_query_and_reads_along_what_was_asked(manager, at, django_assert_num_queries):
    ask = prepared(with_person)
    with django_assert_num_queries(2):
        ask(day=at.date(), manager=-1)
        assert all(one.person.name for one in ask(day=at.date(), manager=manager))


def test_it_is_built_once(at):
    built = []

    def build(person: int | Slot) -> QuerySet[Person]:
        built.append(person)
        return Person.objects.filter(pk=person)

    ask = prepared(build)
    for number in range(3):
        ask(person=number)
    assert len(built) == 1


def test_a_value_left_out_is_an_error():
    with pytest.raises(TypeError, match="day, manager"):
        prepared(in_unit_on)(day=date(2026, 1, 1))


def test_prefetching_is_refused():
    with pytest.raises(TypeError, match="prefetching"):
        prepared(lambda person: Person.objects.filter(pk=person).prefetch_related("roles"))(person=1)


def of_people(people, *, newest_first: bool) -> QuerySet[Employment, int]:
    found = Employment.objects.filter(person__pk__in=people)
    return found.order_by("-pk" if newest_first else "pk").values_list("person_id", flat=True)


def test_lists_of_any_length_and_shapes_have_answers_of_their_own(ines, henrik, nadia):
    ask = prepared(of_people)
    some = [ines.pk, henrik.pk, nadia.pk]
    for people in (some, some[:1], some[1:], (), set(some)):
        for newest_first in (True, False):
            told = list(of_people(list(people), newest_first=newest_first))
            assert ask(people=people, newest_first=newest_first) == told
            assert len(told) == len(people)


def test_a_few_shapes_are_kept(monkeypatch, ines):
    monkeypatch.setattr("guildmark.kernel.prepared.MOST", 2)
    built = []

    def build(*, place: int) -> QuerySet[Person]:
        built.append(place)
        return Person.objects.order_by("pk")[place : place + 1]

    ask = prepared(build)
    for place in (0, 1, 0, 2, 0, 1):
        ask(place=place)
    assert built == [0, 1, 2, 1]

"""Choosing a colleague by typing: offered while one types, understood without scripts."""

import pytest
from django.core.exceptions import ValidationError

from guildmark.people.forms import PersonField
from guildmark.people.models import Person
from guildmark.people.queries import people_meant, people_suggested
from tests.cast import NOW

SUGGESTIONS = "/people/suggestions/"


def offered(client, **asked) -> list[str]:
    answer = client.get(SUGGESTIONS, asked)
    assert answer.status_code == 200
    return [one["name"] for one in answer.json()["people"]]


def test_who_matches_is_offered_with_function_and_unit(client, ines, tomasz):
    client.force_login(tomasz)
    (one,) = client.get(SUGGESTIONS, {"q": "ines carv"}).json()["people"]
    assert one["value"] == "Ines Carvalho (ines)"
    assert one["name"] == "Ines Carvalho"
    assert ines.job_function.name in one["detail"]
    assert client.get(SUGGESTIONS, {"q": "ines"}).json()["said"] == "1 colleague matches."


def test_one_letter_offers_nobody_yet(client, ines):
    client.force_login(ines)
    assert offered(client, q="i") == []


def test_only_those_who_hold_the_role(client, ines, tomasz, priya):
    client.force_login(priya)
    assert offered(client, q="tomasz", role="assessor") == ["Tomasz Bielak"]
    assert offered(client, q="ines", role="assessor") == []


def test_who_left_is_not_offered(client, ines, tomasz):
    Person.objects.filter(pk=ines.pk).update(is_active=False)
    client.force_login(tomasz)
    assert offered(client, q="ines") == []
    assert people_meant("ines") == []


def test_a_stranger_is_offered_nobody(client, ines):
    answer = client.get(SUGGESTIONS, {"q": "ines"})
    assert answer.status_code in (302, 401) and "Carvalho" not in answer.content.decode()


def test_two_queries_however_many_work_here(ines, tomasz, django_assert_num_queries):
    with django_assert_num_queries(2):
        people_suggested(tomasz, "ca", at=NOW)
    Person.objects.bulk_create(
        Person(
            username=f"carla-{number}", name=f"Carla {number}", email=f"carla-{number}@example.com",
            employee_number=f"C-{number}", job_function=ines.job_function, site=ines.site, created_at=NOW,
        )
        for number in range(30)
    )  # fmt: skip
    with django_assert_num_queries(2):
        assert len(people_suggested(tomasz, "ca", at=NOW)) == 8


@pytest.mark.parametrize("typed", ["ines", "INES", "Ines Carvalho", "Ines Carvalho (ines)", "carvalho", " ines "])
def test_the_box_understands_what_was_chosen_and_what_was_typed(ines, tomasz, typed):
    assert PersonField().clean(typed) == ines


def test_a_number_and_an_address_do_too(ines):
    assert PersonField().clean(ines.employee_number) == PersonField().clean(ines.email.upper()) == ines


def test_what_means_nobody_or_several_says_so(ines, nadia, tomasz):
    with pytest.raises(ValidationError, match="Nobody here has that name"):
        PersonField().clean("Nobody Known")
    with pytest.raises(ValidationError, match=r"Several people match: .*Ines Carvalho \(ines\).*Give the username"):
        PersonField().clean("a")


def test_every_box_for_a_person_offers_and_loads_the_list(client, weiling, priya, tomasz):
    pages = {"/people/roles/new/": weiling, "/people/tomasz/employment/": weiling, "/conflicts/": tomasz}
    for url, who in {**pages, "/assessors/": priya}.items():
        client.force_login(who)
        html = client.get(url).content.decode()
        assert f'data-people="{SUGGESTIONS}"' in html, url
        assert "people/chooser" in html, url

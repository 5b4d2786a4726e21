import pytest

from guildmark.kernel.access import Refused
from guildmark.people.actions import employ
from guildmark.people.queries import manager_of, unit_of
from tests.cast import TODAY, job_function, site, unit


def joiner(**other):
    return {
        "username": "sanne",
        "employee_number": "E-900",
        "name": "Sanne de Wit",
        "email": "sanne@alderquay.example",
        "job_function": job_function("quality"),
        "site": site("rotterdam"),
        "unit": unit("quality", "company"),
        "starts_on": TODAY,
        **other,
    }


def test_someone_joins(weiling, saoirse, at, facts_of):
    sanne = employ(**joiner(manager=saoirse), by=weiling, at=at)

    assert unit_of(sanne, at).code == "quality"
    assert manager_of(sanne, at) == saoirse
    assert sanne.time_zone == "Europe/Amsterdam"
    assert not sanne.has_usable_password()
    assert facts_of("PersonEmployed") == [
        {"person_id": sanne.pk, "unit_id": unit("quality").pk, "manager_id": saoirse.pk, "starts_on": "2026-04-16"}
    ]


def test_others_may_not(priya, at):
    with pytest.raises(Refused, match="You may not add people"):
        employ(**joiner(), by=priya, at=at)


@pytest.mark.parametrize(
    "same", [{"username": "ines"}, {"employee_number": "E-ines"}, {"email": "INES@alderquay.example"}]
)
def test_names_numbers_and_addresses_are_one_persons(weiling, ines, at, same):
    with pytest.raises(Refused, match="Ines Carvalho is in the directory already"):
        employ(**joiner(**same), by=weiling, at=at)

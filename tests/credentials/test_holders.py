"""How many hold a program's credential: on its page for everybody, with the names of those who want it."""

from datetime import timedelta

import pytest

from guildmark.credentials import actions
from guildmark.credentials.models import Credential
from guildmark.programs.ports import Holders, holders_of

PAGE = "/programs/field-commissioning-engineer/"


@pytest.fixture
def read(client, nadia):
    client.force_login(nadia)
    return lambda: client.get(PAGE).content.decode()


def test_nobody_yet(read, version, at):
    assert holders_of(version.program_id, at) == Holders()
    assert "Nobody holds it yet." in read()


def test_counted_while_private_named_when_public(read, credential, ines, at):
    assert holders_of(credential.program_id, at) == Holders(1)
    assert "1 person holds it." in read() and "Ines Carvalho" not in read()
    actions.make_public(credential=credential, by=ines, at=at)
    assert holders_of(credential.program_id, at).shown == (("Ines Carvalho", f"/c/{credential.ref}"),)
    assert f'<a href="/c/{credential.ref}">Ines Carvalho</a>' in read()
    actions.make_private(credential=credential, by=ines, at=at)
    assert "1 person holds it." in read() and "Ines Carvalho" not in read()


@pytest.mark.parametrize("state", ["suspended", "withdrawn", "replaced"])
def test_what_was_taken_back_does_not_count(credential, at, state):
    Credential.objects.update(public=True, state=state)
    assert holders_of(credential.program_id, at) == Holders()


def test_it_counts_from_its_first_day_to_its_last(credential, at):
    def counted(day):
        return holders_of(credential.program_id, at + (day - at.date())).count

    first, last, a_day = credential.valid_from, credential.valid_until, timedelta(days=1)
    assert [counted(day) for day in (first - a_day, first, last, last + a_day)] == [0, 1, 1, 0]


def test_of_this_program_only(credential, at):
    assert holders_of(credential.program_id + 1, at) == Holders()


def test_it_takes_two_queries(credential, at, django_assert_num_queries):
    with django_assert_num_queries(2):
        holders_of(credential.program_id, at)

"""The holder says who sees the credential; nobody else does."""

import pytest

from guildmark.credentials import actions
from guildmark.kernel.access import Refused
from guildmark.kernel.models import JournalEntry


def test_it_is_private_until_its_holder_makes_it_public(credential, ines, at):
    assert not credential.public
    assert actions.make_public(credential=credential, by=ines, at=at).public
    assert not actions.make_private(credential=credential, by=ines, at=at).public


def test_each_change_is_told_once(credential, ines, at):
    for verb in (actions.make_public, actions.make_public, actions.make_private, actions.make_private):
        verb(credential=credential, by=ines, at=at)
    told = JournalEntry.objects.filter(fact__startswith="CredentialMade").order_by("pk").values_list("fact", flat=True)
    assert list(told) == ["CredentialMadePublic", "CredentialMadePrivate"]


@pytest.mark.parametrize("verb", [actions.make_public, actions.make_private])
def test_nobody_else_does(credential, marguerite, at, verb):
    with pytest.raises(Refused, match="You may not make this credential public, or private again"):
        verb(credential=credential, by=marguerite, at=at)

import pytest

from guildmark.kernel.access import Refused
from guildmark.people.actions import deactivate, reactivate, set_language, set_preferences


def test_ines_chooses_how_she_reads(ines, at, facts_of):
    chosen = {"language": "nl", "time_zone": "Asia/Kolkata", "single_key_shortcuts": False}
    set_preferences(person=ines, **chosen, by=ines, at=at)
    ines.refresh_from_db()
    assert (ines.language, ines.time_zone, ines.single_key_shortcuts) == ("nl", "Asia/Kolkata", False)
    assert facts_of("PreferencesSet") == [{"person_id": ines.pk, **chosen}]


def test_the_language_alone(ines, at):
    set_language(person=ines, language="nl", by=ines, at=at)
    ines.refresh_from_db()
    assert (ines.language, ines.time_zone) == ("nl", "America/Monterrey")


@pytest.mark.parametrize(("language", "zone"), [("tlh", "Europe/London"), ("nl", "Mars/Olympus")])
def test_only_what_there_is(ines, at, language, zone):
    with pytest.raises(Refused):
        set_preferences(person=ines, language=language, time_zone=zone, single_key_shortcuts=True, by=ines, at=at)


def test_only_languages_there_are(ines, at):
    with pytest.raises(Refused):
        set_language(person=ines, language="tlh", by=ines, at=at)


def test_nobody_chooses_for_another(ines, weiling, at):
    with pytest.raises(Refused, match="You may not choose"):
        set_language(person=ines, language="nl", by=weiling, at=at)
    with pytest.raises(Refused, match="You may not choose"):
        set_preferences(person=ines, language="nl", time_zone="UTC", single_key_shortcuts=True, by=weiling, at=at)


def test_an_account_is_closed_and_opened_again(weiling, ines, at, facts_of):
    deactivate(person=ines, by=weiling, at=at)
    with pytest.raises(Refused, match="closed already"):
        deactivate(person=ines, by=weiling, at=at)
    reactivate(person=ines, by=weiling, at=at)
    reactivate(person=ines, by=weiling, at=at)
    ines.refresh_from_db()
    assert ines.is_active
    assert (len(facts_of("AccountClosed")), len(facts_of("AccountReopened"))) == (1, 1)


def test_not_ones_own_and_not_by_others(weiling, ines, nadia, at):
    with pytest.raises(Refused, match="your own account"):
        deactivate(person=weiling, by=weiling, at=at)
    for verb in (deactivate, reactivate):
        with pytest.raises(Refused, match="You may not close"):
            verb(person=ines, by=nadia, at=at)

"""Accounts: what their owners choose, and whether they are open."""

from datetime import datetime

from django.db import transaction

from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people import lifecycle
from guildmark.people.facts import AccountClosed, AccountReopened, PreferencesSet
from guildmark.people.models import Person, company_day
from guildmark.people.permissions import Can


@transaction.atomic
def set_preferences(
    *, person: Person, language: str, time_zone: str, single_key_shortcuts: bool, by: Actor, at: datetime
) -> Person:
    """`person` reads pages in `language`, moments in `time_zone`, and single keys act or do not."""
    person = lock(person)
    ensure(may(by, Can.SET_PREFERENCES, person, at=at))
    ensure(lifecycle.offers(language, time_zone))
    person.language, person.time_zone, person.single_key_shortcuts = language, time_zone, single_key_shortcuts
    person.save(update_fields=["language", "time_zone", "single_key_shortcuts"])
    announce(PreferencesSet(person.pk, language, time_zone, single_key_shortcuts), by=by, at=at)
    return person


@transaction.atomic
def set_language(*, person: Person, language: str, by: Actor, at: datetime) -> Person:
    """`person` reads pages in `language`."""
    person = lock(person)
    ensure(may(by, Can.SET_PREFERENCES, person, at=at))
    ensure(lifecycle.offers(language, person.time_zone))
    person.language = language
    person.save(update_fields=["language"])
    announce(PreferencesSet(person.pk, language, person.time_zone, person.single_key_shortcuts), by=by, at=at)
    return person


@transaction.atomic
def deactivate(*, person: Person, by: Actor, at: datetime) -> Person:
    """The account is closed: its owner can't sign in, and every session of theirs ends. Nothing is lost."""
    person = lock(person)
    ensure(lifecycle.may_close_account(person, by=by, at=at))
    person.is_active = False
    person.save(update_fields=["is_active"])
    announce(AccountClosed(person.pk), by=by, at=at)
    return person


@transaction.atomic
def reactivate(*, person: Person, by: Actor, at: datetime) -> Person:
    """The account is open again; open already, it stays so."""
    person = lock(person)
    ensure(may(by, Can.CLOSE_ACCOUNT, person.scope_on(company_day(at)), at=at))
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        announce(AccountReopened(person.pk), by=by, at=at)
    return person

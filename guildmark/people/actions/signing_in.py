"""Signing in: tries are counted before passwords are looked at, so that two at once count as two."""

import hashlib
from datetime import datetime

from django.db import transaction

from guildmark.kernel import outbox
from guildmark.kernel.access import Actor, ensure, may
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.people import lifecycle
from guildmark.people.facts import PasswordSet, PersonSignedIn, SignInLinkSent, SignInTried
from guildmark.people.models import Person, SignInTally
from guildmark.people.permissions import Can


@transaction.atomic
def count_try(*, person: Person | None, login: str, address: str, by: Actor, at: datetime) -> None:
    """A try to sign in counts against the name and against the address; refused once there were too many."""
    allowed = {_name_key(person, login): lifecycle.TRIES_A_NAME, _address_key(address): lifecycle.TRIES_AN_ADDRESS}
    SignInTally.objects.bulk_create([SignInTally(key=k, since=at) for k in allowed], ignore_conflicts=True)
    tallies = list(SignInTally.objects.select_for_update().filter(key__in=allowed).order_by("key"))
    for tally in tallies:
        ensure(lifecycle.may_try(tally, allowed[tally.key], at=at))
    for tally in tallies:
        fresh = lifecycle.is_over(tally, at=at)
        tally.tries, tally.since = (1, at) if fresh else (tally.tries + 1, tally.since)
        tally.save(update_fields=["tries", "since"])
    announce(SignInTried(person.pk if person else None), by=by, at=at)


@transaction.atomic
def sign_in(*, person: Person, way: str, by: Actor, at: datetime) -> Person:
    """`person` has shown who they are, by `way`; the tries against their name are forgotten."""
    person = lock(person)
    ensure(lifecycle.may_sign_in(person))
    SignInTally.objects.filter(key=_name_key(person, "")).delete()
    announce(PersonSignedIn(person.pk, way), by=by, at=at)
    return person


@transaction.atomic
def set_password(*, person: Person, password: str, by: Actor, at: datetime) -> Person:
    """`person` signs in with this password from now on; other sessions and links of theirs end."""
    person = lock(person)
    ensure(may(by, Can.SET_PASSWORD, person, at=at))
    ensure(lifecycle.may_sign_in(person))
    person.set_password(password)
    person.save(update_fields=["password"])
    announce(PasswordSet(person.pk), by=by, at=at)
    return person


@transaction.atomic
def send_sign_in_link(*, person: Person, by: Actor, at: datetime) -> None:
    """A one-time link with which `person` chooses a password is on its way to their own address, seen by nobody else."""
    person = lock(person)
    ensure(lifecycle.may_send_link(person, by=by, at=at))
    outbox.post(
        "people.sign_in_link", key=f"sign-in-link:{person.pk}:{at:%Y%m%d%H%M}", payload={"person_id": person.pk}, at=at
    )
    announce(SignInLinkSent(person.pk), by=by, at=at)


def _name_key(person: Person | None, login: str) -> str:
    name = f"person:{person.pk}" if person else f"nobody:{login.strip().lower()}"
    return "name:" + hashlib.sha256(name.encode()).hexdigest()  # people type their password into the wrong field


def _address_key(address: str) -> str:
    return "address:" + lifecycle.network_of(address)

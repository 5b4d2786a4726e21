"""Who is at the door: accounts, passwords and one-time links."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db.models import Q
from django.utils.http import base36_to_int, int_to_base36

from guildmark.people.models import Person

links = PasswordResetTokenGenerator()
"""One-time: a link holds until the password or the address changes, and for as long as the settings say."""


def person_called(login: str) -> Person | None:
    """The person who signs in with this username or e-mail address."""
    wanted = login.strip()
    return Person.objects.filter(Q(username=wanted.lower()) | Q(email__iexact=wanted)).first()


def knows_password(person: Person | None, password: str) -> bool:
    """Whether this is the password of an open account. Takes as long for a name that nobody has."""
    if person is None or not person.has_usable_password():
        make_password(password)
        return False
    return check_password(password, person.password) and person.is_active


def link_for(person: Person) -> tuple[str, str]:
    """The two parts of a one-time link with which this person chooses a password."""
    return int_to_base36(person.pk), links.make_token(person)


def person_by_link(number: str, token: str) -> Person | None:
    """Whom a one-time link belongs to, while it holds."""
    try:
        person = Person.objects.filter(pk=base36_to_int(number), is_active=True).first()
    except ValueError:
        return None
    return person if person and links.check_token(person, token) else None


def open_account(person_id: int) -> Person | None:
    return Person.objects.filter(pk=person_id, is_active=True).first()


def preferences_of(person: Person) -> dict[str, str | bool]:
    return {name: getattr(person, name) for name in ("language", "time_zone", "single_key_shortcuts")}

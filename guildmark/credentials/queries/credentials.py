"""Credentials as pages show them: to the holder, to those who answer for the program, to anyone."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise

from guildmark.credentials import words
from guildmark.credentials.domain.reading import Reading, reading
from guildmark.credentials.domain.refs import tidy
from guildmark.credentials.domain.standing import Standing, standing
from guildmark.credentials.models import Credential, Hearing, StatusChange
from guildmark.credentials.permissions import Can
from guildmark.kernel.access import may
from guildmark.kernel.prepared import prepared
from guildmark.people.models import Person

ALONG = ("holder", "program", "version", "decision__decided_by", "decision__candidacy__person", "replaced_by")


@dataclass(frozen=True)
class Shown:
    """A credential at a moment, ready to show."""

    credential: Credential
    at: datetime
    by_holder: bool = False

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.credential, self.at)

    @property
    def standing_name(self) -> str | Promise:
        return words.NAMES[self.standing]

    @property
    def tone(self) -> str:
        return words.tone(self.standing)

    @property
    def sentence(self) -> str:
        return words.sentence(self.standing, self.credential.dates)

    @cached_property
    def reading(self) -> Reading:
        return reading(self.credential.document)


def standing_of(credential: Credential, at: datetime) -> Standing:
    return standing(credential.state, credential.dates, at)


def get_credential(person: Person, pk: int, *, at: datetime) -> Credential:
    """The credential, if the person may see it; else a 404."""
    return _seen(person, Credential.objects.select_related(*ALONG).filter(pk=pk).first(), at)


def get_shown(person: Person, ref: str, *, at: datetime) -> Shown:
    """The credential of this reference, if the person may see it; else a 404."""
    found = _seen(person, _by_ref(ref), at)
    return Shown(found, at, by_holder=found.holder_id == person.pk)


def _seen(person: Person, found: Credential | None, at: datetime) -> Credential:
    if found is None or not may(person, Can.READ, found, at=at):
        raise Http404
    return found


def get_own(person: Person, ref: str, *, at: datetime) -> Credential:
    """The person's own credential of this reference; else a 404."""
    found = _by_ref(ref)
    if found is None or found.holder_id != person.pk:
        raise Http404
    return found


def of_holder(person: Person, *, at: datetime) -> list[Shown]:
    """What the person holds or held, the latest first."""
    held = Credential.objects.filter(holder=person).select_related("program", "version", "holder")
    return [Shown(one, at, by_holder=True) for one in held.order_by("-valid_from", "-pk")]


def public_by_ref(reader: object, ref: str, *, at: datetime) -> Shown | None:
    """The credential of this reference as anyone may see it: public, or the reader's own. `None` where it is private.

    Raises `Http404` where there is none.
    """
    found = _by_ref(ref)
    if found is None:
        raise Http404
    own = getattr(reader, "pk", None) == found.holder_id
    return Shown(found, at, by_holder=own) if found.public or own else None


def _by_ref(ref: str) -> Credential | None:
    return next(iter(_called(ref=wanted)), None) if (wanted := tidy(ref)) else None


@prepared
def _called(ref: str) -> QuerySet[Credential]:
    return Credential.objects.select_related(*ALONG).filter(ref=ref)


def public_credentials() -> list[Credential]:
    """Every credential that its holder made public, the latest first; for the command line."""
    rows = Credential.objects.filter(public=True).select_related("holder", "program")
    return list(rows.order_by("-issued_at", "-pk"))


def signed_with(multikeys: AbstractSet[str]) -> list[Credential]:
    """Every credential whose text names one of these keys, without the text. One query."""
    named = [Q(document__contains=f"#{key}") for key in sorted(multikeys)]
    return list(Credential.objects.filter(reduce(or_, named)).defer("document").order_by("pk")) if named else []


def by_any_ref(ref: str) -> Credential | None:
    """The credential of this reference, whoever asks: for the operator's command line."""
    return _by_ref(ref)


def open_hearing(credential: Credential) -> Hearing | None:
    """The withdrawal that is proposed, if one is."""
    return credential.hearings.filter(ended_at=None).select_related("proposed_by").first()


def changes_of(credential: Credential) -> list[StatusChange]:
    """What happened to it since its grant, the latest first."""
    return list(credential.changes.select_related("changed_by").order_by("-changed_at", "-pk"))

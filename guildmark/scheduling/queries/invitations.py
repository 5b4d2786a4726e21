"""The words of an invitation, for one person: in their language, by their clock."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from guildmark.people.models import Person
from guildmark.scheduling.domain.invitation import Invitation, Mailbox
from guildmark.scheduling.models import Booking, BookingState
from guildmark.scheduling.queries.finding import with_places
from guildmark.scheduling.queries.words import hour_words, moment_words


@dataclass(frozen=True)
class Letter:
    """A mail to one person: subject, text, and what their calendar is told."""

    person: Person
    subject: str
    text: str
    invitation: Invitation


def letter_for(booking_id: int, person_id: int, *, method: str, sequence: int, stamped_at: datetime) -> Letter | None:
    """What is to be sent, or nothing where it has been overtaken: by a later change, which has its own letter, or by
    the person’s leaving."""
    booking = with_places(Booking.objects.filter(pk=booking_id)).get()
    person = Person.objects.get(pk=person_id)
    invited = any(one.person_id == person_id for one in booking.places.all())
    overtaken = booking.sequence != sequence or booking.state != BookingState.BOOKED or not invited
    if not person.is_active or (method == "REQUEST" and overtaken):
        return None
    with translation.override(person.language):
        return _letter(booking, person, method, sequence, stamped_at)


def _letter(booking: Booking, person: Person, method: str, sequence: int, stamped_at: datetime) -> Letter:
    task, moment = booking.submission.task.title, moment_words(booking.starts_at, person.time_zone)
    page = settings.BASE_URL + reverse("scheduling:session", args=[booking.submission_id])
    comers = [(one.person, hour_words(booking.starts_at, one.person.time_zone)) for one in booking.places.all()]
    cancelled = method == "CANCEL"
    told = {
        "booking": booking, "person": person, "task": task, "moment": moment, "page": page, "comers": comers,
        "cancelled": cancelled, "whole": cancelled and booking.state == BookingState.CANCELLED,
        "changed": sequence > 0 and not cancelled,
    }  # fmt: skip
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    text = render_to_string("scheduling/invitation.txt", told)
    return Letter(
        person=person,
        subject=_subject(task, moment, cancelled=cancelled, changed=sequence > 0),
        text=text,
        invitation=Invitation(
            method=method, uid=f"{booking.uid}@{_host()}", sequence=sequence, stamped_at=stamped_at,
            starts_at=booking.starts_at, ends_at=booking.ends_at, zone=person.time_zone,
            summary=_("{task}: session").format(task=task), description=text, location=booking.meeting_url, page=page,
            organizer=Mailbox(name or settings.ORGANISATION, address),
            attendees=tuple(Mailbox(one.name, one.email) for one in _attendees(booking, person, cancelled)),
        ),
    )  # fmt: skip


def _attendees(booking: Booking, person: Person, cancelled: bool) -> list[Person]:
    """All who come; of a cancellation, whom it is told to."""
    return [person] if cancelled else [one.person for one in booking.places.all()]


def _subject(task: str, moment: str, *, cancelled: bool, changed: bool) -> str:
    words = _("{task}: {moment}")
    if cancelled:
        words = _("Cancelled: {task}, {moment}")
    elif changed:
        words = _("Changed: {task}, {moment}")
    return " ".join(words.format(task=task, moment=moment).split())


def _host() -> str:
    return settings.BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]

"""What people's calendars are told: read back by a strict reader and a lenient one, and taken by a real mail server."""

import email
import email.policy
import socket
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from aiosmtpd.controller import Controller
from django.core import mail

from guildmark.kernel import outbox
from guildmark.kernel.models import OutboxMessage
from guildmark.people.models import Person
from guildmark.scheduling import actions
from guildmark.scheduling.domain.invitation import Invitation, Mailbox, calendar_of
from tests.scheduling.conftest import OVERLAP, again


@pytest.fixture
def delivered(at, settings):
    """Everything that has left by now, to whom."""
    settings.BASE_URL = "https://guildmark.alderquay.example"

    def delivered():
        mail.outbox.clear()
        outbox.deliver_due(at=at)
        return {one.to[0].partition("@")[0]: one for one in mail.outbox}

    return delivered


def parts(message):
    """The text, the calendar to act on, and the file, as a mail program sees them."""
    whole = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    found = {part.get_content_type(): part for part in whole.walk() if not part.is_multipart()}
    return found["text/plain"], found["text/calendar"], found["application/ics"]


def event_of(message):
    """The event, as both readers understand it: the strict one refuses what isn't whole."""
    _text, calendar, file = parts(message)
    content = calendar.get_content()
    assert file.get_payload(decode=True).decode().splitlines() == content.splitlines()
    vobject.readOne(content).validate(raiseException=True)
    read = icalendar.Calendar.from_ical(content)
    assert not read.errors
    return read, next(iter(read.walk("VEVENT")))


def test_everybody_gets_it_by_their_own_clock(booked, delivered):
    sent = delivered()
    assert set(sent) == {"ines", "tomasz", "kwame"}
    zones = {"ines": ("America/Monterrey", 8), "tomasz": ("Europe/London", 15), "kwame": ("Europe/Amsterdam", 16)}
    for name, (zone, hour) in zones.items():
        calendar, event = event_of(sent[name])
        assert str(calendar["METHOD"]) == "REQUEST"
        starts = event["DTSTART"]
        assert (starts.params["TZID"], starts.dt.hour, starts.dt.astimezone(UTC)) == (zone, hour, OVERLAP)
        assert [str(one["TZID"]) for one in calendar.walk("VTIMEZONE")] == [zone]
        assert f"{hour:02d}:00" in sent[name].subject and zone.rpartition("/")[2] in sent[name].subject


def test_a_mail_program_finds_what_outlook_and_google_ask_for(booked, delivered):
    message = delivered()["ines"]
    text, calendar, file = parts(message)
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar["Content-Type"].params["charset"].lower() == "utf-8"
    assert (file.get_filename(), file.get_content_disposition()) == ("invite.ics", "attachment")
    assert "Tomasz Bielak: 15:00 in London" in text.get_content()
    assert f"/submissions/{booked.submission_id}/session/" in text.get_content()
    whole = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    alternatives = [part for part in whole.walk() if part.get_content_type() == "multipart/alternative"]
    assert [part.get_content_type() for part in alternatives[0].iter_parts()] == ["text/plain", "text/calendar"]


def test_organizer_attendees_and_state_are_said(booked, delivered):
    _, event = event_of(delivered()["ines"])
    assert str(event["ORGANIZER"]) == "mailto:guildmark@localhost"
    assert {str(one) for one in event["ATTENDEE"]} == {
        "mailto:ines@alderquay.example", "mailto:tomasz@alderquay.example", "mailto:kwame@alderquay.example",
    }  # fmt: skip
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CONFIRMED", 0)


def test_a_change_keeps_the_name_and_raises_the_number(booked, delivered, ines, tomasz, at):
    _, before = event_of(delivered()["tomasz"])
    actions.move(booking=booked, starts_at=OVERLAP + timedelta(days=1), by=ines, at=at)
    url = "https://meet.alderquay.example/42"
    actions.set_meeting_link(booking=again(booked), url=url, by=tomasz, at=at)
    sent = delivered()
    assert len(sent) == len(mail.outbox) == 3, "what a later change has overtaken is not sent"
    _, after = event_of(sent["tomasz"])
    assert (after["UID"], int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (before["UID"], 0, 2)
    assert str(after["LOCATION"]) == url and after["DTSTART"].dt.astimezone(UTC) == OVERLAP + timedelta(days=1)
    assert sent["tomasz"].subject.startswith("Changed: ")


def test_a_cancellation_takes_it_out_of_every_calendar(booked, delivered, tomasz, at):
    _, before = event_of(delivered()["kwame"])
    actions.cancel(booking=booked, reason="A site visit.", by=tomasz, at=at)
    sent = delivered()
    assert len(sent) == 3
    calendar, event = event_of(sent["kwame"])
    assert (str(calendar["METHOD"]), str(event["STATUS"])) == ("CANCEL", "CANCELLED")
    assert event["UID"] == before["UID"] and int(event["SEQUENCE"]) > int(before["SEQUENCE"])
    text, part, file = parts(sent["kwame"])
    assert "A site visit." in text.get_content() and sent["kwame"].subject.startswith("Cancelled: ")
    assert (part["Content-Type"].params["method"], file.get_filename()) == ("CANCEL", "cancel.ics")


def test_it_is_in_the_words_of_the_reader(panel, submission, ines, tomasz, delivered, at):
    Person.objects.filter(pk=ines.pk).update(language="nl")
    actions.book(submission=submission, starts_at=OVERLAP, by=ines, at=at)
    sent = delivered()
    assert "dinsdag 21 april" in sent["ines"].subject and "Tuesday 21 April" in sent["tomasz"].subject


def test_sent_twice_it_is_the_same_mail(booked, delivered, at):
    first = delivered()["ines"].message()
    OutboxMessage.objects.filter(kind="scheduling.invitation").update(delivered_at=None)
    again_ = delivered()["ines"].message()
    assert first["Message-ID"] == again_["Message-ID"]
    assert event_of(mail.outbox[0])[1]["SEQUENCE"] == 0


def test_nobody_is_written_to_whose_account_is_closed(booked, delivered, kwame):
    Person.objects.filter(pk=kwame.pk).update(is_active=False)
    assert set(delivered()) == {"ines", "tomasz"}


def test_names_and_texts_cannot_break_out_of_their_line():
    wild = 'Walk; through, with\\ a "twist"\r\nATTENDEE:mailto:x@y.example é—' + "long " * 40
    made = calendar_of(
        an_invitation(summary=wild, description=wild, organizer=Mailbox('O"Neil; Ann,\r\nX', "a@b.example"))
    )
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    vobject.readOne(made.decode()).validate(raiseException=True)
    event = next(iter(icalendar.Calendar.from_ical(made).walk("VEVENT")))
    assert str(event["SUMMARY"]).replace("\r", "") == wild.replace("\r", "")
    assert len(event.get("ATTENDEE", [])) == 0


def an_invitation(**given):
    starts = given.pop("starts_at", OVERLAP)
    usual = {
        "method": "REQUEST", "uid": "session-1@guildmark.example", "sequence": 0, "stamped_at": OVERLAP,
        "starts_at": starts, "ends_at": starts + timedelta(hours=1), "zone": "Europe/Amsterdam", "summary": "Session",
        "description": "", "location": "", "page": "https://guildmark.example/", "attendees": (),
        "organizer": Mailbox("Guildmark", "guildmark@example.com"),
    }  # fmt: skip
    return Invitation(**{**usual, **given})


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Amsterdam", date(2026, 3, 29)), ("Europe/Amsterdam", date(2026, 10, 25)), ("Asia/Kolkata", date(2026, 7, 1)),
        ("America/Monterrey", date(2026, 7, 1)), ("Australia/Lord_Howe", date(2026, 10, 4)), ("UTC", date(2026, 7, 1)),
    ],
)  # fmt: skip
def test_a_strict_reader_finds_the_same_instant_around_a_change_of_clocks(zone, day):
    """The zone's rules travel along, and give the instant that was meant, also to who knows no zone by name."""
    for hours in range(24):
        starts = datetime(day.year, day.month, day.day, hours, tzinfo=UTC)
        made = calendar_of(an_invitation(zone=zone, starts_at=starts)).decode()
        assert vobject.readOne(made).vevent.dtstart.value.astimezone(UTC) == starts


def test_the_rules_of_a_zone_are_dated_by_the_clock_that_ends():
    """As in the example of RFC 5545, 3.6.5: New York goes forward at two in the night, and back at two."""
    made = calendar_of(an_invitation(zone="America/New_York")).decode()
    zone = next(iter(icalendar.Calendar.from_ical(made).walk("VTIMEZONE")))
    changes = {(one.name, one["DTSTART"].dt.hour) for one in zone.subcomponents if "RDATE" in one}
    assert changes == {("DAYLIGHT", 2), ("STANDARD", 2)}
    assert "TZOFFSETFROM:-0500" in made and len(made) < 1500


class Sink:
    """A mail server that keeps what it is given."""

    def __init__(self):
        self.kept = []

    async def handle_DATA(self, server, session, envelope):
        self.kept.append(envelope)
        return "250 kept"


def test_a_real_mail_server_takes_it(booked, settings, at):
    sink = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(sink, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        outbox.deliver_due(at=at)
    finally:
        server.stop()
    assert sorted(one.rcpt_tos[0] for one in sink.kept) == [
        f"{who}@alderquay.example" for who in ("ines", "kwame", "tomasz")
    ]
    arrived = email.message_from_bytes(sink.kept[0].content, policy=email.policy.default)
    calendar = next(part for part in arrived.walk() if part.get_content_type() == "text/calendar")
    vobject.readOne(calendar.get_content()).validate(raiseException=True)


def test_a_server_that_is_away_is_tried_again(booked, settings, at):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    outbox.deliver_due(at=at)
    assert OutboxMessage.objects.filter(kind="scheduling.invitation", delivered_at=None, attempts=1).count() == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox.clear()
    outbox.deliver_due(at=at + timedelta(minutes=5))
    assert len(mail.outbox) == 3

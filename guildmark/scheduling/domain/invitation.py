"""Invitations as iCalendar (RFC 5545) with the scheduling methods of iTIP (RFC 5546), as calendars of all makers take them.

One UID for a session for ever, a SEQUENCE that rises with each change, times with the zone of whoever reads it, and
that zone’s rules along with them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Guildmark//Sessions//EN"


@dataclass(frozen=True)
class Mailbox:
    name: str
    address: str

    def as_value(self) -> vCalAddress:
        value = vCalAddress(f"mailto:{self.address}")
        value.params["CN"] = vText(self.name)
        return value


@dataclass(frozen=True)
class Invitation:
    """What one person’s calendar is told: `method` is REQUEST, for a new session or a change, or CANCEL."""

    method: str
    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    description: str
    location: str
    page: str
    organizer: Mailbox
    attendees: tuple[Mailbox, ...]

    @property
    def is_cancellation(self) -> bool:
        return self.method == "CANCEL"


def calendar_of(invitation: Invitation) -> bytes:
    """The invitation as bytes: lines folded at 75 octets, text escaped, with the rules of its zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", invitation.method)
    calendar.add_component(_event(invitation))
    year = invitation.starts_at.year
    calendar.add_missing_timezones(first_date=date(year - 1, 1, 1), last_date=date(year + 3, 1, 1))
    for zone in calendar.walk("VTIMEZONE"):
        _begin_by_the_old_clock(zone)
    return calendar.to_ical()


def _begin_by_the_old_clock(zone: Any) -> None:
    """A change of clocks is dated by the clock that it ends (RFC 5545, 3.6.5): forward from two, not from three. The
    library dates it by the clock that begins."""
    for change in zone.subcomponents:
        forward = change["TZOFFSETTO"].td - change["TZOFFSETFROM"].td
        if forward > timedelta():
            dates = [one.dt - forward for one in change["RDATE"].dts] if "RDATE" in change else []
            starts = change.pop("DTSTART").dt - forward
            change.pop("RDATE", None)
            change.add("dtstart", starts)
            if dates:
                change.add("rdate", dates)


def _event(one: Invitation) -> Event:
    event = Event()
    where = ZoneInfo(one.zone)
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.stamped_at.astimezone(UTC))
    clear = not any(_is_shown_twice(moment, where) for moment in (one.starts_at, one.ends_at))
    event.add("dtstart", one.starts_at.astimezone(where if clear else UTC))
    event.add("dtend", one.ends_at.astimezone(where if clear else UTC))
    event.add("summary", one.summary)
    event.add("description", one.description)
    if one.location:
        event.add("location", one.location)
    event.add("url", one.page)
    event.add("status", "CANCELLED" if one.is_cancellation else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if one.is_cancellation else "OPAQUE")
    event["organizer"] = one.organizer.as_value()
    for attendee in one.attendees:
        value = attendee.as_value()
        value.params["ROLE"] = vText("REQ-PARTICIPANT")
        value.params["PARTSTAT"] = vText("ACCEPTED")
        value.params["RSVP"] = vText("FALSE")
        event.add("attendee", value, encode=False)
    return event


def _is_shown_twice(moment: datetime, where: ZoneInfo) -> bool:
    """Whether clocks there show this hour twice, so that a calendar couldn’t tell which is meant."""
    local = moment.astimezone(where)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()

"""Moments as people say them, with the place whose clock it is: one instant, in the reader’s zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def place_of(zone: str) -> str:
    """A time zone as people name it: the place, without its continent."""
    return zone.rpartition("/")[2].replace("_", " ")


def moment_words(moment: datetime, zone: str) -> str:
    """“Thursday 23 April, 14:00 (Amsterdam time)”."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("{day}, {time} ({place} time)").format(
        day=date_format(local, "l j F"), time=date_format(local, "H:i"), place=place_of(zone)
    )


def hour_words(moment: datetime, zone: str) -> str:
    """“15:00 in London”, for the others at the same moment."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("{time} in {place}").format(time=date_format(local, "H:i"), place=place_of(zone))

"""Whose turn it is: those who are asked, and who leads a round that is over."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.consultation.domain.asked import minutes
from guildmark.consultation.models import ValidationRound
from guildmark.kernel.turns import Turn
from guildmark.kernel.turns import Waiting as Wait
from guildmark.people.models import Person, company_day


def turns(person: Person, *, at: datetime) -> Iterator[Turn]:
    """An invitation that waits to be answered; a round that one leads. One query."""
    day = company_day(at)
    asked = Q(raters__person=person, raters__handed_in_at=None, last_day__gte=day)
    concerned = ValidationRound.objects.filter(Q(opened_by=person) | asked, closed_at=None).distinct()
    counted = concerned.select_related("version").annotate(
        asked=Count("raters", distinct=True),
        here=Count("raters", filter=Q(raters__handed_in_at__isnull=False), distinct=True),
    )
    for found in counted.order_by("opened_at", "pk"):
        yield _led(found, day) if found.opened_by_id == person.pk else _asked(found)


def _asked(found: ValidationRound) -> Turn:
    long = minutes(len(found.items))
    return Turn(
        Wait.ON_ME,
        _("Say whether the criteria of “{program}” fit the work").format(program=found.version.title),
        reverse("consultation:rating", args=[found.pk]),
        since=found.opened_at,
        due=found.last_day,
        next=ngettext("some {n} minute", "some {n} minutes", long).format(n=long),
        action=_("Open"),
    )


def _led(found: ValidationRound, day: date) -> Turn:
    url = reverse("consultation:round", args=[found.pk])
    title = _("Do the criteria of “{program}” fit the work?").format(program=found.version.title)
    left = found.asked - found.here  # type: ignore[attr-defined]
    if not left or found.last_day < day:
        return Turn(Wait.ON_ME, title, url, since=found.opened_at, hat="owner", action=_("Open"),
                    next=_("close the round, and read what they say"))  # fmt: skip
    return Turn(
        Wait.ON_OTHERS, title, url, whom=ngettext("{n} rater", "{n} raters", left).format(n=left),
        since=found.opened_at, due=found.last_day, hat="owner", next=_("you close the round"),
    )  # fmt: skip

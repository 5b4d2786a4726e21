"""How standings are said: once, for pages, certificates and commands."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildmark.credentials.domain.standing import Standing, last_day_of_grace

NAMES: dict[Standing, str | Promise] = {
    Standing.ACTIVE: gettext_lazy("active"),
    Standing.DUE: gettext_lazy("due"),
    Standing.IN_GRACE: gettext_lazy("in grace"),
    Standing.EXPIRED: gettext_lazy("expired"),
    Standing.SUSPENDED: gettext_lazy("suspended"),
    Standing.WITHDRAWN: gettext_lazy("withdrawn"),
    Standing.REPLACED: gettext_lazy("replaced"),
}
TONES = {Standing.ACTIVE: "good", Standing.DUE: "warn", Standing.IN_GRACE: "warn", Standing.REPLACED: "neutral"}


def tone(standing: Standing) -> str:
    return TONES.get(standing, "bad")


def sentence(standing: Standing, valid_until: date, zone: str) -> str:
    """What the standing means, with this credential's own dates."""
    last = date_format(valid_until, "j F Y")
    place = zone.rpartition("/")[2].replace("_", " ")
    if standing is Standing.ACTIVE:
        return _("Valid to the end of {day} in {place}.").format(day=last, place=place)
    if standing is Standing.DUE:
        return _("Valid to the end of {day} in {place}; renewal is due.").format(day=last, place=place)
    if standing is Standing.IN_GRACE:
        grace = date_format(last_day_of_grace(valid_until), "j F Y")
        return _("Not valid since the end of {day}. It can be renewed until {grace}.").format(day=last, grace=grace)
    if standing is Standing.EXPIRED:
        return _("Not valid since the end of {day} in {place}.").format(day=last, place=place)
    return str(TAKEN_BACK[standing])


TAKEN_BACK: dict[Standing, str | Promise] = {
    Standing.SUSPENDED: gettext_lazy("Not valid at present: it has been suspended."),
    Standing.WITHDRAWN: gettext_lazy("Not valid: it has been withdrawn."),
    Standing.REPLACED: gettext_lazy("Not valid: another credential has taken its place."),
}

"""How standings are said: once, for pages, certificates and commands."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guildmark.credentials.domain.standing import Dates, Standing

NAMES: dict[Standing, str | Promise] = {
    Standing.AHEAD: gettext_lazy("not yet in force"),
    Standing.ACTIVE: gettext_lazy("active"),
    Standing.DUE: gettext_lazy("due"),
    Standing.IN_GRACE: gettext_lazy("in grace"),
    Standing.EXPIRED: gettext_lazy("expired"),
    Standing.SUSPENDED: gettext_lazy("suspended"),
    Standing.WITHDRAWN: gettext_lazy("withdrawn"),
    Standing.REPLACED: gettext_lazy("replaced"),
}
TONES = {
    Standing.AHEAD: "info",
    Standing.ACTIVE: "good",
    Standing.DUE: "warn",
    Standing.IN_GRACE: "warn",
    Standing.REPLACED: "neutral",
}


def tone(standing: Standing) -> str:
    return TONES.get(standing, "bad")


def sentence(standing: Standing, dates: Dates) -> str:
    """What the standing means, with this credential's own dates."""
    last = date_format(dates.last, "j F Y")
    place = dates.zone.rpartition("/")[2].replace("_", " ")
    if standing is Standing.AHEAD:
        return _("It holds from {day} on.").format(day=date_format(dates.first, "j F Y"))
    if standing is Standing.ACTIVE:
        return _("Valid to the end of {day} in {place}.").format(day=last, place=place)
    if standing is Standing.DUE:
        return _("Valid to the end of {day} in {place}; renewal is due.").format(day=last, place=place)
    if standing is Standing.IN_GRACE:
        grace = date_format(dates.renew_until, "j F Y")
        return _("Not valid since the end of {day}. It can be renewed until {grace}.").format(day=last, grace=grace)
    if standing is Standing.EXPIRED:
        return _("Not valid since the end of {day} in {place}.").format(day=last, place=place)
    return str(TAKEN_BACK[standing])


TAKEN_BACK: dict[Standing, str | Promise] = {
    Standing.SUSPENDED: gettext_lazy("Not valid at present: it has been suspended."),
    Standing.WITHDRAWN: gettext_lazy("Not valid: it has been withdrawn."),
    Standing.REPLACED: gettext_lazy("Not valid: another credential has taken its place."),
}

"""What may stand against signing in and keeping accounts, each as one sentence."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.people.models import Person, SignInTally, company_day
from guildmark.people.permissions import Can


def may_close_account(person: Person, *, by: Actor, at: datetime) -> Decision:
    if by.pk == person.pk:
        return Decision(_("You can’t close your own account."))
    if not (allowed := may(by, Can.CLOSE_ACCOUNT, person.scope_on(company_day(at)), at=at)):
        return allowed
    if not person.is_active:
        return Decision(_("The account of {name} is closed already.").format(name=person.name))
    return YES


def offers(language: str, time_zone: str) -> Decision:
    if language not in dict(settings.LANGUAGES):
        return Decision(_("Guildmark doesn’t speak that language yet."))
    if time_zone not in available_timezones():
        return Decision(_("There is no time zone of that name."))
    return YES


TRIES_A_NAME = 8
TRIES_AN_ADDRESS = 60
WINDOW = timedelta(minutes=15)


def is_over(tally: SignInTally, *, at: datetime) -> bool:
    return at >= tally.since + WINDOW


def may_try(tally: SignInTally, most: int, *, at: datetime) -> Decision:
    """Whether one more try to sign in is allowed, or when it will be."""
    if tally.tries < most or is_over(tally, at=at):
        return YES
    again = (tally.since + WINDOW).astimezone(get_current_timezone())
    minutes = max(1, -(-int((tally.since + WINDOW - at).total_seconds()) // 60))
    return Decision(
        ngettext(
            "Those were too many tries. Try again in {minutes} minute, at {time}.",
            "Those were too many tries. Try again in {minutes} minutes, at {time}.",
            minutes,
        ).format(minutes=minutes, time=f"{again:%H:%M %Z}")
    )


def network_of(address: str) -> str:
    """What counts as one address: of IPv6 the /64 that one household or office gets."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip) if ip.version == 4 else str(ip_network((ip, 64), strict=False))


def may_sign_in(person: Person) -> Decision:
    return YES if person.is_active else Decision(_("This account is closed. Ask an IT administrator to reopen it."))


def may_send_link(person: Person, *, by: Actor, at: datetime) -> Decision:
    if by.pk != person.pk and not (allowed := may(by, Can.SEND_LINK, person.scope_on(company_day(at)), at=at)):
        return allowed
    return may_sign_in(person)

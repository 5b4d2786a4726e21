"""What may stand against an act about people, each as one sentence."""

from guildmark.people.lifecycle.accounts import (
    TRIES_A_NAME,
    TRIES_AN_ADDRESS,
    WINDOW,
    is_over,
    may_close_account,
    may_send_link,
    may_sign_in,
    may_try,
    network_of,
    offers,
)
from guildmark.people.lifecycle.appointments import IN_PROGRAMS, may_appoint, may_end_appointment, may_fill, not_oneself
from guildmark.people.lifecycle.employment import (
    in_order,
    is_free,
    may_be_called,
    may_end_employment,
    may_grant_leave,
    may_lead,
    may_move,
)
from guildmark.people.lifecycle.importing import may_apply

__all__ = [
    "IN_PROGRAMS",
    "TRIES_AN_ADDRESS",
    "TRIES_A_NAME",
    "WINDOW",
    "in_order",
    "is_free",
    "is_over",
    "may_apply",
    "may_appoint",
    "may_be_called",
    "may_close_account",
    "may_end_appointment",
    "may_end_employment",
    "may_fill",
    "may_grant_leave",
    "may_lead",
    "may_move",
    "may_send_link",
    "may_sign_in",
    "may_try",
    "network_of",
    "not_oneself",
    "offers",
]

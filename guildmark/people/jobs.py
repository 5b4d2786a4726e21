"""What leaves this room through the outbox."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from guildmark.kernel.outbox import delivers
from guildmark.people import queries


@delivers("people.sign_in_link")
def deliver_sign_in_link(payload: dict[str, Any]) -> None:
    """Mail a person the one-time link with which they choose a password; made now, so that no table ever holds it."""
    person = queries.open_account(payload["person_id"])
    if person is None:
        return
    with translation.override(person.language):
        words = {"person": person, "link": link_to_password(*queries.link_for(person))}
        send_mail(
            _("Your sign-in link for Guildmark"),
            render_to_string("people/sign_in_link.txt", words),
            settings.DEFAULT_FROM_EMAIL,
            [person.email],
        )


def link_to_password(number: str, token: str) -> str:
    return settings.BASE_URL + reverse("people:password_by_link", args=[number, token])

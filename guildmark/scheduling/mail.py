"""Invitations by mail: a text to read, and beside it the same for the calendar, as an alternative and as a file."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from guildmark.kernel.outbox import delivers
from guildmark.scheduling.actions._places import INVITATION
from guildmark.scheduling.domain.invitation import calendar_of
from guildmark.scheduling.queries.invitations import Letter, letter_for


@delivers(INVITATION)
def send(payload: dict[str, Any]) -> None:
    """Sent twice, it is the same: its Message-ID, UID and SEQUENCE are made of what it is about."""
    letter = letter_for(
        payload["booking"], payload["person"], method=payload["method"], sequence=payload["sequence"],
        stamped_at=datetime.fromisoformat(payload["at"]),
    )  # fmt: skip
    if letter:
        mail_of(letter).send()


def mail_of(letter: Letter) -> EmailMultiAlternatives:
    one = letter.invitation
    content = calendar_of(one)
    local, _, host = one.uid.partition("@")
    name = f"<{local}.{one.sequence}.{one.method.lower()}.{letter.person.pk}@{host}>"
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.person.email], headers={"Message-ID": name}
    )
    mail.attach_alternative(content.decode(), f"text/calendar; method={one.method}")
    mail.attach("cancel.ics" if one.is_cancellation else "invite.ics", content, "application/ics")
    return mail

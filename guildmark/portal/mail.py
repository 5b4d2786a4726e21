"""Notifications by e-mail, in the reader's language. What has been read in the meantime is not sent."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from guildmark.kernel.outbox import delivers
from guildmark.portal.models import Notification
from guildmark.portal.notices import MAIL, NOTICES


@delivers(MAIL)
def send(payload: dict[str, Any]) -> None:
    notification = Notification.objects.select_related("person").get(pk=payload["notification"])
    person = notification.person
    if notification.read_at or not person.is_active:
        return
    with translation.override(person.language):
        words = NOTICES[notification.kind].say(notification.params)
        url = f"{settings.BASE_URL}/notifications/{notification.pk}/"
        body = render_to_string("portal/mail.txt", {"person": person, "words": words, "url": url})
    send_mail(" ".join(words.split()), body, settings.DEFAULT_FROM_EMAIL, [person.email])

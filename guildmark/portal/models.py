"""Notifications: what the journal means to one person."""

from django.conf import settings
from django.db import models

from guildmark.kernel.access import Scope


class Notification(models.Model):
    """Something a person should know. Its words come from `kind` and `params` at the moment it is shown."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notifications")
    entry = models.ForeignKey("kernel.JournalEntry", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    url = models.CharField(max_length=300)
    params = models.JSONField(default=dict)
    notified_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "entry"], name="notified_once")]
        indexes = [models.Index(fields=["person", "read_at", "notified_at"], name="notifications_of_person")]

    def access_scope(self) -> Scope:
        return Scope(subject=self.person_id)

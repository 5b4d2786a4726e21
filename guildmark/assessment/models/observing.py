"""What an assessor saw while somebody worked before them: who was there, and what happened when."""

from django.db import models
from django.db.models import Q

from guildmark.assessment.models.judging import Seat


class Observation(models.Model):
    """One assessor's record of a live session. It ends with their sheet: sealed, nothing in it changes."""

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="observation")
    begun_at = models.DateTimeField()
    candidate_came = models.BooleanField(null=True)
    others = models.CharField(max_length=300, blank=True)  # who else was there


class ObservedMoment(models.Model):
    """Something noted as it happened, so many milliseconds after the observation began. `mark` names it for its page."""

    observation = models.ForeignKey(Observation, models.PROTECT, related_name="moments")
    mark = models.CharField(max_length=36)
    at_ms = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    @property
    def seconds(self) -> int:
        return self.at_ms // 1000

    class Meta:
        ordering = ["at_ms", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "mark"], name="moment_once"),
            models.CheckConstraint(condition=~Q(mark=""), name="moment_has_mark"),
        ]

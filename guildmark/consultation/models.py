"""Rounds of validation: what is asked of whom, what they say, and how the owner answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class ValidationRound(models.Model):
    """People who know the work are asked about the indicators of a version. `items`: what they read, as it stood when the
    round was opened. `figures`: what came of it, as it was when the round was closed. The last day counts whole."""

    version = models.ForeignKey("programs.ProgramVersion", models.PROTECT, related_name="validation_rounds")
    items = models.JSONField()
    purpose = models.TextField()
    last_day = models.DateField()
    figures = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=Q(closed_at=None), name="one_open_round_a_version"),
            models.CheckConstraint(condition=~Q(purpose=""), name="round_says_what_for"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="validation_closed_by_someone",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"VAL-{self.pk:04d}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def access_scope(self) -> Scope:
        return Scope(program=self.version.program_id)


class Rater(models.Model):
    """Somebody asked. `function` and `site`: where they worked when they were, which is what their word stands for."""

    round = models.ForeignKey(ValidationRound, models.PROTECT, related_name="raters")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    function = models.ForeignKey("people.JobFunction", models.PROTECT, related_name="+")
    site = models.ForeignKey("people.Site", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="asked_once_a_round"),
            models.CheckConstraint(condition=~Q(person=models.F("asked_by")), name="asked_by_another"),
        ]


class Importance(models.IntegerChoices):
    """Lawshe’s three; and nothing, which counts for nobody."""

    CANT_SAY = 0, _("I can’t say")
    NOT_NEEDED = 1, _("not needed")
    USEFUL = 2, _("useful, not essential")
    ESSENTIAL = 3, _("essential")


class Frequency(models.IntegerChoices):
    NEVER = 1, _("never")
    YEARLY = 2, _("a few times a year")
    MONTHLY = 3, _("monthly")
    WEEKLY = 4, _("weekly")
    DAILY = 5, _("daily")


class Clarity(models.IntegerChoices):
    UNCLEAR = 1, _("unclear")
    HARD = 2, _("hard to read")
    MOSTLY = 3, _("mostly clear")
    CLEAR = 4, _("clear")


class Rating(models.Model):
    """What one rater says of one indicator. Counts once they have handed in; from then on it never changes."""

    rater = models.ForeignKey(Rater, models.PROTECT, related_name="ratings")
    item = models.CharField(max_length=40)
    importance = models.PositiveSmallIntegerField(choices=Importance, null=True)
    frequency = models.PositiveSmallIntegerField(choices=Frequency, null=True)
    clarity = models.PositiveSmallIntegerField(choices=Clarity, null=True)
    comment = models.TextField(blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rater", "item"], name="one_rating_an_item"),
            models.CheckConstraint(condition=Q(importance__in=[0, 1, 2, 3]), name="importance_is_one_of_four"),
            models.CheckConstraint(condition=Q(frequency__in=[1, 2, 3, 4, 5]), name="frequency_is_one_of_five"),
            models.CheckConstraint(condition=Q(clarity__in=[1, 2, 3, 4]), name="clarity_is_one_of_four"),
        ]

    @property
    def is_whole(self) -> bool:
        """Whether all that is asked is said; who can’t say how much it matters is asked nothing more."""
        if self.importance == Importance.CANT_SAY:
            return True
        return None not in (self.importance, self.frequency, self.clarity)


class Outcome(models.TextChoices):
    CHANGED = "changed", _("changed")
    KEPT = "kept", _("kept, because")


class Reply(models.Model):
    """What the owner did about the comments on one indicator, in words that those who commented read."""

    round = models.ForeignKey(ValidationRound, models.PROTECT, related_name="replies")
    item = models.CharField(max_length=40)
    outcome = models.CharField(max_length=8, choices=Outcome)
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "item"], name="one_reply_an_item"),
            models.CheckConstraint(condition=~Q(text=""), name="reply_says_something"),
        ]

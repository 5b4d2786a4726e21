"""Appeals and complaints: on what grounds, by when answered, heard by whom, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class Grounds(models.TextChoices):
    PROCEDURE = "procedure", _("the procedure was not kept")
    FACTS = "facts", _("something stated is not so")
    IGNORED = "ignored", _("evidence was passed over")
    BIAS = "bias", _("somebody was not impartial")
    CIRCUMSTANCES = "circumstances", _("something beyond my control went wrong")


class AppealState(models.TextChoices):
    LODGED = "lodged", _("lodged")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    UNDER_REVIEW = "under_review", _("under review")
    UPHELD = "upheld", _("upheld")
    PARTLY = "partly_upheld", _("partly upheld")
    NOT_UPHELD = "not_upheld", _("not upheld")
    TAKEN_BACK = "taken_back", _("taken back")


OPEN = (AppealState.LODGED, AppealState.ACKNOWLEDGED, AppealState.UNDER_REVIEW)
DECIDED = (AppealState.UPHELD, AppealState.PARTLY, AppealState.NOT_UPHELD)


class Appeal(models.Model):
    """That somebody contests the result of a submission, or complains of something else in a program.

    `remedy`: what follows, where it is upheld. `again`: whether a further attempt before a fresh panel was given.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="appeals")
    submission = models.ForeignKey("assessment.Submission", models.PROTECT, null=True, related_name="appeals")
    grounds = models.CharField(max_length=16, choices=Grounds)
    statement = models.TextField()
    state = models.CharField(max_length=16, choices=AppealState, default=AppealState.LODGED)
    acknowledge_by = models.DateField()
    decide_by = models.DateField()
    lodged_at = models.DateTimeField()
    lodged_by = models.ForeignKey(PERSON, models.PROTECT, related_name="appeals")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reasons = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    again = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-lodged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=~Q(state="taken_back"), name="one_appeal_a_submission"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="appeal_says_what"),
            models.CheckConstraint(condition=Q(decide_by__gte=F("acknowledge_by")), name="acknowledged_before_decided"),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="acknowledged_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, reasons="") & ~Q(state__in=DECIDED)
                | Q(decided_at__isnull=False, decided_by__isnull=False, state__in=DECIDED) & ~Q(reasons=""),
                name="appeal_decided_by_someone_for_reasons",
            ),
            models.CheckConstraint(
                condition=Q(again=False) | Q(submission__isnull=False, state__in=["upheld", "partly_upheld"]),
                name="another_attempt_follows_an_upheld_appeal",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"APL-{self.pk:04d}"

    @property
    def is_complaint(self) -> bool:
        return self.submission_id is None

    def access_scope(self) -> Scope:
        return Scope(program=self.program_id, subject=self.lodged_by_id)


class Hearer(models.Model):
    """That somebody who had no part hears the appeal."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="hearers")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "person"], name="heard_by_each_once")]

"""What follows from how assessors read: stored analyses, seeds to plant, pauses."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.calibration.models.exemplars import CalibrationSet, Exemplar
from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class Reliability(models.Model):
    """How far a program’s assessors agreed, as of a moment. `ratings` is the digest of the sheets that it was made from;
    `figures` follow from them and are never changed."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="reliabilities")
    as_of = models.DateTimeField()
    ratings = models.CharField(max_length=64)
    figures = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "as_of"], name="one_reliability_a_moment")]

    def access_scope(self) -> Scope:
        return Scope(program=self.program_id)


class SeedPlan(models.Model):
    """That an exemplar is to be slipped in for an assessor at a moment drawn for it, some days after a real seat.

    `exemplar` is empty until then, and stays so where none could be given; `outcome` says why.
    """

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    after = models.OneToOneField("assessment.Seat", models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    exemplar = models.ForeignKey(Exemplar, models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(settled_at=None) | Q(exemplar=None, outcome=""), name="seed_settled_at_some_time"
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(settled_at=None), name="seeds_to_plant")]


class PauseCause(models.TextChoices):
    DRIFT = "drift", _("beyond the limits of the control chart")
    OWNER = "owner", _("by the owner’s decision")


class AssessorPause(models.Model):
    """An assessor gets no new work of a program until they have calibrated again, or its owner says otherwise.

    `chart`: the figures on which it was found. Lifted by `lifted_set` that was passed, or by a person with a reason.
    """

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="assessor_pauses")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=PauseCause)
    reason = models.TextField()
    chart = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    lifted_set = models.ForeignKey(CalibrationSet, models.PROTECT, null=True, related_name="+")
    lifted_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "program"], condition=Q(lifted_at=None), name="one_pause_an_assessor"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_of_assessor_has_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_set=None, lifted_reason="")
                | Q(lifted_at__isnull=False, lifted_set__isnull=False)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_reason=""),
                name="pause_lifted_by_a_set_or_for_a_reason",
            ),
        ]

    def access_scope(self) -> Scope:
        return Scope(subject=self.person_id, program=self.program_id)

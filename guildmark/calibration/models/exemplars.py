"""Exemplars with their references, who reads them why, and what follows for whom."""

from decimal import ROUND_DOWN, Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.calibration.domain.qualifying import Measure
from guildmark.kernel.access import Scope
from guildmark.kernel.fields import ExactField

PERSON = settings.AUTH_USER_MODEL
MEASURES = [(Measure.KAPPA.value, _("weighted kappa")), (Measure.ADJACENT.value, _("agreement within one level"))]


class Policy(models.Model):
    """What a program asks of its assessors, from a moment on. The latest row counts; none is ever changed."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="calibration_policies")
    exemplars = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=10, choices=MEASURES)
    least = ExactField(places=2)
    months = models.PositiveSmallIntegerField()
    seed_percent = models.PositiveSmallIntegerField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="calibration_policy_has_reason"),
            models.CheckConstraint(
                condition=Q(exemplars__gte=2, months__gte=1, seed_percent__lte=50), name="calibration_policy_is_sound"
            ),
        ]


class Basis(models.TextChoices):
    CONSENT = "consent", _("with the candidate’s consent")
    DECISION = "decision", _("by the owner’s decision")


class Exemplar(models.Model):
    """Decided work that assessors calibrate on. `work` is its copy: the evidence as handed in, and no candidate shown."""

    work = models.OneToOneField("assessment.Submission", models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=10, choices=Basis)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)  # read beside the rubric by every assessor, hence no longer given blind
    opened_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    retired_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="exemplar_has_reason"),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="exemplar_opened_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None, retired_reason="")
                | Q(retired_at__isnull=False, retired_by__isnull=False) & ~Q(retired_reason=""),
                name="exemplar_retired_by_someone_for_a_reason",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"EXM-{self.pk:04d}"

    def access_scope(self) -> Scope:
        return Scope(program=self.work.candidacy.program_id)


class Expert(models.Model):
    """Somebody named to say what an exemplar is worth."""

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="experts")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exemplar", "person"], name="named_once_an_exemplar")]


class Reference(models.Model):
    """The levels of an exemplar as one expert proposes them. It stands once every named expert has agreed to it."""

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="references")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    stands_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at", "pk"]


class ReferenceLevel(models.Model):
    """The level of one criterion, and why."""

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="levels")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference", "criterion"], name="one_reference_a_criterion"),
            models.CheckConstraint(condition=~Q(reason=""), name="reference_has_reason"),
        ]


class Agreement(models.Model):
    """An expert stands behind a reference. Who proposed it does so from the start."""

    reference = models.ForeignKey(Reference, models.PROTECT, related_name="agreements")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reference", "person"], name="agreed_once")]


class Cause(models.TextChoices):
    QUALIFY = "qualify", _("to qualify")
    DRIFT = "drift", _("to calibrate again")


class CalibrationSet(models.Model):
    """Some exemplars for one assessor to score, and what came of it. `measure`, `least` and `months` are the policy’s when it
    was asked for; `asked_by` is empty where the installation asks."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="calibration_sets")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=Cause)
    measure = models.CharField(max_length=10, choices=MEASURES)
    least = ExactField(places=2)
    months = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    value = ExactField(places=4, null=True)
    pairs = models.PositiveSmallIntegerField(default=0)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "program"], condition=Q(closed_at=None), name="one_open_set_an_assessor"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, passed=None, value=None) | Q(closed_at__isnull=False, passed__isnull=False),
                name="set_closed_with_an_outcome",
            ),
            models.CheckConstraint(condition=~Q(passed=True) | Q(value__isnull=False), name="set_passed_by_a_value"),
        ]

    @property
    def value_shown(self) -> Decimal | None:
        """To two places, cut off and not rounded, so that what falls short of what is asked reads so."""
        return None if self.value is None else self.value.quantize(Decimal("0.01"), ROUND_DOWN)

    def access_scope(self) -> Scope:
        return Scope(subject=self.person_id, program=self.program_id)


class Reading(models.Model):
    """An exemplar given to an assessor on a seat of its own: as a part of a set, or as a seed among real work.

    `reference` is the one that stood when it was given: what the sheet is compared with.
    """

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="readings")
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="+")
    seat = models.OneToOneField("assessment.Seat", models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="readings")
    calibration_set = models.ForeignKey(CalibrationSet, models.PROTECT, null=True, related_name="readings")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exemplar", "person"], name="an_exemplar_is_read_once")]

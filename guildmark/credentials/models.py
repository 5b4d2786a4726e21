"""Certification decisions and the credentials they grant."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class Outcome(models.TextChoices):
    GRANT = "grant", _("granted")
    REFUSE = "refuse", _("not yet granted")


class CertificationDecision(models.Model):
    """Grant or refusal, taken by someone who neither assessed, mentored nor manages the person."""

    candidacy = models.OneToOneField("candidacy.Candidacy", models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason")]

    @property
    def ref(self) -> str:
        return f"DEC-{self.pk:04d}"


class State(models.TextChoices):
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced")


class Credential(models.Model):
    """The signed record of a grant for one period. `document` is the exact signed JSON; `digest` its SHA-256.

    Due, in grace and expired are computed from the dates, never stored.
    """

    ref = models.CharField(max_length=20, unique=True)  # CRD-7F3K-92QD
    decision = models.OneToOneField(CertificationDecision, models.PROTECT, related_name="credential")
    holder = models.ForeignKey(PERSON, models.PROTECT, related_name="credentials")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="credentials")
    version = models.ForeignKey("programs.ProgramVersion", models.PROTECT, related_name="credentials")
    period = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    public = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField()
    zone = models.CharField(max_length=60)  # the validity ends with this zone's day
    holder_salt = models.CharField(max_length=64)
    status_index = models.PositiveIntegerField(unique=True)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "program", "period"], name="one_credential_a_period"),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="valid_until_after_from"),
        ]
        indexes = [models.Index(fields=["valid_until", "state"], name="credentials_by_expiry")]

    def access_scope(self) -> Scope:
        return Scope(subject=self.holder_id, program=self.program_id)


class StatusChange(models.Model):
    """Why, when and by whom a credential's state changed. Rows are only ever added."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="status_change_has_reason")]

"""Certification decisions and the credentials they grant."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.credentials.domain.standing import Dates
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

    @property
    def credential(self) -> "Credential | None":
        """The credential that it granted, as it stands: not one that another has replaced."""
        return next((one for one in self.credentials.all() if one.state != State.REPLACED), None)


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
    decision = models.ForeignKey(CertificationDecision, models.PROTECT, related_name="credentials")
    holder = models.ForeignKey(PERSON, models.PROTECT, related_name="credentials")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="credentials")
    version = models.ForeignKey("programs.ProgramVersion", models.PROTECT, related_name="credentials")
    period = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    public = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField()
    zone = models.CharField(max_length=60)  # the validity ends with this zone's day
    renew_from = models.DateField()  # by the version's renewal policy, as are the days until which one can
    renew_until = models.DateField()
    holder_salt = models.CharField(max_length=64)
    status_index = models.PositiveIntegerField(unique=True)
    document = models.TextField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "program", "period"], condition=~Q(state="replaced"), name="one_credential_a_period"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=~Q(state="replaced"), name="one_credential_a_decision"
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="valid_until_after_from"),
            models.CheckConstraint(condition=Q(renew_until__gte=F("valid_until")), name="renewal_closes_after_expiry"),
        ]
        indexes = [models.Index(fields=["valid_until", "state"], name="credentials_by_expiry")]

    @property
    def dates(self) -> Dates:
        return Dates(self.valid_from, self.valid_until, self.renew_from, self.renew_until, self.zone)

    def access_scope(self) -> Scope:
        return Scope(subject=self.holder_id, program=self.program_id)


class Cause(models.TextChoices):
    CORRECTION = "correction", _("correction")
    LEAVE = "leave", _("leave")
    KEY = "key", _("change of key")


class Edition(models.Model):
    """What a credential’s signed text was before it was signed again: same reference, same criteria, another address."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="editions")
    document = models.TextField()
    digest = models.CharField(max_length=64)
    holder_salt = models.CharField(max_length=64)
    cause = models.CharField(max_length=10, choices=Cause, default=Cause.CORRECTION)
    reason = models.TextField(blank=True)  # somebody’s words; leave is its own reason
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="+"
    )  # null: the system, for leave or a key

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credential", "digest"], name="edition_once"),
            models.CheckConstraint(
                condition=Q(cause="correction", kept_by__isnull=False)
                | Q(cause__in=["leave", "key"], kept_by=None, reason=""),
                name="edition_is_kept_by_somebody_or_says_why",
            ),
        ]


class Prolongation(models.Model):
    """That leave moved a credential’s last day: which leave was counted, and on what day. Rows are only ever added."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="prolongations")
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="prolongation")
    before = models.DateField()
    last = models.DateField()
    leaves = models.JSONField()  # [["2027-03-01", "2027-05-31"], …], first and last day of each
    counted_on = models.DateField()  # in the credential’s zone
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(last=F("before")), name="prolongation_moves_the_last_day"),
        ]


class Hearing(models.Model):
    """A withdrawal that was proposed: its holder is heard before anybody takes the credential away."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="hearings")
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answer_by = models.DateField()
    statement = models.TextField(blank=True)
    stated_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)  # why it was dropped; a withdrawal’s reason stands with its change

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credential"], condition=Q(ended_at=None), name="one_open_hearing"),
            models.CheckConstraint(condition=~Q(reason=""), name="hearing_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="hearing_is_ended_by_somebody",
            ),
        ]

    def access_scope(self) -> Scope:
        return self.credential.access_scope()


class StatusChange(models.Model):
    """Why, when and by whom a credential's state changed. Rows are only ever added."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=State)
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="status_change_has_reason")]


class Reminder(models.Model):
    """That a holder was reminded of renewal: once for each of the policy’s days, or by a campaign of that day."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="reminders")
    occasion = models.CharField(max_length=20)  # "90", "0" for the first day of grace, "campaign 2026-05-01"
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["credential", "occasion"], name="reminded_once")]

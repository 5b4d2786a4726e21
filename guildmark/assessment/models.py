"""From a draft to a result. Criteria and levels are named by their keys in the pinned version, which never changes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope
from guildmark.kernel.fields import ExactField

PERSON = settings.AUTH_USER_MODEL


class SubmissionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("in review")
    ADJUDICATION = "adjudication", _("adjudication")
    RETURNED = "returned", _("returned for more evidence")
    DECIDED = "decided", _("decided")


class Submission(models.Model):
    """One attempt at a task. `digest` (SHA-256 of the manifest of everything in it) is set when it is submitted."""

    candidacy = models.ForeignKey("candidacy.Candidacy", models.PROTECT, related_name="submissions")
    task = models.ForeignKey("programs.Task", models.PROTECT, related_name="submissions")
    attempt = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=16, choices=SubmissionState, default=SubmissionState.DRAFT)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy", "task", "attempt"], name="one_submission_an_attempt"),
            models.UniqueConstraint(
                fields=["candidacy", "task"],
                condition=~Q(state=SubmissionState.DECIDED),
                name="one_open_submission_a_task",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT) | (Q(submitted_at__isnull=False) & ~Q(digest="")),
                name="submitted_has_time_and_digest",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="submissions_by_state")]

    @property
    def ref(self) -> str:
        return f"SUB-{self.pk:04d}"

    def access_scope(self) -> Scope:
        return Scope(subject=self.candidacy.person_id, program=self.candidacy.program_id)


class EvidenceKind(models.TextChoices):
    TEXT = "text", _("text")
    FILE = "file", _("file")
    LINK = "link", _("link")


class Evidence(models.Model):
    """A piece of evidence: rich text (one a submission), a file or a link. `sha256` is set when frozen."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    title = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=2000, blank=True)
    blob = models.ForeignKey("kernel.Blob", models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0)  # counts saves, so that a second tab can't overwrite unseen
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(kind="text"), name="one_text_a_submission"),
            models.CheckConstraint(condition=~Q(kind="file") | Q(blob__isnull=False), name="file_has_content"),
            models.CheckConstraint(condition=~Q(kind="link") | ~Q(url=""), name="link_has_address"),
        ]


class Reflection(models.Model):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reflections")
    prompt = models.ForeignKey("programs.ReflectionPrompt", models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "prompt"], name="one_reflection_a_prompt")]


class Qualification(models.Model):
    """That someone may assess a program's tasks, since when, until when, and on what ground."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="qualifications")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="qualifications")
    basis = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(basis=""), name="qualification_has_basis"),
            models.UniqueConstraint(fields=["person", "program", "starts_on"], name="qualified_once_from_a_day"),
        ]


class DeclaredConflict(models.Model):
    """Someone says that they should not judge somebody. The reason stays between them and the program owner."""

    person = models.ForeignKey(PERSON, models.PROTECT, related_name="declared_conflicts")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_at = models.DateTimeField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(person=F("about")), name="conflict_is_about_another")]


class Panel(models.Model):
    """Who judges one submission. `seed` and `digest` of the assignment's input make it repeatable."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="panel")
    formed_at = models.DateTimeField()
    seed = models.BigIntegerField(default=0)
    explanation = models.JSONField(default=dict)


class SeatState(models.TextChoices):
    ASSIGNED = "assigned", _("assigned")
    STARTED = "started", _("started")
    SEALED = "sealed", _("sealed")
    DECLINED = "declined", _("declined")


class Seat(models.Model):
    """A place on a panel, taken by assignment, never by opening a page. A further seat comes with adjudication."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    assessor = models.ForeignKey(PERSON, models.PROTECT, related_name="seats")
    further = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SeatState, default=SeatState.ASSIGNED)
    assigned_at = models.DateTimeField()
    due_on = models.DateField()
    started_at = models.DateTimeField(null=True)
    declined_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "assessor"], name="one_seat_an_assessor"),
            models.UniqueConstraint(
                fields=["panel", "number"], condition=~Q(state=SeatState.DECLINED), name="one_assessor_a_seat"
            ),
        ]
        indexes = [models.Index(fields=["assessor", "state", "due_on"], name="seats_of_assessor")]


class ScoreSheet(models.Model):
    """One assessor's scores for one submission. Sealed once; from then on the database refuses any change."""

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="sheet")
    created_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at=None, digest="") | (Q(sealed_at__isnull=False) & ~Q(digest="")),
                name="sealed_has_time_and_digest",
            )
        ]


class CriterionScore(models.Model):
    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    rationale = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_a_criterion")]


class Adjudication(models.Model):
    """Settling a disagreement as a new layer over the sealed sheets."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="adjudication")
    opened_at = models.DateTimeField()
    reason = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="adjudication_settled_by_someone",
            )
        ]


class ConsensusScore(models.Model):
    """The level agreed in adjudication on a criterion, with the reason where it differs from a sheet."""

    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("programs.Criterion", models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    rationale = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["adjudication", "criterion"], name="one_consensus_a_criterion")]


class Result(models.Model):
    """The outcome of one submission: met or not yet met. `detail` holds the reasons per criterion, as shown."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="result")
    met = models.BooleanField()
    total = ExactField(places=4, null=True)
    detail = models.JSONField(default=dict)
    reached_at = models.DateTimeField()

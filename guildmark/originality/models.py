"""Statements signed, texts compared, matches for people to look at, and who got which wording of a task."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class StatementKind(models.TextChoices):
    IDENTITY = "identity", _("who they are")
    ORIGINALITY = "originality", _("that it is their own work")
    BOTH = "both", _("who they are, and that it is their own work")


class Statement(models.Model):
    """What a candidate signed about themselves or their work: in which words, when, about which digest.

    `wording`: the name of the words, which never change under it; `words` hold `{name}` where the name stood. Until
    2026-04 both were said in one sentence, which keeps its kind.
    """

    submission = models.ForeignKey("assessment.Submission", models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=12, choices=StatementKind, default=StatementKind.BOTH)
    wording = models.CharField(max_length=32)
    words = models.TextField(blank=True)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind", "signed_at"], name="signed_once_at_a_moment"),
            models.CheckConstraint(condition=Q(kind="both") | ~Q(words=""), name="statement_keeps_its_words"),
        ]

    @property
    def said(self) -> str:
        """The words, with the name that the candidate has now."""
        return self.words.replace("{name}", self.signed_by.name)


class Unread(models.TextChoices):
    """Why there is no text to compare."""

    ENCRYPTED = "encrypted", _("protected by a password")
    MALFORMED = "malformed", _("damaged, or not what its name says")
    TOO_LARGE = "too_large", _("too large to be read")
    TOO_LONG = "too_long", _("it took too long to read")
    NO_TEXT = "no_text", _("pictures only, no text")


class FileText(models.Model):
    """What a document that was handed in says, read once; or why it could not be read."""

    blob = models.OneToOneField("kernel.Blob", models.PROTECT, related_name="file_text")
    text = models.TextField(blank=True)
    cut = models.BooleanField(default=False)
    problem = models.CharField(max_length=12, choices=Unread, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text="") ^ ~Q(problem=""), name="file_is_read_or_says_why_not")
        ]


class Fingerprint(models.Model):
    """The MinHash signature of what a submission says, for finding what resembles it. `digest`: of what was handed in."""

    submission = models.OneToOneField("assessment.Submission", models.PROTECT, related_name="fingerprint")
    digest = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    signature = models.BinaryField()
    made_at = models.DateTimeField()


class ReviewOutcome(models.TextChoices):
    NO_CONCERN = "no_concern", _("nothing to it")
    EXPLAINED = "explained", _("explained: a quotation, a shared form, work done together")
    TAKEN_UP = "taken_up", _("taken up with the candidate")


class Match(models.Model):
    """That a submission shares passages or files with an earlier one, for a person to look at. It decides nothing.

    `passages`: of {"here", "there", "words"}; `files`: of {"here", "there"}, names of files with the same content.
    """

    submission = models.ForeignKey("assessment.Submission", models.PROTECT, related_name="matches")
    earlier = models.ForeignKey("assessment.Submission", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    passages = models.JSONField(default=list)
    files = models.JSONField(default=list)
    found_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=ReviewOutcome, blank=True)
    reason = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "earlier"], name="two_submissions_match_once"),
            models.CheckConstraint(condition=~Q(submission=F("earlier")), name="nothing_matches_itself"),
            models.CheckConstraint(
                condition=Q(outcome="", reason="", reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
                name="match_reviewed_by_someone_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["found_at"], condition=Q(reviewed_at=None), name="matches_to_review")]

    @property
    def ref(self) -> str:
        return f"MAT-{self.pk:04d}"

    @property
    def words(self) -> int:
        return sum(one["words"] for one in self.passages)

    def access_scope(self) -> Scope:
        return Scope(program=self.submission.candidacy.program_id)


class Exposure(models.Model):
    """That a candidate was given this wording of a task, for one attempt."""

    submission = models.OneToOneField("assessment.Submission", models.PROTECT, related_name="exposure")
    task = models.ForeignKey("programs.Task", models.PROTECT, related_name="exposures")
    variant = models.SlugField(max_length=60)
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["task", "variant"], name="exposures_of_variant")]


class RetiredVariant(models.Model):
    """A wording that nobody is given any more, and why. Whoever has it keeps it."""

    task = models.ForeignKey("programs.Task", models.PROTECT, related_name="retired_variants")
    variant = models.SlugField(max_length=60)
    reason = models.TextField()
    retired_at = models.DateTimeField()
    retired_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "variant"], name="retired_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="retired_for_a_reason"),
        ]

    def access_scope(self) -> Scope:
        return Scope(program=self.task.version.program_id)

"""Submissions and what is in them. Tasks and prompts belong to the pinned version, which never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class SubmissionState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("in review")
    ADJUDICATION = "adjudication", _("adjudication")
    RETURNED = "returned", _("returned for more evidence")
    DECIDED = "decided", _("decided")


class Work(models.Manager):
    """Submissions by candidates; what was copied to calibrate an assessor is nobody’s work."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(copy_of=None)


class Submission(models.Model):
    """One attempt at a task. `digest` (SHA-256 of the manifest of everything in it) is set when it is submitted.

    A copy is read to calibrate: it has the task and version of the work it was made from, and never a result. Asked from
    the side of candidates, programs and results (`objects`) there are no copies; from the side of a seat there are.

    `submitted_at` and `digest` are those of the latest round; the rounds before stand in its evidence requests.
    """

    candidacy = models.ForeignKey("candidacy.Candidacy", models.PROTECT, related_name="submissions")
    task = models.ForeignKey("programs.Task", models.PROTECT, related_name="submissions")
    attempt = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=16, choices=SubmissionState, default=SubmissionState.DRAFT)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    original_at = models.DateTimeField(null=True)  # when the candidate said that the work is their own
    round = models.PositiveSmallIntegerField(default=1)  # grows by one each time more evidence is handed in
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")

    everything = models.Manager()
    objects = Work()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "task", "attempt"], condition=Q(copy_of=None), name="one_submission_an_attempt"
            ),
            models.UniqueConstraint(
                fields=["candidacy", "task"],
                condition=~Q(state=SubmissionState.DECIDED) & Q(copy_of=None),
                name="one_open_submission_a_task",
            ),
            models.CheckConstraint(
                condition=Q(copy_of=None) | ~Q(state__in=[SubmissionState.ADJUDICATION, SubmissionState.DECIDED]),
                name="copy_has_no_result",
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT) | (Q(submitted_at__isnull=False) & ~Q(digest="")),
                name="submitted_has_time_and_digest",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubmissionState.DECIDED) | Q(decided_at__isnull=False), name="decided_at_some_time"
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="submissions_by_state")]

    @property
    def ref(self) -> str:
        return f"SUB-{self.pk:04d}"

    def access_scope(self) -> Scope:
        subject = self.candidacy.person_id if self.copy_of_id is None else None
        return Scope(subject=subject, program=self.candidacy.program_id)


class EvidenceKind(models.TextChoices):
    TEXT = "text", _("text")
    FILE = "file", _("file")
    LINK = "link", _("link")
    CAPTIONS = "captions", _("captions")
    TEAM = "team", _("own part in team work")


class Evidence(models.Model):
    """A piece of evidence: rich text (one a round), a file, a link, the captions of a file (`about` it, with the
    name of their language as title), or one's own part in team work (with the names of the others as title). `sha256` is set when frozen."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    title = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=2000, blank=True)
    blob = models.ForeignKey("kernel.Blob", models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey("self", models.CASCADE, null=True, related_name="captions")
    sha256 = models.CharField(max_length=64, blank=True)
    round = models.PositiveSmallIntegerField(default=1)  # with which handing-in of its submission it came
    revision = models.PositiveIntegerField(default=0)  # counts saves, so that a second tab can't overwrite unseen
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # of the attempt before
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "round"], condition=Q(kind="text"), name="one_text_a_round"),
            models.CheckConstraint(condition=~Q(kind="file") | Q(blob__isnull=False), name="file_has_content"),
            models.CheckConstraint(condition=~Q(kind="link") | ~Q(url=""), name="link_has_address"),
            models.CheckConstraint(
                condition=Q(kind="captions", about__isnull=False, blob__isnull=False)
                | ~Q(kind="captions") & Q(about__isnull=True),
                name="captions_are_about_a_file",
            ),
            models.UniqueConstraint(fields=["about", "title"], name="captions_once_a_language"),
            models.UniqueConstraint(fields=["submission"], condition=Q(kind="team"), name="one_team_a_submission"),
        ]

    # What a query found out for one reader: whether it is closed to them, and to whom it is open.
    closed = False
    open_to: tuple[str, ...] | None = None


class CoAuthor(models.Model):
    """Who made it together with the candidate. Each of them hands in their own submission."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="co_authors")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evidence", "person"], name="co_author_once")]


class Restriction(models.Model):
    """A file or link that, of those who may read the submission, only the viewers open; and the candidate."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="restriction")
    reason = models.CharField(max_length=300)
    viewers: models.ManyToManyField = models.ManyToManyField(PERSON, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="restriction_has_reason")]


class Snapshot(models.Model):
    """What a link led to, when it was looked at: its title and text, and their digest; or why it could not be kept."""

    evidence = models.OneToOneField(Evidence, models.CASCADE, related_name="snapshot")
    url = models.URLField(max_length=2000, blank=True)  # where it led
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    cut = models.BooleanField(default=False)
    problem = models.CharField(max_length=100, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(problem="") ^ Q(sha256=""), name="snapshot_has_digest_or_problem")
        ]


class Film(models.Model):
    """What looking into a film or sound found out: how long it is, and one picture of it. Of its content, not of whose.

    Empty where nothing could be found out; it plays all the same.
    """

    blob = models.OneToOneField("kernel.Blob", models.CASCADE, related_name="film")
    length_ms = models.PositiveBigIntegerField(null=True)
    poster = models.ForeignKey("kernel.Blob", models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField()
    problem = models.CharField(max_length=200, blank=True)

    @property
    def seconds(self) -> int:
        return round((self.length_ms or 0) / 1000)


class Upload(models.Model):
    """A file on its way into a draft. `key` names its part on disk; `evidence` is what became of it once it was whole.

    `length` is empty while it isn't known yet: a recording that goes on. `metadata` is what the browser told, verbatim.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="uploads")
    key = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=255)
    length = models.BigIntegerField(null=True)
    metadata = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    evidence = models.OneToOneField(Evidence, models.CASCADE, null=True, related_name="upload")


class EvidenceRequest(models.Model):
    """An assessor can't judge what was handed in and says what is missing: until it is settled, the clock stands still.

    `round`, `digest` and `handed_in_at` are those of what was found wanting: they stay on record when more comes.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="requests")
    round = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    handed_in_at = models.DateTimeField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    answered = models.BooleanField(null=True)  # with more evidence; or else judging goes on with what is there
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission"], condition=Q(settled_at=None), name="one_open_request"),
            models.CheckConstraint(condition=~Q(reason=""), name="request_has_reason"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, answered=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, answered__isnull=False),
                name="request_settled_by_someone",
            ),
        ]


class Reflection(models.Model):
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reflections")
    prompt = models.ForeignKey("programs.ReflectionPrompt", models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "prompt"], name="one_reflection_a_prompt")]


class KeptText(models.Model):
    """What one tab had typed into a box that another tab had changed meanwhile. Kept until the candidate settles it."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="kept_texts")
    box = models.CharField(max_length=100)  # "text", or a reflection prompt's key
    tab = models.CharField(max_length=40)
    text = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "box", "tab"], name="one_kept_text_a_tab")]

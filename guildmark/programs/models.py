"""A program and its versions. Everything under a version carries `version`, so one trigger shape freezes it all."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope
from guildmark.kernel.fields import ExactField


class Program(models.Model):
    """A certification scheme (ISO/IEC 17024), through all its versions. Made by nobody: by the installation."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title

    def access_scope(self) -> Scope:
        return Scope(program=self.pk)


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_CONSULTATION = "in_consultation", _("in consultation")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")
    CLOSED = "closed", _("closed")


FROZEN = (State.APPROVED, State.PUBLISHED, State.SUPERSEDED, State.CLOSED)


class ProgramVersion(models.Model):
    """The complete criteria of a program. From approval on nothing in it changes but its state."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    language = models.CharField(max_length=10, default="en")

    # What it is about, in words: the text of the catalogue page and of the publication gate.
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    work_analysis = models.TextField(blank=True)
    prerequisites = models.TextField(blank=True)
    benefits = models.TextField(blank=True)
    validation = models.TextField(blank=True)
    renewal_rule = models.TextField(blank=True)
    suspension_rule = models.TextField(blank=True)
    appeal_rule = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    hours_per_week = ExactField(places=2, null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(default=24)
    renewal = models.JSONField(null=True, default=None)  # the renewal policy, where anything is otherwise than usual

    # Policies.
    panel_size = models.PositiveSmallIntegerField(default=2)
    panel_functions = models.PositiveSmallIntegerField(default=2)
    panel_reserved = models.JSONField(null=True, default=None)  # what seats are kept for, where anything is
    blind_to_candidate = models.BooleanField(default=False)
    adjudication_tolerance = models.PositiveSmallIntegerField(default=1)
    near_cut_band = ExactField(places=4, default=0)
    judging = models.JSONField(null=True, default=None)  # what is said of judging beyond the columns, where anything is
    attempts_max = models.PositiveSmallIntegerField(default=3)
    cool_off_days = models.PositiveSmallIntegerField(default=14)

    # Set when approved (RFC 8785 canonical document, SHA-256): whole, structure only, text only.
    digest = models.CharField(max_length=64, blank=True)
    structure_digest = models.CharField(max_length=64, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)

    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["program"], condition=Q(state="published"), name="one_published_version"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="published_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_consultation"]) | (Q(approved_at__isnull=False) & ~Q(digest="")),
                name="beyond_draft_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("created_by")),
                name="author_does_not_approve_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    def access_scope(self) -> Scope:
        return Scope(program=self.program_id)


class PartOfVersion(models.Model):
    """Anything under a version: it has a key, unique among its kind, that documents and later rooms refer to."""

    version = models.ForeignKey(ProgramVersion, models.CASCADE, related_name="%(class)ss")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="%(class)s_key_once")]


class Author(PartOfVersion):
    """Someone who wrote at this version, and therefore can't approve it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(PartOfVersion.Meta):
        abstract = False


class Rewording(PartOfVersion):
    """An author's declaration that this version differs from `since` in its wording only, and what the approver said to
    it. A version whose demands differ has none; nor has one whose draft was changed after the declaration."""

    since = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta(PartOfVersion.Meta):
        abstract = False
        constraints = [
            *PartOfVersion.Meta.constraints,
            models.UniqueConstraint(fields=["version"], name="one_rewording_a_version"),
            models.CheckConstraint(
                condition=Q(agreed=None, answered_at=None, answered_by=None)
                | Q(agreed__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                name="rewording_answered_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("declared_by")),
                name="rewording_answered_by_another",
            ),
        ]


class Task(PartOfVersion):
    """An assignment: what to do, what to hand in, what to think about."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    brief = models.TextField()
    good_evidence = models.TextField(blank=True)
    hours = ExactField(places=2, null=True, blank=True)
    formats = models.JSONField(default=list)  # of "text", "link", "file" and file endings such as "pdf"
    live = models.JSONField(null=True, default=None)  # how the session goes, where it isn’t as usual for the kind
    team = models.JSONField(null=True, default=None)  # "alone" or "together", where it isn’t left open
    variants = models.JSONField(null=True, default=None)  # of {"key", "brief"}, where there are any

    class Meta(PartOfVersion.Meta):
        abstract = False


class RequirementNode(PartOfVersion):
    """A node of the requirement tree: `all`, `at_least` (of its children), or a leaf kind such as `task`."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200, blank=True)
    least = models.PositiveSmallIntegerField(null=True, blank=True)
    task = models.OneToOneField(Task, models.CASCADE, null=True, blank=True, related_name="node")
    prior_program = models.ForeignKey(Program, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(PartOfVersion.Meta):
        abstract = False
        constraints = [
            *PartOfVersion.Meta.constraints,
            models.UniqueConstraint(fields=["version"], condition=Q(parent=None), name="one_root_a_version"),
        ]


class ReflectionPrompt(PartOfVersion):
    task = models.ForeignKey(Task, models.CASCADE, related_name="prompts")
    prompt = models.TextField()
    min_words = models.PositiveSmallIntegerField(default=80)
    max_words = models.PositiveSmallIntegerField(default=150)

    class Meta(PartOfVersion.Meta):
        abstract = False


class Rubric(PartOfVersion):
    """How one task is judged. `cut`: the least weighted mean level, or none where the criteria's minimums decide."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="rubric")
    cut = ExactField(places=4, null=True, blank=True)
    cut_reason = models.TextField(blank=True)

    class Meta(PartOfVersion.Meta):
        abstract = False


class Criterion(PartOfVersion):
    """One thing judged, at described levels. A critical criterion below its minimum decides alone."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    title = models.CharField(max_length=200)
    weight = ExactField(places=4, default=1)
    minimum = models.PositiveSmallIntegerField(null=True, blank=True)
    tolerance = models.PositiveSmallIntegerField(null=True, blank=True)  # of its own, by which sheets may differ
    critical = models.BooleanField(default=False)
    evidence_at = models.CharField(max_length=300, blank=True)

    class Meta(PartOfVersion.Meta):
        abstract = False


class Level(PartOfVersion):
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="levels")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80, blank=True)
    descriptor = models.TextField()

    class Meta(PartOfVersion.Meta):
        abstract = False
        constraints = [
            *PartOfVersion.Meta.constraints,
            models.UniqueConstraint(fields=["criterion", "number"], name="level_once_a_criterion"),
        ]


class IndicatorReference(PartOfVersion):
    """The indicator a criterion is tied to, as it read when the version was made: later edits upstream don't reach it."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="indicators")
    framework = models.CharField(max_length=300)
    framework_identifier = models.UUIDField()
    identifier = models.UUIDField()
    code = models.CharField(max_length=80, blank=True)
    statement = models.TextField()

    class Meta(PartOfVersion.Meta):
        abstract = False


class Translation(PartOfVersion):
    """A text of the version in another language. `path` names it as the document does: `tasks.report.brief`."""

    language = models.CharField(max_length=10)
    path = models.CharField(max_length=200)
    text = models.TextField()

    class Meta(PartOfVersion.Meta):
        abstract = False
        constraints = [
            *PartOfVersion.Meta.constraints,
            models.UniqueConstraint(fields=["version", "language", "path"], name="translated_once"),
        ]

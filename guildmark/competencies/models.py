"""Frameworks as graphs of typed items and associations (CASE 1.1), tied to priorities and job tasks."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.competencies.domain.package import CHILD


class Framework(models.Model):
    """A competency framework: one CASE `CFDocument`. `extras` keeps what we do not interpret, for a lossless export.

    The same framework may be here twice, under two slugs: `identifier` is the source's.
    """

    slug = models.SlugField(max_length=80, unique=True)
    identifier = models.UUIDField(default=uuid.uuid4, db_index=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    creator = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    version = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=20, blank=True)
    uri = models.TextField(blank=True)
    last_change = models.CharField(max_length=40, blank=True)  # as the source wrote it
    extras = models.JSONField(default=dict)
    package_extras = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.title


class CompetencyKind(models.TextChoices):
    TECHNICAL = "technical", _("technical")
    BEHAVIOURAL = "behavioural", _("behavioural")
    LEADERSHIP = "leadership", _("leadership")


class Item(models.Model):
    """A node of a framework: one CASE `CFItem`, of any type: a domain, a competency, an indicator, a work role.

    A competency says its `kind`; a performance indicator says the proficiency `level` it describes. What is
    `made_here` an import never removes.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    identifier = models.UUIDField(default=uuid.uuid4)
    item_type = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=120, blank=True)
    title = models.TextField(blank=True)
    statement = models.TextField()
    kind = models.CharField(max_length=12, choices=CompetencyKind, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    search_text = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    last_change = models.CharField(max_length=40, blank=True)
    extras = models.JSONField(default=dict)
    made_here = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "identifier"], name="item_once_in_framework"),
            models.CheckConstraint(condition=~Q(statement=""), name="item_states_something"),
        ]
        indexes = [
            models.Index(fields=["framework", "position"], name="items_in_order"),
            models.Index(fields=["framework", "item_type", "position"], name="items_by_type"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title or self.statement}".strip()


class AssociationQuerySet(models.QuerySet["Association"]):
    def children(self) -> "AssociationQuerySet":
        """The edges by which one item of the framework stands under another."""
        return self.filter(association_type=CHILD, origin_item__isnull=False, destination_item__isnull=False)


class Association(models.Model):
    """An edge of a framework: one CASE `CFAssociation`. Either end may lie outside, so both are kept as identifiers."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="associations")
    identifier = models.UUIDField(default=uuid.uuid4)
    association_type = models.CharField(max_length=120)
    origin = models.CharField(max_length=300)
    destination = models.CharField(max_length=300)
    origin_item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="leaving")
    destination_item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="arriving")
    sequence = models.IntegerField(null=True, blank=True)
    uri = models.TextField(blank=True)
    last_change = models.CharField(max_length=40, blank=True)
    extras = models.JSONField(default=dict)
    end_extras = models.JSONField(default=dict)  # what an end says of itself that its node doesn't
    made_here = models.BooleanField(default=False)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "identifier"], name="association_once_in_framework")
        ]


class StrategicPriority(models.Model):
    """Something the company wants to become better at, and until when."""

    title = models.CharField(max_length=200, unique=True)
    description = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class JobTask(models.Model):
    """A real task of a job function."""

    title = models.CharField(max_length=300)
    job_function = models.ForeignKey("people.JobFunction", models.PROTECT, related_name="job_tasks")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job_function", "title"], name="job_task_once")]

    def __str__(self) -> str:
        return self.title


class Tie(models.Model):
    """That a competency serves a strategic priority, or a real job task."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="ties")
    priority = models.ForeignKey(StrategicPriority, models.CASCADE, null=True, blank=True, related_name="ties")
    job_task = models.ForeignKey(JobTask, models.CASCADE, null=True, blank=True, related_name="ties")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(priority=None, job_task__isnull=False) | Q(priority__isnull=False, job_task=None),
                name="tie_has_one_end",
            ),
            models.UniqueConstraint(
                fields=["item", "priority"], condition=Q(job_task=None), name="tied_to_priority_once"
            ),
            models.UniqueConstraint(
                fields=["item", "job_task"], condition=Q(priority=None), name="tied_to_job_task_once"
            ),
        ]

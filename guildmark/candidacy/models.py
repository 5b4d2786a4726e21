"""Candidacies and what has been fulfilled in them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Scope


class State(models.TextChoices):
    APPLIED = "applied", _("applied")
    ADMITTED = "admitted", _("admitted")
    NOT_ADMITTED = "not_admitted", _("not admitted")
    IN_PROGRESS = "in_progress", _("in progress")
    AWAITING_DECISION = "awaiting_decision", _("awaiting decision")
    PAUSED = "paused", _("paused")
    CERTIFIED = "certified", _("certified")
    NOT_YET_CERTIFIED = "not_yet_certified", _("not yet certified")
    WITHDRAWN = "withdrawn", _("withdrawn")


LIVE = (State.APPLIED, State.ADMITTED, State.IN_PROGRESS, State.AWAITING_DECISION, State.PAUSED)


class Candidacy(models.Model):
    """A person working towards a program under one pinned version, for one period."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="candidacies")
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="candidacies")
    version = models.ForeignKey("programs.ProgramVersion", models.PROTECT, related_name="candidacies")
    period = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=State, default=State.APPLIED)
    renews = models.BooleanField(default=False)  # it renews the credential of the period before
    motivation = models.TextField(blank=True)
    applied_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)  # when the application was answered
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_reason = models.TextField(blank=True)
    completed_at = models.DateTimeField(null=True)  # when the tree was fulfilled
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN) | (Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="withdrawn_at_some_time_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NOT_ADMITTED) | ~Q(settled_reason=""), name="not_admitted_for_a_reason"
            ),
            models.UniqueConstraint(
                fields=["person", "program"],
                condition=Q(state__in=LIVE),
                name="one_live_candidacy_per_person_and_program",
            ),
            models.UniqueConstraint(fields=["person", "program", "period"], name="one_candidacy_a_period"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="settled_by_someone_at_some_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "program"], name="candidacies_by_state")]

    @property
    def ref(self) -> str:
        return f"CAN-{self.pk:04d}"

    def access_scope(self) -> Scope:
        return Scope(subject=self.person_id, program=self.program_id)


class FulfilmentQuerySet(models.QuerySet["Fulfilment"]):
    def on(self, day: date) -> "FulfilmentQuerySet":
        """Those that count on `day`."""
        return self.filter(Q(until=None) | Q(until__gte=day))


class Fulfilment(models.Model):
    """That a leaf of the tree is met: by what (kind and id), since when, and until when where it lapses."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="fulfilments")
    node_key = models.SlugField(max_length=80)
    source_kind = models.CharField(max_length=40)
    source_id = models.BigIntegerField()
    fulfilled_at = models.DateTimeField()
    until = models.DateField(null=True)

    objects = FulfilmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "node_key", "source_kind", "source_id"], name="fulfilled_once_by_a_source"
            )
        ]


class PlanStep(models.Model):
    """When the candidate means to have done a leaf of the tree."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="plan_steps")
    node_key = models.SlugField(max_length=80)
    target_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidacy", "node_key"], name="one_plan_step_a_node")]


class Pause(models.Model):
    """A stretch of time in which a candidacy's clocks stand still; open while it lasts."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="pauses")
    reason = models.TextField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidacy"], condition=Q(ended_at=None), name="one_pause_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_has_reason"),
        ]


class AccommodationState(models.TextChoices):
    REQUESTED = "requested", _("requested")
    AGREED = "agreed", _("agreed")
    DECLINED = "declined", _("not agreed")
    ENDED = "ended", _("ended")


class AccommodationKind(models.TextChoices):
    EXTRA_TIME = "extra_time", _("extra time")
    FORMAT = "format", _("another format")
    LANGUAGE = "language", _("another language")
    OTHER = "other", _("something else")


class Accommodation(models.Model):
    """What is arranged otherwise for one candidate, the criteria being the same.

    `need` stays between the candidate and whoever decides. `conditions` is what assessors read, and says no reason.
    `tasks`: the keys of the tasks concerned; empty where all are. `language`: in which they are done, where it is not
    the version’s own.
    """

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="accommodations")
    state = models.CharField(max_length=12, choices=AccommodationState, default=AccommodationState.REQUESTED)
    kinds = models.JSONField(default=list)
    need = models.TextField()
    tasks = models.JSONField(default=list)
    requested_at = models.DateTimeField()
    conditions = models.TextField(blank=True)
    extra_time_percent = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=12, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(need=""), name="accommodation_says_what_is_needed"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, reason="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="accommodation_decided_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=AccommodationState.AGREED) | ~Q(conditions=""), name="agreed_on_conditions"
            ),
            models.CheckConstraint(
                condition=Q(state=AccommodationState.ENDED, ended_at__isnull=False)
                | ~Q(state=AccommodationState.ENDED) & Q(ended_at=None),
                name="accommodation_ended_at_some_time",
            ),
            models.UniqueConstraint(
                fields=["candidacy"],
                condition=Q(state=AccommodationState.REQUESTED),
                name="one_accommodation_requested_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "requested_at"], name="accommodations_by_state")]

    def access_scope(self) -> Scope:
        return self.candidacy.access_scope()

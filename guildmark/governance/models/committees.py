"""A committee with its charter, who sits on it and until when, when it meets, and whom it lets decide alone."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guildmark.governance.domain.counting import SIMPLE, TWO_THIRDS, Rule
from guildmark.kernel.access import Scope

PERSON = settings.AUTH_USER_MODEL


class Majority(models.TextChoices):
    SIMPLE = SIMPLE, _("more in favour than against")
    TWO_THIRDS = TWO_THIRDS, _("two thirds in favour of those for or against")


class Committee(models.Model):
    """Those who decide together in a program. The charter: how many must take part, and by which majority."""

    program = models.OneToOneField("programs.Program", models.PROTECT, related_name="committee")
    name = models.CharField(max_length=120)
    quorum = models.PositiveSmallIntegerField()
    majority = models.CharField(max_length=12, choices=Majority, default=Majority.SIMPLE)
    founded_at = models.DateTimeField()
    founded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quorum__gte=2), name="nobody_is_a_committee_alone"),
            models.CheckConstraint(condition=~Q(name=""), name="committee_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule:
        return Rule(self.quorum, self.majority)

    def access_scope(self) -> Scope:
        return Scope(program=self.program_id)


class Office(models.TextChoices):
    CHAIR = "chair", _("chair")
    MEMBER = "member", _("member")


class Terms(QuerySet["Membership"]):
    def on(self, day: date) -> "Terms":
        """The terms that run on this day, of people who still work here."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, person__is_active=True)


class Membership(models.Model):
    """That somebody sits on the committee for one term. `group`: whose view they bring, such as quality or sales."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=10, choices=Office, default=Office.MEMBER)
    group = models.CharField(max_length=80, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    seated_at = models.DateTimeField()
    seated_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = Terms.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "person", "starts_on"], name="one_term_from_a_day"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="term_ends_after_it_starts"),
        ]


class Meeting(models.Model):
    """When the committee meets; afterwards, its minutes."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    minutes = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "starts_at"], name="one_meeting_at_a_time"),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None, minutes="")
                | Q(held_at__isnull=False, held_by__isnull=False) & ~Q(minutes=""),
                name="meeting_held_by_someone_has_minutes",
            ),
        ]


class Delegation(models.Model):
    """That one officer may decide consent motions within written limits, for a time. Each such decision is reported."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="delegations")
    officer = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    limits = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(limits=""), name="delegation_has_limits"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(officer=F("given_by")), name="nobody_delegates_to_themselves"),
        ]

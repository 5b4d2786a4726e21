"""Persons and the organisation, with its history."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Held
from guildmark.kernel.roles import HELD, PROSE, Role


class OrgUnit(models.Model):
    """A part of the line organisation. `path` lists the ids from the root down, so that a subtree is one query."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def subtree_ids(self) -> frozenset[int]:
        """This unit and every unit below it."""
        return frozenset(OrgUnit.objects.filter(path__startswith=self.path).values_list("pk", flat=True))


class JobFunction(models.Model):
    """A cross-cutting kind of work: engineering, sales, operations."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Someone in the company's directory, who signs in as themselves."""

    username = models.SlugField(max_length=60, unique=True)
    employee_number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(unique=True)
    job_function = models.ForeignKey(JobFunction, models.PROTECT, related_name="people")
    site = models.ForeignKey(Site, models.PROTECT, related_name="people")
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    single_key_shortcuts = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "email"]
    actor_kind = "person"
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    def roles_held(self, at: datetime) -> Iterable[Held]:
        """The roles this person holds at `at`, each as far as it reaches. One query a person and request."""
        day = at.date()
        return [role.as_held() for role in self._appointments if role.in_term(day)]

    @cached_property
    def _appointments(self) -> list["RoleHeld"]:
        return list(self.roles.select_related("unit"))

    def manages(self, person_id: int, at: datetime) -> bool:
        """Whether this person leads `person_id` on the line at `at`."""
        return Employment.objects.on(at.date()).filter(person_id=person_id, manager=self).exists()


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def on(self, day: date) -> "EmploymentQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def since(self, day: date) -> "EmploymentQuerySet":
        """The stretches that last until `day` or later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))


class Employment(models.Model):
    """A stretch of time in one unit under one manager. Both dates count as worked; open at the end while it lasts."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="employments")
    manager = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reports")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="employment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(manager=None) | ~Q(manager=F("person")), name="nobody_manages_themselves"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(ends_on=None), name="one_current_employment"),
        ]


class Leave(models.Model):
    """Days on which someone is away and clocks stand still; both dates included."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="leave_ends_after_start"
            )
        ]


class RoleHeld(models.Model):
    """An appointment: a role, as far as it reaches (company, one program, one unit), for a term."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, PROSE[role].title) for role in HELD])
    program_id = models.BigIntegerField(_("program"), null=True, blank=True)  # programs lie downstream
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the installation

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(program_id=None) | Q(unit=None), name="one_reach_a_role"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"
            ),
        ]

    def in_term(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def as_held(self) -> Held:
        return Held(
            Role(self.role),
            everything=self.program_id is None and self.unit_id is None,
            programs=frozenset({self.program_id} if self.program_id else ()),
            units=self.unit.subtree_ids() if self.unit else frozenset(),
        )

"""Persons and the organisation, with its history."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Held, Scope
from guildmark.kernel.calendar import local_date
from guildmark.kernel.prepared import prepared
from guildmark.kernel.roles import HELD, PROSE, Role


def company_day(at: datetime) -> date:
    """The day that the company's calendar shows at `at`: terms, employments and leave count in it."""
    return local_date(at, settings.TIME_ZONE)


class OrgUnit(models.Model):
    """A part of the line organisation. `path` lists the ids from the root down, so that a subtree is one query."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, db_index=True, blank=True)

    def __str__(self) -> str:
        return self.name

    def path_below(self, parent: "OrgUnit | None") -> str:
        return f"{parent.path if parent else '/'}{self.pk}/"


def units_below(units: Iterable[OrgUnit]) -> dict[int, frozenset[int]]:
    """For each unit the ids of its whole subtree, itself included: one query for all of them."""
    paths = {unit.pk: unit.path for unit in units}
    if not paths:
        return {}
    wanted = Q(pk__in=[])
    for path in paths.values():
        wanted |= Q(path__startswith=path)
    found = list(OrgUnit.objects.filter(wanted).values_list("pk", "path"))
    return {pk: frozenset(below for below, at in found if at.startswith(path)) for pk, path in paths.items()}


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
    last_login = None  # the journal knows
    objects = PersonManager()

    def __str__(self) -> str:
        return self.name

    def access_scope(self) -> Scope:
        return Scope(subject=self.pk)

    def scope_on(self, day: date) -> Scope:
        """Where this person lies on `day`: about themselves, in the unit they work in."""
        unit = Employment.objects.on(day).filter(person=self).values_list("unit_id", flat=True).first()
        return Scope(subject=self.pk, unit=unit)

    def roles_held(self, at: datetime) -> Iterable[Held]:
        """The roles this person holds at `at`, each as far as it reaches. One query a request, two with unit roles."""
        return [held for role, held in self._appointments if role.holds(at)]

    @cached_property
    def _appointments(self) -> list[tuple["RoleHeld", Held]]:
        roles = _roles_of(person=self.pk)
        below = units_below({role.unit for role in roles if role.unit})
        return [(role, role.as_held(below)) for role in roles]

    def manages(self, person_id: int, at: datetime) -> bool:
        """Whether this person leads `person_id` on the line at `at`. One query a request, however many are asked."""
        day = company_day(at)
        return any(e.person_id == person_id and e.covers(day) for e in self._led)

    def leads(self, at: datetime) -> frozenset[int]:
        """Who reports to this person at `at`."""
        day = company_day(at)
        return frozenset(e.person_id for e in self._led if e.covers(day))

    def leads_anyone(self, at: datetime) -> bool:
        """Whether someone reports to this person at `at`."""
        return bool(self.leads(at))

    @cached_property
    def _led(self) -> list["Employment"]:
        return _led_by(manager=self.pk)

    def forget(self) -> None:
        """Drop what was read about roles and reports, after they changed."""
        for name in ("_appointments", "_led"):
            self.__dict__.pop(name, None)


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

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

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
        indexes = [models.Index(fields=["manager", "starts_on"], name="reports_of")]


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


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    def at(self, at: datetime) -> "RoleHeldQuerySet":
        """The appointments that hold at `at`."""
        day = company_day(at)
        in_term = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.filter(in_term, Q(ended_at=None) | Q(ended_at__gt=at), starts_on__lte=day)


class RoleHeld(models.Model):
    """An appointment: a role, as far as it reaches (company, one program, one unit), for a term.

    `ends_on` is the last day of the term as agreed; `ended_at` the moment at which it was ended before its time.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, PROSE[role].title) for role in HELD])
    program_id = models.BigIntegerField(_("program"), null=True, blank=True)  # programs lie downstream
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the installation
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: the installation

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(program_id=None) | Q(unit=None), name="one_reach_a_role"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="term_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by=None), name="appointment_ended_by_someone_once_ended"
            ),
            models.UniqueConstraint(
                "person",
                "role",
                Coalesce("program_id", 0),
                Coalesce("unit_id", 0),
                condition=Q(ends_on=None, ended_at=None),
                name="one_open_appointment_a_role_and_reach",
            ),
        ]

    def holds(self, at: datetime) -> bool:
        day = company_day(at)
        in_term = self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
        return in_term and (self.ended_at is None or at < self.ended_at)

    @property
    def scope(self) -> Scope:
        return Scope(subject=self.person_id, program=self.program_id, unit=self.unit_id)

    def as_held(self, below: dict[int, frozenset[int]]) -> Held:
        return Held(
            Role(self.role),
            everything=self.program_id is None and self.unit_id is None,
            programs=frozenset({self.program_id} if self.program_id else ()),
            units=below[self.unit_id] if self.unit_id else frozenset(),
        )


@prepared
def _roles_of(person: int) -> RoleHeldQuerySet:
    return RoleHeld.objects.filter(person_id=person).select_related("unit")


@prepared
def _led_by(manager: int) -> EmploymentQuerySet:
    return Employment.objects.filter(manager_id=manager).only("person_id", "starts_on", "ends_on")


class SignInTally(models.Model):
    """How often a name or an address tried to sign in since `since`; shared by all web processes."""

    key = models.CharField(max_length=120, unique=True)
    tries = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

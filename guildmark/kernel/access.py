"""Who may do what: permissions that rooms declare, and `may`, which answers with a sentence.

A permission names the roles that carry it. Whether a role somebody holds reaches a thing depends on the thing's
`Scope`. Policy about the thing itself (its state, separation of duties) lives in each room's `lifecycle.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.roles import PROSE, Role


@dataclass(frozen=True)
class Decision:
    """A yes, or a no with the sentence to show the person."""

    refusal: str | Promise = ""

    def __bool__(self) -> bool:
        return not self.refusal


YES = Decision()


class Refused(Exception):
    """An action was not allowed. The message is written for the person who asked."""


def ensure(decision: Decision) -> None:
    """Pass on a yes; raise `Refused` with the sentence of a no."""
    if not decision:
        raise Refused(str(decision.refusal))


@dataclass(frozen=True)
class Scope:
    """Where a thing lies: about whom, under which program, in which unit. Empty: the whole company's."""

    subject: int | None = None
    program: int | None = None
    unit: int | None = None


@runtime_checkable
class Scoped(Protocol):
    def access_scope(self) -> Scope: ...


@dataclass(frozen=True)
class Held:
    """A role somebody holds, as far as it reaches: the whole company, or some programs, or some units."""

    role: Role
    everything: bool = False
    programs: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()

    def covers(self, scope: Scope) -> bool:
        return self.everything or scope.program in self.programs or scope.unit in self.units


class Actor(Protocol):
    """Who does something: a person, an API client, or the system itself."""

    @property
    def pk(self) -> int | None: ...

    @property
    def actor_kind(self) -> str: ...

    def roles_held(self, at: datetime) -> Iterable[Held]: ...

    def manages(self, person_id: int, at: datetime) -> bool: ...


class System:
    """The installation acting on its own: set-up, nightly jobs, reactions without a person behind them."""

    pk: int | None = None
    actor_kind = "system"

    def roles_held(self, at: datetime) -> tuple[Held, ...]:
        return tuple(Held(role, everything=True) for role in Role)

    def manages(self, person_id: int, at: datetime) -> bool:
        return False


SYSTEM = System()


class Duty(StrEnum):
    """The duties that must lie in different hands. A permission that amounts to one says so; the matrix page opens
    with who carries each."""

    ADMITS = "admits"
    ASSIGNS = "assigns"
    DECIDES = "decides"
    SEES_EVIDENCE = "sees_evidence"
    SEES_SCORES = "sees_scores"


@dataclass(frozen=True)
class Permission:
    """Something a person can be allowed to do, named `room.verb`, said as “you may <sentence>”."""

    name: str
    sentence: str | Promise
    roles: frozenset[Role] = field(default=frozenset())
    duties: frozenset[Duty] = field(default=frozenset())

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    @property
    def refusal(self) -> str | Promise:
        titles = ", ".join(str(PROSE[role].title) for role in Role if role in self.roles)
        return format_lazy(_("You may not {deed}. That takes: {roles}."), deed=self.sentence, roles=titles)


PERMISSIONS: dict[str, Permission] = {}


def permission(name: str, sentence: str | Promise, *roles: Role, duties: Iterable[Duty] = ()) -> Permission:
    """Declare a permission once; the matrix page and its documentation are made from these."""
    if name in PERMISSIONS:
        raise ValueError(f"permission {name} is declared twice")
    PERMISSIONS[name] = Permission(name, sentence, frozenset(roles), frozenset(duties))
    return PERMISSIONS[name]


def scope_of(thing: object) -> Scope:
    if isinstance(thing, Scope):
        return thing
    if isinstance(thing, Scoped):
        return thing.access_scope()
    raise TypeError(f"{type(thing).__name__} says nothing about its scope")


def may(actor: Actor, can: Permission, thing: object | None = None, *, at: datetime) -> Decision:
    """Whether `actor` may do `can` to `thing` at `at`. Without a thing: whether there is anything they may do it to."""
    if actor is SYSTEM:
        return YES
    if actor.pk is None:
        return Decision(_("Sign in first."))
    if Role.EVERYONE in can.roles:
        return YES
    held = [h for h in actor.roles_held(at) if h.role in can.roles]
    if thing is None:
        return YES if held or Role.SUBJECT in can.roles else Decision(can.refusal)
    scope = scope_of(thing)
    if Role.SUBJECT in can.roles and scope.subject == actor.pk:
        return YES
    if any(h.covers(scope) for h in held):
        return YES
    if Role.LINE_MANAGER in can.roles and scope.subject and actor.manages(scope.subject, at):
        return YES
    return Decision(can.refusal)


@dataclass(frozen=True)
class Reach:
    """How far a permission reaches for somebody, as a filter for lists, getters and search."""

    everything: bool = False
    subject: int | None = None
    programs: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()

    def where(self, *, subject: str = "", program: str = "", unit: str = "") -> Q:
        """The rows reached, given the lookups that lead from a row to its subject, program and unit."""
        if self.everything:
            return ~Q(pk__in=[])  # not Q(): that would vanish from `reach | something else`
        found = Q(pk__in=[])
        if subject and self.subject is not None:
            found |= Q(**{subject: self.subject})
        if program and self.programs:
            found |= Q(**{f"{program}__in": self.programs})
        if unit and self.units:
            found |= Q(**{f"{unit}__in": self.units})
        return found


def reach(actor: Actor, can: Permission, *, at: datetime) -> Reach:
    """How far `can` reaches for `actor` at `at`. A line manager's reports are found by the room that knows them."""
    if actor is SYSTEM or (Role.EVERYONE in can.roles and actor.pk is not None):
        return Reach(everything=True)
    held = [h for h in actor.roles_held(at) if h.role in can.roles] if actor.pk else []
    return Reach(
        everything=any(h.everything for h in held),
        subject=actor.pk if Role.SUBJECT in can.roles else None,
        programs=frozenset().union(*(h.programs for h in held)),
        units=frozenset().union(*(h.units for h in held)),
    )

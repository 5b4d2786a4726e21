"""Who may do what: a role, as far as it reaches, by relation or by appointment; a no is a sentence."""

from dataclasses import dataclass, field

import pytest

from guildmark.kernel.access import (
    PERMISSIONS,
    SYSTEM,
    Decision,
    Held,
    Permission,
    Reach,
    Refused,
    Scope,
    ensure,
    may,
    permission,
    reach,
)  # fmt: skip
from guildmark.kernel.roles import Role
from tests.cast import NOW


@dataclass
class Actor:
    pk: int | None = 1
    actor_kind: str = "person"
    held: tuple[Held, ...] = ()
    reports: frozenset[int] = field(default_factory=frozenset)

    def roles_held(self, at):
        return self.held

    def manages(self, person_id, at):
        return person_id in self.reports


def to(*roles: Role) -> Permission:
    return Permission("boats.row", "row a boat", frozenset(roles))


OWN, IN_PROGRAM, IN_UNIT, ELSEWHERE = Scope(subject=1), Scope(program=4), Scope(unit=9), Scope(subject=2, program=8)
MAY = [
    ("everyone may", Actor(), to(Role.EVERYONE), ELSEWHERE),
    ("the person concerned", Actor(), to(Role.SUBJECT), OWN),
    ("her manager", Actor(reports=frozenset({2})), to(Role.LINE_MANAGER), ELSEWHERE),
    ("company-wide", Actor(held=(Held(Role.COMMITTEE, everything=True),)), to(Role.COMMITTEE), ELSEWHERE),
    ("of that program", Actor(held=(Held(Role.ASSESSOR, programs=frozenset({4})),)), to(Role.ASSESSOR), IN_PROGRAM),
    ("of that unit", Actor(held=(Held(Role.MENTOR, units=frozenset({9})),)), to(Role.MENTOR), IN_UNIT),
    ("somewhere, when no thing is named", Actor(held=(Held(Role.ASSESSOR, programs=frozenset({4})),)), to(Role.ASSESSOR), None),
    ("the system itself", SYSTEM, to(Role.ADMIN), ELSEWHERE),
]  # fmt: skip
MAY_NOT = [
    ("a stranger", Actor(pk=None), to(Role.EVERYONE), OWN),
    ("somebody else", Actor(), to(Role.SUBJECT), ELSEWHERE),
    ("a manager of others", Actor(reports=frozenset({3})), to(Role.LINE_MANAGER), ELSEWHERE),
    ("of another program", Actor(held=(Held(Role.ASSESSOR, programs=frozenset({5})),)), to(Role.ASSESSOR), IN_PROGRAM),
    ("of a program, for a company-wide thing", Actor(held=(Held(Role.ASSESSOR, programs=frozenset({4})),)), to(Role.ASSESSOR), Scope()),
    ("another role", Actor(held=(Held(Role.ADMIN, everything=True),)), to(Role.COMMITTEE), ELSEWHERE),
]  # fmt: skip


@pytest.mark.parametrize(("who", "actor", "can", "thing"), MAY, ids=[case[0] for case in MAY])
def test_may(who, actor, can, thing):
    assert may(actor, can, thing, at=NOW)


@pytest.mark.parametrize(("who", "actor", "can", "thing"), MAY_NOT, ids=[case[0] for case in MAY_NOT])
def test_may_not(who, actor, can, thing):
    assert not may(actor, can, thing, at=NOW)


def test_a_no_says_what_it_would_take():
    decision = may(Actor(), to(Role.COMMITTEE, Role.ADMIN), ELSEWHERE, at=NOW)
    assert str(decision.refusal) == "You may not row a boat. That takes: Certification committee, IT administrator."


def test_a_stranger_is_asked_to_sign_in():
    assert str(may(Actor(pk=None), to(Role.EVERYONE), at=NOW).refusal) == "Sign in first."


def test_ensure_raises_the_sentence_of_a_no():
    ensure(Decision())
    with pytest.raises(Refused, match="Not on Sundays"):
        ensure(Decision("Not on Sundays."))


def test_a_thing_without_a_scope_is_a_mistake():
    with pytest.raises(TypeError, match="says nothing about its scope"):
        may(Actor(), to(Role.COMMITTEE), object(), at=NOW)


def test_a_permission_is_declared_once(monkeypatch):
    monkeypatch.setattr("guildmark.kernel.access.PERMISSIONS", dict(PERMISSIONS))
    permission("boats.sink", "sink a boat", Role.ADMIN)
    with pytest.raises(ValueError, match="declared twice"):
        permission("boats.sink", "sink it again", Role.ADMIN)


PLACED = [case for case in MAY + MAY_NOT if case[3] and case[3] != Scope()]


@pytest.mark.parametrize(("who", "actor", "can", "thing"), PLACED, ids=[case[0] for case in PLACED])
def test_lists_reach_as_far_as_single_things(who, actor, can, thing):
    """`reach` is the set form of `may`; reports are found by the room that knows them."""
    if Role.LINE_MANAGER in can.roles:
        return
    reached: Reach = reach(actor, can, at=NOW)
    inside = (
        reached.everything
        or (reached.subject is not None and reached.subject == thing.subject)
        or thing.program in reached.programs
        or thing.unit in reached.units
    )
    assert inside == bool(may(actor, can, thing, at=NOW))


def test_reach_is_a_filter(ines, nadia):
    from guildmark.people.models import Person

    own = reach(ines, to(Role.SUBJECT), at=NOW)
    assert list(Person.objects.filter(own.where(subject="pk"))) == [ines]
    assert not Person.objects.filter(reach(ines, to(Role.ADMIN), at=NOW).where(subject="pk"))
    assert Person.objects.filter(reach(ines, to(Role.EVERYONE), at=NOW).where()).count() == Person.objects.count()

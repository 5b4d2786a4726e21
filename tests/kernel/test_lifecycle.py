"""A lifecycle is a tuple of moves: guards, buttons and diagrams read the same."""

from dataclasses import dataclass

from guildmark.kernel.access import SYSTEM, Permission, Scope
from guildmark.kernel.lifecycle import Move, mermaid, offered
from guildmark.kernel.roles import Role
from tests.cast import NOW


@dataclass
class Boat:
    state: str
    owner: int = 1

    def access_scope(self) -> Scope:
        return Scope(subject=self.owner)

    def get_state_display(self) -> str:
        return self.state.upper()


@dataclass
class Sailor:
    pk: int = 1
    actor_kind: str = "person"

    def roles_held(self, at):
        return ()

    def manages(self, person_id, at):
        return False


def storm(boat, by, at):
    return "There is a storm." if boat.state == "moored" else ""


OWNERS = Permission("boats.sail", "sail it", frozenset({Role.SUBJECT}))
SAIL = Move("set sail in", frozenset({"moored", "anchored"}), "at sea", OWNERS, (storm,))
LAND = Move("land", frozenset({"at sea"}), "moored", OWNERS)


def test_first_the_state_then_the_person_then_objections():
    assert (
        str(SAIL.decide(Boat("at sea", owner=2), Sailor(), at=NOW).refusal) == "You can’t set sail in it: it is AT SEA."
    )
    assert "You may not sail it" in str(SAIL.decide(Boat("moored", owner=2), Sailor(), at=NOW).refusal)
    assert str(SAIL.decide(Boat("moored"), Sailor(), at=NOW).refusal) == "There is a storm."
    assert SAIL.decide(Boat("anchored"), Sailor(), at=NOW)


def test_objections_are_about_people_not_the_system():
    assert SAIL.decide(Boat("moored"), SYSTEM, at=NOW)


def test_buttons_show_every_move_from_here_with_its_answer():
    shown = offered((SAIL, LAND), Boat("moored"), Sailor(), at=NOW)
    assert {move.verb: bool(decision) for move, decision in shown.items()} == {"set sail in": False}


def test_the_diagram_has_an_arrow_for_every_source():
    assert mermaid((SAIL, LAND)).splitlines() == [
        "stateDiagram-v2",
        "    anchored --> at sea: set sail in",
        "    moored --> at sea: set sail in",
        "    at sea --> moored: land",
    ]

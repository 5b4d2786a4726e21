"""The generated reference: what the code says about itself, as Markdown. `guildmark docs` writes it to docs/reference."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.utils import translation

from guildmark.kernel.access import PERMISSIONS
from guildmark.kernel.facts import Fact
from guildmark.kernel.integrity import INVARIANTS
from guildmark.kernel.jobs import JOBS
from guildmark.kernel.lifecycle import Move, mermaid
from guildmark.kernel.matrix import Hands, hands
from guildmark.kernel.roles import PROSE, Role
from guildmark.rooms import ROOMS

MADE = "<!-- Made by `guildmark docs` from the code; edit that, then run `make fix`. -->\n"


def pages() -> dict[str, str]:
    """Every page of the reference, by file name, in English whatever the reader's language."""
    with translation.override("en"):
        return {
            "permissions.md": page("Who may do what", permissions()),
            "lifecycles.md": page("Lifecycles", lifecycles()),
            "facts.md": page("Facts", facts()),
            "reactions.md": page("When this happens, that follows", reactions()),
            "promises.md": page("What always holds", promises()),
        }


def page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([MADE, f"# {title}", "", *lines]).rstrip() + "\n"


def part(room: str, name: str) -> ModuleType | None:
    """A room's module of that name, if it has one."""
    full = f"guildmark.{room}.{name}"
    return import_module(full) if find_spec(full) else None


def first_line(documented: Any) -> str:
    return (documented.__doc__ or "").strip().partition("\n\n")[0].replace("\n", " ")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = list(head)
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    yield from (f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)
    yield ""


def permissions() -> Iterator[str]:
    yield "A ✓ says that the role carries the permission, as far as the role reaches."
    yield "What stands against a particular act besides, its state or a separation of duties, is in the lifecycles."
    yield ""
    yield from (f"- **{PROSE[role].title}.** {PROSE[role].purpose}" for role in Role)
    yield ""
    yield "## Duties that lie in different hands\n"
    yield from table(["duty", "lies with", "which means", "never"], map(duty_row, hands()))
    for room in ROOMS:
        declared = [p for p in PERMISSIONS.values() if p.room == room]
        carriers = [role for role in Role if any(role in p.roles for p in declared)]
        if declared:
            yield f"## {room}\n"
            rows = ([str(p.sentence), *("✓" if role in p.roles else "" for role in carriers)] for p in declared)
            yield from table(["may …", *(str(PROSE[role].title) for role in carriers)], rows)


def duty_row(one: Hands) -> list[str]:
    return [str(one.question), ", ".join(one.titles), str(one.meaning), ", ".join(one.never_titles)]


def lifecycles() -> Iterator[str]:
    for room in ROOMS:
        module = part(room, "lifecycle")
        for name, moves in named_lifecycles(module) if module else ():
            yield f"## {room}{f': {name}' if name else ''}\n"
            yield f"```mermaid\n{mermaid(moves)}\n```\n"
            yield from table(["move", "from", "to", "who may", "what can stand against it"], map(arrow, moves))


def named_lifecycles(module: ModuleType) -> Iterator[tuple[str, tuple[Move, ...]]]:
    """A room's lifecycles: `LIFECYCLES` by name, or its only one, `LIFECYCLE`."""
    several = getattr(module, "LIFECYCLES", None)
    if several:
        yield from ((str(name), tuple(moves)) for name, moves in several.items())
    elif only := getattr(module, "LIFECYCLE", None):
        yield "", tuple(only)


def arrow(move: Move) -> list[str]:
    against = "; ".join(said(one) for one in move.objections)
    carriers = ", ".join(str(PROSE[role].title) for role in Role if role in move.can.roles)
    return [str(move.verb), ", ".join(sorted(move.sources)), move.target, carriers, against]


def said(function: Any) -> str:
    return first_line(function) or function.__name__.replace("_", " ")


def facts() -> Iterator[str]:
    yield "What rooms announce, and so what the journal holds: ids and plain values, no personal text."
    yield ""
    for room in ROOMS:
        part(room, "facts")
        announced = [
            f for f in all_facts() if f"{f.__module__}.".startswith(f"guildmark.{room}.facts.") and f is not Fact
        ]
        if announced:
            yield f"## {room}\n"
            yield from table(["fact", "holds", "means"], ([f.__name__, fields(f), meaning(f)] for f in announced))


def all_facts(root: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for fact in root.__subclasses__():
        yield fact
        yield from all_facts(fact)


def fields(fact: type[Fact]) -> str:
    return ", ".join(f"`{name}`" for name in fact.__annotations__)


def meaning(fact: type[Fact]) -> str:
    line = first_line(fact)
    return "" if line.startswith(f"{fact.__name__}(") else line


def reactions() -> Iterator[str]:
    rows = []
    for room in ROOMS:
        module = part(room, "reactions")
        for fact, answers in (module.REACTIONS if module else {}).items():
            rows += [[fact.__name__, fact.__module__.split(".")[1], room, said(answer)] for answer in answers]
    rows.sort(key=lambda row: (ROOMS.index(row[1]), row[0], ROOMS.index(row[2])))
    yield from table(["when", "announced by", "then in", "this"], rows)
    yield "## On the clock\n"
    yield from table(["every", "job"], ([f"{job.period}", f"{name}: {said(job.work)}"] for name, job in JOBS.items()))


def promises() -> Iterator[str]:
    yield "`guildmark integrity` derives each of these again from what is stored, and names what does not follow."
    yield ""
    yield from table(["promise", "name"], ([one.promise, f"`{name}`"] for name, one in sorted(INVARIANTS.items())))

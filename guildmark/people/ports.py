"""What this room asks of rooms downstream."""

from collections.abc import Mapping

from guildmark.kernel.ports import Port

PROGRAMS: Port[[], Mapping[int, str]] = Port("which programs are there, by id, with their titles?")


def program_titles() -> dict[int, str]:
    """Every program by id: what a role’s reach can be."""
    return {pk: title for answer in PROGRAMS.ask() for pk, title in answer.items()}

"""The registry of permissions as a matrix, and who carries the duties that must lie in different hands.

The page `/access/` and the generated reference are both made from this.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import PERMISSIONS, Duty, Permission
from guildmark.kernel.roles import PROSE, Role
from guildmark.rooms import ROOMS

QUESTIONS: dict[Duty, tuple[str | Promise, str | Promise]] = {
    Duty.ADMITS: (_("Who admits"), _("says who may set out for a program")),
    Duty.ASSIGNS: (_("Who assigns"), _("says who judges a submission")),
    Duty.DECIDES: (_("Who decides"), _("says whether somebody is certified")),
    Duty.SEES_EVIDENCE: (_("Who sees evidence"), _("opens what a candidate handed in")),
    Duty.SEES_SCORES: (_("Who sees scores"), _("reads how a submission was judged")),
}

ROOM_TITLES: dict[str, str | Promise] = {
    "people": _("People"),
    "competencies": _("Competencies"),
    "programs": _("Programs"),
    "consultation": _("Validation"),
    "candidacy": _("Candidacies"),
    "assessment": _("Assessment"),
    "calibration": _("Calibration"),
    "scheduling": _("Live sessions"),
    "originality": _("Originality"),
    "credentials": _("Credentials"),
    "governance": _("Governance"),
    "portal": _("Portal"),
}


@dataclass(frozen=True)
class Row:
    """One permission: its room, its sentence, and the roles that carry it in the order of `Role`."""

    permission: Permission
    room: str
    sentence: str | Promise
    roles: tuple[Role, ...]

    @property
    def marks(self) -> list[tuple[Role, bool]]:
        """Each role with whether it carries this permission: the cells of the matrix."""
        return [(role, role in self.permission.roles) for role in Role]


@dataclass(frozen=True)
class Hands:
    """One duty: the question, what it means, in whose hands it lies, and who never has it."""

    duty: Duty
    question: str | Promise
    meaning: str | Promise
    roles: tuple[Role, ...]
    never: tuple[Role, ...]

    @property
    def titles(self) -> list[str]:
        return [str(PROSE[role].title) for role in self.roles]

    @property
    def never_titles(self) -> list[str]:
        return [str(PROSE[role].title) for role in self.never]


def access_matrix() -> tuple[Row, ...]:
    """Every permission of every room, rooms in the order in which work flows."""
    ordered = sorted(PERMISSIONS.values(), key=lambda one: ROOMS.index(one.room))
    return tuple(Row(one, one.room, one.sentence, tuple(r for r in Role if r in one.roles)) for one in ordered)


def carriers(duty: Duty) -> frozenset[Role]:
    """The roles that some permission gives this duty."""
    return frozenset(role for one in PERMISSIONS.values() if duty in one.duties for role in one.roles)


def hands() -> tuple[Hands, ...]:
    """Each duty and in whose hands it lies: who admits, who assigns, who decides, who sees evidence, who sees scores."""
    return tuple(
        Hands(
            duty,
            question,
            meaning,
            tuple(role for role in Role if role in carriers(duty)),
            tuple(role for role in Role if role not in carriers(duty) | {Role.EVERYONE}),
        )
        for duty, (question, meaning) in QUESTIONS.items()
    )

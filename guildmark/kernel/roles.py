"""The roles, in prose. A role says what somebody is for; each room's `permissions.py` says what that lets them do."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    # By relation: nobody is appointed to these.
    EVERYONE = "everyone"
    SUBJECT = "subject"
    LINE_MANAGER = "line_manager"
    # Held: appointed, with a reach and a term.
    ASSESSOR = "assessor"
    MENTOR = "mentor"
    PROGRAM_OWNER = "program_owner"
    COMMITTEE = "committee"
    EXECUTIVE = "executive"
    ANALYST = "analyst"
    ADMIN = "admin"


@dataclass(frozen=True)
class Prose:
    title: str | Promise
    purpose: str | Promise


PROSE: dict[Role, Prose] = {
    Role.EVERYONE: Prose(_("Everyone"), _("Works here. Reads the catalogue and may apply to any open program.")),
    Role.SUBJECT: Prose(
        _("The person concerned"),
        _("The one whom the thing is about: whose candidacy, submission or credential it is."),
    ),
    Role.LINE_MANAGER: Prose(
        _("Line manager"),
        _("Leads the person today. Sees status and agrees learning time; never sees scores or comments."),
    ),
    Role.ASSESSOR: Prose(
        _("Assessor"), _("Judges evidence against the rubric, alone first, on the seats assigned to them.")
    ),
    Role.MENTOR: Prose(_("Mentor"), _("Guides candidates. Never assesses or decides on those they guide.")),
    Role.PROGRAM_OWNER: Prose(
        _("Program owner"),
        _("Answers for a program: its criteria, who is admitted, which panels judge. Takes no certification decision."),
    ),
    Role.COMMITTEE: Prose(
        _("Certification committee"),
        _("Takes certification decisions on people whom they neither taught, assessed nor manage; approves criteria."),
    ),
    Role.EXECUTIVE: Prose(
        _("Executive"), _("Reads whether the programs are worth the effort. Sees no person's scores.")
    ),
    Role.ANALYST: Prose(_("Analyst"), _("Answers questions about groups. Sees figures, not people.")),
    Role.ADMIN: Prose(
        _("IT administrator"),
        _("Keeps the installation, accounts and roles in order. Sees no evidence and no scores."),
    ),
}

RELATIONS = frozenset({Role.EVERYONE, Role.SUBJECT, Role.LINE_MANAGER})
HELD = tuple(role for role in Role if role not in RELATIONS)

NOT_FOR_ADMINS = frozenset({Role.ASSESSOR, Role.MENTOR, Role.PROGRAM_OWNER, Role.COMMITTEE})
"""Roles that see evidence or scores. Nobody holds one of them and keeps the installation at the same time."""

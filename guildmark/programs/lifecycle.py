"""The life of a program version: draft → in consultation → approved → published → superseded → closed.

What it must hold before it is approved is told by the publication gate, which `queries.decision` adds to these moves.
"""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import Actor, Decision, may
from guildmark.kernel.lifecycle import Move
from guildmark.programs.models import FROZEN, Program, ProgramVersion, State
from guildmark.programs.permissions import Can


def wrote_it(version: ProgramVersion, by: Actor, at: datetime) -> str | Promise:
    """Authors are named on the version itself and in `Author`; the database refuses them too."""
    if by.pk == version.created_by_id or version.authors.filter(person=by.pk).exists():
        return _("You wrote at this version; someone else must approve it.")
    return ""


CONSULT = Move(_("consult on"), frozenset({State.DRAFT}), State.IN_CONSULTATION, Can.WRITE)
REOPEN = Move(_("reopen"), frozenset({State.IN_CONSULTATION, State.APPROVED}), State.DRAFT, Can.WRITE)
APPROVE = Move(_("approve"), frozenset({State.DRAFT, State.IN_CONSULTATION}), State.APPROVED, Can.APPROVE, (wrote_it,))
PUBLISH = Move(_("publish"), frozenset({State.APPROVED}), State.PUBLISHED, Can.PUBLISH)
SUPERSEDE = Move(_("supersede"), frozenset({State.PUBLISHED}), State.SUPERSEDED, Can.PUBLISH)
CLOSE = Move(_("close"), frozenset({State.PUBLISHED, State.SUPERSEDED}), State.CLOSED, Can.PUBLISH)

NOT_SLUGS = frozenset({"new", "documents"})  # pages of the catalogue lie there
LIFECYCLE = (CONSULT, REOPEN, APPROVE, PUBLISH, SUPERSEDE, CLOSE)


def may_write(version: ProgramVersion, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may change what this version says."""
    if version.state in FROZEN:
        told = {"version": str(version), "state": version.get_state_display()}
        return Decision(format_lazy(_("{version} is {state}: it can’t change. Draft a new version instead."), **told))
    if version.state == State.IN_CONSULTATION:
        return Decision(_("It is in consultation, where everyone reads the same text. Reopen it to change it."))
    return may(by, Can.WRITE, version, at=at)


def may_draft(program: Program, number: str, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may begin a version with this number."""
    if program.versions.filter(number=number).exists():
        return Decision(format_lazy(_("There is a version {number} already."), number=number))
    return may(by, Can.WRITE, program, at=at)


def may_start(slug: str, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may start a program at this address."""
    if slug in NOT_SLUGS or Program.objects.filter(slug=slug).exists():
        return Decision(format_lazy(_("There is a program at “{slug}” already."), slug=slug))
    return may(by, Can.START, Program(), at=at)

"""Whether a draft may be thrown away."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Actor, Decision
from guildmark.kernel.models import JournalEntry
from guildmark.programs.lifecycle import may_write
from guildmark.programs.models import Program, ProgramVersion

READ_BY_OTHERS = ("VersionPutToConsultation", "VersionApproved", "StudyOpened")  # the last: judges of a cut


def may_discard(version: ProgramVersion, by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may discard this draft: its author, as long as nobody else was asked to read it."""
    if not (allowed := may_write(version, by, at=at)):
        return allowed
    if by.pk != version.created_by_id:
        return Decision(_("Only the person who began the draft may discard it."))
    told = JournalEntry.objects.filter(mentions__kind="version", mentions__object_id=version.pk)
    if told.filter(fact__in=READ_BY_OTHERS).exists():
        return Decision(_("Others were asked to read it, so it stays on record. It can be changed, not discarded."))
    return YES


def is_asked_for(program: Program) -> bool:
    """Whether some version of another program asks for this one's credential."""
    return ProgramVersion.objects.filter(requirementnodes__prior_program=program).exclude(program=program).exists()


def may_discard_program(program: Program) -> Decision:
    """Whether the program may go with its only draft."""
    if is_asked_for(program):
        return Decision(_("Another program asks for its credential. Take that requirement away first."))
    return YES

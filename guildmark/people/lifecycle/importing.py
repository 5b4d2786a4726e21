"""What may stand against applying a file of people."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.kernel.access import YES, Decision
from guildmark.people.domain.roster import Plan
from guildmark.people.sentences import sentence_of


def may_apply(plan: Plan, previewed: str) -> Decision:
    if plan.faults:
        first = plan.faults[0]
        return Decision(
            ngettext(
                "{count} thing in the file can’t be taken, so nothing was imported. Line {line}: {sentence}",
                "{count} things in the file can’t be taken, so nothing was imported. The first, line {line}: {sentence}",
                len(plan.faults),
            ).format(count=len(plan.faults), line=first.line, sentence=sentence_of(first))
        )
    if previewed and previewed != plan.digest:
        return Decision(_("The directory has changed since this preview. Look at the new one, then apply it."))
    return YES

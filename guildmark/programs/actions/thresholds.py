"""One threshold of a draft, with its reason."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Actor, Decision, ensure
from guildmark.kernel.facts import announce
from guildmark.kernel.locking import lock
from guildmark.programs import queries
from guildmark.programs.actions.drafting import replace_draft
from guildmark.programs.domain.document import Document
from guildmark.programs.domain.document.numbers import PLACES, fits
from guildmark.programs.facts import CutSet
from guildmark.programs.lifecycle import may_write
from guildmark.programs.models import ProgramVersion


@transaction.atomic
def set_cut(
    *, version: ProgramVersion, task_key: str, cut: Decimal, reason: str, by: Actor, at: datetime
) -> ProgramVersion:
    """The draft asks for this weighted mean level in a task, for this reason. What the reason read in other languages
    goes: it was another one."""
    version = lock(version, "program")
    ensure(may_write(version, by, at=at))
    document = queries.document_of(version)
    ensure(_is_a_cut(document, task_key, cut, reason))
    replace_draft(version=version, document=_cut_at(document, task_key, cut, reason.strip()), by=by, at=at)
    announce(CutSet(version.program_id, version.pk, task_key), by=by, at=at)
    return version


def _cut_at(document: Document, task_key: str, cut: Decimal, reason: str) -> Document:
    stale = f"tasks.{task_key}.rubric.cut_reason"
    return replace(
        document,
        tasks=tuple(
            replace(one, rubric=replace(one.rubric, cut=cut, cut_reason=reason)) if one.key == task_key else one
            for one in document.tasks
        ),
        translations=tuple(one for one in document.translations if one.path != stale),
    )


def _is_a_cut(document: Document, task_key: str, cut: Decimal, reason: str) -> Decision:
    task = document.task(task_key)
    if task is None:
        return Decision(format_lazy(_("This version has no task “{key}”."), key=task_key))
    if not 1 <= cut <= task.rubric.top:
        return Decision(format_lazy(_("A cut lies between level 1 and level {top}."), top=task.rubric.top))
    if not fits(cut, PLACES["cut"]):
        return Decision(_("A cut has at most four decimals."))
    return YES if reason.strip() else Decision(_("Say why the cut lies there: everybody who is held to it reads it."))

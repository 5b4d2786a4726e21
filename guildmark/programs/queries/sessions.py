"""Of a task: how its session goes, which wordings it has, what candidates sign, and who may take the document."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from guildmark.kernel.access import YES, Actor, Decision, may
from guildmark.programs.domain.document import Variant
from guildmark.programs.domain.document.forms import read_live
from guildmark.programs.domain.formats import LIVE_KINDS
from guildmark.programs.domain.judging import statements_of
from guildmark.programs.domain.policies import LivePolicy
from guildmark.programs.models import ProgramVersion, Task, Translation
from guildmark.programs.permissions import Can
from guildmark.programs.queries.remembered import remembered


def session_of(task: Task) -> LivePolicy | None:
    """How the session of a task goes that is done live; none for any other."""
    return read_live(task.live) or (LivePolicy() if task.kind in LIVE_KINDS else None)


@remembered
def done_live(version: ProgramVersion) -> frozenset[str]:
    """The keys of the tasks that are done live, in a session. One query, none for a version already met."""
    tasks = version.tasks.values_list("key", "kind", "live")
    return frozenset(key for key, kind, live in tasks if live is not None or kind in LIVE_KINDS)


def variants_of(task: Task) -> Sequence[Variant]:
    """The wordings of which each candidate gets one; none where all do the same."""
    return [Variant(one["key"], one["brief"]) for one in task.variants or ()]


def brief_of(version: ProgramVersion, task: Task, variant: str, language: str) -> str:
    """One wording, in a language if it exists in it, else as written."""
    path = f"tasks.{task.key}.variants.{variant}.brief"
    written = next((one.brief for one in variants_of(task) if one.key == variant), "")
    return _translated(version).get((language, path), written)


def own_statements(version: ProgramVersion, language: str) -> Mapping[str, str]:
    """What candidates of this version sign, by kind, in a language if it exists in it; nothing for the usual words."""
    own = {kind: words for kind, words in statements_of(version).items() if words}
    translated = _translated(version) if own else {}
    return {kind: translated.get((language, f"statements.{kind}"), words) for kind, words in own.items()}


@remembered
def _translated(version: ProgramVersion) -> Mapping[tuple[str, str], str]:
    rows = Translation.objects.filter(version=version, path__contains=".variants.")
    rows |= Translation.objects.filter(version=version, path__startswith="statements.")
    return {(one.language, one.path): one.text for one in rows}


def may_take_document(version: ProgramVersion, by: Actor, *, at: datetime) -> Decision:
    """Everyone, unless it holds wordings that candidates are not to see before they begin."""
    if may(by, Can.READ_DRAFTS, version, at=at) or not any(has_variants(version)):
        return YES
    return Decision(_("This document holds wordings that candidates see only when they begin. Ask the program owner."))


@remembered
def has_variants(version: ProgramVersion) -> Sequence[bool]:
    """Of each task, whether it has several wordings."""
    return [bool(found) for found in version.tasks.values_list("variants", flat=True)]

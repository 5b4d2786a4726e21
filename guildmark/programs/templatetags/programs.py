"""How programs are said on a page."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildmark.programs.domain.changes import Kind, field_label, kind_label, noun_label, shown
from guildmark.programs.domain.formats import ANY_FILE, LINKED, TASK_KINDS, WRITTEN
from guildmark.programs.domain.sentence import Sentence
from guildmark.programs.models import ProgramVersion, Task
from guildmark.programs.queries import session_of
from guildmark.programs.queries.sessions import has_variants
from guildmark.programs.tongue import TONGUE, localised

register = template.Library()
CHANGES = {Kind.NEW: "info", Kind.STRICTER: "warn", Kind.LOOSER: "good", Kind.OTHERWISE: "info"}
BADGES = {
    "draft": "neutral",
    "in_consultation": "info",
    "approved": "info",
    "published": "good",
    "superseded": "warn",
    "closed": "neutral",
}


@register.filter
def said(sentence: Sentence) -> str:
    """A sentence of the domain in the reader's language."""
    return sentence.said(TONGUE) if sentence else ""


@register.filter
def exact(value: Decimal | None) -> str:
    """A decimal in full, without needless zeros."""
    return "" if value is None else localised(value)


@register.filter
def state_badge(version: object) -> SafeString:
    """The state of a version, in words."""
    state = getattr(version, "state", "")
    words = version.get_state_display()  # type: ignore[attr-defined]
    return format_html('<span class="badge badge-{}">{}</span>', BADGES.get(state, "neutral"), words)


@register.filter
def is_live(task: Task) -> bool:
    """Whether the task is done before the panel, at a time that they book."""
    return session_of(task) is not None


@register.filter
def has_wordings(version: ProgramVersion) -> bool:
    """Whether a task of it has several wordings."""
    return any(has_variants(version))


@register.filter
def kind_of_task(kind: str) -> str:
    return TASK_KINDS[kind].said(TONGUE) if kind in TASK_KINDS else kind.replace("_", " ")


@register.filter
def formats_in_words(formats: tuple[str, ...]) -> str:
    """What a task accepts: “written text, links, PDF, MP4”."""
    named = {WRITTEN: _("written text"), LINKED: _("links"), ANY_FILE: _("files")}
    return ", ".join(named.get(one, one.upper()) for one in formats)


@register.filter
def months(count: int) -> str:
    """A span of months; whole years from three on: “24 months”, “3 years”."""
    if count % 12 == 0 and count >= 36:
        return ngettext("%(count)d year", "%(count)d years", count // 12) % {"count": count // 12}
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


@register.filter
def kind_of_change(kind: Kind) -> str:
    return kind_label(kind).said(TONGUE)


@register.filter
def kind_badge(kind: Kind) -> str:
    return CHANGES.get(kind, "neutral")


@register.filter
def noun(name: str) -> str:
    """What a part of a version is: a task, a criterion, a level."""
    return noun_label(name).said(TONGUE)


@register.filter
def field_name(field: str) -> str:
    return field_label(field).said(TONGUE) if field else ""


@register.filter
def demand(value: object, field: str) -> str:
    """What is demanded in that field, as it reads."""
    found = shown(value, field)
    return localised(found) if isinstance(found, Decimal) else found.said(TONGUE)

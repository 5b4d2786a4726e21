"""The tags and filters of the kit: icons, the seal, refusals, moments, days, durations."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from guildmark.kernel.access import Decision

register = template.Library()
ICONS = Path(__file__).parent.parent / "icons.txt"


@cache
def icon_names() -> frozenset[str]:
    """The icons in the sprite: a committed list, one outline name a line."""
    lines = (line.partition("#")[0].strip() for line in ICONS.read_text().splitlines())
    return frozenset(line for line in lines if line)


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite, for the eye only: the words beside it carry the meaning."""
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"icon “{name}” is not in {ICONS.name}")
    return _use("vendor/icons.svg", name, f"icon {extra}".strip())


@register.simple_tag
@cache
def seal(extra: str = "") -> SafeString:
    """The seal, the one ornament: on what has been granted."""
    return _use("ui/seal.svg", "seal", f"seal {extra}".strip())


@register.simple_tag
@cache
def mark() -> SafeString:
    """The guild mark, as it stands beside the name."""
    return _use("ui/seal.svg", "mark", "mark")


def _use(sprite: str, name: str, classes: str) -> SafeString:
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static(sprite),
        name,
    )


STYLES = ("tokens", "base", "layout", "shell", "components", "records", "forms")


@register.simple_tag
@cache
def ui_head() -> SafeString:
    """Everything that the head of each page links to."""
    fonts = ("inter-latin-normal", "source-serif-4-latin-normal")
    lines = [
        *(
            f'<link rel="preload" href="{static(f"vendor/fonts/{font}.woff2")}" as="font" type="font/woff2" crossorigin>'
            for font in fonts
        ),
        *(f'<link rel="stylesheet" href="{static(f"ui/{name}.css")}">' for name in STYLES),
        f'<link rel="stylesheet" href="{static("ui/print.css")}" media="print">',
        f'<link rel="icon" href="{static("ui/icon.svg")}" type="image/svg+xml">',
        f'<script defer src="{static("vendor/htmx.min.js")}"></script>',
        f'<script type="module" src="{static("ui/shell.js")}"></script>',
    ]
    return mark_safe("\n  ".join(lines))


@register.simple_tag
def ui_dialogs() -> SafeString:
    """The dialogs and words that every page brings along for its scripts."""
    return _dialogs(get_language() or "")


@cache
def _dialogs(language: str) -> SafeString:
    return render_to_string("ui/dialogs.html")


@register.simple_tag
def refusal(decision: Decision | None) -> SafeString | str:
    """Why a button is disabled, in the sentence that the guard would give; nothing where it is allowed."""
    if decision is None or decision:
        return ""
    return format_html('<p class="refusal">{} <span>{}</span></p>', icon("lock"), decision.refusal)


@register.filter
def when(moment: datetime | None) -> SafeString | str:
    """A moment in the reader's zone, with the zone's name: “16 April 2026, 09:00 CEST”."""
    if moment is None:
        return ""
    local = moment.astimezone(get_current_timezone())
    return format_html(
        '<time datetime="{}" title="{}">{} {}</time>',
        local.isoformat(timespec="minutes"),
        str(local.tzinfo).replace("_", " "),
        date_format(local, "j F Y, H:i"),
        zone_name(local),
    )


def _date_here(value: date | datetime) -> date:
    return value.astimezone(get_current_timezone()).date() if isinstance(value, datetime) else value


def zone_name(local: datetime) -> str:
    """The zone's customary name at that moment, or its distance from UTC where it has none."""
    name = local.tzname() or "UTC"
    return f"UTC{name}" if name[:1] in "+-" else name


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date in words: “16 April 2026”. Of a moment: its date in the reader's zone."""
    if value is None:
        return ""
    return _in_words(_date_here(value), "j F Y", get_language() or "")


@lru_cache(maxsize=4096)
def _in_words(value: date, pattern: str, language: str) -> SafeString:
    """A date never changes its words in a language."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(value, pattern))


@register.simple_tag(takes_context=True)
def short_day(context: Context, value: date | datetime | None) -> SafeString | str:
    """A date as short as it stays clear: “16 April”, with its year where that is not the present one."""
    if value is None:
        return ""
    local = _date_here(value)
    return _in_words(local, _pattern(context, local), get_language() or "")


def _pattern(context: Context, local: date) -> str:
    shell: Any = context.get("shell")
    return "j F" if shell and shell.today.year == local.year else "j F Y"


@register.simple_tag(takes_context=True)
def since(context: Context, value: date | datetime) -> SafeString:
    """“since 16 April”."""
    local = _date_here(value)
    return _since(local, _pattern(context, local), get_language() or "")


@lru_cache(maxsize=4096)
def _since(local: date, pattern: str, language: str) -> SafeString:
    return mark_safe(_("since %(since)s") % {"since": _in_words(local, pattern, language)})


@register.simple_tag(takes_context=True)
def due(context: Context, value: date) -> SafeString:
    """“due 16 April”, or “was due” once that day has passed."""
    return _due(value, _pattern(context, value), due_class(context, value) == "late", get_language() or "")


@lru_cache(maxsize=4096)
def _due(value: date, pattern: str, late: bool, language: str) -> SafeString:
    said = _("was due %(due)s") if late else _("due %(due)s")
    return mark_safe(said % {"due": _in_words(value, pattern, language)})


@register.simple_tag(takes_context=True)
def turn_line(context: Context, turn: Any) -> SafeString:
    """With whom, since when, due when, what next: the line that every item carries, and as whom one acts."""
    shell: Any = context.get("shell")
    spans = []
    if getattr(turn, "hat", "") and shell and len(shell.hats) > 1:
        spans.append(("", turn.acting))
    if turn.whom:
        spans.append(("", _("with %(whom)s") % {"whom": turn.whom}))
    if turn.since:
        spans.append(("", since(context, turn.since)))
    if turn.due:
        spans.append((format_html(' class="{}"', due_class(context, turn.due)), due(context, turn.due)))
    if turn.next:
        spans.append(("", _("next: %(next)s") % {"next": turn.next}))
    return format_html('<p class="turn">{}</p>', format_html_join("", "<span{}>{}</span>", spans))


@register.simple_tag(takes_context=True)
def due_class(context: Context, due: date | None) -> str:
    """How close a due date is: `late` when it has passed, `soon` within three days, else nothing."""
    shell: Any = context.get("shell")
    if due is None or not shell:
        return ""
    left = (due - shell.today).days
    return "late" if left < 0 else "soon" if left <= 3 else ""


@register.filter
def place(zone: str) -> str:
    """A time zone as people name it: the place, without its continent."""
    return zone.rpartition("/")[2].replace("_", " ")


@register.filter
def grouped(number: int) -> str:
    """A count with its thousands set apart as the reader’s language does it."""
    return number_format(number, force_grouping=True)


@register.filter
def duration(value: timedelta | Decimal | int | None) -> str:
    """A stretch of time in words. A plain number counts hours."""
    if value is None:
        return ""
    if not isinstance(value, timedelta):
        return ngettext("%(count)s hour", "%(count)s hours", int(value != 1) + 1) % {"count": _number(Decimal(value))}
    minutes = int(value.total_seconds()) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if hours and minutes % 60:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60}
    if hours:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _number(value: Decimal) -> str:
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return number_format(plain, decimal_pos=max(0, -exponent) if isinstance(exponent, int) else 0)

"""The rubric as the desk shows it: rendered once for everybody, then filled in with one's own lines."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache

from django.db import connection
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from guildmark.assessment import queries

GAP, END = "\x01", "\x02"  # they need no escaping, and no text of a document can hold them
GAPS = re.compile(f"{GAP}(.*?){END}")
MOST = 100
_rendered: OrderedDict[tuple[int, str, tuple[str, ...], str | None], str] = OrderedDict()


def filled_rubric(desk: queries.Desk) -> SafeString:
    """The criteria and levels, with the levels chosen and the reasons written on this sheet."""
    return mark_safe(GAPS.sub(lambda gap: _fill(gap[1].split(" "), desk.lines), _with_gaps(desk)))


def _fill(words: list[str], lines: Mapping[str, queries.DeskLine]) -> str:
    line = lines.get(words[1], queries.DeskLine())
    if words[0] == "checked":
        return " checked" if str(line.level) == words[2] else ""
    return escape(line.rationale) if words[0] == "rationale" else str(line.revision)


def _with_gaps(desk: queries.Desk) -> str:
    """Rendered once a process, version, task and language: what lies under a frozen version never changes."""
    submission = desk.seat.panel.submission
    asked = tuple(one.key for one in desk.rubric.criteria)
    key = (submission.candidacy.version_id, submission.task.key, asked, get_language())
    if (known := _rendered.get(key)) is not None:
        return known
    parts = {"criteria": queries.criteria_of(desk.rubric), "gap": GAP, "end": END}
    text = render_to_string("assessment/parts/rubric.html", {"rule": queries.pass_rule_words(desk.whole), **parts})
    if not connection.in_atomic_block:  # a version made in a transaction that rolls back leaves its id to another
        _rendered[key] = text
        if len(_rendered) > MOST:
            _rendered.popitem(last=False)
    return text


@cache
def fixed_parts(language: str | None) -> SafeString:
    """What the scripts of the desk say, and its keys: the same on every desk in a language."""
    return render_to_string("assessment/parts/desk_fixed.html")

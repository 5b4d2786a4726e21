"""Search: programs by what their versions say in title, summary and scope."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from guildmark.kernel.search import Hit
from guildmark.programs.models import Program, ProgramVersion, State
from guildmark.programs.queries.versions import visible_versions

MOST = 8


def search_programs(person: Any, text: str, at: datetime) -> Sequence[Hit]:
    """The versions that match and that the person may read: open ones first, then those in the making."""
    found = visible_versions(person, at=at).exclude(state__in=[State.SUPERSEDED, State.CLOSED])
    for word in text.split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word) | Q(scope__icontains=word))
    ordered = sorted(found.order_by("title", "-pk")[:50], key=lambda version: version.state != State.PUBLISHED)
    return [_hit(version) for version in ordered[:MOST]]


def program_titles() -> dict[int, str]:
    """Every program by id, with its title: as far as a role can reach."""
    return dict(Program.objects.values_list("pk", "title"))


def _hit(version: ProgramVersion) -> Hit:
    if version.state == State.PUBLISHED:
        return Hit("program", version.title, reverse("programs:program", args=[version.program.slug]), version.summary)
    url = reverse("programs:version", args=[version.program.slug, version.number])
    detail = _("version {number}, {state}").format(number=version.number, state=version.get_state_display())
    return Hit("program", version.title, url, detail)

"""What of this room a search finds."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from guildmark.candidacy.models import Candidacy
from guildmark.candidacy.permissions import Can
from guildmark.candidacy.queries.reading import along
from guildmark.kernel.access import reach
from guildmark.kernel.search import Hit
from guildmark.people.models import Person

MOST = 8


def find(person: Person, text: str, at: datetime) -> Sequence[Hit]:
    """Candidacies by person, program or reference: one's own, and those of one's programs."""
    within = reach(person, Can.OVERSEE, at=at).where(program="program_id") | Q(person_id=person.pk)
    matching = Q()
    for word in text.split():
        matching &= Q(person__name__icontains=word) | Q(program__title__icontains=word) | _by_ref(word)
    found = along(Candidacy.objects.filter(within, matching)).order_by("-applied_at")[:MOST]
    return [
        Hit("candidacy", f"{one.person.name}: {one.program.title}", reverse("candidacy:candidacy", args=[one.pk]),
            f"{one.ref} · {one.get_state_display()}")
        for one in found
    ]  # fmt: skip


def _by_ref(word: str) -> Q:
    number = word.upper().removeprefix("CAN-")
    return Q(pk=int(number)) if number.isdecimal() and len(number) < 12 else Q(pk__in=[])

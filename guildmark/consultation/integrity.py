"""What must always follow from what was handed in; `guildmark integrity` derives it again."""

from collections.abc import Iterator

from guildmark.consultation.models import ValidationRound
from guildmark.consultation.queries.figures import figures_of
from guildmark.kernel.integrity import Breach, invariant


@invariant("consultation.rounds", "What came of each round of validation follows from what was handed in.")
def altered_rounds() -> Iterator[Breach]:
    for one in ValidationRound.objects.filter(closed_at__isnull=False).order_by("pk").iterator(chunk_size=100):
        if figures_of(one) != one.figures:
            yield Breach(one.ref, "those who were asked said something else")

"""What must always follow from ballots; `guildmark integrity` derives it again."""

from collections.abc import Iterator

from guildmark.governance.domain.counting import outcome, read
from guildmark.governance.models import Motion
from guildmark.kernel.integrity import Breach, invariant


@invariant("governance.motions", "What each motion came to follows from its count, and its count from its ballots.")
def altered_motions() -> Iterator[Breach]:
    closed = Motion.objects.filter(closed_at__isnull=False, officer=None).prefetch_related("ballots").order_by("pk")
    for one in closed.iterator(chunk_size=200):
        rule, count = read(one.count)
        if outcome(rule, count) != one.outcome:
            yield Breach(one.ref, f"its count comes to {outcome(rule, count)}")
        cast = [ballot.choice for ballot in one.ballots.all()]
        counted = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
        if any(counted[choice] > cast.count(choice) for choice in counted):
            yield Breach(one.ref, "it counts more votes than were cast")

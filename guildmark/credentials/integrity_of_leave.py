"""What must always follow from leave that was counted."""

from collections.abc import Iterator
from datetime import date

from guildmark.credentials.domain.leave import last_day
from guildmark.credentials.domain.renewal import Period, window
from guildmark.credentials.models import Credential
from guildmark.credentials.queries.leave import first_counted
from guildmark.kernel.integrity import Breach, invariant
from guildmark.programs.domain.renewal import read_renewal


@invariant("credentials.leave", "Each last day that leave moved follows from the days granted and the leave counted.")
def altered_prolongations() -> Iterator[Breach]:
    moved = Credential.objects.filter(prolongations__isnull=False).distinct().select_related("version")
    for one in moved.prefetch_related("prolongations").order_by("pk").iterator(chunk_size=500):
        yield from _wrong(one)


def _wrong(one: Credential) -> Iterator[Breach]:
    policy = read_renewal(one.version.renewal)
    rows = sorted(one.prolongations.all(), key=lambda row: row.pk)
    granted, held = Period(first_counted(one), rows[0].before), rows[0].before
    for row in rows:
        leaves = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row.leaves]
        follows = last_day(granted, leaves, policy, held=held, on=row.counted_on)
        if row.before != held or row.last != follows:
            yield Breach(
                one.ref, f"leave moved its last day to {row.last}, but {follows} follows from what was counted"
            )
        held = row.last
    opened = window(held, policy)
    kept = (one.valid_until, one.renew_from, one.renew_until)
    if kept != (held, opened.opens, opened.closes):
        yield Breach(one.ref, f"it lasts until {one.valid_until}, but leave moved its last day to {held}")

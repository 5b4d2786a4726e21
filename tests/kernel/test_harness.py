"""The test harness keeps what it says: races on a committed database, append-only tables emptied in between."""

import pytest
from django.db import IntegrityError, transaction

from guildmark.kernel.access import SYSTEM
from guildmark.kernel.facts import Fact, announce
from guildmark.kernel.models import JournalEntry, OutboxMessage


class Raced(Fact):
    pass


def happen(at):
    with transaction.atomic():
        announce(Raced(), by=SYSTEM, at=at)
        OutboxMessage.objects.create(kind="k", key="the same", payload={}, created_at=at, due_at=at)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_of_two_at_once_one_is_told_no_and_nothing_is_left_over_for_the_next_test(at_once, at, turn):
    assert not JournalEntry.objects.exists()

    outcomes = at_once(lambda: happen(at), lambda: happen(at))

    assert sorted(type(outcome) for outcome in outcomes if outcome) == [IntegrityError]
    assert JournalEntry.objects.count() == 1


def test_triggers_stand_again_after_a_flush(at_once, at):
    from django.core.management import call_command

    happen(at)
    call_command("flush", interactive=False)
    happen(at)
    with pytest.raises(IntegrityError, match="append-only"):
        JournalEntry.objects.update(fact="Rewritten")

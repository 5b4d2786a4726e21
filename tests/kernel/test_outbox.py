"""The outbox: delivered after commit, at least once, one message a key, tried again ever later."""

from datetime import timedelta

import pytest
from django.db import transaction

from guildmark.kernel import outbox
from guildmark.kernel.models import OutboxMessage
from guildmark.kernel.outbox import CLAIM, MOST_ATTEMPTS, deliver_due, delivers, post

MINUTE = timedelta(minutes=1)


@pytest.fixture
def letters(db, monkeypatch):
    """What was delivered; set `letters.torn` to have the next delivery break."""
    monkeypatch.setattr(outbox, "_deliveries", outbox._deliveries.copy())
    delivered = Letters()

    @delivers("letter")
    def deliver(payload):
        if delivered.torn:
            raise OSError("no stamp")
        delivered.append(payload["to"])

    return delivered


class Letters(list):
    torn = False


def test_what_was_posted_is_delivered_once(letters, at):
    post("letter", key="a", payload={"to": "ines"}, at=at)
    assert deliver_due(at=at) == 1
    assert deliver_due(at=at) == 0
    assert letters == ["ines"]


def test_the_same_key_twice_is_one_message(letters, at):
    post("letter", key="a", payload={"to": "ines"}, at=at)
    post("letter", key="a", payload={"to": "ines again"}, at=at)
    deliver_due(at=at)
    assert letters == ["ines"]


def test_a_rolled_back_change_leaves_no_message(letters, at):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post("letter", key="a", payload={"to": "ines"}, at=at)
        raise ZeroDivisionError
    assert deliver_due(at=at) == 0


def test_what_could_not_be_delivered_waits_and_is_tried_again(letters, at, caplog):
    post("letter", key="a", payload={"to": "ines"}, at=at)
    letters.torn = True
    assert deliver_due(at=at) == 0
    message = OutboxMessage.objects.get()
    assert (message.last_error, message.attempts, message.due_at) == ("no stamp", 1, at + MINUTE)

    letters.torn = False
    assert deliver_due(at=at + MINUTE / 2) == 0
    assert deliver_due(at=at + MINUTE) == 1
    assert letters == ["ines"]


def test_each_wait_is_twice_the_last_and_one_day_it_stops(letters, at, caplog):
    post("letter", key="a", payload={"to": "ines"}, at=at)
    letters.torn, waits, moment = True, [], at
    while deliver_due(at=moment) == 0 and OutboxMessage.objects.get().due_at > moment:
        waits.append(OutboxMessage.objects.get().due_at - moment)
        moment = OutboxMessage.objects.get().due_at
    assert waits == [MINUTE * 2**n for n in range(MOST_ATTEMPTS)]


def test_a_worker_killed_midway_loses_nothing(letters, at):
    post("letter", key="a", payload={"to": "ines"}, at=at)
    outbox._claim(at, 10)  # and then its power went out
    assert deliver_due(at=at + CLAIM / 2) == 0, "still claimed"
    assert deliver_due(at=at + CLAIM + MINUTE) == 1


def test_one_bad_message_does_not_hold_up_the_others(letters, at, caplog):
    post("carrier pigeon", key="a", payload={}, at=at)
    post("letter", key="b", payload={"to": "tomasz"}, at=at)
    assert deliver_due(at=at) == 1
    assert letters == ["tomasz"]


def test_two_workers_share_the_messages(at_once, at, monkeypatch):
    monkeypatch.setattr(outbox, "_deliveries", {})
    delivered = []
    delivers("letter")(lambda payload: delivered.append(payload["to"]))
    for number in range(20):
        post("letter", key=str(number), payload={"to": number}, at=at)
    counts = at_once(lambda: deliver_due(at=at), lambda: deliver_due(at=at))
    assert sum(counts) == 20, counts
    assert sorted(delivered) == list(range(20))

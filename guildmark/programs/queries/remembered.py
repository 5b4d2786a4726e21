"""What lies under a frozen version never changes, so a process may remember it."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import connection

from guildmark.programs.models import FROZEN, ProgramVersion

Answer = TypeVar("Answer")
MOST = 200


def remembered(answer: Callable[[ProgramVersion], Answer]) -> Callable[[ProgramVersion], Answer]:
    """Answer once a process for a frozen version, and afresh for a draft.

    Answers given inside a transaction are not kept: a version made in one that rolls back leaves its id to another.
    """
    kept: OrderedDict[int, Answer] = OrderedDict()

    @wraps(answer)
    def recall(version: ProgramVersion) -> Answer:
        if version.state not in FROZEN:
            return answer(version)
        if version.pk in kept:
            kept.move_to_end(version.pk)
            return kept[version.pk]
        found = answer(version)
        if _is_committed():
            kept[version.pk] = found
            if len(kept) > MOST:
                kept.popitem(last=False)
        return found

    recall.forget = kept.clear  # type: ignore[attr-defined]
    return recall


def _is_committed() -> bool:
    return not connection.in_atomic_block

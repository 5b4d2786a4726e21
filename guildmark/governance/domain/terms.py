"""Terms of office: how many follow on one another."""

from collections.abc import Sequence
from datetime import date, timedelta

Term = tuple[date, date]
BREAK = timedelta(days=183)
"""A pause shorter than this does not begin a new count."""
MOST_IN_A_ROW = 2
LONGEST_MONTHS = 36


def in_a_row(terms: Sequence[Term], begins: date) -> int:
    """How many earlier terms lead up to one that begins on this day, without a real pause between."""
    count = 0
    for first, last in sorted(terms, reverse=True):
        if first >= begins:
            continue
        if begins - last > BREAK:
            break
        count, begins = count + 1, first
    return count

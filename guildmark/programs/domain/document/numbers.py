"""Exact numbers of documents."""

from decimal import Decimal

PLACES = {"weight": 4, "cut": 4, "near_cut_band": 4, "near_cut_errors": 4, "hours": 2, "hours_per_week": 2}
"""How many decimal places each field keeps."""


def exact(value: Decimal | int) -> Decimal:
    return Decimal(value)


def exactly(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def fits(value: Decimal | int, places: int) -> bool:
    """Whether the value needs no more than `places` decimals."""
    return Decimal(value).scaleb(places) % 1 == 0

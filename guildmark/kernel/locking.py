"""The first beat of every verb."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def lock(thing: Row, *related: str) -> Row:
    """The thing as it is in the database now, its row held until the transaction ends. `related` is read along."""
    rows = thing.__class__._default_manager.select_for_update(of=("self",))
    return rows.select_related(*related).get(pk=thing.pk)

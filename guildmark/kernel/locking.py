"""The first beat of every verb."""

from typing import Any, TypeVar

from django.db import connection, models, transaction

from guildmark.kernel.prepared import prepared

Row = TypeVar("Row", bound=models.Model)


def lock(thing: Row, *related: str) -> Row:
    """The thing as it is in the database now, its row held until the transaction ends. `related` is read along."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A row is held within a transaction only.")
    kind: Any = thing.__class__
    found = _held(pk=thing.pk, model=kind, related=related)
    if not found:
        raise kind.DoesNotExist(f"{kind.__name__} {thing.pk} is not there any more.")
    return found[0]  # type: ignore[return-value]


@prepared
def _held(pk: int, *, model: Any, related: tuple[str, ...]) -> models.QuerySet[models.Model]:
    rows = model._default_manager.select_for_update(of=("self",))
    held: models.QuerySet[models.Model] = rows.select_related(*related).filter(pk=pk)
    return held

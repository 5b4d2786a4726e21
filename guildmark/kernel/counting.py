"""Counts of what belongs to a row, in a column of their own.

Django’s aggregates group the rows counted, for which a database sorts them; one row’s few need no sorting.
"""

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery


def how_many(rows: QuerySet[Any]) -> Subquery:
    """How many of `rows`, which are tied to the row outside by `OuterRef`; 0 where there are none."""
    return _figure(rows, "COUNT", "pk", IntegerField())


def greatest(rows: QuerySet[Any], column: str) -> Subquery:
    """The greatest value in `column` of `rows`, or nothing."""
    return _figure(rows, "MAX", column, rows.model._meta.get_field(column))


def _figure(rows: QuerySet[Any], function: str, column: str, kind: Any) -> Subquery:
    figure = Func(column, function=function, output_field=kind)
    return Subquery(rows.order_by().annotate(figure=figure).values("figure"), output_field=kind)

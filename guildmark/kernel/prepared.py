"""Queries whose shape never changes: built and compiled once, then run with other values.

Django builds and compiles a query anew each time it is asked, which costs several times what running it does.
"""

import threading
from collections.abc import Callable
from inspect import signature
from typing import Any, TypeVar

from django.db import connections
from django.db.models import Expression, QuerySet

Row = TypeVar("Row")


class Slot(Expression):
    """Where a value goes that each run brings along."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Compiled:
    """A queryset with its SQL, on the connection for which it was compiled."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("prefetching is a query of its own: prepare that one too")
        self.queryset = queryset
        self.compiler: Any = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        self._keep_what_follows_from_the_shape()
        queryset.query.get_compiler = lambda *_, **__: self.compiler  # type: ignore[method-assign]

    def _keep_what_follows_from_the_shape(self) -> None:
        columns = [column for column, _sql, _alias in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(columns)
        self.compiler.get_converters = lambda _columns: converters

    @property
    def stands(self) -> bool:
        """Whether this thread's connection is still the one it was compiled for."""
        return connections[self.queryset.db] is self.compiler.connection

    def run(self, values: dict[str, Any]) -> list[Any]:
        adapt = self.compiler.connection.ops.adapt_unknown_value
        filled = tuple(adapt(values[one.name]) if isinstance(one, Slot) else one for one in self.params)
        self.compiler.as_sql = lambda *_, **__: (self.sql, filled)
        iterate: Any = self.queryset._iterable_class
        return list(iterate(self.queryset))


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """Make a query of a function that builds it. Its parameters become the values that each run is given, by name.

    A value stands where a lookup takes one value (`=`, `>=`); lists and page numbers would change the shape.
    """
    names = frozenset(signature(build).parameters)
    here = threading.local()

    def rows(**values: Any) -> list[Row]:
        if values.keys() != names:
            raise TypeError(f"{build.__qualname__} takes {', '.join(sorted(names))}")
        compiled = getattr(here, "compiled", None)
        if compiled is None or not compiled.stands:
            compiled = here.compiled = _Compiled(build(**{name: Slot(name) for name in names}))
        return compiled.run(values)

    rows.__doc__ = build.__doc__
    return rows

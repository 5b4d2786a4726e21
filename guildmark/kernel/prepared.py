"""Queries whose shape never changes: built and compiled once, then run with other values.

Django builds and compiles a query anew each time it is asked, which costs several times what running it does.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from inspect import signature
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet

Row = TypeVar("Row")
MOST = 64
"""How many shapes of one query a process keeps."""


class Slot(Expression):
    """Where a value goes that each run brings along."""

    def __init__(self, name: str, place: int | None = None) -> None:
        super().__init__()
        self.name, self.place = name, place

    def of(self, values: dict[str, Any]) -> Any:
        return values[self.name] if self.place is None else values[self.name][self.place]

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
        filled = tuple(adapt(one.of(values)) if isinstance(one, Slot) else one for one in self.params)
        self.compiler.as_sql = lambda *_, **__: (self.sql, filled)
        iterate: Any = self.queryset._iterable_class
        return list(iterate(self.queryset))


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Callable[..., list[Row]]:
    """Make a query of a function that builds it. Each run is given the values by name.

    The function finds a slot in the place of each value, and of a list of them a list (compare `thing__pk__in`, not
    `thing__in`). What it takes by keyword only belongs to the shape: it is compiled once for each it meets.
    """
    parameters = signature(build).parameters.values()
    names = frozenset(one.name for one in parameters)
    of_shape = frozenset(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)
    here = threading.local()

    def rows(**given: Any) -> list[Row]:
        if given.keys() != names:
            raise TypeError(f"{build.__qualname__} takes {', '.join(sorted(names))}")
        values = {name: _evened(value) for name, value in given.items() if name not in of_shape}
        slots = {name: _slots(name, value) for name, value in values.items()}
        shape = {name: given[name] for name in sorted(of_shape)}
        lengths = (len(slot) for slot in slots.values() if isinstance(slot, list))
        kept = here.__dict__.setdefault("kept", OrderedDict())
        try:
            return _kept(kept, (*shape.values(), *lengths), lambda: build(**slots, **shape)).run(values)
        except EmptyResultSet:
            return []

    rows.__doc__ = build.__doc__
    return rows


def _kept(kept: OrderedDict[Any, _Compiled], key: Any, build: Callable[[], QuerySet[Any, Any]]) -> _Compiled:
    """The query of this shape; the one asked last stands last, and the one not asked for longest goes."""
    compiled = kept.pop(key, None)
    if compiled is None or not compiled.stands:
        compiled = _Compiled(build())
    kept[key] = compiled
    if len(kept) > MOST:
        kept.popitem(last=False)
    return compiled


def _evened(value: Any) -> Any:
    """A list as long as the next power of two, its last value repeated, so that few lengths make few shapes."""
    if not isinstance(value, list | tuple | set | frozenset):
        return value
    found = list(value)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found)) if found else found


def _slots(name: str, value: Any) -> Any:
    return [Slot(name, place) for place in range(len(value))] if isinstance(value, list) else Slot(name)

"""Queries that pages ask again and again: put together by Django once per process, run with other keys each time.

Django takes several times as long to write a query with a few joins as a database to answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, router
from django.db.models import Model, QuerySet

Key = int | str | date
# Beyond these no database of ours holds a key, and SQLite refuses to be asked.
_KEYS = range(-(2**63), 2**63)
_PLACES = re.compile("%%|%s")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A query as its database takes it: `keys` says which parameters are keys, and which one each is."""

    sql: str
    params: dict[str, Any]
    keys: tuple[tuple[str, int], ...]
    compiler: Any
    converters: Any


def _may_be_key(key: Key) -> bool:
    """Whether the database lets itself be asked for a key: PostgreSQL takes no text with a null character."""
    if isinstance(key, str):
        return "\0" not in key
    return not isinstance(key, int) or key in _KEYS


def _stand_in(kind: type, place: int) -> Key:
    """Return what stands for a key while a query is put together; no row has it."""
    if kind is date:
        return date(1, 1, 1 + place)
    return -987_654_321 - place if kind is int else f"\0key {place}"


def _param(key: Key) -> Any:
    """Return a key as the database takes it: SQLite takes days as text."""
    return connection.ops.adapt_datefield_value(key) if isinstance(key, date) else key


def _named(sql: str, params: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return a query with names for its parameters, "p0" and so on, one for each value, and the values by their names.

    For SQLite Django searches the whole text for nameless ones each time it is asked, and merely fills in names: of the
    longest query the search took a third of the time.
    """
    names: dict[tuple[type, Any], str] = {}
    in_order = iter([names.setdefault((type(param), param), f"p{len(names)}") for param in params])
    named = _PLACES.sub(lambda found: f"%({next(in_order)})s" if found[0] == "%s" else found[0], sql)
    return named, {name: param for (_, param), name in names.items()}


class PreparedQuery:
    """A query for values of rows: `make` returns its `values_list` for keys of these kinds, int, str or date, in
    order.

    With `as_stored` values come as the database has them (SQLite: moments without their time zone), for queries
    of hundreds of rows whose reader can tell.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], *kinds: type, as_stored: bool = False) -> None:
        self._make, self._as_stored = make, as_stored
        self._stand_ins = tuple(_stand_in(kind, place) for place, kind in enumerate(kinds or (int,)))
        self._ready: dict[str, _Ready] = {}

    def rows(self, *keys: Key) -> list[Sequence[Any]]:
        """Return the values of each row, in one query; none for a key that no row can have."""
        database = connections[DEFAULT_DB_ALIAS]  # What `connection` stands for, which it looks up each time.
        ready = self._ready.get(database.vendor) or self._put_together()
        if not all(map(_may_be_key, keys)):
            return []
        given = [_param(key) for key in keys]
        params = ready.params | {name: given[place] for name, place in ready.keys}
        with database.cursor() as cursor:
            cursor.execute(ready.sql, params)
            found: list[Sequence[Any]] = cursor.fetchall()
        return list(ready.compiler.apply_converters(found, ready.converters)) if ready.converters else found

    def _put_together(self) -> _Ready:
        compiler = self._make(*self._stand_ins).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        places: dict[Any, int] = {_param(stand_in): place for place, stand_in in enumerate(self._stand_ins)}
        if not places.keys() <= set(params):
            raise ValueError("A key of a prepared query is not among its parameters, so it would decide nothing.")
        sql, named = _named(sql, params)
        ready = _Ready(
            sql=sql,
            params=named,
            keys=tuple((name, places[param]) for name, param in named.items() if param in places),
            compiler=compiler,
            converters={} if self._as_stored else compiler.get_converters([one[0] for one in compiler.select]),
        )
        self._ready[connection.vendor] = ready
        return ready


class PreparedRows(PreparedQuery):
    """The same for whole rows of a model, with the rows that they name (`related`) and what the query adds (`more`)."""

    def __init__(
        self, make: Callable[..., QuerySet[Any]], *kinds: type, related: Sequence[str] = (), more: Sequence[str] = ()
    ) -> None:
        super().__init__(lambda *keys: make(*keys).values_list(*self._columns(make(*keys).model)), *kinds)
        self._related, self._more = _with_parents(related), tuple(more)
        self._parts: list[tuple[str, type[Model], list[str]]] = []

    def _columns(self, model: type[Model]) -> list[str]:
        """Return the names of all values, and note whose they are: at once, as others may be reading rows meanwhile."""
        parts: list[tuple[str, type[Model], list[str]]] = [("", model, _names(model))]
        for path in self._related:
            target: Any = model
            for name in path.split("__"):
                target = target._meta.get_field(name).related_model
            parts.append((path, target, _names(target)))
        self._parts = parts
        own = [f"{path}__{name}" if path else name for path, _, names in parts for name in names]
        return [*own, *self._more]

    def get(self, *keys: Key) -> Any:
        """Return the one row. Raises ObjectDoesNotExist of its model where there is none."""
        found = self.rows(*keys)
        if not found:
            raise self._parts[0][1].DoesNotExist  # type: ignore[attr-defined]
        return self._built(found[0])

    def _built(self, row: Sequence[Any]) -> Any:
        made: dict[str, Any] = {}
        start = 0
        for path, model, names in self._parts:
            values = row[start : start + len(names)]
            start += len(names)
            one = model.from_db(router.db_for_read(model), names, values) if values[0] is not None else None
            parent, _, name = path.rpartition("__")
            if path and made[parent] is not None:
                setattr(made[parent], name, one)
            made[path] = one
        for name, value in zip(self._more, row[start:], strict=True):
            setattr(made[""], name, value)
        return made[""]


def _names(model: type[Model]) -> list[str]:
    """Return the names of a model's columns, the key first."""
    return [field.attname for field in model._meta.concrete_fields]


def _with_parents(paths: Sequence[str]) -> tuple[str, ...]:
    """Return paths such as "plan__district", each behind the paths that lead to it."""
    steps = (path.split("__") for path in paths)
    return tuple(dict.fromkeys("__".join(names[:depth]) for names in steps for depth in range(1, len(names) + 1)))

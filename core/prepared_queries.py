"""Queries that a page asks again and again: put together by Django once per process, run with another key each time.

Django takes several times as long to write a query with a dozen joins as a database to answer it. What a
`PreparedQuery` returns is what its `values_list` returns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Stands for the key while a query is put together; no row has it.
KEY = -987_654_321


class PreparedQuery:
    """A query for values of rows, made by `make` from the one key that differs between its runs."""

    def __init__(self, make: Callable[[int], QuerySet[Any]]) -> None:
        self._make = make
        self._known: dict[str, tuple[str, list[Any], Any, Any]] = {}

    def rows(self, key: int) -> list[Any]:
        """Return the rows for a key, as tuples, in one query."""
        sql, params, compiler, converters = self._put_together()
        with connection.cursor() as cursor:
            cursor.execute(sql, [key if param == KEY else param for param in params])
            found = cursor.fetchall()
        return list(map(tuple, compiler.apply_converters(found, converters))) if converters else found

    def _put_together(self) -> tuple[str, list[Any], Any, Any]:
        place = connection.vendor
        if place not in self._known:
            compiler = self._make(KEY).query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([one[0] for one in compiler.select])
            self._known[place] = (sql, list(params), compiler, converters)
        return self._known[place]

"""Rows kept as the database stores them: to put them back takes a tenth of making them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

ROOM = 1_000_000  # between the ids of what is kept at one time and the next: more than any sequence hands out

Row = dict[str, Any]  # what the database stores, by column
Tables = dict[type[models.Model], list[Row]]

_times = iter(range(1, 1_000_000))


def kept(rows: dict[type[models.Model], Iterable[models.Model]]) -> Tables:
    """Keep rows of some tables, with ids that nothing else has."""
    shift = next(_times) * ROOM
    return {model: [_row(row, shift, set(rows)) for row in found] for model, found in rows.items()}


def _row(row: models.Model, shift: int, inside: set[Any]) -> Row:
    stored = {field: field.get_db_prep_save(getattr(row, field.attname), connection) for field in row._meta.fields}
    return {
        field.column: value + shift if field.primary_key or field.related_model in inside else value
        for field, value in stored.items()
    }


@transaction.atomic
def put(tables: Tables) -> None:
    """Store everything again."""
    for model, rows in tables.items():
        if rows:
            _insert(model, rows)


def _insert(model: type[models.Model], rows: list[Row]) -> None:
    """Past the managers, which may write rows of drafts only."""
    columns = [connection.ops.quote_name(column) for column in rows[0]]
    places = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", [list(row.values()) for row in rows]
        )


@dataclass
class Kept:
    """All rows of some tables as something made them, which are put back wherever the first of the tables is empty."""

    models: Sequence[type[models.Model]]
    tables: Tables | None = None

    def there(self, make: Callable[[], Any]) -> None:
        """See to it that the rows are there: made the first time, and then put back."""
        if self.models[0]._base_manager.exists():
            make()
        elif self.tables is None:
            make()
            self.tables = kept({model: model._base_manager.order_by("pk") for model in self.models})
        else:
            put(self.tables)

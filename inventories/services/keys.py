"""What cells are found by: written with every entry, and telling whether two entries say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from inventories.cells import keys_of
from inventories.choices import ColumnKind
from inventories.models import CellKey, Entry
from inventories.reports import Sheet, SheetColumn

# How many entries, or keys, are written at once.
BATCH = 1000


class TwiceThere(Exception):
    """Another entry says the same in a column in which no two may: `column`, and `entry`, which says it already."""

    def __init__(self, column: SheetColumn, entry: Entry | None) -> None:
        super().__init__(f"Another entry has the same {column.title}.")
        self.column, self.entry = column, entry


# Model instances for the sixty thousand keys of a large import take seconds; a test compares the columns.
INSERT_KEYS = """
INSERT INTO inventories_cellkey (entry_id, column_id, key, is_empty, is_unique) VALUES (%s, %s, %s, %s, %s)
"""


UPDATE_KEY = """
UPDATE inventories_cellkey SET key = %s, is_empty = %s, is_unique = %s WHERE entry_id = %s AND column_id = %s
"""


def rewrite_keys(entries: Sequence[Entry], columns: Sequence[SheetColumn]) -> None:
    """Write what changed cells are found by in place of what they were found by."""
    if len(entries) == len(columns) == 1 and columns[0].kind != ColumnKind.CHOICES:
        [(entry, column, *found)] = _keys(entries[0], columns[0])
        with connection.cursor() as cursor:
            cursor.execute(UPDATE_KEY, (*found, entry, column))
        return
    CellKey.objects.filter(entry__in=[entry.pk for entry in entries], column__in=[one.pk for one in columns]).delete()
    write_keys(entries, columns)


def write_keys(entries: Iterable[Entry], columns: Iterable[SheetColumn]) -> None:
    """Write what the cells of these entries and columns are found by, where there is none yet."""
    columns = tuple(columns)
    rows = [key for entry in entries for column in columns for key in _keys(entry, column)]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_KEYS, rows)


def _keys(entry: Entry, column: SheetColumn) -> list[tuple[Any, ...]]:
    found = keys_of(column, entry.cells.get(column.key))
    if not found:
        return [(entry.pk, column.pk, "", True, False)]
    return [(entry.pk, column.pk, key, False, column.unique) for key in found]


def refuse_twice(entries: Sequence[Entry], sheet: Sheet, columns: Iterable[SheetColumn] | None = None) -> None:
    """Raise TwiceThere where an entry says what another says in a column in which no two may."""
    for column in sheet.columns if columns is None else columns:
        if column.unique:
            _refuse_twice_in(column, entries)


def _refuse_twice_in(column: SheetColumn, entries: Sequence[Entry]) -> None:
    mine: set[str] = set()
    for entry in entries:
        for key in keys_of(column, entry.cells.get(column.key)):
            if key in mine:
                raise TwiceThere(column, None)
            mine.add(key)
    own = {entry.pk for entry in entries}
    if taken := [pk for pk in _entries_with(column, sorted(mine)) if pk not in own]:
        raise TwiceThere(column, Entry.objects.get(pk=taken[0]))


def _entries_with(column: SheetColumn, keys: Sequence[str]) -> Iterable[int]:
    """Yield the entries that have one of these keys in a column."""
    filled = CellKey.objects.for_column(column.pk).filled()
    for start in range(0, len(keys), BATCH):
        yield from filled.filter(key__in=keys[start : start + BATCH]).values_list("entry", flat=True)

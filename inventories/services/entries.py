"""Keeping entries: adding, changing, deleting several, and undoing the last deletion.

Whoever writes an entry holds its inventory, so that two people never bring in the same twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from core.saving import StaleVersion
from districts.models import User
from inventories.cells import Stored, shown, words_of
from inventories.models import CellKey, Entry, Inventory
from inventories.reports import Sheet, sheet_of, version_of
from inventories.services.keys import BATCH, refuse_twice, rewrite_keys, write_keys

Cells = Mapping[str, Stored | None]

EMPTY = "Nothing is filled in. Fill in at least one cell."
# From so many entries added at once, the database is told how large its tables have become.
MANY = 1_000


@dataclass(frozen=True)
class SavedEntry:
    """A stored entry; `written` says whether this save changed it."""

    entry: Entry
    written: bool


@transaction.atomic
def add_entry(inventory: Inventory, *, cells: Cells, by: User, at: datetime | None = None) -> Entry:
    """Add an entry. Raises ValidationError where every cell is empty, and TwiceThere."""
    return add_entries(inventory, rows=[cells], by=by, at=at)[0]


@transaction.atomic
def add_entries(
    inventory: Inventory, *, rows: Sequence[Cells], by: User, at: datetime | None = None
) -> Sequence[Entry]:
    """Add entries in their order, with their history, in a number of statements that grows by the thousand.

    Raises ValidationError where every cell of one is empty, and TwiceThere where one of them says what another does.
    """
    current, now = hold(inventory), at or timezone.now()
    sheet = sheet_of(current)
    entries = [Entry(inventory=current, cells=stored_cells(cells), changed_at=now, changed_by=by) for cells in rows]
    if not all(entry.cells for entry in entries):
        raise ValidationError(EMPTY, code="empty")
    for entry in entries:
        _put_words(entry, sheet)
    refuse_twice(entries, sheet)
    made: Sequence[Entry] = bulk_create_with_history(
        entries, Entry, batch_size=BATCH, default_user=by, default_date=now
    )
    write_keys(made, sheet.columns)
    _count(current, len(made))
    if len(made) >= MANY:
        _tell_planner()
    return made


def _tell_planner() -> None:
    """Let PostgreSQL count its rows at once: until it does so by itself, a minute later, it takes tables that have just
    been filled for empty ones, and a filtered page of ten thousand entries takes minutes."""
    if connection.vendor == "postgresql":
        tables = (Entry._meta.db_table, CellKey._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


def hold(inventory: Inventory) -> Inventory:
    """Return the inventory as it is now, held until the transaction ends. Raises ValidationError where it is gone."""
    current: Inventory | None = Inventory.objects.select_for_update(of=("self",)).filter(pk=inventory.pk).first()
    if current is None:
        raise ValidationError("A lead deleted this inventory meanwhile.", code="gone")
    return current


def hold_others_off(inventory: Inventory) -> None:
    """Hold an inventory of which nothing else is asked. SQLite holds the whole database since the transaction began."""
    if connection.features.has_select_for_update:
        Inventory.objects.select_for_update(of=("self",)).filter(pk=inventory.pk).values_list("pk").first()


def stored_cells(cells: Cells) -> dict[str, Stored]:
    """Return cells without the empty ones."""
    return {key: value for key, value in cells.items() if value is not None}


def _count(inventory: Inventory, more: int) -> None:
    inventory.entry_count += more
    inventory.save_without_historical_record(update_fields=["entry_count"])  # type: ignore[attr-defined]


# Changing -----------------------------------------------------------------------------------------


@transaction.atomic
def save_entry(
    inventory: Inventory,
    *,
    pk: int,
    cells: Cells,
    version: int | None,
    by: User,
    at: datetime | None = None,
    sheet: Sheet | None = None,
) -> SavedEntry:
    """Write the given cells of an entry over the version that was read. What a person left as they had read it stays as
    it is stored now, so that two people may change different cells of one entry at once.

    Raises Entry.DoesNotExist for one that the inventory does not have or that is deleted, StaleVersion where somebody
    else changed one of these cells meanwhile, ValidationError where nothing would be left, and TwiceThere.
    """
    hold_others_off(inventory)
    entry = Entry.objects.for_inventory(inventory.pk).defer("words").get(pk=pk)
    entry.inventory = inventory
    changed: Cells = {key: value for key, value in cells.items() if entry.cells.get(key) != value}
    if version != entry.version and changed:
        changed = _own(changed, entry, version)
    if not changed:
        return SavedEntry(entry, written=False)
    write_entries([entry], [changed], by=by, at=at, sheet=sheet)
    return SavedEntry(entry, written=True)


def _own(changed: Cells, entry: Entry, version: int | None) -> Cells:
    """Return what this person changed themselves. Raises StaleVersion where somebody else changed the same cell."""
    read = version_of(entry, version)
    if read is None:
        raise StaleVersion(entry)
    mine = {key: value for key, value in changed.items() if read.cells.get(key) != value}
    if any(read.cells.get(key) != entry.cells.get(key) for key in mine):
        raise StaleVersion(entry)
    return mine


def write_entries(
    entries: Sequence[Entry],
    changes: Sequence[Cells],
    *,
    by: User,
    at: datetime | None = None,
    sheet: Sheet | None = None,
) -> None:
    """Put changed cells into entries of one inventory that the caller holds. Raises ValidationError and TwiceThere."""
    sheet, now = sheet or sheet_of(entries[0].inventory), at or timezone.now()
    for entry, changed in zip(entries, changes, strict=True):
        entry.cells = stored_cells(entry.cells | changed)
        if not entry.cells:
            raise ValidationError(EMPTY, code="empty")
        _put_words(entry, sheet)
    keys = {key for changed in changes for key in changed}
    columns = [column for column in sheet.columns if column.key in keys]
    refuse_twice(entries, sheet, columns)
    _store(entries, by, now, "cells", "words")
    rewrite_keys(entries, columns)


def _store(entries: Sequence[Entry], by: User, at: datetime, *fields: str) -> None:
    """Write these fields of entries as their next version, with the history of each."""
    for entry in entries:
        entry.version, entry.changed_at, entry.changed_by = entry.version + 1, at, by
    written = [*fields, "version", "changed_at", "changed_by"]
    if len(entries) == 1:  # Putting a statement for many together takes longer than all the rest of saving a cell.
        entries[0].save_without_historical_record(update_fields=written)  # type: ignore[attr-defined]
    else:
        Entry.objects.bulk_update(entries, written, batch_size=BATCH)
    _history().bulk_history_create(
        entries, batch_size=BATCH, update=True, default_user=by, default_date=at, default_change_reason=None
    )


@cache
def _history() -> Any:
    """Return the history of entries, which simple_history makes anew each time that it is asked for."""
    return Entry.history


@transaction.atomic
def change_entries(
    inventory: Inventory, *, pks: Collection[int], key: str, value: Stored | None, by: User, at: datetime | None = None
) -> int:
    """Give many entries the same value in one column, and return how many that changed.

    Raises ValidationError where one of them would be left empty, and TwiceThere.
    """
    current = hold(inventory)
    entries = [one for one in chosen_entries(current, pks) if one.cells.get(key) != value]
    if entries:
        write_entries(entries, [{key: value}] * len(entries), by=by, at=at)
    return len(entries)


def chosen_entries(inventory: Inventory, pks: Collection[int]) -> list[Entry]:
    """Return those of an inventory's entries, in order, each with the inventory at hand."""
    rows = Entry.objects.for_inventory(inventory).filter(pk__in=pks).select_related("changed_by")
    entries = list(rows.select_for_update(of=("self",)))
    for entry in entries:
        entry.inventory = inventory
    return entries


# Deleting -----------------------------------------------------------------------------------------


@transaction.atomic
def delete_entries(inventory: Inventory, *, pks: Collection[int], by: User, at: datetime | None = None) -> int:
    """Delete entries in one go, which can be undone, and return how many there were."""
    current, now = hold(inventory), at or timezone.now()
    entries = chosen_entries(current, pks)
    for entry in entries:
        entry.deleted_at, entry.deleted_by = now, by
    if entries:
        _store(entries, by, now, "deleted_at", "deleted_by")
        CellKey.objects.filter(entry__in=[entry.pk for entry in entries]).delete()
        _count(current, -len(entries))
    return len(entries)


@transaction.atomic
def undo_deletion(inventory: Inventory, *, by: User, at: datetime | None = None) -> int:
    """Bring back what was deleted last, and return how many entries that were.

    Raises TwiceThere where an entry that was added since says the same in a column in which no two may.
    """
    current, now = hold(inventory), at or timezone.now()
    entries = list(Entry.objects.deleted_last(current).select_for_update(of=("self",)))
    if not entries:
        return 0
    sheet = sheet_of(current)
    for entry in entries:
        entry.deleted_at, entry.deleted_by = None, None
        _put_words(entry, sheet)
    refuse_twice(entries, sheet)
    _store(entries, by, now, "deleted_at", "deleted_by", "words")
    write_keys(entries, sheet.columns)
    _count(current, len(entries))
    return len(entries)


def _put_words(entry: Entry, sheet: Sheet) -> None:
    """Put in what a search looks through: all texts but the names of buildings, which may change."""
    entry.words = words_of(shown(one, entry.cells.get(one.key), {}) for one in sheet.columns)

"""The history of an entry and of an inventory, and two versions of an entry side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.comparing import TextChange, TwoTexts, compare_words
from inventories.cells import Stored, shown
from inventories.choices import InventoryState
from inventories.models import Entry, Inventory, InventoryColumn
from inventories.reports.columns import Sheet
from inventories.reports.entries import GONE


@dataclass(frozen=True, kw_only=True)
class EntryChange:
    """One change of an entry: what was done, by whom, when, and each cell before and after."""

    what: str
    who: str
    when: datetime
    texts: tuple[TextChange, ...]


def entry_history(entry: Entry, sheet: Sheet) -> tuple[EntryChange, ...]:
    """Return what happened to an entry, newest first, in one query."""
    versions = list(entry.history.select_related("history_user").order_by("version"))
    pairs = zip([None, *versions], versions, strict=False)
    return tuple(_change(old, new, sheet) for old, new in pairs)[::-1]


def _change(old: Any, new: Any, sheet: Sheet) -> EntryChange:
    return EntryChange(
        what=_what(old, new),
        who=str(new.history_user or GONE),
        when=new.history_date,
        texts=tuple(_cell_changes(old.cells if old else {}, new.cells, sheet)),
    )


def _what(old: Any, new: Any) -> str:
    if old is None:
        return "Added"
    if (old.deleted_at is None) != (new.deleted_at is None):
        return "Brought back" if new.deleted_at is None else "Deleted"
    return "Changed"


def _cell_changes(old: Mapping[str, Stored], new: Mapping[str, Stored], sheet: Sheet) -> Iterator[TextChange]:
    buildings = sheet.buildings
    for column in sheet.columns:
        texts = [shown(column, cells.get(column.key), buildings) for cells in (old, new)]
        if texts[0] != texts[1]:
            before, after = compare_words(*texts)
            yield TextChange(name=column.title, before=before, after=after)


# A conflict ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CellPair(TwoTexts):
    """One cell as it is stored now and as this person typed it."""

    key: str
    title: str


def version_of(entry: Entry, version: int | None) -> Any:
    """Return an entry as it was at a version, in one query; None where it never had that one."""
    return entry.history.filter(version=version).first()


def typed_cells(entry: Entry, cells: Mapping[str, Stored | None], version: int | None) -> dict[str, Stored | None]:
    """Return the cells that a person changed from the version of an entry that they had read.

    All of them, where the entry never had that version.
    """
    read = version_of(entry, version)
    return {key: value for key, value in cells.items() if read is None or read.cells.get(key) != value}


@dataclass(frozen=True, kw_only=True)
class EntryConflict:
    """Two versions of an entry: the cells that differ. Neither is dropped."""

    who: str
    when: datetime
    version: int
    cells: tuple[CellPair, ...]

    @classmethod
    def between(cls, entry: Entry, sheet: Sheet, typed: Mapping[str, Stored | None]) -> EntryConflict:
        """Return the conflict of a stored entry with the cells that were typed."""
        buildings = sheet.buildings
        pairs = (
            CellPair(
                key=column.key,
                title=column.title,
                theirs=shown(column, entry.cells.get(column.key), buildings),
                mine=shown(column, typed[column.key], buildings),
            )
            for column in sheet.in_use
            if column.key in typed
        )
        return cls(
            who=str(entry.changed_by or GONE),
            when=entry.changed_at,
            version=entry.version,
            cells=tuple(pair for pair in pairs if pair.theirs != pair.mine),
        )


# The inventory as a whole -------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class InventoryEvent:
    """Something that happened to an inventory as a whole, or to one of its columns."""

    what: str
    who: str
    when: datetime
    texts: tuple[TextChange, ...] = ()


_OF_INVENTORY = {"title": "Name", "state": "State", "as_of": "As of", "review_on": "Review on"}
_OF_COLUMN = {"title": "Title", "help": "Help", "choices": "Choices", "required": "Required", "unique": "Unique"}


def inventory_history(inventory: Inventory) -> tuple[InventoryEvent, ...]:
    """Return what happened to an inventory and its columns, newest first, in two queries."""
    versions = inventory.history.select_related("history_user").order_by("version")
    events = list(_events(versions, "Started", "Described anew", _OF_INVENTORY))
    columns: dict[int, list[Any]] = {}
    past: Any = InventoryColumn.history.filter(inventory=inventory.pk)
    for row in past.select_related("history_user").order_by("version"):
        columns.setdefault(row.id, []).append(row)
    for rows in columns.values():
        began_with_it = rows[0].history_date <= inventory.opened_at
        made = _events(rows, f"Column added: {rows[0].title}", f"Column changed: {rows[0].title}", _OF_COLUMN)
        events += list(made)[1:] if began_with_it else list(made)
    return tuple(sorted(events, key=lambda event: event.when, reverse=True))


def _events(versions: Any, first: str, later: str, names: Mapping[str, str]) -> Iterator[InventoryEvent]:
    rows = list(versions)
    for old, new in zip([None, *rows], rows, strict=False):
        yield InventoryEvent(
            what=first if old is None else _put_in_or_out(old, new) or later,
            who=str(new.history_user or GONE),
            when=new.history_date,
            texts=() if old is None else tuple(_texts(old, new, names)),
        )


def _put_in_or_out(old: Any, new: Any) -> str:
    if getattr(old, "is_active", True) == getattr(new, "is_active", True):
        return ""
    return f"Column put {'back in' if new.is_active else 'out of'} use: {new.title}"


def _texts(old: Any, new: Any, names: Mapping[str, str]) -> Iterator[TextChange]:
    for field, name in names.items():
        before, after = (_said(getattr(row, field)) for row in (old, new))
        if before != after:
            left, right = compare_words(before, after)
            yield TextChange(name=name, before=left, after=right)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(value)
    if value in InventoryState.values:
        return InventoryState(value).label
    return "" if value is None else str(value)

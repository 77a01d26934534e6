"""The entries of an inventory as a table shows them, a page at a time, and one entry with its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.db.models import Case, QuerySet, Value, When

from inventories.cells import Stored, shown
from inventories.choices import ColumnKind
from inventories.models import CellKey, Entry, Inventory
from inventories.reports.columns import Sheet, SheetColumn

GONE = "Somebody who has left"


class ShownCell(NamedTuple):
    """A cell as people read it, below the title of its column; `url` is where a link leads, `is_gap` that a required
    one is empty. A page of a table has six hundred of them."""

    label: str
    text: str
    url: str = ""
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with what it is known by, and its cells in the order of the columns that are shown."""

    pk: int
    version: int
    name: str
    cells: tuple[ShownCell, ...]
    changed_at: datetime

    @property
    def others(self) -> tuple[ShownCell, ...]:
        """The cells behind the one that the entry is known by."""
        return self.cells[1:]


def row_of(entry: Entry, sheet: Sheet, columns: Iterable[SheetColumn], buildings: Mapping[int, str]) -> EntryRow:
    """Return an entry as a row; `buildings` are `sheet.buildings`, which is made once for all rows."""
    cells = tuple(shown_cell(column, entry.cells.get(column.key), buildings) for column in columns)
    return EntryRow(entry.pk, entry.version, entry_name(entry, sheet, buildings), cells, entry.changed_at)


def shown_cell(column: SheetColumn, value: Stored | None, buildings: Mapping[int, str]) -> ShownCell:
    text = shown(column, value, buildings)
    return ShownCell(column.title, text, text if column.kind == ColumnKind.LINK else "", column.required and not text)


def entry_name(entry: Entry, sheet: Sheet, buildings: Mapping[int, str]) -> str:
    """Return what people know an entry by; its number where that cell is empty."""
    names = sheet.names
    return shown(names, entry.cells.get(names.key), buildings) or f"Entry {entry.pk}"


class EntryRows:
    """The entries that were asked for, in their order: counted at once, read a page at a time.

    A table of django-tables2 takes it as it takes a queryset. `found` are the numbers of those that a search and
    filters leave, or None for all of them.
    """

    model = Entry

    def __init__(
        self,
        inventory: Inventory,
        sheet: Sheet,
        columns: Sequence[SheetColumn],
        found: QuerySet[Any] | None = None,
        order: str = "",
    ) -> None:
        self.inventory, self.sheet, self.columns, self.found, self.order = inventory, sheet, columns, found, order
        self._count: int | None = None

    def count(self) -> int:
        """Return how many there are, once; of all entries the inventory itself keeps count."""
        if self._count is None:
            self._count = self.inventory.entry_count if self.found is None else self.found.count()
        return self._count

    __len__ = count

    @property
    def query(self) -> Any:
        """What django-tables2 reads the order from, in which a queryset is."""
        return SimpleNamespace(order_by=(self.order,) if self.order else ())

    def order_by(self, *keys: str) -> EntryRows:
        """Return the same entries in the order of a column, by its key, with a hyphen before it backwards."""
        rows = EntryRows(self.inventory, self.sheet, self.columns, self.found, keys[0] if keys else "")
        rows._count = self._count
        return rows

    def __getitem__(self, place: slice) -> list[EntryRow]:
        buildings = self.sheet.buildings
        return [row_of(entry, self.sheet, self.columns, buildings) for entry in self._entries(place)]

    def __iter__(self) -> Iterator[EntryRow]:
        return iter(self[:])

    def _entries(self, place: slice) -> Iterable[Entry]:
        all_of_it = Entry.objects.for_inventory(self.inventory)
        if not self.order:
            found = all_of_it if self.found is None else Entry.objects.filter(pk__in=self.found)
            return found.defer("words")[place]
        pks = list(self._in_order()[place])
        at_hand = all_of_it.defer("words").in_bulk(pks)
        return (at_hand[pk] for pk in pks if pk in at_hand)

    def _in_order(self) -> Any:
        """Return the numbers of the entries in order; empty cells come last either way."""
        column = self.sheet.column(self.order.removeprefix("-"))
        keys = CellKey.objects.for_column(column.pk)
        if self.found is not None:
            keys = keys.filter(entry__in=self.found)
        sign = "-" if self.order.startswith("-") else ""
        if words := _in_their_order(column, self.sheet):
            place = Case(*(When(key=key, then=Value(rank)) for rank, key in enumerate(words)), default=Value(-1))
            keys = keys.annotate(place=place)
        by = "place" if words else "key"
        return keys.order_by("is_empty", f"{sign}{by}", "entry").values_list("entry", flat=True)


def _in_their_order(column: SheetColumn, sheet: Sheet) -> list[str]:
    """Return the keys of a column in the order in which people expect them, where that is not the order of letters."""
    if column.kind == ColumnKind.BUILDING:
        return [str(pk) for pk, _ in sorted(sheet.buildings.items(), key=lambda place: place[1].casefold())]
    return list(column.choices) if column.kind == ColumnKind.CHOICE else []

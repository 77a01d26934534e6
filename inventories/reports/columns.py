"""An inventory's columns, and the buildings that its cells name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from districts.models import Building, District
from inventories.cells import Read, reader_of
from inventories.choices import COUNTED, DATES, NEVER_SORTED, ColumnKind
from inventories.models import Inventory, InventoryColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of one inventory."""

    pk: int
    key: str
    title: str
    kind: str
    help: str
    required: bool
    unique: bool
    choices: tuple[str, ...]
    is_active: bool
    is_own: bool
    version: int

    @property
    def kind_label(self) -> str:
        return ColumnKind(self.kind).label

    @property
    def is_long(self) -> bool:
        return self.kind == ColumnKind.LONG_TEXT

    @property
    def is_sortable(self) -> bool:
        return self.kind not in NEVER_SORTED

    @property
    def is_counted(self) -> bool:
        """Whether a summary counts its words."""
        return self.kind in COUNTED

    @property
    def is_date(self) -> bool:
        return self.kind in DATES


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A building that cells can name."""

    pk: int
    name: str
    nces_id: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of an inventory, those in use first, and its district's buildings where a column names one."""

    columns: tuple[SheetColumn, ...]
    places: tuple[NamedPlace, ...]

    @property
    def in_use(self) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.is_active)

    @property
    def buildings(self) -> dict[int, str]:
        """The names of buildings by their number."""
        return {place.pk: place.name for place in self.places}

    @property
    def names(self) -> SheetColumn:
        """The column that people know an entry by: one that is needed and differs in every row, or else the first."""
        return next((one for one in self.in_use if one.unique and one.required), self.in_use[0])

    def column(self, key: str) -> SheetColumn:
        """Return the column in use with this key. Raises LookupError."""
        found = next((one for one in self.in_use if one.key == key), None)
        if found is None:
            raise LookupError(key)
        return found

    def readers(self) -> Mapping[str, Read]:
        """Return what reads the text of each column in use, by its key."""
        return {column.key: reader_of(column, self.places) for column in self.in_use}


def sheet_of(inventory: Inventory, *keys: str) -> Sheet:
    """Return the columns of an inventory in one query, and another for buildings where a column names one.

    With `keys` buildings count only where one of those columns, or the one that entries are known by, names one.
    """
    rows = _columns().filter(inventory=inventory.pk)
    columns = tuple(SheetColumn(**row | {"choices": tuple(row["choices"])}) for row in rows)
    sheet = Sheet(columns, ())
    asked = [column for column in columns if not keys or column.key in keys or column is sheet.names]
    return Sheet(columns, places_for(inventory.district_id, asked))


def sheets_of(inventories: Sequence[Inventory], district: District) -> list[Sheet]:
    """Return the columns of each in one query, and in another the buildings that any of them names."""
    found: dict[int, list[SheetColumn]] = {one.pk: [] for one in inventories}
    for row in InventoryColumn.objects.filter(inventory__in=found):
        found[row.inventory_id].append(sheet_column(row))
    places = places_for(district.pk, [column for columns in found.values() for column in columns])
    return [Sheet(tuple(columns), places) for columns in found.values()]


@cache
def _columns() -> Any:
    """Return the query for columns, kept because almost every page asks for them."""
    names = [field.name for field in fields(SheetColumn)]
    return InventoryColumn.objects.order_by("position", "pk").values(*names)


def places_for(district_pk: int, columns: Iterable[SheetColumn]) -> tuple[NamedPlace, ...]:
    """Return the district's buildings, those out of use too, where any of the columns holds one."""
    if not any(column.kind == ColumnKind.BUILDING for column in columns):
        return ()
    buildings = Building.objects.for_district(district_pk)
    return tuple(NamedPlace(row.pk, row.name, row.nces_id, row.is_active) for row in buildings)


def sheet_column(row: InventoryColumn) -> SheetColumn:
    """Return one column as it stands in a sheet."""
    found = {field.name: getattr(row, field.name) for field in fields(SheetColumn)}
    return SheetColumn(**found | {"choices": tuple(row.choices)})

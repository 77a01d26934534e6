"""What an inventory shows a meeting: how often each word was chosen, what is missing, what expires."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from core import charts
from inventories.choices import ColumnKind
from inventories.models import CellKey, Inventory
from inventories.querysets import CellQuerySet
from inventories.reports.columns import Sheet, SheetColumn

# Within how many days a date of expiry is soon.
SOON = 90


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many entries say one thing in a column; `key` finds them, and is empty for those that say nothing."""

    label: str
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class ColumnCounts:
    """How often each choice of a column was made, in the column's order, and how many made none."""

    column: SheetColumn
    counts: tuple[ChoiceCount, ...]
    empty: int

    @property
    def bars(self) -> tuple[charts.Count, ...]:
        """The counts as a chart draws them."""
        return tuple(charts.Count(one.label, one.count) for one in self.counts)

    @property
    def filled(self) -> int:
        """How many entries make a choice, as far as each makes one."""
        return sum(one.count for one in self.counts)


@dataclass(frozen=True, slots=True)
class Gap:
    """How many entries leave a required cell empty."""

    column: SheetColumn
    empty: int


@dataclass(frozen=True, slots=True)
class Expiry:
    """How many dates of a column are past, and how many are at most 90 days ahead."""

    column: SheetColumn
    expired: int
    soon: int


@dataclass(frozen=True, slots=True)
class InventorySummary:
    """The figures of an inventory on a day."""

    total: int
    today: date
    counts: tuple[ColumnCounts, ...]
    gaps: tuple[Gap, ...]
    expiries: tuple[Expiry, ...]

    @property
    def soon_until(self) -> date:
        return self.today + timedelta(days=SOON)

    @property
    def open_gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.empty)

    @property
    def due(self) -> tuple[Expiry, ...]:
        """The columns in which something has expired or soon will."""
        return tuple(one for one in self.expiries if one.expired or one.soon)


def inventory_summary(inventory: Inventory, sheet: Sheet, today: date | None = None) -> InventorySummary:
    """Return the figures of an inventory in two queries, and one more where a column holds dates of expiry."""
    return inventory_summaries([(inventory, sheet)], today)[0]


def inventory_summaries(
    kept: Sequence[tuple[Inventory, Sheet]], today: date | None = None
) -> tuple[InventorySummary, ...]:
    """Return the figures of several inventories in as many queries as those of one."""
    day = today or timezone.localdate()
    columns = [column for _, sheet in kept for column in sheet.in_use]
    words, empty, dates = _words_counted(columns), _empty_counted(columns), _dates_counted(columns, day)
    return tuple(
        InventorySummary(
            total=inventory.entry_count,
            today=day,
            counts=tuple(_column_counts(one, words.get(one.pk, {}), sheet) for one in sheet.in_use if one.is_counted),
            gaps=tuple(Gap(one, empty.get(one.pk, 0)) for one in sheet.in_use if one.required),
            expiries=tuple(Expiry(one, *dates.get(one.pk, (0, 0))) for one in sheet.in_use if _can_expire(one)),
        )
        for inventory, sheet in kept
    )


# How often each key is there: for a key that is empty, how often there is none.
_Found = dict[tuple[bool, str], int]


def _words_counted(columns: Iterable[SheetColumn]) -> dict[int, _Found]:
    keys = _keys_of(column for column in columns if column.is_counted)
    found: dict[int, _Found] = {}
    rows = keys.values_list("column", "is_empty", "key").annotate(count=Count("pk"))
    for column, is_empty, key, count in rows.order_by():
        found.setdefault(column, {})[is_empty, key] = count
    return found


def _column_counts(column: SheetColumn, found: _Found, sheet: Sheet) -> ColumnCounts:
    words = _words_of(column, sheet)
    counts = tuple(ChoiceCount(label, key, found.get((False, key), 0)) for label, key in words)
    return ColumnCounts(column, counts, found.get((True, ""), 0))


def _words_of(column: SheetColumn, sheet: Sheet) -> Iterable[tuple[str, str]]:
    """Return what can be chosen in a column, each as people read it and as its key."""
    if column.kind == ColumnKind.BUILDING:
        return [(name, str(pk)) for pk, name in sheet.buildings.items()]
    words = ("Yes", "No") if column.kind == ColumnKind.YES_NO else column.choices
    return [(word, word) for word in words]


def _empty_counted(columns: Iterable[SheetColumn]) -> dict[int, int]:
    empty = _keys_of(column for column in columns if column.required).empty()
    return dict(empty.values_list("column").annotate(count=Count("pk")).order_by())


def _dates_counted(columns: Iterable[SheetColumn], today: date) -> dict[int, tuple[int, int]]:
    """Return how many dates of each column are past, and how many are soon."""
    day, until = today.isoformat(), (today + timedelta(days=SOON)).isoformat()
    dates = _keys_of(column for column in columns if _can_expire(column)).filled().values_list("column").order_by()
    counted = dates.annotate(
        expired=Count("pk", filter=Q(key__lt=day)), soon=Count("pk", filter=Q(key__gte=day, key__lte=until))
    )
    return {pk: (expired, soon) for pk, expired, soon in counted}


def _can_expire(column: SheetColumn) -> bool:
    return column.kind == ColumnKind.EXPIRES


def _keys_of(columns: Iterable[SheetColumn]) -> CellQuerySet:
    """Return the keys of columns; of none, without a query."""
    found: CellQuerySet = CellKey.objects.filter(column__in=[column.pk for column in columns])
    return found

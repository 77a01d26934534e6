"""Inventories as CSV files: one as a table that an import reads back, all of a district's as one flat table."""

from __future__ import annotations

from collections.abc import Iterator

from core.rendering.csv import render_csv
from inventories.exports.columns import csv_writers
from inventories.exports.naming import different
from inventories.reports.files import InventoriesReport, InventoryReport

FLAT_COLUMNS = ("inventory", "entry", "column", "value")


def inventory_csv(report: InventoryReport) -> bytes:
    """Return a row for each entry, headed by the titles of the columns in use."""
    writers = csv_writers(report.columns, report.buildings)
    rows = ([write(value) for write, value in zip(writers, row, strict=True)] for row in report.entries)
    return render_csv([column.title for column in report.columns], rows)


def inventories_csv(report: InventoriesReport) -> bytes:
    """Return a row for each cell that is filled in. Entries are numbered from 1 in each inventory."""
    names = different(one.title for one in report.inventories)
    parts = zip(names, report.inventories, strict=True)
    return render_csv(FLAT_COLUMNS, (row for name, one in parts for row in _flat(name, one)))


def _flat(name: str, report: InventoryReport) -> Iterator[tuple[object, ...]]:
    columns = list(zip(report.columns, csv_writers(report.columns, report.buildings), strict=True))
    for number, row in enumerate(report.entries, start=1):
        for (column, write), value in zip(columns, row, strict=True):
            if value is not None:
                yield name, number, column.title, write(value)

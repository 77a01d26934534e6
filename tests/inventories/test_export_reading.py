"""Exporting and importing again changes nothing, cell by cell."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading import read_table
from inventories.cells import BadCell, reader_of
from inventories.choices import ColumnKind
from inventories.exports import inventory_csv, inventory_xlsx
from inventories.reports import matched
from tests.inventories.file_samples import FULL, PLACES, SHEET_COLUMNS, report_of


def read_back(content, name, report):
    """Return what importing a file would put into each entry."""
    table = read_table(content, name)
    readers = report.sheet.readers()
    keys = matched(list(table.headings), report.sheet)
    assert keys == [column.key for column in report.columns]
    assert [problem for row in table.rows for problem in row.problems] == []
    return tuple(tuple(readers[key](text) for key, text in zip(keys, row.cells, strict=True)) for row in table.rows)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
SAMPLES = {
    ColumnKind.CHOICE: st.sampled_from(["In place", "being built", ""]),
    ColumnKind.CHOICES: st.sampled_from(["Teachers", "Leaders;Teachers", ""]),
    ColumnKind.NUMBER: st.decimals(-999_999_999, 999_999_999, places=6, allow_nan=False).map(str),
    ColumnKind.DATE: st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
    ColumnKind.EXPIRES: st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
    ColumnKind.YES_NO: st.sampled_from(["Yes", "no", ""]),
    ColumnKind.LINK: st.sampled_from(["www.example.org", "https://example.org/?a=1&b=2", ""]),
    ColumnKind.BUILDING: st.sampled_from(["Alder Elementary School", "Old annex", ""]),
}


def stored(column, text):
    try:
        return reader_of(column, PLACES)(text)
    except BadCell:
        return None


ROWS = st.tuples(*(SAMPLES.get(one.kind, TEXTS).map(lambda text, one=one: stored(one, text)) for one in SHEET_COLUMNS))
FILLED = st.lists(ROWS.filter(lambda row: any(value is not None for value in row)), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(FILLED)
def test_reading_an_export_gives_the_same_cells(rows):
    report = report_of(*rows)
    assert read_back(inventory_csv(report), "inventory.csv", report) == tuple(rows)
    assert read_back(inventory_xlsx(report), "inventory.xlsx", report) == tuple(rows)


@pytest.mark.parametrize("text", ["007", "TRUE", "1e5", "2026-01-01", "'=1", "_x0041_", "a;b", "#N/A", "  ", "1/2"])
def test_reading_an_export_guesses_nothing(text):
    row = (stored(SHEET_COLUMNS[0], text) or "x", *FULL[1:])
    report = report_of(row)
    assert read_back(inventory_csv(report), "a.csv", report) == (row,)
    assert read_back(inventory_xlsx(report), "a.xlsx", report) == (row,)


@pytest.mark.parametrize("day", ["1900-01-01", "1900-02-28", "1900-03-01", "2100-12-31"])
def test_reading_an_export_gives_the_same_day(day):
    report = report_of((*FULL[:5], day, day, *FULL[7:]))
    assert read_back(inventory_xlsx(report), "a.xlsx", report) == report.entries

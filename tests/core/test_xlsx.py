from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.rendering.characters import without_broken_characters
from core.rendering.xlsx import Column, Sheet, render_xlsx

COLUMNS = (Column("Indicator", 10), Column("Note", 48))
# Readers of XML take a carriage return for a line end, and spreadsheets keep 15 digits of a number.
VALUES = (
    st.none()
    | st.text(st.characters(exclude_characters="\r"))
    | st.text("_x0041F=\n ")
    | st.integers(-(10**15), 10**15)
    | st.decimals(-(10**9), 10**9, places=4)
    | st.dates(date(1900, 1, 1))
)


def workbook(*rows, columns=COLUMNS):
    content = render_xlsx([Sheet("Ratings", columns, rows)], title="Readiness report", author="Lakeview")
    return load_workbook(BytesIO(content))


def cells(*rows):
    return [[cell.value for cell in row] for row in workbook(*rows)["Ratings"].iter_rows(min_row=2)]


def test_headings_are_bold_and_frozen_and_columns_as_wide_as_asked():
    sheet = workbook(["5a", "Done"])["Ratings"]
    assert [cell.value for cell in sheet[1]] == ["Indicator", "Note"]
    assert [cell.font.b for cell in sheet[1]] == [True, True]
    assert sheet.freeze_panes == "A2"
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [10, 48]
    assert sheet["B2"].alignment.wrap_text is True


@pytest.mark.parametrize(("rows", "area"), [([], "A1:B1"), ([["5a", "x"], ["5b", "n" * 40_000]], "A1:B5")])
def test_a_filter_covers_all_rows_of_its_sheet_and_no_other(rows, area):
    sheets = [Sheet("With", COLUMNS, rows, has_filter=True), Sheet("Without", COLUMNS, rows)]
    found = load_workbook(BytesIO(render_xlsx(sheets, title="", author="")))
    assert (found["With"].auto_filter.ref, found["Without"].auto_filter.ref) == (area, None)
    assert found["With"].max_row == int(area.rpartition("B")[2])


@pytest.mark.parametrize(("widths", "pages"), [((10, 48), 1), ((100, 50), 1), ((100, 51), 2)])
def test_a_sheet_prints_on_wide_paper_in_legible_type_with_its_heading_on_each_page(widths, pages):
    sheet = workbook(columns=[Column(str(width), width) for width in widths])["Ratings"]
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", pages, 0)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows) == (True, "$1:$1")


def test_a_workbook_says_what_it_is():
    properties = workbook().properties
    assert (properties.title, properties.creator, properties.language) == ("Readiness report", "Lakeview", "en-US")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "#N/A", "007", "TRUE", "2026-11-20", "'=1"])
def test_text_stays_text(text):
    cell = workbook([text, ""])["Ratings"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_text_like_a_formula_stays_text_when_it_is_edited():
    sheet = workbook(["=1+1", "plain"])["Ratings"]
    assert (bool(sheet["A2"].quotePrefix), bool(sheet["B2"].quotePrefix)) == (True, False)


def test_a_moment_is_a_date_in_the_present_time_zone():
    cell = workbook(["5a", datetime(2026, 11, 20, 17, 30, tzinfo=UTC)])["Ratings"]["B2"]
    assert (cell.value, cell.is_date) == (datetime(2026, 11, 20, 12, 30), True)  # noqa: DTZ001


def test_numbers_and_nothing_stay_what_they_are():
    assert cells([24, None]) == [[24, None]]


def test_characters_that_xml_forbids_are_left_out_or_replaced():
    assert cells(["a\x00b\x0bc", "x\ud800y\uffffz"]) == [["abc", "x\ufffdy\ufffdz"]]


def test_text_that_spells_an_escape_is_not_read_as_one():
    with ZipFile(BytesIO(render_xlsx([Sheet("A", COLUMNS, [["_x0041_", "_y_"]])], title="", author=""))) as file:
        xml = file.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>_x005F_x0041_</t>" in xml


@pytest.mark.parametrize("length", [32_767, 32_768, 100_000])
def test_long_text_goes_on_in_the_rows_below(length):
    rows = cells(["5a", "n" * length], ["5b", "short"])
    assert "".join(note for code, note in rows if code == "5a") == "n" * length
    assert max(len(note) for _, note in rows) <= 32_767
    assert rows[-1] == ["5b", "short"]


def test_long_text_of_characters_that_count_twice_fits_too():
    notes = [note for _, note in cells(["5a", "\U0001f600" * 20_000])]
    assert "".join(notes) == "\U0001f600" * 20_000
    assert max(len(note.encode("utf-16-le")) // 2 for note in notes) <= 32_767


def test_a_broken_character_in_a_heading_stops_no_workbook():
    assert workbook(columns=[Column("No\x00te")])["Ratings"]["A1"].value == "Note"


def test_no_broken_character_counts_as_printable():
    printable = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert without_broken_characters(printable) == printable


@pytest.mark.parametrize("before", range(16_383 - 8, 16_383 + 2))
def test_no_escape_is_cut_in_two(before):
    text = "n" * before + "_x0041_" + "n" * 20_000
    notes = [note for _, note in cells(["5a", text])]
    assert "".join(note.replace("_x005F_", "_") for note in notes) == text


def test_text_that_fits_once_its_broken_characters_are_gone_takes_one_row():
    assert cells(["5a", "\x00" * 20_000 + "n" * 30_000]) == [["5a", "n" * 30_000]]


def test_fractions_are_numbers():
    sheet = workbook([2.5, Decimal("1234.50")])["Ratings"]
    assert [(cell.value, cell.data_type) for cell in sheet[2]] == [(2.5, "n"), (1234.5, "n")]


@pytest.mark.parametrize("number", [float("nan"), float("-inf"), Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_leaves_its_cell_empty(number):
    assert cells([number, "x"]) == [[None, "x"]]


def test_yes_and_no_of_python_stay_what_they_are():
    assert cells([True, False]) == [[True, False]]


def test_a_date_is_a_date_without_a_time():
    cell = workbook(["5a", date(2026, 11, 20)])["Ratings"]["B2"]
    assert (cell.value, cell.number_format) == (datetime(2026, 11, 20), "yyyy-mm-dd")  # noqa: DTZ001


def test_a_moment_keeps_its_minutes_on_sight():
    cell = workbook(["5a", datetime(2026, 11, 20, 17, 30, tzinfo=UTC)])["Ratings"]["B2"]
    assert cell.number_format == "yyyy-mm-dd hh:mm"


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(26, 5, 1)])
def test_a_date_that_spreadsheets_cannot_count_is_text(day):
    cell = workbook(["5a", day])["Ratings"]["B2"]
    assert (cell.value, cell.data_type) == (day.isoformat(), "s")


def test_cells_side_by_side_do_not_take_on_each_others_looks():
    row = ["=1", "1", None, 1, date(2026, 1, 2), datetime(2026, 1, 2, tzinfo=UTC), True, "@2", "2"]
    columns = [Column(str(number)) for number in range(len(row))]
    found = list(workbook(row, row[::-1], columns=columns)["Ratings"].iter_rows(min_row=2))
    quoted = [[bool(cell.quotePrefix) for cell in line] for line in found]
    formats = [[cell.number_format for cell in line] for line in found]
    expected = ["General"] * 4 + ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"] + ["General"] * 3
    assert quoted[0] == quoted[1][::-1] == [True, *[False] * 6, True, False]
    assert formats[0] == formats[1][::-1] == expected
    assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for line in found for cell in line)
    assert not any(cell.font.b for line in found for cell in line)


def test_a_row_longer_than_its_heading_loses_nothing():
    assert cells(["5a", "Done", "more"]) == [["5a", "Done", "more"]]


def test_rows_are_the_same_when_openpyxl_places_their_cells_itself(monkeypatch):
    rows = (["=1", 2], [None, date(2026, 1, 2)], ["x", True], ["n" * 40_000, "5a"])
    usual = cells(*rows)
    place = partial(WriteOnlyWorksheet._values_to_row, SimpleNamespace())
    monkeypatch.setattr("core.rendering.workbook._placed", place)
    assert cells(*rows) == usual


@settings(deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=8))
def test_every_value_comes_back(rows):
    assert [[_unescaped(value) for value in row] for row in cells(*rows)] == [
        [_kept(one) for one in row] for row in rows
    ]


def _unescaped(value):
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def _kept(value):
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, str):
        return without_broken_characters(value) or None
    return float(value) if isinstance(value, Decimal) else value

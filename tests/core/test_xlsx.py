from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from core.rendering.xlsx import Column, Sheet, render_xlsx

COLUMNS = (Column("Indicator", 10), Column("Note", 48))


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

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.reading import CellProblem, ReadTable
from core.rendering.xlsx import Column, Sheet, render_xlsx
from tests.core.spreadsheet_samples import (
    MAIN,
    cells,
    package,
    read,
    refusal,
    relations,
    row,
    saved,
    sheet_data,
    workbook,
    worksheet,
)

HEADING = '<c t="inlineStr"><is><t>Name</t></is></c>'


def read_cell(cell, **parts):
    """The text of a handmade cell below a heading."""
    (only,) = read(package(sheet_data(HEADING, cell), **parts)).rows
    assert only.problems == ()
    return only.cells[0]


def test_a_table_is_headings_and_the_rows_that_hold_anything():
    content = workbook(["Name", "  Hours \n per week"], ["Ann", 12], [], [None, "  "], ["Bob", None])
    assert read(content) == ReadTable("XLSX", ("Name", "Hours per week"), (row(2, "Ann", "12"), row(5, "Bob", "")), ())


def test_headings_alone_are_a_table_without_rows():
    assert read(workbook(["Name", "Hours"])) == ReadTable("XLSX", ("Name", "Hours"), (), ())


def test_headings_may_begin_further_down_and_to_the_right():
    content = workbook([], [], [None, "Name", "Hours"], [None, "Ann", 1])
    assert read(content) == ReadTable("XLSX", ("", "Name", "Hours"), (row(4, "", "Ann", "1"),), ())


def test_content_without_a_heading_is_kept_under_an_empty_one():
    table = read(workbook(["Name", None, None], ["Ann", "x", None], ["Bob", None, None, "y"]))
    assert table.headings == ("Name", "", "", "")
    assert cells(table) == [["Ann", "x", "", ""], ["Bob", "", "", "y"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  plain ", "plain"),
        ("two\nlines", "two\nlines"),
        ("'=1+1", "'=1+1"),
        (123.0, "123"),
        (-7, "-7"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (1234567890123456, "1234567890123456"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (True, "Yes"),
        (False, "No"),
        (date(2026, 8, 15), "2026-08-15"),
        (datetime(2026, 8, 15), "2026-08-15"),  # noqa: DTZ001
        (datetime(2026, 8, 15, 14, 30), "2026-08-15 14:30"),  # noqa: DTZ001
        (datetime(2026, 8, 15, 14, 30, 5), "2026-08-15 14:30:05"),  # noqa: DTZ001
        (time(14, 30), "14:30"),
        (time(14, 30, 9), "14:30:09"),
        (timedelta(hours=36, minutes=5), "36:05"),
        (timedelta(minutes=90, seconds=7), "1:30:07"),
    ],
)
def test_each_value_has_one_text(value, text):
    assert cells(read(workbook(["Value"], [value]))) == [[text]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="str"><v>a&amp;b &lt;</v></c>', "a&b <"),
        ('<c t="inlineStr"><is><t>a\r\nb_x000D_\nc_x000D_d</t></is></c>', "a\nb\nc\nd"),
        ('<c t="inlineStr"><is><t>_x0041_ _x005F_x0041_</t></is></c>', "A _x0041_"),
        ('<c t="s"><v>0</v></c>', "A _x0041_"),
        ('<c t="s"><v>1</v></c>', "rich text"),
        ('<c t="s">\n <v>2</v>\n</c>', "last"),
        ('<c t="inlineStr"><is><t>a_x0007_b\uffffc</t></is></c>', "ab\ufffdc"),
        ("<c t='b'><v>1</v></c>", "Yes"),
        ('<c t="d"><v>2026-08-15T14:30:00</v></c>', "2026-08-15 14:30"),
        ('<c s="1"><v>46249.6041666661</v></c>', "2026-08-15 14:30"),
        ('<c s="2"><v>0.99999999</v></c>', "00:00"),
        ('<c s="3"><v>-0.5</v></c>', "-12:00"),
        ('<c t="inlineStr"><is><t><![CDATA[a<c>&]]>b</t></is></c>', "a<c>&b"),
        ("<c><v>1<!-- one, -->2</v></c>", "12"),
        ("<c><?x y?><v>1</v></c>", "1"),
        ('<c t="n" foo="&gt;"><v>5</v></c>', "5"),
        ("<x:c xmlns:x='x'><x:v>5</x:v></x:c>", "5"),
    ],
)
def test_each_way_to_write_a_cell_is_read(cell, text):
    strings = (
        "<si><t>_x0041_ _x005F_x0041_</t></si>"
        '<si><r><t xml:space="preserve">rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>'
        "<si><t>last</t></si>"
    )
    assert read_cell(cell, strings=strings, formats=(22, 20, 46)) == text


def test_days_may_count_from_1904():
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    for value in ("Day", date(2026, 8, 15)):
        book.active.append([value])
    assert cells(read(saved(book))) == [["2026-08-15"]]


def test_cells_and_rows_without_an_address_follow_the_one_before():
    sheet = worksheet(
        '<sheetData><row r="3"><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c r="b5"><v>3</v></c>'
        "<c t='n' r='C5'><v>4</v></c><c><v>5</v></c></row></sheetData>"
    )
    assert read(package(sheet)) == ReadTable("XLSX", ("1", "", "2", ""), (row(5, "", "3", "4", "5"),), ())


def test_styles_and_strings_may_be_missing():
    others = {"xl/_rels/workbook.xml.rels": relations("worksheet")}
    assert cells(read(package(sheet_data(HEADING, '<c s="1"><v>46249</v></c>'), others=others))) == [["46249"]]


def test_prefixes_change_nothing():
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2"><x:f>A1+1</x:f><x:v>2</x:v></x:c><x:c r="B2"><x:f>A1+1</x:f></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    table = read(package(sheet))
    assert table.rows == (row(2, "2", "", problems=(no_result("B2"),)),)
    assert table.notices == ("1 cell holds a formula. The value that was last calculated is taken.",)


def no_result(address):
    return CellProblem(ord(address[0]) - 65, f"{address} is a formula without a result. Type the value.")


def test_formulas_give_what_was_last_calculated():
    sheet = sheet_data(
        HEADING,
        '<c><f>1+1</f><v>2</v></c><c><f t="shared" si="0"/><v>3</v></c><c t="str"><f>""</f><v></v></c>',
        '<c t="b"><f t="array" ref="A3">TRUE</f><v>1</v></c><c t="str"><f>"a"</f><v>a</v></c>',
    )
    table = read(package(sheet))
    assert cells(table) == [["2", "3"], ["Yes", "a"]]
    assert table.notices == ("5 cells hold formulas. The values that were last calculated are taken.",)


def test_formulas_without_a_result_are_problems():
    table = read(workbook(["Name", "Sum"], ["Ann", "=1+1"], [None, "=B2"]))
    assert table.rows == (
        row(2, "Ann", "", problems=(no_result("B2"),)),
        row(3, "", "", problems=(no_result("B3"),)),
    )
    assert table.notices == ()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#SPILL!", "#GETTING_DATA"])
def test_errors_are_problems_whether_or_not_they_are_calculated(error):
    sheet = sheet_data(
        HEADING + "<c><v>1</v></c>",
        f'<c t="e"><v>{error}</v></c><c><v>2</v></c>',
        f'<c/><c t="e"><f>A1</f><v>{error}</v></c>',
    )
    table = read(package(sheet))
    assert table.rows == (
        row(2, "", "2", problems=(CellProblem(0, f"A2 shows {error}. Type the value."),)),
        row(3, "", "", problems=(CellProblem(1, f"B3 shows {error}. Type the value."),)),
    )
    assert table.notices == ()


def test_a_heading_that_shows_an_error_is_refused():
    assert refusal(package(sheet_data(HEADING + '<c t="e"><v>#N/A</v></c>'))) == "B1 shows #N/A. Type the value."


def book_with_sheets(*titles, hidden=()):
    book = Workbook()
    book.remove(book.active)
    for title in titles:
        sheet = book.create_sheet(title)
        sheet.append([f"In {title}"])
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    return saved(book)


@pytest.mark.parametrize(
    ("titles", "hidden", "heading", "notices"),
    [
        (["Entries", "B", "C"], [], "In Entries", ("Only the first sheet, “Entries”, is read; the file has 3.",)),
        (["Old", "Entries"], ["Old"], "In Entries", ()),
        (["Help", "Entries", "Choices"], [], "In Entries", ()),
        (["Help"], [], "In Help", ()),
    ],
)
def test_the_first_sheet_that_counts_is_read(titles, hidden, heading, notices):
    table = read(book_with_sheets(*titles, hidden=hidden))
    assert (table.headings, table.notices) == ((heading,), notices)


def test_a_file_says_when_its_name_is_wrong():
    notice = "The file is called .csv but holds an Excel workbook, and was read as that."
    assert read(workbook(["Name"]), "entries.CSV").notices == (notice,)
    assert read(workbook(["Name"]), "entries").notices == ()


@pytest.mark.parametrize("merge", ["A5:B6", "D1:E2", "A1:A1"])
def test_merged_cells_outside_the_table_do_not_matter(merge):
    sheet = sheet_data(HEADING, "<c><v>1</v></c>").replace("</worksheet>", "")
    table = read(package(f'{sheet}<mergeCells><mergeCell ref="{merge}"/></mergeCells></worksheet>'))
    assert cells(table) == [["1"]]


def test_formats_and_empty_rows_below_the_table_do_not_matter():
    def change(sheet):
        sheet["XFD1048576"].number_format = "0.00"
        sheet["C900000"].value = ""

    assert cells(read(workbook(["Name"], ["Ann"], change=change))) == [["Ann"]]


CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
TEXT = st.one_of(st.text(CHARACTERS, max_size=40), st.sampled_from(["=1", "'=1", "_x0041_", "_x000D_", "a\nb", "#N/A"]))
CANONICAL = TEXT.map(str.strip)
TABLES = st.lists(st.tuples(CANONICAL, CANONICAL, st.just("x")), max_size=6)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_what_we_write_is_read_as_it_was(rows):
    columns = [Column("Name"), Column("Note"), Column("End")]
    content = render_xlsx([Sheet("Entries", columns, rows)], title="", author="")
    assert cells(read(content)) == [list(texts) for texts in rows]

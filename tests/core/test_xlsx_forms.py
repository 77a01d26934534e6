from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.rendering.workbook import _words
from core.rendering.xlsx import Column, Sheet, render_xlsx

KIND = Column("Kind", 20, choices=("Teacher", "Aide", "=Other"))


def workbook(*sheets):
    return load_workbook(BytesIO(render_xlsx(sheets, title="Positions", author="Lakeview")))


def form(*columns, rows=()):
    return workbook(Sheet("Entries", columns, rows))["Entries"]


def validation(column):
    (found,) = form(column).data_validations.dataValidation
    return found


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_column_that_asks_for_nothing_gets_nothing():
    book = workbook(Sheet("Entries", [Column("Note")], [["x"]]))
    assert book.sheetnames == ["Entries"]
    assert book["Entries"].data_validations.dataValidation == []
    assert book["Entries"].column_dimensions["A"].has_style is False


# What a column offers -----------------------------------------------------------------------------


def test_choices_are_a_drop_down_that_refuses_other_words():
    found = validation(KIND)
    assert (found.type, str(found.sqref), found.formula1) == ("list", "A2:A5000", "Choices!$A$2:$A$4")
    assert (found.showErrorMessage, found.errorStyle, found.error) == (True, "stop", "Choose one of the list.")
    assert (found.allow_blank, found.hide_drop_down) == (True, False)
    assert (found.showInputMessage, found.promptTitle, found.prompt) == (False, None, None)


def test_choices_may_be_suggestions():
    found = validation(Column("Owner", choices=["Ann", "Bo"], strict=False))
    assert (found.type, found.formula1) == ("list", "Choices!$A$2:$A$3")
    assert (found.showErrorMessage, found.errorStyle, found.error) == (False, None, None)


def test_the_last_sheet_lists_what_columns_offer():
    yes_no = Column("Vacant", choices=["Yes", "No"])
    book = workbook(Sheet("Entries", [Column("Note"), KIND, yes_no], []), Sheet("About", [Column("What")], []))
    assert book.sheetnames == ["Entries", "About", "Choices"]
    assert values(book["Choices"]) == [["Kind", "Vacant"], ["Teacher", "Yes"], ["Aide", "No"], ["=Other", None]]
    assert [cell.font.b for cell in book["Choices"][1]] == [True, True]
    assert book["Choices"].sheet_state == "visible"
    found = {str(one.sqref): one.formula1 for one in book["Entries"].data_validations.dataValidation}
    assert found == {"B2:B5000": "Choices!$A$2:$A$4", "C2:C5000": "Choices!$B$2:$B$3"}


def test_sheets_with_the_same_column_share_a_list():
    other = Column("Kind", choices=["Bus", "Van"])
    book = workbook(Sheet("One", [KIND], []), Sheet("Two", [other, KIND], []))
    assert values(book["Choices"]) == [["Kind", "Kind"], ["Teacher", "Bus"], ["Aide", "Van"], ["=Other", None]]
    assert [one.formula1 for one in book["One"].data_validations.dataValidation] == ["Choices!$A$2:$A$4"]
    found = [one.formula1 for one in book["Two"].data_validations.dataValidation]
    assert found == ["Choices!$B$2:$B$3", "Choices!$A$2:$A$4"]


def test_a_list_beyond_the_twenty_sixth_has_two_letters():
    columns = [Column(f"Kind {number}", choices=["x"]) for number in range(27)]
    assert form(*columns).data_validations.dataValidation[26].formula1 == "Choices!$AA$2:$AA$2"


def test_choices_are_text_whatever_they_begin_with():
    sheet = workbook(Sheet("Entries", [Column("Code", choices=["007", "=1+1", "#N/A"])], []))["Choices"]
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:]] == [("007", "s"), ("=1+1", "s"), ("#N/A", "s")]


@pytest.mark.parametrize("name", ["Choices", "choices", "CHOICES"])
@pytest.mark.parametrize("column", [KIND, Column("Note")])
def test_no_sheet_takes_the_name_of_the_choices(name, column):
    with pytest.raises(ValueError, match='The name "Choices" is kept'):
        workbook(Sheet(name, [column], []))


# What a column says -------------------------------------------------------------------------------


def test_a_prompt_alone_is_shown_and_refuses_nothing():
    found = validation(Column("Building", prompt="As the register has it."))
    assert (found.type, str(found.sqref), found.formula1) == (None, "A2:A5000", None)
    assert (found.showInputMessage, found.promptTitle, found.prompt) == (True, "Building", "As the register has it.")
    assert (found.showErrorMessage, found.errorStyle) == (False, None)


def test_a_column_with_choices_says_something_too():
    found = validation(Column("Kind", choices=["x", "y"], prompt="Choose one.\nOr ask."))
    assert (found.type, found.showErrorMessage, found.showInputMessage) == ("list", True, True)
    assert (found.promptTitle, found.prompt) == ("Kind", "Choose one.\nOr ask.")


def test_the_title_of_a_prompt_has_32_characters_at_most():
    assert validation(Column("t" * 31 + " more", prompt="x")).promptTitle == "t" * 31 + " "
    assert validation(Column("t" * 31 + "\U0001f600", prompt="x")).promptTitle == "t" * 31


@pytest.mark.parametrize(
    ("prompt", "kept"),
    [
        ("n" * 255, "n" * 255),
        ("n" * 256, "n" * 255),
        ("n" * 250 + " more", "n" * 250 + " more"),
        ("n" * 250 + " more x", "n" * 250 + " more"),
        ("n" * 250 + " mores", "n" * 250),
        ("n" * 250 + " \n word", "n" * 250),
        (" " + "n" * 255, " " + "n" * 254),
        ("\U0001f600" * 127, "\U0001f600" * 127),
        ("\U0001f600" * 128, "\U0001f600" * 127),
    ],
)
def test_a_prompt_has_255_characters_at_most_and_ends_with_a_word(prompt, kept):
    assert validation(Column("Note", prompt=prompt)).prompt == kept


@given(st.text(), st.integers(1, 40))
def test_what_is_cut_is_a_beginning_of_the_text_that_fits(text, limit):
    kept = _words(text, limit)
    assert text.startswith(kept)
    assert len(kept.encode("utf-16-le")) // 2 <= limit
    assert kept == text or len(text.encode("utf-16-le")) // 2 > limit


def test_a_prompt_loses_broken_characters_and_spells_no_escape():
    found = validation(Column("No\x00te", prompt="a\x0b\ud800 _x0041_"))
    assert (found.promptTitle, found.prompt) == ("Note", "a\ufffd _x005F_x0041_")


# What a column takes ------------------------------------------------------------------------------


@pytest.mark.parametrize("number_format", ["@", "yyyy-mm-dd", "0.00", "#,##0.000"])
def test_a_format_is_that_of_the_cells_to_come(number_format):
    column = form(Column("Code"), Column("Day", 12, format=number_format)).column_dimensions["B"]
    assert (column.number_format, column.width) == (number_format, 12)
    assert (column.alignment.vertical, column.alignment.wrap_text) == ("top", True)


def test_texts_and_empty_cells_have_the_format_of_their_column():
    sheet = form(Column("Code", format="@"), Column("Note"), rows=[["007", "x"], ["=1", None], [None, None]])
    assert [[cell.number_format for cell in row] for row in sheet.iter_rows(min_row=2)] == [["@", "General"]] * 3
    assert [bool(cell.quotePrefix) for cell in sheet["A"][1:]] == [False, True, False]


def test_a_format_of_numbers_is_for_numbers_and_dates_stay_dates():
    sheet = form(Column("Share", format="0.00"), rows=[[0.5], [date(2026, 1, 2)], [True]])
    assert [cell.number_format for cell in sheet["A"][1:]] == ["0.00", "yyyy-mm-dd", "General"]


def test_a_format_of_dates_is_for_dates_and_numbers_stay_numbers():
    rows = [[date(2026, 1, 2)], [5], [datetime(2026, 1, 2, 17, 30, tzinfo=UTC)], ["soon"]]
    sheet = form(Column("Day", format="mm/dd/yyyy"), rows=rows)
    formats = [cell.number_format for cell in sheet["A"][1:]]
    assert formats == ["mm/dd/yyyy", "General", "yyyy-mm-dd hh:mm", "mm/dd/yyyy"]
    assert sheet["A3"].value == 5


def test_a_heading_is_plain_text_whatever_the_column_takes():
    heading = form(Column("Day", format="yyyy-mm-dd", choices=["x"], prompt="y"))["A1"]
    assert (heading.value, heading.number_format, heading.font.b) == ("Day", "General", True)
    assert (heading.alignment.vertical, heading.alignment.wrap_text) == ("top", True)

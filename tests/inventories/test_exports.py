"""Inventories as workbooks, tables and JSON: what each holds, and that reading one back changes nothing."""

import csv
import json
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from inventories.exports import (
    all_export_name,
    export_name,
    export_token,
    inventories_csv,
    inventories_json,
    inventories_xlsx,
    inventory_csv,
    inventory_json,
    inventory_xlsx,
    template_name,
    template_xlsx,
)
from inventories.exports.naming import sheet_names
from tests.inventories.file_samples import (
    BARE,
    COVERAGE,
    FULL,
    PLACES,
    SHEET_COLUMNS,
    report_of,
    reports_of,
)

TITLES = [
    "Name", "Notes", "State", "For whom", "Cost", "Begun on", "Expires on", "Could model it", "Page", "Contact",
    "Building",
]  # fmt: skip


def opened(content):
    return load_workbook(BytesIO(content))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def csv_rows(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


# One inventory ------------------------------------------------------------------------------------


def test_a_csv_file_has_a_row_for_each_entry():
    heading, first, second = csv_rows(inventory_csv(report_of()))
    assert heading == TITLES
    assert first == [
        "Mentoring", "Pairs meet each week.\n\nThey keep a log.", "In place", "Teachers; Leaders", "1250.5",
        "2025-08-15", "2026-12-31", "Yes", "https://www.example.org/mentoring", "Person 12", "Alder Elementary School",
    ]  # fmt: skip
    assert second == ["Induction", "", "", "", "", "", "2026-10-01", "No", "", "", ""]


def test_a_workbook_begins_with_the_entries_and_has_their_types():
    book = opened(inventory_xlsx(report_of()))
    assert book.sheetnames == ["Entries", "Summary", "Prompts", "About", "Choices"]
    heading, first, second = rows_of(book["Entries"])
    assert heading == ["Name*", TITLES[1], "State*", *TITLES[3:]]
    assert first[3:8] == ["Teachers; Leaders", 1250.5, datetime(2025, 8, 15), datetime(2026, 12, 31), "Yes"]  # noqa: DTZ001
    assert second[:3] == ["Induction", None, None]


def test_a_workbook_helps_to_fill_it_in():
    sheet = opened(inventory_xlsx(report_of()))["Entries"]
    found = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert (found["C2:C5000"].formula1, found["C2:C5000"].showErrorMessage) == ("Choices!$A$2:$A$4", True)
    assert not found["J2:J5000"].showErrorMessage
    assert found["A2:A5000"].prompt == "Required, differs in every row. What people call it."
    assert (
        found["D2:D5000"].prompt == "One or several, with a semicolon between them: Teachers; Leaders; Support staff."
    )
    assert found["F2:F5000"].prompt == "A date, such as 2026-08-15."


def test_a_workbook_says_the_figures_and_adds_no_percentages():
    rows = rows_of(opened(inventory_xlsx(report_of()))["Summary"])
    assert rows[:5] == [
        ["What", "Column", "Says", "Entries"],
        ["Entries", None, None, 2],
        ["Required and empty", "Name", None, 0],
        ["Required and empty", "State", None, 1],
        ["Expired before 2026-11-20", "Expires on", None, 1],
    ]
    assert ["Says", "State", "In place", 1] in rows
    assert ["Says nothing", "State", None, 1] in rows


def test_a_workbook_has_the_answers_to_prompts_and_says_what_it_is_about():
    book = opened(inventory_xlsx(report_of(is_staff_data=True)))
    assert rows_of(book["Prompts"])[1] == [
        "To talk over", "Afterwards", "What is missing?", None, "Evidence.\n\nAnd time.", "Rosa Delgado", None,
    ]  # fmt: skip
    about = dict(rows_of(book["About"])[1:])
    assert about["As of"] == datetime(2026, 10, 1)  # noqa: DTZ001
    assert (about["State"], about["Staff data"]) == ("Current", "Yes. Individual evaluations do not belong here.")
    assert about["Serves"] == "Indicator 1 of Leadership"


def test_what_positions_require_and_people_hold_is_a_sheet_of_its_own():
    book = opened(inventory_xlsx(report_of(coverage=COVERAGE)))
    assert book.sheetnames[:3] == ["Entries", "Summary", "Coverage"]
    assert rows_of(book["Coverage"])[1] == ["Elementary teacher", "Bilingual endorsement", 3, 1]


def test_json_has_what_is_stored():
    found = json.loads(inventory_json(report_of()))
    assert list(found) == ["schema", "district", "inventory", "columns", "entries", "prompts"]
    assert (found["schema"], found["district"]) == (1, "Lakeview School District")
    assert found["inventory"] == {
        "title": "Practices",
        "template": "practices",
        "building": None,
        "owner": "Rosa Delgado",
        "state": "current",
        "as_of": "2026-10-01",
        "review_on": "2027-10-01",
        "staff_data": False,
    }
    assert found["entries"][0]["for-whom"] == ["Teachers", "Leaders"]
    assert found["entries"][0]["place"] == "Alder Elementary School"
    assert found["entries"][1] == {"name": "Induction", "expires": "2026-10-01", "model": False}
    assert [prompt["kind"] for prompt in found["prompts"]] == ["what", "reflection", "reflection"]


def test_columns_out_of_use_are_left_out():
    columns = (*SHEET_COLUMNS[:2], replace(SHEET_COLUMNS[2], is_active=False))
    report = report_of(("Mentoring", "Pairs"), columns=columns)
    assert csv_rows(inventory_csv(report)) == [["Name", "Notes"], ["Mentoring", "Pairs"]]


def test_text_that_begins_like_a_formula_stays_text():
    report = report_of(("=1+1", "@x", *FULL[2:4], "-5", *FULL[5:]))
    cell = opened(inventory_xlsx(report))["Entries"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert csv_rows(inventory_csv(report))[1][:2] == ["'=1+1", "'@x"]
    assert csv_rows(inventory_csv(report))[1][4] == "-5"


# The workbook to fill in --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def blank():
    buildings = [place.name for place in PLACES if place.is_active]
    content = template_xlsx(
        SHEET_COLUMNS, title="Practices", district="Lakeview", buildings=buildings, people=["Rosa Delgado"]
    )
    return opened(content)


def test_the_workbook_to_fill_in_has_headings_and_no_entry(blank):
    assert blank.sheetnames == ["Entries", "Help", "Choices"]
    assert rows_of(blank["Entries"]) == [["Name*", TITLES[1], "State*", *TITLES[3:]]]


def test_it_offers_choices_people_and_the_buildings_in_use(blank):
    columns = [[value for value in column if value] for column in zip(*rows_of(blank["Choices"]), strict=True)]
    assert columns == [
        ["State*", "In place", "Being built", "Missing"],
        ["Could model it", "Yes", "No"],
        ["Contact", "Rosa Delgado"],
        ["Building", "Alder Elementary School", "Birch Middle School"],
    ]


def test_what_is_typed_into_a_column_of_text_stays_text(blank):
    dimensions = blank["Entries"].column_dimensions
    assert [dimensions[letter].number_format for letter in "ABEF"] == ["@", "@", "General", "yyyy-mm-dd"]


def test_its_help_lists_every_column(blank):
    heading, *rows = rows_of(blank["Help"])
    assert heading == [
        "Column", "Holds", "Required", "Differs in every row", "Choices", "How to type it", "Help",
    ]  # fmt: skip
    assert [row[0] for row in rows] == TITLES
    assert rows[0] == ["Name", "Text", "Yes", "Yes", None, None, "What people call it."]
    assert rows[3][4:6] == [
        "Teachers\nLeaders\nSupport staff", "One or several of the choices, with a semicolon between them.",
    ]  # fmt: skip


# All of a district --------------------------------------------------------------------------------


def test_the_table_of_all_has_a_row_for_each_filled_cell():
    report = reports_of(report_of(), report_of(BARE))
    rows = csv_rows(inventories_csv(report))
    assert rows[0] == ["inventory", "entry", "column", "value"]
    assert rows[4] == ["Practices", "1", "For whom", "Teachers; Leaders"]
    assert rows[12:] == [
        ["Practices", "2", "Name", "Induction"],
        ["Practices", "2", "Expires on", "2026-10-01"],
        ["Practices", "2", "Could model it", "No"],
        ["Practices (2)", "1", "Name", "Induction"],
        ["Practices (2)", "1", "Expires on", "2026-10-01"],
        ["Practices (2)", "1", "Could model it", "No"],
    ]


def test_the_workbook_of_all_has_a_line_and_a_sheet_for_each():
    book = opened(inventories_xlsx(reports_of(report_of(), report_of(BARE, title="Help: a/b", is_staff_data=True))))
    assert book.sheetnames == ["Summary", "Practices", "Help a b"]
    assert rows_of(book["Summary"])[0] == [
        "Inventory", "State", "As of", "Review on", "Owner", "Staff data", "Entries", "Gaps", "Expired", "Soon",
    ]  # fmt: skip
    assert [row[5:] for row in rows_of(book["Summary"])[1:]] == [["No", 2, 1, 1, 1], ["Yes", 1, 1, 1, 0]]
    assert rows_of(book["Practices"])[0] == TITLES


def test_a_district_without_inventories_has_files_all_the_same():
    assert csv_rows(inventories_csv(reports_of())) == [["inventory", "entry", "column", "value"]]
    assert opened(inventories_xlsx(reports_of())).sheetnames == ["Summary"]
    assert json.loads(inventories_json(reports_of()))["inventories"] == []


def test_the_json_of_all_has_each_as_in_its_own_file():
    own = json.loads(inventory_json(report_of()))
    found = json.loads(inventories_json(reports_of(report_of(), report_of())))
    assert found["inventories"] == [{name: own[name] for name in ("inventory", "columns", "entries", "prompts")}] * 2


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Help", "choices", "SUMMARY"], ["Help (2)", "choices (2)", "SUMMARY (2)"]),
        (["Positions", "positions", "Positions"], ["Positions", "positions (2)", "Positions (3)"]),
        (["a" * 40, "a" * 40], ["a" * 31, f"{'a' * 27} (2)"]),
        (["[x]: y?", "'quoted'", "/"], ["x y", "quoted", "Inventory"]),
        (["\U0001f600" * 20], ["\U0001f600" * 15]),
    ],
)
def test_names_of_sheets_are_legal_and_differ(titles, names):
    assert sheet_names(titles) == names


def test_files_are_named_for_what_they_hold():
    assert export_name(report_of(), "csv") == "lakeview-school-district-inventory-practices.csv"
    assert all_export_name(reports_of(), "pdf") == "lakeview-school-district-inventories.pdf"
    assert template_name("Lakeview", "Practices") == "lakeview-inventory-practices-to-fill-in.xlsx"


def test_the_token_is_the_same_as_long_as_nothing_writes_differently():
    assert (len(export_token()), export_token()) == (16, export_token())

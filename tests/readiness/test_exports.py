import csv
from collections import Counter
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from readiness.exports import export_name, export_token, readiness_csv, readiness_xlsx
from tests.readiness.nasty_notes import CHINESE, NASTY_NOTES
from tests.readiness.report_samples import sample_report, untouched_report


@pytest.fixture(scope="module")
def report():
    return sample_report()


@pytest.fixture(scope="module")
def workbook(report):
    return load_workbook(BytesIO(readiness_xlsx(report)))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_workbook_has_four_sheets(workbook):
    assert workbook.sheetnames == ["Ratings", "Considerations", "Standing", "About"]


def test_the_first_sheet_has_a_row_per_rating(report, workbook):
    heading, *rows = rows_of(workbook["Ratings"])
    assert heading == [
        "Focus area", "Practice", "Indicator", "Stage", "Description", "Rating", "Note", "Dissent",
        "Agreed in", "Changed by", "Changed on",
    ]  # fmt: skip
    assert len(rows) == 48
    first = report.items[0]
    assert rows[0] == [
        "Operational plan",
        "1. The district establishes a talent management team with operational expertise and multiple perspectives.",
        "1",
        "Getting Aware",
        first.content.text,
        "In place",
        "Inventory of nine people done in August; two have run hiring before.",
        None,
        None,
        "Amina Warsame",
        datetime(2026, 10, 5, 10, 0),  # noqa: DTZ001
    ]
    assert [row[6] or "" for row in rows] == [item.note for item in report.items]


def test_the_second_sheet_has_a_row_per_consideration(report, workbook):
    heading, *rows = rows_of(workbook["Considerations"])
    assert heading == [
        "Consideration", "Getting Started", "Getting Better", "Keep Improving", "Placement", "Note", "Dissent",
        "Agreed in", "Changed by", "Changed on",
    ]  # fmt: skip
    assert [(row[0], row[4]) for row in rows] == [
        ("Readiness", "Getting Better"), ("Resources", "Not enough information"), ("Protocols", "Not begun"),
    ]  # fmt: skip
    assert [row[1:4] for row in rows] == [[stage.text for stage in one.content.stages] for one in report.considerations]


def test_the_third_sheet_has_the_standing_of_every_indicator(report, workbook):
    heading, *rows = rows_of(workbook["Standing"])
    assert heading[-4:] == ["Getting Aware", "Getting Ready", "Standing", "Standing in Spring 2026"]
    assert [(row[1], row[5], row[6]) for row in rows] == [
        (one.content.code, one.standing.label, "Getting aware") for one in report.indicators
    ]


def test_standing_has_no_column_for_an_assessment_that_never_was():
    workbook = load_workbook(BytesIO(readiness_xlsx(untouched_report())))
    heading, *rows = rows_of(workbook["Standing"])
    assert (heading[-1], {row[-1] for row in rows}) == ("Standing", {"Not rated yet"})


def test_the_last_sheet_says_what_the_report_is_about(workbook):
    assert dict(rows_of(workbook["About"])[1:8]) == {
        "District": "Lakeview School District",
        "System": "Talent Management",
        "Edition": 1,
        "Source": "Talent Management System: Readiness and Planning Actions",
        "Assessment": "Autumn 2026",
        "Opened": datetime(2026, 10, 5, 10, 0),  # noqa: DTZ001
        "Closed": None,
    }
    assert rows_of(workbook["About"])[-1] == ["Viewer", "Thanh Vu"]


def test_nasty_notes_reach_the_workbook_as_text():
    sheet = load_workbook(BytesIO(readiness_xlsx(sample_report(notes=NASTY_NOTES))))["Ratings"]
    notes = [row[6] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in notes if cell.value is not None} <= {"s", "inlineStr"}
    assert [cell.value for cell in notes if str(cell.value).startswith("=")] != []
    assert sum(cell.value == f"Chinese: {CHINESE}. Japanese: かな. Korean: 한국어." for cell in notes) == 3


def test_the_table_has_considerations_and_ratings(report):
    rows = list(csv.DictReader(StringIO(readiness_csv(report).decode("utf-8-sig"), newline="")))
    assert Counter(row["kind"] for row in rows) == {"consideration": 3, "rating": 48}
    assert rows[0]["item"] == "Readiness"
    assert rows[0]["description"].startswith("Getting Started: The district uses the Hexagon")
    assert {key: rows[3][key] for key in ("focus_area", "item", "stage", "answer", "changed_by", "changed_at")} == {
        "focus_area": "Operational plan",
        "item": "1",
        "stage": "Getting Aware",
        "answer": "In place",
        "changed_by": "Amina Warsame",
        "changed_at": "2026-10-05T10:00:00-04:00",
    }


def test_the_table_of_an_untouched_assessment_says_what_is_not_rated():
    rows = list(csv.DictReader(StringIO(readiness_csv(untouched_report()).decode("utf-8-sig"), newline="")))
    assert {(row["answer"], row["note"], row["changed_at"]) for row in rows} == {("Not rated yet", "", "")}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "lakeview-school-district-talent-management-autumn-2026.pdf"),
        (
            {"district": "Saint-Étienne / North", "label": "Fall: #2"},
            "saint-etienne-north-talent-management-fall-2.pdf",
        ),
        ({"district": "学区", "label": "秋"}, "talent-management.pdf"),
    ],
)
def test_a_file_is_named_for_what_it_holds(fields, name):
    assert export_name(sample_report(**fields), "pdf") == name


def test_the_token_changes_with_what_writes_the_files(tmp_path, monkeypatch):
    from readiness.exports import files

    before = export_token()
    (tmp_path / "report.html").write_text("another template")
    monkeypatch.setattr(files, "_FOLDERS", (*files._FOLDERS, tmp_path))
    export_token.cache_clear()
    after = export_token()
    monkeypatch.undo()
    export_token.cache_clear()
    assert (len(before), before != after, export_token()) == (16, True, before)

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from hexagon.exports import export_name, export_token, hexagon_csv, hexagon_xlsx
from tests.hexagon.report_samples import comparison_sample, review_sample


@pytest.fixture(scope="module")
def workbook():
    return load_workbook(BytesIO(hexagon_xlsx(comparison_sample(2))))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def flat(report):
    return list(csv.DictReader(StringIO(hexagon_csv(report).decode("utf-8-sig"), newline="")))


def test_a_workbook_has_four_sheets(workbook):
    assert workbook.sheetnames == ["Ratings", "Notes", "Recommendation", "About"]


def test_ratings_stand_side_by_side_and_are_never_added_up(workbook):
    heading, *rows = rows_of(workbook["Ratings"])
    assert heading == [
        "Component", "Side", "A. Regional hiring consortium", "Rating", "Agreement", "B. State job board", "Rating",
        "Agreement",
    ]  # fmt: skip
    assert [row[0] for row in rows] == ["Evidence", "Supports", "Usability", "Need", "Fit", "Capacity"]
    assert rows[0] == [
        "Evidence", "Program side", 4, "Good", "Strong agreement, 6 of 7", 3, "Mixed", "Strong agreement, 6 of 7",
    ]  # fmt: skip
    assert [row[2] for row in rows] == [4, 4, 3, 5, 4, 2]


def test_what_is_not_known_and_not_rated_has_words_and_no_number():
    sheet = load_workbook(BytesIO(hexagon_xlsx(review_sample("44n_22"))))["Ratings"]
    assert [row[2:4] for row in rows_of(sheet)[3:5]] == [[None, "Not enough information"], [None, "Not rated yet"]]


def test_notes_have_a_row_for_each_component_of_each_candidate(workbook):
    heading, *rows = rows_of(workbook["Notes"])
    assert heading == [
        "Subject", "Component", "Rating", "Reason", "Dissent", "Notes from the discussion", "Evidence and sources",
        "Data still needed", "Obstacles", "Agreed in", "Taken over from", "Changed by", "Changed on",
    ]  # fmt: skip
    assert len(rows) == 12
    assert rows[7][:4] == ["B. State job board", "Supports", "Sparse", "A coordinator and two training days a year."]
    assert rows[7][9:] == ["First look", None, "Rosa Delgado", datetime(2026, 11, 12, 15, 0)]  # noqa: DTZ001


def test_the_recommendation_is_a_sheet_of_its_own(workbook):
    rows = dict(rows_of(workbook["Recommendation"])[1:])
    assert (rows["Recommendation"], rows["Candidate"]) == ("Adopt with supports", "A. Regional hiring consortium")
    assert (rows["Support: Capacity"], rows["Decided on"]) == ("A shared data steward, from January.", "2026-11-12")


def test_without_a_recommendation_the_sheet_says_so():
    sheet = load_workbook(BytesIO(hexagon_xlsx(review_sample())))["Recommendation"]
    assert rows_of(sheet) == [["What", "Value"], ["Recommendation", "None yet"]]


def test_the_last_sheet_says_what_the_report_is_about(workbook):
    rows = rows_of(workbook["About"])
    assert rows[1:5] == [
        ["District", "Lakeview School District"],
        ["Title", "Communication and hiring platforms"],
        ["About", "Two candidates for indicator 5a"],
        ["Indicator", "The district selects platforms that reach its applicants."],
    ]
    assert ["Round", "First look: 7 raters, revealed November 12, 2026"] in rows
    assert [row[1] for row in rows if row[0] == "Subject"] == ["A. Regional hiring consortium", "B. State job board"]


def test_text_that_begins_like_a_formula_stays_text():
    report = comparison_sample(2, texts=[{"note": "=1+1", "evidence": "@here"}])
    sheet = load_workbook(BytesIO(hexagon_xlsx(report)))["Notes"]
    assert [(cell.value, cell.data_type) for cell in (sheet["D2"], sheet["G2"])] == [("=1+1", "s"), ("@here", "s")]
    assert (flat(report)[0]["reason"], flat(report)[0]["evidence"]) == ("'=1+1", "'@here")


def test_the_table_has_a_row_for_each_component_of_each_candidate():
    rows = flat(comparison_sample(2))
    assert len(rows) == 12
    assert {
        key: rows[6][key] for key in ("subject", "side", "component", "value", "rating", "round", "changed_at")
    } == {
        "subject": "B. State job board",
        "side": "Program side",
        "component": "Evidence",
        "value": "3",
        "rating": "Mixed",
        "round": "First look",
        "changed_at": "2026-11-12T15:00:00-05:00",
    }
    assert rows[6]["agreement"] == "7 ballots, median 3, range 3 to 5, 6 of 7 near the median, strong agreement."


def test_a_file_is_named_for_what_it_holds():
    assert export_name(review_sample(title="学区"), "pdf") == "lakeview-school-district-hexagon.pdf"
    assert export_name(comparison_sample(2), "csv") == (
        "lakeview-school-district-hexagon-communication-and-hiring-platforms.csv"
    )


def test_the_token_is_the_same_as_long_as_nothing_writes_differently():
    assert (len(export_token()), export_token()) == (16, export_token())

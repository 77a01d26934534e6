"""A plan as XLSX and as CSV, read back with openpyxl and with the product's own reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.reading import read_table
from core.rendering.characters import without_broken_characters
from plans.exports.tables import FLAT_COLUMNS, plan_csv, plan_xlsx
from plans.reports import plan_record
from tests.plans.exports.full_record import bare_record, full_record, step, texts_in, with_texts
from tests.plans.making import filled_plan
from tests.readiness.nasty_notes import NASTY_NOTES

SHEETS = [
    "Summary", "Priorities", "Action steps", "Milestones", "Measures", "Targets and readings", "Improvement cycles",
    "Meetings", "Decisions",
]  # fmt: skip
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "<b>bold</b>", "a\x00b\x0bc", "\N{GRINNING FACE}", "_x0041_", "'=1"]


def opened(record):
    return load_workbook(BytesIO(plan_xlsx(record)))


@pytest.fixture(scope="module")
def workbook():
    return opened(full_record())


def rows_of(sheet):
    """A sheet's rows below its headings; a day is a date."""
    return [[_plain(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)]


def _plain(value):
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def headings(sheet):
    return [cell.value for cell in sheet[1]]


def test_each_sheet_is_frozen_below_its_headings_and_has_widths_and_a_filter(workbook):
    assert workbook.sheetnames == SHEETS
    assert {sheet.freeze_panes for sheet in workbook} == {"A2"}
    assert [sheet.auto_filter.ref for sheet in workbook] == [
        "A1:D30", "A1:M3", "A1:N5", "A1:E4", "A1:N3", "A1:G4", "A1:M2", "A1:F2", "A1:D2",
    ]  # fmt: skip
    assert all(sheet.dimensions == sheet.auto_filter.ref for sheet in workbook)
    assert [workbook["Decisions"].column_dimensions[letter].width for letter in "ABCD"] == [12, 16, 28, 48]


def test_a_workbook_says_what_it_is(workbook):
    said = workbook.properties
    assert (said.title, said.creator) == (
        "Talent plan: Lakeview School District, 2026\N{EN DASH}27", "Lakeview School District",
    )  # fmt: skip


def test_the_first_sheet_sums_the_plan_up(workbook):
    assert headings(workbook["Summary"]) == ["What", "Of", "Value", "Before"]
    assert rows_of(workbook["Summary"]) == [
        ["District", None, "Lakeview School District", None],
        ["Plan", None, "Talent plan", None],
        ["School year", None, "2026\N{EN DASH}27", None],
        ["State of the plan", None, "In force", None],
        ["As of", None, date(2026, 11, 20), None],
        ["Systems", None, "Talent Management and Leadership", None],
        ["Sponsor", None, "The superintendent", None],
        ["Goal that it serves", None, "Every classroom has a teacher.", None],
        ["Goal that it serves", None, "Four of five new teachers stay.", None],
        ["Asked of the board", None, "Adopt the plan.\n\nFund two mentors.", None],
        ["Priorities", None, 2, None],
        ["Action steps, without the dropped", None, 3, None],
        ["Action steps done", None, 1, None],
        ["Action steps under way", None, 1, None],
        ["Action steps overdue", None, 1, None],
        ["Measures", None, 2, None],
        ["Measures off their path", None, 0, None],
        ["Assessment", "Talent Management", "Autumn 2026", "Spring 2026"],
        ["Assessment as of", "Talent Management", date(2026, 11, 12), None],
        ["Ratings made", "Talent Management", 20, None],
        ["Ratings in all", "Talent Management", 22, None],
        ["Indicators: Ready to implement", "Talent Management", 4, 3],
        ["Indicators: Getting ready", "Talent Management", 7, 0],
        ["Assessment", "Leadership", "Not rated yet", None],
        ["Team", None, "Talent team", None],
        ["Member of the team", "Talent team", "Amina Warsame; Facilitator; Building leader", None],
        ["Member of the team", "Talent team", "Ines Farrow; Family or community", None],
        ["Nobody brings", "Talent team", "Teacher and Student", None],
        ["Charter", "Norms", "Begin on time.", None],
    ]


def test_a_row_for_each_priority_and_action_step(workbook):
    assert rows_of(workbook["Priorities"]) == [
        [
            1, "Keep them", "Many leave.", "Readiness", "Talent Management 5a, Getting Ready", "One of six leaves.",
            "Five whys",
            "Nobody asks them.\nAsking is nobody's task.\nPeople: Principals are new\nPeople: Mentors are few",
            "No one is in charge.", "Talk to everybody who leaves.", "It costs nothing.", 2, 1,
        ],
        [2, "Find them", "Line one.\nLine two.", "Chosen by the team", *[None] * 7, 0, 0],
    ]  # fmt: skip
    assert headings(workbook["Action steps"]) == [
        "Priority", "Action step", "Owner", "Start", "Due", "Status", "Overdue", "Finished", "Dropped because",
        "Fulfills", "Waits for", "Resources", "Funding", "Notes",
    ]  # fmt: skip
    assert rows_of(workbook["Action steps"]) == [
        [
            "1. Keep them", "Ask leavers", "Amina Warsame", date(2026, 10, 1), date(2026, 11, 6), "Under way", "Yes",
            None, None, "Talent Management 5a, Getting Ready", None, "Two days", "Title II, Part A",
            "First note.\nSecond note.",
        ],
        ["1. Keep them", "Name mentors", *[None] * 3, "Done", "No", date(2026, 11, 3), *[None] * 6],
        [
            "1. Keep them", "Hire a consultant", None, None, None, "Dropped", "No", date(2026, 11, 4), "No money.",
            None, "Ask leavers", None, None, None,
        ],
        [
            None, "Tell the board", "Principals", None, None, "Not begun", "No", None, None, None, None,
            "A room. " * 20, None, None,
        ],
    ]  # fmt: skip


def test_days_are_dates_and_values_numbers(workbook):
    assert rows_of(workbook["Milestones"]) == [
        ["1. Keep them", "Handbook approved", date(2026, 11, 2), date(2026, 11, 1), "No"],
        ["1. Keep them", "Mentors named", date(2026, 11, 9), None, "Yes"],
        [None, "Board has met", date(2027, 3, 1), None, "No"],
    ]
    assert rows_of(workbook["Measures"]) == [
        [
            "1. Keep them", "Teachers who stay", "Lagging", "Of those hired two years ago.", "%", "Higher is better",
            "Payroll", 70.5, date(2026, 9, 1), 71.25, date(2026, 10, 1), 80, date(2027, 6, 1), "On its path",
        ],
        [None, "Cost of a hire", "Leading", None, "$", "Lower is better", *[None] * 7, "Not known yet"],
    ]  # fmt: skip
    assert rows_of(workbook["Targets and readings"]) == [
        ["Teachers who stay", "Target", date(2027, 6, 1), 80, "%", None, None],
        ["Teachers who stay", "Target", date(2028, 6, 1), 90, "%", None, None],
        ["Teachers who stay", "Reading", date(2026, 10, 1), 71.25, "%", "Survey", "A first look."],
    ]
    cells = workbook["Targets and readings"][2]
    assert [(cell.data_type, cell.number_format) for cell in cells[2:4]] == [("d", "yyyy-mm-dd"), ("n", "General")]


def test_cycles_meetings_and_decisions(workbook):
    assert rows_of(workbook["Improvement cycles"]) == [
        [
            "1. Keep them", "A shorter form", "Petra Novak", "Act", date(2026, 10, 5), date(2026, 11, 2),
            "Six questions.", "Two buildings.", "More answers.", "Everywhere.", "Adopt", date(2026, 11, 4),
            "Teachers who stay",
        ]
    ]  # fmt: skip
    assert rows_of(workbook["Meetings"]) == [
        [
            date(2026, 10, 14), "October meeting", "Steps\nMeasures", "Amina Warsame\nAnn Guest", "Go on.",
            "Name mentors",
        ]
    ]  # fmt: skip
    assert rows_of(workbook["Decisions"]) == [[date(2026, 10, 14), "Priority", "Keep them", "Chosen. Many leave."]]


def test_the_product_reads_its_own_first_sheet():
    table = read_table(plan_xlsx(full_record()), "plan.xlsx")
    assert [row.cells[:3] for row in table.rows[:2]] == [
        ("District", "", "Lakeview School District"), ("Plan", "", "Talent plan"),
    ]  # fmt: skip


def test_everything_that_is_said_in_a_plan_is_in_the_workbook():
    record = full_record()
    text = "\n".join(str(cell.value) for sheet in opened(record) for row in sheet.iter_rows() for cell in row)
    # The source of an edition is content, which a sheet of figures does without.
    assert [said for said in texts_in(record) if said not in text] == ["Talent Management System"]


@pytest.mark.parametrize("note", [*HOSTILE, *NASTY_NOTES])
def test_hostile_texts_stay_texts(note):
    workbook = opened(with_texts(full_record(), lambda text: note))
    kept = without_broken_characters(note).replace("_x0041_", "_x005F_x0041_")
    row = workbook["Action steps"][2]
    assert [(row[column].value, row[column].data_type) for column in (1, 2, 11, 12, 13)] == [(kept, "s")] * 5
    assert not {cell.data_type for sheet in workbook for line in sheet.iter_rows() for cell in line} & {"f", "e"}


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row_within_the_filter():
    record = bare_record(steps=(step(1, "Long", notes="n" * 70_000), step(2, "Short")))
    sheet = opened(record)["Action steps"]
    assert "".join(row[13] or "" for row in rows_of(sheet)) == "n" * 70_000
    assert sheet.auto_filter.ref == f"A1:N{sheet.max_row}"


def test_a_plan_in_which_nothing_is_said_has_its_sheets_all_the_same():
    workbook = opened(bare_record())
    assert workbook.sheetnames == SHEETS
    assert [sheet.auto_filter.ref for sheet in workbook][1:] == [
        "A1:M1", "A1:N1", "A1:E1", "A1:N1", "A1:G1", "A1:M1", "A1:F1", "A1:D1",
    ]  # fmt: skip
    assert read_table(plan_csv(bare_record()), "plan.csv").headings == FLAT_COLUMNS


def test_the_flat_table_has_a_row_for_each_action_step():
    table = read_table(plan_csv(full_record()), "plan.csv")
    assert table.headings == FLAT_COLUMNS == (
        "priority", "step", "owner", "starts_on", "due_on", "status", "overdue", "finished_on", "dropped_because",
        "fulfils", "waits_for", "resources", "funding", "notes",
    )  # fmt: skip
    assert [row.cells for row in table.rows] == [
        (
            "1. Keep them", "Ask leavers", "Amina Warsame", "2026-10-01", "2026-11-06", "Under way", "Yes", "", "",
            "Talent Management 5a, Getting Ready", "", "Two days", "Title II, Part A", "First note.\nSecond note.",
        ),
        ("1. Keep them", "Name mentors", "", "", "", "Done", "No", "2026-11-03", *[""] * 6),
        (
            "1. Keep them", "Hire a consultant", "", "", "", "Dropped", "No", "2026-11-04", "No money.", "",
            "Ask leavers", "", "", "",
        ),
        ("", "Tell the board", "Principals", "", "", "Not begun", "No", *[""] * 4, ("A room. " * 20).strip(), "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_no_text_of_the_flat_table_runs_as_a_formula(text):
    (line,) = plan_csv(bare_record(steps=(step(1, text, notes=text),))).decode("utf-8-sig").splitlines()[1:]
    assert line == f",'{text},,,,Not begun,No,,,,,,,'{text}"


def test_a_plan_as_it_is_stored_makes_both(district, lead, system):
    record = plan_record(filled_plan(district, lead, steps=12, measures=4, readings=8))
    workbook = opened(record)
    assert [sheet.max_row - 1 for sheet in workbook][1:] == [5, 12, 5, 4, 12, 5, 0, len(record.decisions)]
    table = read_table(plan_csv(record), "plan.csv")
    assert [row.cells[1] for row in table.rows] == [one.title for one in record.steps]
    assert {row[2] for row in rows_of(workbook["Action steps"])} == {"A Lead"}


def test_a_step_that_is_overdue_says_so_in_both():
    record = bare_record(steps=(replace(step(1, "Late"), is_overdue=True),))
    assert rows_of(opened(record)["Action steps"])[0][6] == "Yes"
    assert read_table(plan_csv(record), "plan.csv").rows[0].cells[6] == "Yes"

"""The main job with an inventory: a lead starts it where it is asked for, fills it, reads its summary."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from inventories.models import Inventory
from tests.browser.demo import Demo
from tests.browser.downloading import download
from tests.browser.grid import Grid
from tests.browser.inventories import Kept

HEADINGS = "Position number,Position,Position group,State\n"
WRONG = f"{HEADINGS}T-102,Grade 4,Elementary teacher,Filled\nT-103,Art,Elementary,Vacant\n"
RIGHT = WRONG.replace("Elementary,", "Elementary teacher,")


def hand_in(page: Page, text: str) -> None:
    page.get_by_label("Spreadsheet").set_input_files(
        {"name": "positions.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Show what it would do").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the import would do")


def indicator(page: Page, code: str) -> Locator:
    return page.get_by_role("article", name=f"Indicator {code}", exact=True)


@pytest.fixture
def page(page_of) -> Page:
    """The lead's window."""
    return page_of("lead")


@pytest.fixture
def started(page: Page, demo: Demo) -> Grid:
    """Positions, which the lead starts from the indicator that asks for them, with a row."""
    page.goto(demo.talent.get_absolute_url())
    indicator(page, "6b").get_by_role("link", name="Positions").click()
    expect(page.get_by_label("Name")).to_have_value("Positions and position groups, 2026")
    page.get_by_role("button", name="Start the inventory").click()
    expect(page.get_by_role("heading", name="The entries will be here")).to_be_visible()
    page.get_by_role("link", name="Add an entry").click()
    page.get_by_label("Position number").fill("T-101")
    page.get_by_label("Position, needed", exact=True).fill("Grade 2")
    page.get_by_label("Position group, needed").select_option("Elementary teacher")
    page.get_by_label("State, needed").select_option("Filled")
    page.get_by_role("button", name="Save the entry").click()
    expect(page.locator(".ts-message")).to_have_text("Added: T-101.")
    return Grid(page, Inventory.objects.get())


def test_the_lead_starts_it_from_the_indicator_and_the_indicator_then_says_how_it_stands(started: Grid, demo: Demo):
    page = started.page
    expect(started.names).to_have_text(["T-101"])
    page.goto(demo.talent.get_absolute_url())
    asked = indicator(page, "6b").get_by_role("listitem").filter(has_text="Positions")
    expect(asked).to_have_text("Inventory Positions and position groups, 2026: being gathered, 1 entry")
    asked.get_by_role("link").click()
    assert page.url.endswith(started.address)


def test_a_file_with_a_mistake_writes_nothing_and_a_corrected_one_is_imported(started: Grid):
    page = started.page
    page.get_by_role("link", name="Import", exact=True).click()
    hand_in(page, WRONG)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="3", exact=True))
    expect(row).to_contain_text("Wrong")
    expect(row).to_contain_text("Position group: “Elementary” is not one of the choices: Elementary teacher,")
    expect(page.get_by_role("region", name="In short")).to_contain_text("Nothing is imported while a row is wrong.")
    assert page.get_by_role("button", name="Import all of it").count() == 0
    assert [entry.cells["number"] for entry in started.stored()] == ["T-101"]

    page.get_by_role("link", name="Hand in another file").click()
    hand_in(page, RIGHT)
    expect(page.get_by_role("region", name="In short")).to_contain_text("Of 2 rows: 2 to be added.")
    page.get_by_role("button", name="Import all of it").click()
    expect(page.locator(".ts-message")).to_have_text("Imported: 2 added, 0 changed.")
    expect(started.names).to_have_text(["T-101", "T-102", "T-103"])
    assert [entry.cells["title"] for entry in started.stored()] == ["Grade 2", "Grade 4", "Art"]


@pytest.fixture
def grid(page: Page, kept: Kept) -> Grid:
    """The lead's window with 24 practices."""
    return Grid(page, kept.practices).open()


def test_a_cell_is_changed_with_the_mouse(grid: Grid):
    grid.edit("Exit interviews", "State").select_option("In place")
    grid.press("Exit interviews", "State", "Save")
    grid.expect_saved("Exit interviews", "State", "In place")
    expect(grid.status).to_have_text("Saved: State, In place.")
    grid.edit("Stay interviews", "Cost").fill("$1,250")
    grid.field("Stay interviews", "Cost").press("Enter")
    grid.expect_saved("Stay interviews", "Cost", "1,250")
    assert [entry.cells["name"] for entry in grid.stored(cost="1250")] == ["Stay interviews"]

    for column in ("For whom", "State"):
        grid.edit("Mentoring pairs", column)
    grid.editor("Mentoring pairs", "For whom").get_by_label("Leaders").check()
    grid.press("Mentoring pairs", "For whom", "Save")
    grid.expect_saved("Mentoring pairs", "For whom", "Teachers, Leaders")
    expect(grid.field("Mentoring pairs", "State")).to_be_visible()
    grid.press("Mentoring pairs", "State", "Cancel")
    grid.expect_saved("Mentoring pairs", "State", "In place")


def test_a_needed_cell_that_is_emptied_is_missing_and_filled_again_is_not(grid: Grid):
    cell = grid.cell("Exit interviews", "State")
    grid.edit("Exit interviews", "State").select_option("")
    grid.press("Exit interviews", "State", "Save")
    grid.expect_saved("Exit interviews", "State", "Missing")
    expect(cell).to_have_class("ts-gapcell")
    grid.edit("Exit interviews", "State").select_option("Missing")
    grid.press("Exit interviews", "State", "Save")
    expect(grid.editor("Exit interviews", "State")).to_have_count(0)
    expect(cell).not_to_have_class("ts-gapcell")


def test_sorting_filtering_and_hiding_columns(grid: Grid):
    page = grid.page
    page.get_by_role("link", name="Cost", exact=True).click()
    page.get_by_role("link", name="Cost", exact=True).click()
    grid.expect_first("Instructional coaching", "Residency with Northfield College")
    expect(page.get_by_role("columnheader", name="Cost")).to_have_attribute("aria-sort", "descending")

    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("search").get_by_label("State", exact=True).select_option("Being built")
    page.get_by_role("button", name="Apply the filters").click()
    expect(page.locator(".ts-found")).to_have_text("6 of 24 entries Show all")
    grid.expect_first("Grow-your-own scholarships", "Lead teacher roles")

    page.get_by_text("Columns: 8 of 11 shown").click()
    page.get_by_role("checkbox", name="Notes").uncheck()
    page.get_by_role("checkbox", name="Contact").check()
    page.get_by_role("button", name="Show these columns").click()
    grid.expect_first("Grow-your-own scholarships", "Lead teacher roles")
    expect(grid.cell("Lead teacher roles", "Notes")).to_have_count(0)
    expect(grid.cell("Lead teacher roles", "Contact")).to_have_text("Rosa Delgado")


def test_the_summary_counts_links_to_gaps_and_takes_an_answer(grid: Grid):
    page = grid.page
    page.get_by_role("link", name="Summary").click()
    expect(page.get_by_role("link", name="2 expired")).to_be_visible()
    page.get_by_label("What the team says").fill("Nobody asks who leaves.")
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator(".ts-message")).to_have_text("The answer is saved.")
    expect(page.get_by_label("What the team says")).to_have_value("Nobody asks who leaves.")
    page.get_by_role("link", name="2 without State").click()
    expect(grid.names).to_have_text(["Calibration walks", "Help with tuition"])


def test_the_inventory_is_downloaded_as_a_workbook_and_as_pdf(grid: Grid):
    name, file = download(grid.page, "Download XLSX")
    assert name.endswith(".xlsx")
    assert words_of(file).count("Mentoring pairs") == 1
    name, file = download(grid.page, "Download PDF")
    assert name.endswith(".pdf")
    assert file.read_bytes()[:5] == b"%PDF-"


def words_of(file: Path) -> list[object]:
    book = load_workbook(io.BytesIO(file.read_bytes()))
    return [cell.value for sheet in book for row in sheet for cell in row]

"""Without JavaScript: the table, its filters, a form for each entry, several entries at once, and importing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.grid import Grid
from tests.browser.inventories import RIGHT_FILE, Kept


@pytest.fixture
def grid(page_of, kept: Kept, watch) -> Grid:
    watch.expect("status of 4")
    return Grid(page_of("member", java_script_enabled=False), kept.practices).open()


def test_an_entry_is_opened_by_its_name_and_saved(grid: Grid, kept: Kept):
    page = grid.page
    assert page.get_by_role("grid").count() == 0
    expect(page.locator("#grid-hint")).to_be_hidden()
    page.get_by_role("link", name="Exit interviews").click()
    page.get_by_label("Cost").fill("much")
    page.get_by_role("button", name="Save the entry").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet.")
    page.get_by_label("Cost").fill("700")
    page.get_by_role("button", name="Save the entry").click()
    expect(page.locator(".ts-message")).to_have_text("Saved: Exit interviews.")
    assert kept.entry("Exit interviews").cells["cost"] == "700"


def test_searching_filtering_sorting_and_choosing_columns(grid: Grid):
    page = grid.page
    page.get_by_label("Search").fill("interviews")
    page.get_by_role("button", name="Find").click()
    expect(grid.names).to_have_text(["Exit interviews", "Stay interviews"])
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("search").get_by_label("State", exact=True).select_option("Missing")
    page.get_by_role("button", name="Apply the filters").click()
    expect(grid.names).to_have_text(["Stay interviews"])
    page.get_by_role("link", name="Show all").click()
    page.get_by_role("link", name="Cost", exact=True).click()
    grid.expect_first("Posting on the state board")
    page.get_by_text("Columns: 8 of 11 shown").click()
    page.get_by_role("checkbox", name="Building").check()
    page.get_by_role("button", name="Show these columns").click()
    expect(grid.cell("Mentoring pairs", "Building")).to_have_text("Willow Road Elementary School")


def test_several_entries_are_changed_deleted_and_brought_back(grid: Grid, kept: Kept):
    page = grid.page
    delete = page.get_by_role("button", name="Delete", exact=True)
    expect(delete).not_to_be_in_viewport()
    grid.box("Exit interviews").check()
    expect(delete).to_be_in_viewport()
    grid.box("Exit interviews").uncheck()
    expect(delete).not_to_be_in_viewport()
    grid.box("Exit interviews").check()
    page.get_by_role("button", name="Set one column for the chosen").click()
    page.get_by_label("Change to").select_option("State: In place")
    page.get_by_role("button", name="Change them").click()
    expect(page.locator(".ts-message")).to_have_text("1 entry changed: State.")

    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".ts-message")).to_contain_text("No entry was chosen.")
    page.get_by_role("checkbox", name="Choose all 24").check()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Delete them").click()
    expect(page.get_by_role("heading", name="The entries will be here")).to_be_visible()
    page.get_by_role("link", name="Undo the last deletion").click()
    page.get_by_role("button", name="Bring them back").click()
    expect(grid.names).to_have_count(24)
    assert kept.entry("Exit interviews").cells["state"] == "In place"


def test_a_spreadsheet_is_matched_and_imported(grid: Grid, kept: Kept):
    page = grid.page
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Spreadsheet").set_input_files(
        {"name": "ways.csv", "mimeType": "text/csv", "buffer": RIGHT_FILE.encode()}
    )
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_label("Room").select_option("Notes")
    page.get_by_label("Skip them").check()
    page.get_by_role("button", name="Show it again").click()
    page.get_by_role("button", name="Import all of it").click()
    expect(page.locator(".ts-message")).to_have_text("Imported: 2 added, 0 changed.")
    assert kept.entry("Teacher advisory group").cells["notes"] == "12"


def test_two_versions_come_back_with_both(grid: Grid, kept: Kept, page_of):
    address = f"{grid.address}entries/{kept.entry('Mentoring pairs').pk}/"
    lead = page_of("lead", address)
    grid.page.goto(address)
    for page, cost in ((lead, "19000"), (grid.page, "20000")):
        page.get_by_label("Cost").fill(cost)
        page.get_by_role("button", name="Save the entry").click()
    expect(grid.page.get_by_role("heading", name="Two versions of Mentoring pairs")).to_be_visible()
    expect(grid.page.get_by_label("Cost")).to_have_value("20000")
    grid.page.get_by_role("button", name="Save the entry").click()
    expect(grid.page.locator(".ts-message")).to_have_text("Saved: Mentoring pairs.")
    assert kept.entry("Mentoring pairs").cells["cost"] == "20000"

"""A table of entries with the keyboard alone, and what a screen reader says of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.grid import Grid
from tests.browser.inventories import Kept
from tests.browser.keys import tab_to


@pytest.fixture
def grid(page_of, kept: Kept) -> Grid:
    return Grid(page_of("member"), kept.practices).open()


def press(grid: Grid, *keys: str) -> None:
    for key in keys:
        grid.page.keyboard.press(key)


def first(grid: Grid) -> Locator:
    return grid.page.get_by_role("link", name="Mentoring pairs")


def test_the_table_is_one_stop_and_the_arrows_go_from_cell_to_cell(grid: Grid):
    tab_to(grid.page, first(grid), most=45)
    press(grid, "ArrowRight", "ArrowRight")
    expect(grid.cell("Mentoring pairs", "State")).to_be_focused()
    press(grid, "ArrowDown", "ArrowDown", "ArrowLeft")
    expect(grid.cell("Grow-your-own scholarships", "Notes")).to_be_focused()
    press(grid, "Home")
    expect(grid.box("Grow-your-own scholarships")).to_be_focused()
    press(grid, "Space", "End")
    expect(grid.box("Grow-your-own scholarships")).to_be_checked()
    expect(grid.cell("Grow-your-own scholarships", "Could model it")).to_be_focused()
    press(grid, "Tab")
    expect(grid.page.get_by_role("button", name="Set one column for the chosen")).to_be_focused()
    press(grid, "Shift+Tab")
    expect(grid.cell("Grow-your-own scholarships", "Could model it")).to_be_focused()


def test_enter_opens_a_cell_typing_and_enter_saves_and_the_focus_is_back_on_the_cell(grid: Grid):
    first(grid).focus()
    press(grid, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    field = grid.field("Mentoring pairs", "Cost")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_name("Cost of Mentoring pairs")
    grid.page.keyboard.type("19250")
    press(grid, "Enter")
    grid.expect_saved("Mentoring pairs", "Cost", "19,250")
    expect(grid.cell("Mentoring pairs", "Cost")).to_be_focused()
    expect(grid.status).to_have_text("Saved: Cost, 19,250.")
    press(grid, "ArrowDown")
    expect(grid.cell("Summer induction week", "Cost")).to_be_focused()


def test_escape_leaves_a_cell_as_it_was(grid: Grid):
    cell = grid.cell("Mentoring pairs", "Cost")
    cell.focus()
    press(grid, "F2")
    expect(grid.field("Mentoring pairs", "Cost")).to_be_focused()
    grid.page.keyboard.type("1")
    press(grid, "Escape")
    expect(cell).to_have_text("18,400")
    expect(cell).to_be_focused()
    assert grid.kept() == {}
    assert len(grid.stored(cost="18400")) == 1


def test_arrows_in_an_open_cell_move_in_its_words_and_not_in_the_table(grid: Grid):
    grid.cell("Mentoring pairs", "Notes").focus()
    press(grid, "Enter")
    notes = grid.field("Mentoring pairs", "Notes")
    expect(notes).to_be_focused()
    press(grid, "ArrowUp", "ArrowLeft", "Home", "ArrowDown")
    expect(notes).to_be_focused()
    tab_to(grid.page, grid.editor("Mentoring pairs", "Notes").get_by_role("button", name="Save"), most=2)
    press(grid, "Enter")
    expect(grid.cell("Mentoring pairs", "Notes")).to_be_focused()


def test_a_choice_is_made_in_the_table(grid: Grid):
    grid.cell("Exit interviews", "State").focus()
    press(grid, "Enter")
    field = grid.field("Exit interviews", "State")
    expect(field).to_be_focused()
    press(grid, "ArrowDown")
    expect(field.locator("option:checked")).to_have_text("Missing")
    press(grid, "Tab")
    expect(grid.editor("Exit interviews", "State").get_by_role("button").first).to_be_focused()
    press(grid, "Enter")
    grid.expect_saved("Exit interviews", "State", "Missing")
    expect(grid.cell("Exit interviews", "State")).to_be_focused()


def test_a_link_is_followed_with_enter_and_its_cell_opened_with_f2(grid: Grid, kept: Kept):
    grid.open("?columns=name&columns=page")
    link = grid.cell("Mentoring pairs", "Page").get_by_role("link")
    first(grid).focus()
    press(grid, "ArrowRight")
    expect(link).to_be_focused()
    press(grid, "F2")
    expect(grid.field("Mentoring pairs", "Page")).to_have_value("https://www.example.org/lakeview/mentoring")
    press(grid, "Escape")
    expect(link).to_be_focused()


def test_sorting_filters_columns_and_what_to_do_with_entries_are_reached(grid: Grid):
    page = grid.page
    first(grid).focus()
    press(grid, "ArrowUp", "ArrowRight", "ArrowRight", "Enter")
    expect(page.get_by_role("columnheader", name="State")).to_have_attribute("aria-sort", "ascending")
    summary = page.get_by_text("Filters", exact=True)
    tab_to(page, summary, most=45)
    press(grid, "Enter")
    for_whom = page.get_by_role("search").get_by_label("For whom", exact=True)
    tab_to(page, for_whom, most=6)
    page.keyboard.type("Lea")
    press(grid, "Enter")
    expect(for_whom).to_have_value("Leaders")
    tab_to(page, page.get_by_role("button", name="Apply the filters"), most=40)
    press(grid, "Enter")
    expect(page.locator(".ts-found")).to_have_text("8 of 24 entries Show all")
    tab_to(page, page.get_by_text("Columns: 8 of 11 shown"), most=70)
    press(grid, "Enter", "Tab", "Space")
    tab_to(page, page.get_by_role("button", name="Show these columns"), most=12)
    press(grid, "Enter")
    expect(page.get_by_text("Columns: 7 of 11 shown")).to_be_visible()


def test_the_table_says_what_it_is_and_how_it_is_used(grid: Grid):
    table = grid.page.get_by_role("grid", name="Entries of Ways to find and keep staff, 2026", exact=True)
    expect(table).to_have_count(1)
    expect(table).to_have_accessible_description(
        "Choose a cell to change it where it stands. "
        "With the keyboard: arrow keys to get to it, then Enter, or F2 where it holds a link."
    )
    expect(grid.page.get_by_role("status")).to_have_count(1)
    heads = grid.page.get_by_role("columnheader").all_inner_texts()
    assert heads[-3:] == ["Begun on", "Expires on", "Could model it"]
    expect(grid.page.get_by_role("checkbox", name="Choose Exit interviews", exact=True)).to_have_count(1)


def test_an_editor_of_several_choices_is_a_group_that_says_of_what(grid: Grid):
    grid.edit("Mentoring pairs", "For whom")
    group = grid.page.get_by_role("group", name="For whom of Mentoring pairs", exact=True)
    expect(group.get_by_role("checkbox")).to_have_count(3)
    expect(group.get_by_role("checkbox", name="Teachers")).to_be_checked()


def test_an_entry_form_has_the_focus_on_what_is_wrong(page_of, kept: Kept, watch):
    watch.expect("status of 422")
    page = page_of("member", f"{kept.practices.get_absolute_url()}entries/add/")
    page.get_by_label("Cost").fill("much")
    page.get_by_label("Cost").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Cost")).to_have_value("much")
    expect(page.get_by_label("Cost")).to_have_accessible_description("Type a number, such as 1250 or 0.5.")

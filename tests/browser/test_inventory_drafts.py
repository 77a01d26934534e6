"""What is typed into a form of an entry outlives the page, except of staff data; two versions of an entry."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.demo import Demo
from tests.browser.drafts import back, expect_drafts
from tests.browser.grid import Grid
from tests.browser.inventories import Kept
from tests.browser.signing_in import sign_in_by_form


@pytest.fixture
def grid(page_of, kept: Kept) -> Grid:
    """The member's window with the form of a new entry in it, in which a name is typed."""
    grid = Grid(page_of("member"), kept.practices)
    grid.page.goto(f"{grid.address}entries/add/")
    grid.page.get_by_label("Name").press_sequentially("Housing with the county")
    return grid


def test_a_form_loaded_again_has_what_was_typed_until_it_is_dropped(grid: Grid):
    page = grid.page
    page.get_by_label("Leaders").check()
    page.get_by_label("State").select_option("Missing")
    page.reload()
    expect(back(page)).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Housing with the county")
    expect(page.get_by_label("Leaders")).to_be_checked()
    expect(page.get_by_label("State")).to_have_value("Missing")

    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_label("Name")).to_have_value("")
    expect(page.get_by_label("Leaders")).not_to_be_checked()
    expect(back(page)).to_have_count(0)
    assert grid.kept() == {}
    page.reload()
    expect(page.get_by_label("Name")).to_have_value("")


def test_nothing_is_kept_of_an_entry_that_is_saved_or_cancelled(grid: Grid):
    assert len(grid.kept()) == 1
    grid.page.get_by_role("button", name="Save the entry").click()
    expect(grid.page.locator(".ts-message")).to_have_text("Added: Housing with the county.")
    expect_drafts(grid.page, 0)

    grid.page.get_by_role("link", name="Add an entry").click()
    expect(back(grid.page)).to_have_count(0)
    grid.page.get_by_label("Name").press_sequentially("Another")
    grid.page.get_by_role("link", name="Cancel").click()
    expect(grid.page.get_by_role("grid")).to_be_visible()
    assert grid.kept() == {}


def test_signing_out_drops_what_was_typed(grid: Grid):
    grid.page.get_by_role("button", name="Sign out").click()
    expect(grid.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert grid.kept() == {}


def test_an_entry_sent_after_the_session_ended_is_added_after_signing_in(grid: Grid, demo: Demo):
    grid.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    grid.page.get_by_role("button", name="Save the entry").click()
    sign_in_by_form(grid.page, demo.email("member"))
    expect(grid.page.locator(".ts-message")).to_have_text("Added: Housing with the county.")
    assert len(grid.stored(name="Housing with the county")) == 1
    expect_drafts(grid.page, 0)


def test_staff_data_is_never_kept_in_the_browser(page_of, kept: Kept, watch):
    watch.expect("status of 401")
    watch.expect("Response Status Error Code")
    grid = Grid(page_of("lead"), kept.certifications)
    page = grid.page
    page.goto(f"{grid.address}entries/add/")
    page.get_by_label("Person").press_sequentially("Noa Reed")
    assert grid.kept() == {}
    page.reload()
    expect(page.get_by_label("Person")).to_have_value("")

    grid.open()
    field = grid.edit("Omar Reyes", "Position")
    field.press_sequentially("Grade 3")
    assert grid.kept() == {}
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    grid.press("Omar Reyes", "Position", "Save")
    expect(grid.told("Omar Reyes", "Position")).to_have_text(
        "Not saved: you are signed out. Sign in in another window, then save again."
    )
    assert grid.kept() == {}
    assert page.evaluate("localStorage.length") == 0


@pytest.fixture
def two(page_of, kept: Kept, watch) -> Page:
    """The member's form of an entry whose cost the lead changed, too."""
    watch.expect("status of 409")
    address = f"{kept.practices.get_absolute_url()}entries/{kept.entry('Mentoring pairs').pk}/"
    page, lead = page_of("member", address), page_of("lead", address)
    for window, cost, contact in ((lead, "19000", "Petra Novak"), (page, "20000", "Hana Sorensen")):
        window.get_by_label("Cost").fill(cost)
        window.get_by_label("Contact").fill(contact)
        window.get_by_role("button", name="Save the entry").click()
    panel = page.get_by_role("region", name="Two versions of Mentoring pairs")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Rosa Delgado saved while you were writing.")
    assert [text.split() for text in panel.locator(".ts-conflict__two p").all_inner_texts()] == [["19,000"], ["20,000"]]
    return page


def test_keeping_mine_takes_nothing_else_of_theirs_back(two: Page, kept: Kept):
    two.get_by_role("button", name="Save the entry").click()
    expect(two.locator(".ts-message")).to_have_text("Saved: Mentoring pairs.")
    cells = kept.entry("Mentoring pairs").cells
    assert (cells["cost"], cells["contact"]) == ("20000", "Petra Novak")


def test_keeping_theirs_changes_nothing(two: Page, kept: Kept):
    two.get_by_role("link", name="Keep Rosa Delgado’s").click()
    expect(two.get_by_label("Cost")).to_have_value("19000")
    expect(back(two)).to_have_count(0)
    assert kept.entry("Mentoring pairs").cells["cost"] == "19000"

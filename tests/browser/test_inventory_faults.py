"""Cells without a connection, after the session, when somebody else was faster: nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from inventories.services import delete_entries
from tests.browser.demo import Demo
from tests.browser.grid import Grid
from tests.browser.inventories import Kept
from tests.browser.signing_in import sign_in_by_form

NAME = "Stay interviews"


@pytest.fixture
def grid(page_of, kept: Kept, watch) -> Grid:
    """A member's window in which a cost is typed and not sent yet."""
    for part in ("net::ERR_INTERNET_DISCONNECTED", "htmx:", "Response Status Error Code", "status of 4"):
        watch.expect(part)
    grid = Grid(page_of("member"), kept.practices).open()
    grid.edit(NAME, "Cost").fill("900")
    return grid


def end_session(grid: Grid) -> None:
    grid.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def test_without_a_connection_the_words_stay_and_are_saved_when_it_is_back(grid: Grid, kept: Kept):
    grid.page.context.set_offline(True)
    grid.press(NAME, "Cost", "Save")
    expect(grid.told(NAME, "Cost")).to_have_text(
        "Not saved: there is no connection. What you typed is still here. Save again when it is back."
    )
    expect(grid.field(NAME, "Cost")).to_have_value("900")
    assert "cost" not in kept.entry(NAME).cells

    grid.page.context.set_offline(False)
    grid.press(NAME, "Cost", "Save")
    grid.expect_saved(NAME, "Cost", "900")
    assert kept.entry(NAME).cells["cost"] == "900"
    assert grid.kept() == {}


def test_a_cell_cannot_be_opened_without_a_connection_and_it_says_so(grid: Grid):
    grid.page.context.set_offline(True)
    grid.cell("Exit interviews", "Cost").click()
    expect(grid.status).to_have_text("There is no connection.")
    expect(grid.editor("Exit interviews", "Cost")).to_have_count(0)


def test_after_signing_in_again_in_the_same_tab_the_words_stand_in_the_cell(grid: Grid, demo: Demo, kept: Kept):
    end_session(grid)
    grid.press(NAME, "Cost", "Save")
    expect(grid.told(NAME, "Cost")).to_have_text(
        "Not saved: you are signed out. Kept on this computer. Sign in to save"
    )
    expect(grid.field(NAME, "Cost")).to_have_value("900")
    grid.told(NAME, "Cost").get_by_role("link").click()
    sign_in_by_form(grid.page, demo.email("member"))
    expect(grid.field(NAME, "Cost")).to_have_value("900")
    expect(grid.field(NAME, "Cost")).to_be_focused()
    grid.press(NAME, "Cost", "Save")
    grid.expect_saved(NAME, "Cost", "900")
    assert grid.kept() == {}


def test_after_signing_in_in_another_window_the_same_cell_is_saved(grid: Grid, demo: Demo, kept: Kept):
    end_session(grid)
    grid.press(NAME, "Cost", "Save")
    expect(grid.told(NAME, "Cost")).to_contain_text("you are signed out")
    other = grid.page.context.new_page()
    other.goto(grid.address)
    sign_in_by_form(other, demo.email("member"))
    expect(other.get_by_role("grid")).to_be_visible()
    grid.press(NAME, "Cost", "Save")
    grid.expect_saved(NAME, "Cost", "900")
    assert kept.entry(NAME).cells["cost"] == "900"


@pytest.mark.parametrize("who", ["lead", "viewer"])
def test_another_account_never_sees_the_words(grid: Grid, demo: Demo, who: str):
    end_session(grid)
    grid.open()
    sign_in_by_form(grid.page, demo.email(who))
    expect(grid.row(NAME)).to_be_visible()
    expect(grid.page.locator("[data-cell-form]")).to_have_count(0)
    assert grid.kept() == {}


def test_signing_out_drops_the_words(grid: Grid, demo: Demo):
    assert list(grid.kept()) == [f"ts:{demo.people['member'].pk}:inventory-{grid.inventory.pk}:{entry_pk(grid)}:cost"]
    grid.page.get_by_role("button", name="Sign out").click()
    expect(grid.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert grid.kept() == {}


def entry_pk(grid: Grid) -> int:
    [entry] = grid.stored(name=NAME)
    return entry.pk


def test_a_page_loaded_again_has_the_words_in_the_cell(grid: Grid):
    grid.page.reload()
    expect(grid.field(NAME, "Cost")).to_have_value("900")
    grid.press(NAME, "Cost", "Cancel")
    assert grid.kept() == {}
    grid.page.reload()
    expect(grid.cell(NAME, "Cost")).to_have_text("")


@pytest.fixture
def both(grid: Grid, page_of, kept: Kept) -> Grid:
    """The same, after the lead saved another cost, and the member sent theirs."""
    lead = Grid(page_of("lead"), kept.practices).open()
    lead.edit(NAME, "Cost").fill("4000")
    lead.press(NAME, "Cost", "Save")
    lead.expect_saved(NAME, "Cost", "4,000")
    grid.press(NAME, "Cost", "Save")
    told = "Two versions. Rosa Delgado saved meanwhile: “4,000”. Save keeps yours."
    expect(grid.told(NAME, "Cost")).to_have_text(told)
    expect(grid.field(NAME, "Cost")).to_have_value("900")
    assert kept.entry(NAME).cells["cost"] == "4000"
    return grid


def test_two_people_in_one_cell_and_mine_is_kept(both: Grid, kept: Kept):
    both.press(NAME, "Cost", "Save")
    both.expect_saved(NAME, "Cost", "900")
    history = [row.cells.get("cost") for row in kept.entry(NAME).history.order_by("version")]
    assert history == [None, "4000", "900"]


@pytest.mark.parametrize("how", ["button", "Escape"])
def test_two_people_in_one_cell_and_theirs_is_kept(both: Grid, kept: Kept, how: str):
    if how == "button":
        both.press(NAME, "Cost", "Keep Rosa Delgado’s")
    else:
        both.field(NAME, "Cost").press("Escape")
    both.expect_saved(NAME, "Cost", "4,000")
    assert kept.entry(NAME).cells["cost"] == "4000"
    assert both.kept() == {}


def test_two_people_in_two_cells_of_an_entry_do_not_meet(grid: Grid, page_of, kept: Kept):
    lead = Grid(page_of("lead"), kept.practices).open()
    lead.edit(NAME, "State").select_option("In place")
    lead.press(NAME, "State", "Save")
    lead.expect_saved(NAME, "State", "In place")
    grid.press(NAME, "Cost", "Save")
    grid.expect_saved(NAME, "Cost", "900")
    cells = kept.entry(NAME).cells
    assert (cells["state"], cells["cost"]) == ("In place", "900")


def test_an_entry_that_was_deleted_meanwhile_says_so_and_the_words_stay(grid: Grid, kept: Kept, demo: Demo):
    pks = [kept.entry(name).pk for name in (NAME, "Exit interviews")]
    delete_entries(kept.practices, pks=pks, by=demo.people["lead"])
    grid.press(NAME, "Cost", "Save")
    expect(grid.told(NAME, "Cost")).to_have_text("Not saved: this entry is gone. Somebody deleted it.")
    expect(grid.field(NAME, "Cost")).to_have_value("900")
    grid.cell("Exit interviews", "Cost").click()
    expect(grid.status).to_have_text("This entry is gone.")


def test_a_person_who_may_no_longer_keep_entries_is_told(grid: Grid, demo: Demo):
    demo.district.memberships.filter(user=demo.people["member"]).update(role="viewer")
    grid.press(NAME, "Cost", "Save")
    expect(grid.told(NAME, "Cost")).to_have_text("Not saved: you may not change this.")
    expect(grid.field(NAME, "Cost")).to_have_value("900")


def test_what_does_not_fit_is_said_beside_it(grid: Grid):
    grid.field(NAME, "Cost").fill("much")
    grid.press(NAME, "Cost", "Save")
    expect(grid.told(NAME, "Cost")).to_have_text("Type a number, such as 1250 or 0.5.")
    expect(grid.field(NAME, "Cost")).to_be_focused()
    expect(grid.field(NAME, "Cost")).to_have_value("much")


def test_a_cell_that_is_saved_late_does_not_take_the_focus_from_the_next(grid: Grid):
    grid.press(NAME, "Cost", "Save")
    field = grid.edit("Exit interviews", "Cost")
    grid.expect_saved(NAME, "Cost", "900")
    expect(field).to_be_focused()

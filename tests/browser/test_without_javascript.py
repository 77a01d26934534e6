"""Without JavaScript: a form per focus area, conflicts with both texts, history."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.demo import Demo
from tests.browser.worksheet import Worksheet
from tests.readiness.factories import rate

MINE, THEIRS = "Two people are trained.", "All evaluators are trained."


@pytest.fixture
def sheet(sheet_of, watch) -> Worksheet:
    watch.expect("status of 409")
    watch.expect("status of 422")
    return sheet_of("member", java_script_enabled=False)


@pytest.fixture
def conflict(sheet: Worksheet, demo: Demo) -> Worksheet:
    """The page that comes back after two people wrote about the same item, and the member about another as well."""
    rate(demo.talent, "15-aware", "2", THEIRS, by=demo.people["lead"])
    sheet.rate("15-aware", "Partly in place")
    sheet.note("15-aware").fill(MINE)
    sheet.rate("15-ready", "Not started")
    sheet.page.get_by_role("button", name="Save Evaluating staff").click()
    return sheet


def press(sheet: Worksheet, words: str) -> None:
    sheet.conflict("15-aware").get_by_role("button", name=words).click()


def stored(demo: Demo) -> tuple[int | None, str]:
    row = demo.row("15-aware")
    return row.value, row.note


def test_a_focus_area_is_saved_with_its_button(sheet: Worksheet, demo: Demo):
    sheet.rate("15-aware", "Partly in place")
    sheet.note("15-aware").fill(MINE)
    sheet.rate("15-ready", "Not enough information")
    sheet.page.get_by_role("button", name="Save Evaluating staff").click()

    expect(sheet.page.locator(".ts-message")).to_have_text("Saved: 2 changed.")
    expect(sheet.total).to_have_text("28 of 48 rated")
    assert sheet.page.url.endswith("#a-evaluating")
    assert stored(demo) == (1, MINE)
    assert demo.row("15-ready").unknown is True
    assert demo.row("14-ready").version == 2


def test_a_rating_is_cleared(sheet: Worksheet, demo: Demo):
    sheet.clear_radio("14-aware").click()
    sheet.page.get_by_role("button", name="Save Evaluating staff").click()
    expect(sheet.page.locator(".ts-message")).to_have_text("Saved: 1 changed.")
    assert demo.row("14-aware").value is None


def test_a_consideration_is_placed(sheet: Worksheet, demo: Demo):
    sheet.rate("protocols", "Keep Improving")
    sheet.page.get_by_role("button", name="Save Considerations").click()
    expect(sheet.page.locator(".ts-message")).to_have_text("Saved: 1 changed.")
    expect(sheet.radio("protocols", "Keep Improving")).to_be_checked()


def test_a_conflict_comes_back_with_both_texts_and_the_rest_is_saved(conflict: Worksheet, demo: Demo):
    expect(conflict.page.get_by_role("alert")).to_have_text(
        "1 of your answers is not saved yet. It is marked below, with what you typed."
    )
    texts = conflict.conflict("15-aware").locator(".ts-conflict__two > div")
    expect(texts).to_have_count(2)
    theirs, mine = texts.all()
    expect(theirs.locator("p")).to_have_text(THEIRS)
    expect(mine.locator("p")).to_have_text(MINE)
    expect(conflict.note("15-aware")).to_have_value(MINE)
    assert stored(demo) == (2, THEIRS)
    assert demo.row("15-ready").value == 0


def test_keeping_mine(conflict: Worksheet, demo: Demo):
    press(conflict, "Keep mine")
    expect(conflict.page.locator(".ts-message")).to_have_text("Saved: 1 changed.")
    assert stored(demo) == (1, MINE)


def test_keeping_theirs(conflict: Worksheet, demo: Demo):
    press(conflict, "Keep Rosa Delgado’s")
    expect(conflict.note("15-aware")).to_have_value(THEIRS)
    assert stored(demo) == (2, THEIRS)


def test_keeping_both_and_editing_them_into_one(conflict: Worksheet, demo: Demo):
    press(conflict, "Keep both texts and edit")
    expect(conflict.note("15-aware")).to_have_value(f"{THEIRS}\n\n{MINE}")
    assert stored(demo) == (2, THEIRS)
    conflict.note("15-aware").fill("All evaluators are trained, two by us.")
    conflict.page.get_by_role("button", name="Save Evaluating staff").click()
    expect(conflict.page.locator(".ts-message")).to_have_text("Saved: 1 changed.")
    assert stored(demo) == (1, "All evaluators are trained, two by us.")


def test_the_history_of_an_item_is_a_page(sheet: Worksheet, demo: Demo):
    rate(demo.talent, "5b-ready", "1", "Flyers too.", by=demo.people["lead"])
    sheet.page.reload()
    sheet.page.get_by_role("link", name="2 changes to 5b, Getting Ready").click()
    changes = sheet.page.locator(".ts-changes > li")
    expect(changes).to_have_count(2)
    expect(changes.first.get_by_role("heading", level=2)).to_contain_text("Rosa Delgado,")
    expect(changes.first.locator("> p")).to_have_text("From Not started to Partly in place")
    expect(changes.first.locator("ins")).to_have_text("Flyers too.")


def test_the_phones_list_of_areas_and_next_unrated_are_links(sheet_of):
    sheet = sheet_of("member", java_script_enabled=False, viewport={"width": 390, "height": 844})
    sheet.page.get_by_role("button", name="Areas").click()
    areas = sheet.page.get_by_role("navigation", name="Focus areas")
    areas.get_by_role("link", name="Evaluating staff").click()
    expect(sheet.page.locator("#a-evaluating")).to_be_in_viewport()
    areas.get_by_role("button", name="Close").click()
    sheet.page.get_by_role("link", name="Next unrated").click()
    assert sheet.page.url.endswith("#i-6a-ready")

"""Inventories on a phone and at 400 % zoom: nothing scrolls sideways, and a tap changes a cell."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.grid import Grid
from tests.browser.inventories import Kept
from tests.browser.test_reflow import ZOOMED

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALL: dict[str, Any] = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}


def width(grid: Grid) -> int:
    measured: int = grid.page.evaluate("document.documentElement.scrollWidth")
    return measured


@pytest.mark.parametrize("window", [PHONE, SMALL, ZOOMED])
def test_the_table_with_everything_open_fits(page_of, kept: Kept, window: dict[str, Any]):
    grid = Grid(page_of("lead", **window), kept.practices).open()
    for summary in grid.page.locator(".ts-find__more > summary").all():
        summary.click()
    for column in ("Notes", "For whom", "Cost", "Begun on"):
        grid.edit("Mentoring pairs", column)
    assert width(grid) == window["viewport"]["width"]


def test_a_tap_opens_a_cell_and_saves_it(page_of, kept: Kept):
    grid = Grid(page_of("principal", **PHONE), kept.practices).open()
    grid.cell("Stay interviews", "Cost").tap()
    field = grid.field("Stay interviews", "Cost")
    expect(field).to_be_focused()
    field.fill("900")
    grid.editor("Stay interviews", "Cost").get_by_role("button", name="Save").tap()
    grid.expect_saved("Stay interviews", "Cost", "900")
    assert kept.entry("Stay interviews").cells["cost"] == "900"
    assert width(grid) == 390


def test_targets_are_large_enough_for_a_finger(page_of, kept: Kept):
    grid = Grid(page_of("principal", **PHONE), kept.practices).open()
    small = grid.page.evaluate(
        """() => [...document.querySelectorAll('.ts-entries td, .ts-entries a, main button, .ts-entries input')]
            .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 24)
            .map((each) => each.outerHTML.slice(0, 60))"""
    )
    assert small == []


def test_a_reader_on_a_phone_sees_no_empty_lines(page_of, kept: Kept):
    grid = Grid(page_of("viewer", **PHONE), kept.practices).open()
    expect(grid.cell("Childcare partnership", "State")).to_be_visible()
    expect(grid.cell("Childcare partnership", "Cost")).to_be_hidden()


def test_two_versions_of_an_unbroken_word_fit(page_of, kept: Kept, watch):
    watch.expect("status of 409")
    long = "unbrokenwordthatgoesonandonandonandonandonandonandon" * 2
    mine, theirs = (Grid(page_of(who, **SMALL), kept.practices).open() for who in ("lead", "member"))
    mine.edit("Mentoring pairs", "Notes").fill(f"{long} mine")
    theirs.edit("Mentoring pairs", "Notes").fill(f"{long} theirs")
    theirs.press("Mentoring pairs", "Notes", "Save")
    theirs.expect_saved("Mentoring pairs", "Notes", f"{long} theirs")
    mine.press("Mentoring pairs", "Notes", "Save")
    expect(mine.told("Mentoring pairs", "Notes")).to_be_visible()
    assert width(mine) == 320
    assert width(theirs) == 320

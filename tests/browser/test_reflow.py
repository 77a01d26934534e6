"""Narrow windows and 400 % zoom, dark mode, reduced motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import Demo, Together
from tests.browser.pages import PARTS, own_pages, worksheets
from tests.browser.planned import Planned

# A laptop's 1280 × 1024 at 400 %: 320 wide, and only 256 high.
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
# Texts that stand in a column narrower than two long words; what only screen readers read takes no room.
SQUEEZED = """() => [...document.querySelectorAll('main p, main li, main label')]
    .filter((text) => text.checkVisibility() && !text.closest('.visually-hidden') && text.clientWidth < 140)
    .map((text) => {
        const seen = text.cloneNode(true);
        seen.querySelectorAll('.visually-hidden').forEach((unseen) => unseen.remove());
        return seen.textContent.trim();
    })
    .filter((words) => words.length > 60)
    .map((words) => words.slice(0, 40))"""


@pytest.mark.parametrize("part", [*PARTS, "worksheets"])
def test_no_page_scrolls_sideways_at_320_pixels_or_400_percent(
    open_context, sign_in_browser, demo: Demo, together: Together, planned: Planned, watch, part: str
):
    watch.expect("status of 422")
    people = demo.people | {"harbor": demo.harbor, "content": demo.content}
    windows: dict[str, Page] = {}
    found: list[str] = []
    for own in (own_pages(demo, together, planned) | {"worksheets": worksheets(demo)})[part]:
        watch.expect(f"status of {own.status}")
        if own.who not in windows:
            context = open_context(**ZOOMED)
            if own.who in people:
                sign_in_browser(context, people[own.who])
            windows[own.who] = context.new_page()
        page = windows[own.who]
        own.open(page)
        page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{own}: {width} px wide"] if width != 320 else []
        found += [f"{own}: squeezed: {words}" for words in page.evaluate(SQUEEZED)]
    assert found == []


def test_a_conflict_fits_at_320_pixels(sheet_of, demo: Demo, watch):
    watch.expect("status of 409")
    lead, member = sheet_of("lead"), sheet_of("member", **ZOOMED)
    lead.write("15-ready", "An unbrokenwordthatgoesonandonandonandonandonandonandon in a note.")
    lead.expect_saved("15-ready")
    member.write("15-ready", "Another.")
    expect(member.conflict("15-ready")).to_be_visible()
    assert member.page.evaluate("document.documentElement.scrollWidth") == 320


def ground(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_dark_mode_follows_the_system(sheet_of):
    light, dark = sheet_of("lead", color_scheme="light"), sheet_of("lead", color_scheme="dark")
    assert (ground(light.page), ground(dark.page)) == ("rgb(252, 252, 251)", "rgb(18, 25, 29)")


def test_nothing_moves_for_who_asked_for_that(sheet_of):
    durations = "[...document.querySelectorAll('*')].map((element) => getComputedStyle(element).transitionDuration)"
    moving = sheet_of("lead", reduced_motion="no-preference")
    still = sheet_of("lead", reduced_motion="reduce")
    assert "0.12s" in moving.page.evaluate(durations)
    assert set(still.page.evaluate(durations)) == {"0s"}


def test_a_jump_to_a_far_area_is_a_jump(sheet_of):
    page = sheet_of("lead", reduced_motion="no-preference").page
    page.get_by_role("navigation", name="Focus areas").get_by_role("link", name="Evaluating staff").click()
    assert page.evaluate("document.querySelector('#a-evaluating').getBoundingClientRect().top < innerHeight") is True

"""With the keyboard alone: sign in, find an item, rate, clear, jump on, choose between two versions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan
from tests.browser.demo import PASSWORD, Demo
from tests.browser.keys import tab_to
from tests.browser.planned import Planned
from tests.browser.worksheet import Worksheet

# The kind of what has the focus in the main part of a page, and its ring; None outside of it.
RING = """() => {
    const here = document.activeElement, ring = getComputedStyle(here);
    return here.closest('main') && [here.type || here.localName, `${ring.outlineStyle} ${ring.outlineWidth}`];
}"""


def test_signing_in_skipping_to_the_content_and_rating(page: Page, demo: Demo):
    page.goto(demo.talent.get_absolute_url())
    tab_to(page, page.get_by_label("E-mail address"), most=4)
    page.keyboard.type(demo.email("member"))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(demo.talent))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    sheet = Worksheet(page, demo.talent)
    tab_to(page, page.get_by_role("navigation", name="Focus areas").get_by_role("link", name="Retaining"))
    page.keyboard.press("Enter")
    tab_to(page, sheet.radio("12-aware", "Not started"), most=2)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(sheet.radio("12-aware", "Partly in place")).to_be_checked()
    expect(sheet.status).to_have_text("Saved: 12, Getting Aware, Partly in place. 27 of 48 rated.")
    expect(sheet.radio("12-aware", "Partly in place")).to_be_focused()


def test_a_rating_is_cleared_with_the_arrows(sheet_of, demo: Demo):
    sheet = sheet_of("member")
    sheet.radio("14-aware", "In place").focus()
    sheet.page.keyboard.press("ArrowRight")
    sheet.page.keyboard.press("ArrowRight")
    expect(sheet.clear_radio("14-aware")).to_be_checked()
    expect(sheet.status).to_have_text("Saved: 14, Getting Aware. 25 of 48 rated.")
    row = demo.row("14-aware")
    assert (row.value, row.unknown) == (None, False)


def test_the_letter_u_goes_from_one_unrated_item_to_the_next(sheet_of):
    sheet = sheet_of("member")
    page = sheet.page
    page.keyboard.press("u")
    expect(sheet.radio("6a-ready", "Not started")).to_be_focused()
    page.keyboard.press("u")
    expect(sheet.radio("6b-aware", "Not started")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("u")
    expect(sheet.note("6b-aware")).to_have_value("u")
    expect(sheet.note("6b-aware")).to_be_focused()


def test_the_button_goes_on_from_where_the_person_is(sheet_of):
    sheet = sheet_of("member")
    button = sheet.page.get_by_role("link", name="Next unrated")
    button.press("Enter")
    expect(sheet.radio("6a-ready", "Not started")).to_be_focused()
    button.press("Enter")
    expect(sheet.radio("6b-aware", "Not started")).to_be_focused()
    sheet.page.get_by_role("navigation", name="Focus areas").get_by_role("link", name="Evaluating").press("Enter")
    button.press("Enter")
    expect(sheet.radio("15-aware", "Not started")).to_be_focused()


def test_the_letter_can_be_turned_off_and_stays_off(sheet_of):
    sheet = sheet_of("member")
    page = sheet.page
    toggle = page.get_by_role("button", name="Turn off")
    tab_to(page, toggle)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Turn on")).to_be_focused()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Turn on")).to_be_focused()

    page.reload()
    page.locator("#main").focus()
    page.keyboard.press("u")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("button", name="Turn on").press("Enter")
    page.keyboard.press("u")
    expect(sheet.radio("6a-ready", "Not started")).to_be_focused()


def test_two_versions_are_chosen_between_with_the_keyboard(sheet_of, demo: Demo, watch):
    watch.expect("status of 409")
    lead, member = sheet_of("lead"), sheet_of("member")
    lead.write("15-ready", "Calendar adopted.")
    lead.expect_saved("15-ready")
    member.note("15-ready").focus()
    member.page.keyboard.type("Calendar still open.")
    member.page.keyboard.press("Tab")
    panel = member.conflict("15-ready")
    expect(panel).to_be_focused()
    member.page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Keep both texts and edit")).to_be_focused()
    member.page.keyboard.press("Tab")
    member.page.keyboard.press("Enter")
    member.expect_saved("15-ready")
    assert demo.row("15-ready").note == "Calendar still open."


def test_the_phones_list_of_areas_opens_chooses_and_closes(sheet_of):
    sheet = sheet_of("member", viewport={"width": 390, "height": 844})
    page = sheet.page
    areas = page.get_by_role("navigation", name="Focus areas")
    button = page.get_by_role("button", name="Areas")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(areas).to_be_visible()
    page.keyboard.press("Escape")
    expect(areas).to_be_hidden()
    expect(button).to_be_focused()

    page.keyboard.press("Enter")
    tab_to(page, areas.get_by_role("link", name="Evaluating staff"), most=8)
    page.keyboard.press("Enter")
    expect(areas).to_be_hidden()
    expect(page.get_by_role("heading", name="Evaluating staff")).to_be_in_viewport()


def test_the_focus_is_never_hidden_under_the_phones_sticky_bar(sheet_of):
    sheet = sheet_of("member", viewport={"width": 390, "height": 844})
    page = sheet.page
    bar = page.locator(".ts-rail")
    sheet.note("14-ready").focus()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        focused = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert focused > bar.evaluate("bar => bar.getBoundingClientRect().bottom")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_has_the_focus_in_a_form_has_our_ring(page_of, planned: Planned, scheme: str):
    plan: Plan = planned.plan
    rings: set[tuple[str, str]] = set()
    for page_name in ("steps/add/", "settings/"):
        page = page_of("lead", f"{plan.get_absolute_url()}{page_name}", color_scheme=scheme)
        page.locator("#main").focus()
        page.keyboard.press("Tab")
        while ring := page.evaluate(RING):
            rings.add(tuple(ring))
            page.keyboard.press("Tab")
    kinds = {"text", "date", "textarea", "select-one", "checkbox", "submit", "a"}
    assert {kind for kind, ring in rings if ring == "solid 3px"} >= kinds
    # The button inside a date, which opens the calendar, has a ring of its own.
    assert {kind for kind, ring in rings if ring != "solid 3px"} <= {"date"}

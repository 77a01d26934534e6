"""Going to the next unrated item: its code is on the screen, and what it belongs to where there is room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from readiness.services import open_assessment_round
from tests.browser.demo import Demo
from tests.browser.worksheet import Worksheet

PROJECTOR, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}

# Whether all of a node is in the window, and not under the phone's sticky bar.
SHOWN = """(node) => {
  const box = node.getBoundingClientRect();
  const bar = document.querySelector(".ts-rail").getBoundingClientRect();
  const top = bar.left <= box.left && box.left < bar.right ? Math.max(0, bar.bottom) : 0;
  return box.top >= top && box.bottom <= window.innerHeight;
}"""


def is_shown(node: Locator) -> bool:
    shown: bool = node.evaluate(SHOWN)
    return shown


@pytest.mark.parametrize(
    ("size", "with_practice"),
    [(PROJECTOR, ["7a-aware", "7a-ready"]), (PHONE, ["10-aware"])],
    ids=["projector", "phone"],
)
def test_the_code_of_the_next_unrated_is_on_the_screen_with_its_answers(sheet_of, size, with_practice):
    sheet: Worksheet = sheet_of("member", viewport=size)
    practices = []
    for key in ("6a-ready", "6b-aware", "6b-ready", "7a-aware", "7a-ready", "7b-ready", "9-ready", "10-aware"):
        sheet.page.keyboard.press("u")
        expect(sheet.radio(key, "Not started")).to_be_focused()
        code, stage = key.split("-")
        heading = sheet.item(key).get_by_role("heading", level=5)
        expect(heading).to_have_text(f"{code} Getting {stage.title()}")
        parts = heading, sheet.item(key).locator("p").first, sheet.item(key).locator("fieldset")
        shown = [is_shown(part) for part in parts]
        assert (key, shown) == (key, [True, True, True])
        practice = sheet.page.locator(".ts-practice", has=sheet.item(key)).get_by_role("heading", level=3)
        practices += [key] if is_shown(practice) else []
    assert practices == with_practice


def test_what_a_round_rates_does_not_count_as_rated(sheet_of, demo: Demo):
    open_assessment_round(demo.talent, title="First look", keys=["6a-ready"], by=demo.people["lead"])
    sheet: Worksheet = sheet_of("member")
    firsts = "[data-item] .ts-opt:first-child input"
    sheet.page.locator(firsts).evaluate_all("radios => radios.forEach((radio) => (radio.checked = true))")
    sheet.page.keyboard.press("u")
    expect(sheet.status).to_have_text("Everything that can be rated here is rated.")

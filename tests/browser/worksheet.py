"""A worksheet in a browser, by what its people see of it."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

from readiness.models import Assessment


class Worksheet:
    """One person's window with the worksheet of an assessment. Items are named by their content keys."""

    def __init__(self, page: Page, assessment: Assessment) -> None:
        self.page = page
        self.address = assessment.get_absolute_url()
        self.pk = assessment.pk

    def open(self) -> Worksheet:
        self.page.goto(self.address)
        return self

    @property
    def total(self) -> Locator:
        return self.page.locator("#rail-sum strong")

    @property
    def status(self) -> Locator:
        """The page's one live region."""
        return self.page.locator("#status")

    def item(self, key: str) -> Locator:
        return self.page.locator(f"#i-{key}")

    def radio(self, key: str, answer: str) -> Locator:
        return self.item(key).get_by_role("radio", name=answer, exact=True)

    def clear_radio(self, key: str) -> Locator:
        return self.item(key).get_by_role("radio", name="Clear the rating of")

    def note(self, key: str) -> Locator:
        return self.item(key).get_by_role("textbox")

    def line(self, key: str) -> Locator:
        """The first words of the item's line of state."""
        return self.page.locator(f"#st-{key} > span").first

    def again(self, key: str) -> Locator:
        return self.page.locator(f"#st-{key}").get_by_role("button", name="Try again")

    def conflict(self, key: str) -> Locator:
        return self.page.locator(f"[data-conflict='{key}']")

    def area(self, key: str) -> Locator:
        """How much of a focus area is rated, as its place in the rail says."""
        return self.page.locator(f"#rail-n-{key}")

    def tiles(self, key: str) -> dict[str, int]:
        """How many tiles of each style a focus area has in the rail. Those of one style are one path."""
        paths = self.page.locator(f"#rail-t-{key} path")
        drawn = paths.evaluate_all("paths => paths.map(path => [path.getAttribute('class'), path.getAttribute('d')])")
        return {style: outline.count("M") for style, outline in drawn}

    def rate(self, key: str, answer: str) -> None:
        """Press the answer as a mouse or a finger does: on its words."""
        self.item(key).locator("label").get_by_text(answer, exact=True).click()

    def write(self, key: str, note: str) -> None:
        """Type a note and leave its field, which saves at once."""
        self.note(key).fill(note)
        self.note(key).blur()

    def expect_saved(self, key: str) -> None:
        expect(self.line(key)).to_have_text("Saved. You, just now")

    def kept(self) -> dict[str, Any]:
        """What this window keeps because it is not saved yet, by the end of its name in the storage."""
        entries = self.page.evaluate("Object.entries(sessionStorage)")
        return {name.removeprefix("ts:"): json.loads(text) for name, text in entries if name.startswith("ts:")}

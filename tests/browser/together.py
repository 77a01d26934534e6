"""Rating together in a browser: one person's ballot, and the agreement screen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.worksheet import Worksheet


class Ballot(Worksheet):
    """One rater's window with their ballot, which works as the worksheet does."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def expect_saved(self, key: str) -> None:
        expect(self.line(key)).to_have_text("Saved")

    def finish(self) -> None:
        self.page.get_by_role("button", name="I have finished").click()


class Hall:
    """A window with the agreement screen, on whatever item it shows."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def radio(self, code: str) -> Locator:
        return self.page.locator(f"#a-{code}")

    @property
    def chosen(self) -> str:
        """The code of the answer that is marked, or nothing."""
        codes: list[str] = self.page.locator("[data-agree] input:checked").evaluate_all("all => all.map(a => a.value)")
        return "".join(codes)

    @property
    def note(self) -> Locator:
        return self.page.get_by_label("Why we agree on this")

    @property
    def dissent(self) -> Locator:
        return self.page.get_by_label("Who disagrees, and why")

    @property
    def save(self) -> Locator:
        return self.page.get_by_role("button", name="Save and go on")

    @property
    def told(self) -> Locator:
        """What the page says about the item that was saved just before."""
        return self.page.locator(".ts-hall__told")

    @property
    def wrong(self) -> Locator:
        return self.page.locator(".ts-wrong")

    @property
    def conflict(self) -> Locator:
        return self.page.locator("[data-conflict]")

    def focused(self) -> Any:
        return self.page.evaluate("document.activeElement.id || document.activeElement.tagName")

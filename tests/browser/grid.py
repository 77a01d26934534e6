"""A table of entries in a browser, by what its people see of it."""

from __future__ import annotations

import json

from playwright.sync_api import Locator, Page, expect

from inventories.models import Entry, Inventory


class Grid:
    """One person's window with the entries of an inventory. Cells are found by what names their row and column."""

    def __init__(self, page: Page, inventory: Inventory) -> None:
        self.page = page
        self.address = inventory.get_absolute_url()
        self.inventory = inventory

    def open(self, query: str = "") -> Grid:
        self.page.goto(f"{self.address}{query}")
        return self

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    @property
    def names(self) -> Locator:
        """What the rows are known by, in their order."""
        return self.page.locator(".ts-entries tbody th")

    def expect_first(self, *names: str) -> None:
        for place, name in enumerate(names):
            expect(self.names.nth(place)).to_have_text(name)

    def row(self, name: str) -> Locator:
        named = self.page.get_by_role("link", name=name, exact=True)
        return self.page.locator(".ts-entries tbody tr").filter(has=named)

    def cell(self, name: str, column: str) -> Locator:
        return self.row(name).locator(f"td[data-label='{column}']")

    def box(self, name: str) -> Locator:
        return self.page.get_by_role("checkbox", name=f"Choose {name}", exact=True)

    def editor(self, name: str, column: str) -> Locator:
        return self.cell(name, column).locator("form")

    def edit(self, name: str, column: str) -> Locator:
        """Open a cell by mouse, and return its field."""
        self.cell(name, column).click(position={"x": 4, "y": 4})
        field = self.field(name, column)
        expect(field).to_be_focused()
        return field

    def field(self, name: str, column: str) -> Locator:
        fields = "select, textarea, input:not([type=hidden])"
        return self.editor(name, column).locator(fields).first

    def press(self, name: str, column: str, words: str) -> None:
        self.editor(name, column).get_by_role("button", name=words).click()

    def told(self, name: str, column: str) -> Locator:
        """What went wrong, beside what was typed."""
        return self.editor(name, column).get_by_role("alert")

    def expect_saved(self, name: str, column: str, words: str) -> None:
        expect(self.editor(name, column)).to_have_count(0)
        expect(self.cell(name, column)).to_have_text(words)

    def kept(self) -> dict[str, object]:
        """What the window's storage keeps of us."""
        kept = self.page.evaluate("Object.entries({...sessionStorage}).filter(([key]) => key.startsWith('ts:'))")
        return {key: json.loads(value) for key, value in kept}

    def stored(self, **cells: object) -> list[Entry]:
        """The kept entries whose cells say this."""
        rows = Entry.objects.for_inventory(self.inventory)
        return [row for row in rows if all(row.cells.get(key) == value for key, value in cells.items())]

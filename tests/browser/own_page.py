"""A page of our own, and how to get there."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

SEND = "form => { form.noValidate = true; form.requestSubmit(); }"


@dataclass(frozen=True)
class OwnPage:
    """A page by its address; `name` is that of its URL pattern, and `fields` are sent to see its errors."""

    name: str
    address: str
    who: str = "lead"
    status: int = 200
    submit: bool = False

    def open(self, page: Page) -> int:
        """Go there, send its form where its errors are to be seen, and return the status that the address answered."""
        response = page.goto(self.address)
        assert response is not None
        if self.submit:
            with page.expect_event("load"):
                page.locator("main form").last.evaluate(SEND)
        return response.status

    def __str__(self) -> str:
        return f"{self.who} {self.address}{' with errors' if self.submit else ''}"

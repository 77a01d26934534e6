"""What a window keeps because it was typed and is not saved yet."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

COUNTED = "many => Object.keys(sessionStorage).filter((key) => key.startsWith('ts:')).length === many"


def expect_drafts(page: Page, many: int) -> None:
    """Wait until the window keeps so many: a page that tells of a save is read to its end before it drops what it
    kept."""
    page.wait_for_function(COUNTED, arg=many)


def back(page: Page) -> Any:
    """What a form says in which a draft stands again."""
    return page.get_by_role("status").filter(has_text="What you typed here earlier and did not save is back.")

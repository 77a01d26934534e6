"""Going through a page with the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page


def tab_to(page: Page, target: Locator, most: int = 30, key: str = "Tab") -> None:
    """Press Tab until `target` has the focus; fail after `most` times."""
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{most} times {key} did not reach {target}.")

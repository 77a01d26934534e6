"""Signing in as people do."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.demo import PASSWORD


def sign_in_by_form(page: Page, email: str) -> None:
    """Fill in the sign-in form that the page shows."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

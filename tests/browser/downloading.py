"""Downloading as people do."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

LONG = 60_000  # milliseconds: the first report of a process reads all fonts


def download(page: Page, words: str) -> tuple[str, Path]:
    """Press a link that downloads. Return the file's name and where it is."""
    with page.expect_download(timeout=LONG) as waiting:
        page.get_by_role("link", name=words).click(no_wait_after=True, timeout=LONG)
    return waiting.value.suggested_filename, waiting.value.path()

"""Two people at one row: each save says which version it read."""

from __future__ import annotations

from typing import Any


class StaleVersion(Exception):
    """Somebody saved this row since it was read; `row` is what is stored now."""

    def __init__(self, row: Any) -> None:
        super().__init__("Somebody else saved this since it was read.")
        self.row = row

"""CSV files that spreadsheets open as they are: UTF-8 with its mark, and no text that would run as a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from core.rendering.characters import without_broken_characters

# What makes a spreadsheet run a text, behind any apostrophes that an earlier export or a person put before it.
FORMULA_START = re.compile(r"'*[=+\-@\t\r]")


def render_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV file with a heading row. None becomes an empty cell.

    Text that begins like a formula gets one apostrophe before it; taking one off again gives the text as it was.
    """
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = without_broken_characters(value)
    return f"'{text}" if FORMULA_START.match(text) else text

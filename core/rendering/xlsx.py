"""XLSX workbooks that hold text as text, whatever it begins with, and lose none of it.

openpyxl takes a good part of a second to import, so it is imported when the first workbook is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

# A moment is written in the current time zone; workbooks know none.
CellValue = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `width` is in characters."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a heading row; each row has one value per column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[CellValue]]


def render_xlsx(sheets: Iterable[Sheet], *, title: str, author: str, language: str = "en-US") -> bytes:
    """Return a workbook with the given sheets, in order.

    A cell holds 32,767 characters at most: longer text goes on in the next row, which repeats the row's other cells.
    """
    workbook = import_module("core.rendering.workbook")
    content: bytes = workbook.write_workbook(sheets, title=title, author=author, language=language)
    return content

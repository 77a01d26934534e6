"""XLSX workbooks that hold text as text, whatever it begins with, and lose none of it.

openpyxl takes a good part of a second to import, so it is imported when the first workbook is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module

# A moment is written in the current time zone; workbooks know none. They count days from 1900: an earlier date is
# written as text. NaN and infinity leave their cell empty.
CellValue = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; `width` is in characters. What follows is for people who fill the sheet in.

    `choices` make a drop-down, which refuses other words when `strict`; `prompt` is shown at the cell that is selected;
    `format` is how spreadsheets show, and take, what the column holds: "@" for text, "yyyy-mm-dd" for dates.
    """

    title: str
    width: int = 16
    _: KW_ONLY
    choices: Sequence[str] = ()
    prompt: str = ""
    strict: bool = True
    format: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a heading row; each row has one value per column. With a filter, headings offer to choose rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[CellValue]]
    _: KW_ONLY
    has_filter: bool = False


def render_xlsx(sheets: Iterable[Sheet], *, title: str, author: str, language: str = "en-US") -> bytes:
    """Return a workbook with the given sheets, in order, and with a last one, "Choices", that lists what columns offer.

    A cell holds 32,767 characters at most: longer text goes on in the next row, which repeats the row's other cells.
    Raises ValueError when a given sheet is called "Choices".
    """
    workbook = import_module("core.rendering.workbook")
    content: bytes = workbook.write_workbook(sheets, title=title, author=author, language=language)
    return content

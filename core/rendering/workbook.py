"""Writes sheets with openpyxl. Import this module through `core.rendering.xlsx` alone: it loads openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.rendering.characters import without_broken_characters
from core.rendering.csv import FORMULA_START
from core.rendering.xlsx import CellValue, Sheet

CELL_LIMIT = 32_767
HEADING = Font(bold=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
# Spreadsheets read _x0041_ as the letter A unless its first underscore is written in that way itself.
_ESCAPE_ALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(sheets: Iterable[Sheet], *, title: str, author: str, language: str) -> bytes:
    """Return the bytes of a workbook; see `core.rendering.xlsx.render_xlsx`."""
    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.creator, properties.language = _text(title), _text(author), language
    for sheet in sheets:
        _write_sheet(workbook.create_sheet(sheet.title), sheet)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_sheet(worksheet: Any, sheet: Sheet) -> None:
    worksheet.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, start=1):
        worksheet.column_dimensions[get_column_letter(number)].width = column.width
    worksheet.append([_cell(worksheet, column.title, font=HEADING) for column in sheet.columns])
    for row in sheet.rows:
        for part in _rows_that_fit(row):
            worksheet.append([_cell(worksheet, value) for value in part])


def _cell(worksheet: Any, value: CellValue, *, font: Font | None = None) -> Any:
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    cell = WriteOnlyCell(worksheet, value)
    cell.alignment = WRAPPED
    if font:
        cell.font = font
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#N/A" for an error.
        cell.quotePrefix = bool(FORMULA_START.match(value))  # Editing the cell later keeps it text, too.
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    return cell


def _rows_that_fit(row: Sequence[CellValue]) -> Iterable[Sequence[CellValue]]:
    """Return the row, and further ones for what is left of its long texts, with the short cells repeated."""
    cells = [_pieces(_text(value)) if isinstance(value, str) else [value] for value in row]
    height = max(map(len, cells), default=1)
    return zip_longest(*(pieces if len(pieces) > 1 else pieces * height for pieces in cells))


def _text(text: str) -> str:
    return _ESCAPE_ALIKE.sub("_x005F_", without_broken_characters(text))


def _pieces(text: str) -> list[CellValue]:
    """Split text so that each piece fits a cell; the limit counts UTF-16 units, of which a character has one or two."""
    if len(text) <= CELL_LIMIT // 2 or len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT:
        return [text]
    size = CELL_LIMIT // 2
    return [text[start : start + size] for start in range(0, len(text), size)]

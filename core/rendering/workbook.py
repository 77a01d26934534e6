"""Writes sheets with openpyxl. Import this module through `core.rendering.xlsx` alone: it loads openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from itertools import chain, repeat, zip_longest
from math import isfinite
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from core.rendering.characters import without_broken_characters
from core.rendering.csv import FORMULA_START
from core.rendering.xlsx import CellValue, Column, Sheet

CELL_LIMIT = 32_767
PROMPT_TITLE_LIMIT, PROMPT_LIMIT = 32, 255
LAST_ROW_TO_FILL = 5_000
# As many characters beside each other as are still legible on wide paper.
PAGE_WIDTH = 150
CHOICES, CHOICES_WIDTH = "Choices", 32
NOT_A_CHOICE = "Choose one of the list."
HEADING = Font(bold=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
GENERAL, DAY, MOMENT = "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
FIRST_YEAR = 1900
# Spreadsheets read _x0041_ as the letter A unless its first underscore is written in that way itself.
_ESCAPE_ALIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LAST_WORD = re.compile(r"(?<=\S)\s+\S*\Z")

# The columns of the sheet of choices: a heading and the choices under it, with the number of their column.
_Lists = dict[tuple[str, tuple[str, ...]], int]


def write_workbook(sheets: Iterable[Sheet], *, title: str, author: str, language: str) -> bytes:
    """Return the bytes of a workbook; see `core.rendering.xlsx.render_xlsx`."""
    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.creator, properties.language = _text(title), _text(author), language
    lists: _Lists = {}
    for sheet in sheets:
        if sheet.title.casefold() == CHOICES.casefold():
            raise ValueError(f'The name "{CHOICES}" is kept for the sheet that lists what columns offer.')
        _write_sheet(workbook.create_sheet(sheet.title), sheet, lists)
    if lists:
        _write_sheet(workbook.create_sheet(CHOICES), _choices(lists), {})
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_sheet(worksheet: Any, sheet: Sheet, lists: _Lists) -> None:
    worksheet.freeze_panes = "A2"
    _fit_to_paper(worksheet, sum(column.width for column in sheet.columns))
    worksheet._values_to_row = _placed  # Sheets are the same without, in a third more time.
    for number, column in enumerate(sheet.columns, start=1):
        _set_up(worksheet, get_column_letter(number), column, lists)
    worksheet.append(_cells([column.title for column in sheet.columns], repeat(_Pen(worksheet, font=HEADING))))
    pens, further = _pens(worksheet, sheet.columns), repeat(_Pen(worksheet))
    height = 1
    for part in chain.from_iterable(map(_rows_that_fit, sheet.rows)):
        worksheet.append(_cells(part, chain(pens, further)))
        height += 1
    if sheet.has_filter:
        worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{height}"


def _fit_to_paper(worksheet: Any, width: int) -> None:
    """Print on wide paper, so many pages beside each other that the type stays legible, each with the heading row."""
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = worksheet.page_setup
    setup.orientation, setup.fitToWidth, setup.fitToHeight = "landscape", -(-width // PAGE_WIDTH), 0
    worksheet.print_title_rows = "1:1"


def _set_up(worksheet: Any, letter: str, column: Column, lists: _Lists) -> None:
    dimension = worksheet.column_dimensions[letter]
    dimension.width = column.width
    if column.format:
        dimension.number_format, dimension.alignment = column.format, WRAPPED
    if column.choices or column.prompt:
        validation = _validation(column, lists)
        validation.add(f"{letter}2:{letter}{LAST_ROW_TO_FILL}")
        worksheet.data_validations.append(validation)


def _validation(column: Column, lists: _Lists) -> DataValidation:
    """Return what a spreadsheet offers, says and refuses in a column; without choices it takes everything."""
    validation = DataValidation(allow_blank=True)
    if column.choices:
        validation.type, validation.formula1 = "list", _choices_range(column, lists)
        if column.strict:
            validation.showErrorMessage, validation.errorStyle, validation.error = True, "stop", NOT_A_CHOICE
    if column.prompt:
        validation.showInputMessage = True
        title, prompt = without_broken_characters(column.title), without_broken_characters(column.prompt)
        validation.promptTitle = _escaped(_units(title, PROMPT_TITLE_LIMIT))
        validation.prompt = _escaped(_words(prompt, PROMPT_LIMIT))
    return validation


def _choices_range(column: Column, lists: _Lists) -> str:
    """Return where the sheet of choices lists those of a column; columns of one title and choices share a list."""
    number = lists.setdefault((column.title, tuple(column.choices)), len(lists) + 1)
    letter = get_column_letter(number)
    return f"{CHOICES}!${letter}$2:${letter}${len(column.choices) + 1}"


def _choices(lists: _Lists) -> Sheet:
    columns = [Column(title, CHOICES_WIDTH) for title, _ in lists]
    return Sheet(CHOICES, columns, zip_longest(*(choices for _, choices in lists)))


class _Cell(Cell):
    """A cell that knows its style's number, which openpyxl looks up among all styles for each cell that it writes."""

    has_style = True
    style_id = 0


class _Pen:
    """Writes the values of columns with one number format, which texts and empty cells have for what is typed later.

    Its cells are used again and again: openpyxl writes each one before it asks for the next.
    """

    def __init__(self, worksheet: Any, number_format: str = GENERAL, *, font: Font | None = None) -> None:
        is_for_dates = is_date_format(number_format)
        self._empty = _styled(worksheet, "n", number_format, font)
        self._text = _styled(worksheet, "s", number_format, font)
        # Editing the cell later keeps it text, too.
        self._quoted = _styled(worksheet, "s", number_format, font, quotePrefix=True)
        self._number = _styled(worksheet, "n", GENERAL if is_for_dates else number_format, font)
        self._boolean = _styled(worksheet, "b", GENERAL, font)
        self._day = _styled(worksheet, "d", number_format if is_for_dates else DAY, font)
        self._moment = _styled(worksheet, "d", MOMENT, font)

    def cell(self, value: CellValue) -> Any:
        """Return a cell with the value, to be written before the next is asked for."""
        if isinstance(value, str):
            return self._with_text(_text(value))
        if isinstance(value, date):
            return self._with_date(value)
        if value is None or not isfinite(value):
            return self._empty
        return _holding(self._boolean if isinstance(value, bool) else self._number, value)

    def _with_text(self, text: str) -> Any:
        return _holding(self._quoted if FORMULA_START.match(text) else self._text, text)

    def _with_date(self, value: date) -> Any:
        if isinstance(value, datetime):
            return _holding(self._moment, timezone.localtime(value).replace(tzinfo=None, microsecond=0))
        if value.year < FIRST_YEAR:
            return self._with_text(value.isoformat())
        return _holding(self._day, value)


def _styled(worksheet: Any, data_type: str, number_format: str, font: Font | None, **more: object) -> Any:
    cell: Any = _Cell(worksheet, row=1, column=1)
    cell.data_type = data_type
    style = {"alignment": WRAPPED, "number_format": number_format, "font": font, **more}
    for name, value in style.items():
        if value is not None:
            setattr(cell, name, value)
    cell.style_id = worksheet.parent._cell_styles.add(cell._style)
    return cell


def _holding(cell: Any, value: object) -> Any:
    cell._value = value  # The public name looks for a type, and finds a formula in "=1+1" and an error in "#N/A".
    return cell


def _pens(worksheet: Any, columns: Sequence[Column]) -> list[_Pen]:
    """Return a pen for each column; columns of one format share theirs."""
    formats = [column.format or GENERAL for column in columns]
    pens = {number_format: _Pen(worksheet, number_format) for number_format in dict.fromkeys(formats)}
    return [pens[number_format] for number_format in formats]


def _cells(values: Iterable[CellValue], pens: Iterable[_Pen]) -> Iterator[Any]:
    return (pen.cell(value) for value, pen in zip(values, pens, strict=False))


def _placed(cells: Iterable[Any], row: int) -> Iterator[Any]:
    """Yield the cells of a row, each with its place; openpyxl would try and fail to put each into a cell of its own."""
    for column, cell in enumerate(cells, start=1):
        cell.row, cell.column = row, column
        yield cell


def _rows_that_fit(row: Sequence[CellValue]) -> Iterable[Sequence[CellValue]]:
    """Return the row, and further ones for what is left of its long texts, with the short cells repeated."""
    if not any(isinstance(value, str) and len(value) > CELL_LIMIT // 2 for value in row):
        return (row,)
    cells = [_pieces(value) if isinstance(value, str) else [value] for value in row]
    height = max(map(len, cells), default=1)
    return zip_longest(*(pieces if len(pieces) > 1 else pieces * height for pieces in cells))


def _pieces(text: str) -> list[CellValue]:
    """Split text so that each piece fits a cell; the limit counts UTF-16 units, of which a character has one or two.

    Half as many characters fit whatever they are, for escapes make no text more than twice as long.
    """
    if _fits(_text(text), CELL_LIMIT):
        return [text]
    clean, size = without_broken_characters(text), CELL_LIMIT // 2
    return [clean[start : start + size] for start in range(0, len(clean), size)]


def _text(text: str) -> str:
    if text.isprintable() and "_x" not in text:  # Python calls nothing printable that no file may carry.
        return text
    return _escaped(without_broken_characters(text))


def _escaped(text: str) -> str:
    return _ESCAPE_ALIKE.sub("_x005F_", text)


def _fits(text: str, limit: int) -> bool:
    return len(text) <= limit // 2 or len(text.encode("utf-16-le")) // 2 <= limit


def _words(text: str, limit: int) -> str:
    """Return the beginning of a text that fits the limit of UTF-16 units, cut at the end of a word if it has one."""
    if _fits(text, limit):
        return text
    return _units(_LAST_WORD.sub("", _units(text, limit + 1)), limit)


def _units(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")

"""An inventory's columns in a workbook: what they offer to whoever fills them in, and what a cell holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from core.rendering.xlsx import CellValue, Column
from inventories.cells import Stored, written
from inventories.choices import DATES, ColumnKind
from inventories.reports import SheetColumn
from inventories.reports.templates import RULES

REQUIRED_SIGN = "*"
TEXT, DAY = "@", "yyyy-mm-dd"
WIDTHS = {
    ColumnKind.TEXT: 28, ColumnKind.LONG_TEXT: 48, ColumnKind.CHOICE: 24, ColumnKind.CHOICES: 32,
    ColumnKind.NUMBER: 14, ColumnKind.DATE: 14, ColumnKind.EXPIRES: 14, ColumnKind.YES_NO: 12, ColumnKind.LINK: 32,
    ColumnKind.PERSON: 24, ColumnKind.BUILDING: 28,
}  # fmt: skip
HOLDS = {
    ColumnKind.CHOICE: "One of the choices.",
    ColumnKind.NUMBER: "A number, such as 1250 or 0.5.",
    ColumnKind.DATE: "A date, such as 2026-08-15.",
    ColumnKind.EXPIRES: "A date, such as 2026-08-15.",
    ColumnKind.YES_NO: "Yes or No.",
    ColumnKind.LINK: "A whole address, such as https://www.example.org/page.",
    ColumnKind.BUILDING: "A building of the district, by its name.",
}
YES_NO = ("Yes", "No")
# What a cell holds in a workbook and in a CSV file, made once for a column and used for all its cells.
Write = Callable[[Stored | None], Any]


def filled_in(column: SheetColumn, buildings: Sequence[str], people: Sequence[str]) -> Column:
    """Return a column with what helps to fill it in; the title of a required one ends in an asterisk."""
    offered: dict[str, Sequence[str]] = {
        ColumnKind.CHOICE: column.choices,
        ColumnKind.YES_NO: YES_NO,
        ColumnKind.BUILDING: buildings,
        ColumnKind.PERSON: people,
    }
    return Column(
        f"{column.title}{REQUIRED_SIGN}" if column.required else column.title,
        _width(column),
        choices=offered.get(column.kind, ()),
        prompt=_prompt(column),
        strict=column.kind != ColumnKind.PERSON,
        format=_format(column),
    )


def plain(column: SheetColumn) -> Column:
    """Return a column to read alone."""
    return Column(column.title, _width(column), format=_format(column))


def _width(column: SheetColumn) -> int:
    return max(WIDTHS[ColumnKind(column.kind)], min(len(column.title) + 3, 30))


def _format(column: SheetColumn) -> str:
    if column.is_date:
        return DAY
    return "" if column.kind == ColumnKind.NUMBER else TEXT


def _prompt(column: SheetColumn) -> str:
    rule = "" if not (column.required or column.unique) else f"{RULES[column.required, column.unique]}."
    return " ".join(filter(None, (rule, as_sentence(column.help), holds(column))))


def holds(column: SheetColumn) -> str:
    """Say what is typed into a cell, where that is not plain text."""
    if column.kind == ColumnKind.CHOICES:
        return f"One or several, with a semicolon between them: {'; '.join(column.choices)}."
    return HOLDS.get(ColumnKind(column.kind), "")


def as_sentence(text: str) -> str:
    """Return a text with a full stop at its end."""
    return f"{text}." if text and text[-1] not in ".?!" else text


# What a cell holds --------------------------------------------------------------------------------


def workbook_writers(columns: Iterable[SheetColumn], buildings: Mapping[int, str]) -> list[Write]:
    """Return for each column what writes its cells into a workbook: numbers and dates as such, the rest as text."""
    return [_workbook_writer(column, buildings) for column in columns]


def _workbook_writer(column: SheetColumn, buildings: Mapping[int, str]) -> Write:
    if column.kind in DATES:
        return _date
    return _number if column.kind == ColumnKind.NUMBER else partial(_text, buildings)


def csv_writers(columns: Iterable[SheetColumn], buildings: Mapping[int, str]) -> list[Write]:
    """Return for each column what writes its cells into a CSV file: numbers as such, all else as text."""
    return [_number if column.kind == ColumnKind.NUMBER else partial(_text, buildings) for column in columns]


def _number(value: Stored | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _date(value: Stored | None) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


def _text(buildings: Mapping[int, str], value: Stored | None) -> CellValue:
    return value if value is None or isinstance(value, str) else written(value, buildings)

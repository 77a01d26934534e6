"""The workbook that people fill in: headings with drop-downs and help, and a sheet that explains each column."""

from __future__ import annotations

from collections.abc import Sequence

from core.rendering.xlsx import CellValue, Column, Sheet, render_xlsx
from inventories.choices import ColumnKind
from inventories.exports.columns import YES_NO, filled_in, holds
from inventories.reports import SheetColumn

WORD, NAME, TEXT = 16, 28, 60


def template_xlsx(
    columns: Sequence[SheetColumn], *, title: str, district: str, buildings: Sequence[str], people: Sequence[str]
) -> bytes:
    """Return a workbook without entries: `buildings` are those in use, `people` whom it suggests for persons."""
    entries = Sheet("Entries", [filled_in(column, buildings, people) for column in columns], ())
    return render_xlsx((entries, _help(columns, buildings)), title=f"{title}, to fill in: {district}", author=district)


def _help(columns: Sequence[SheetColumn], buildings: Sequence[str]) -> Sheet:
    headings = [
        Column("Column", NAME), Column("Holds", WORD), Column("Required", WORD), Column("Differs in every row", WORD),
        Column("Choices", TEXT), Column("How to type it", TEXT), Column("Help", TEXT),
    ]  # fmt: skip
    return Sheet("Help", headings, [_line(column, buildings) for column in columns])


def _line(column: SheetColumn, buildings: Sequence[str]) -> list[CellValue]:
    choices = {ColumnKind.YES_NO: YES_NO, ColumnKind.BUILDING: buildings}.get(ColumnKind(column.kind), column.choices)
    return [
        column.title,
        column.kind_label,
        "Yes" if column.required else "No",
        "Yes" if column.unique else "No",
        "\n".join(choices),
        holds(column) if not column.choices or column.kind == ColumnKind.CHOICE else SEVERAL,
        column.help,
    ]


SEVERAL = "One or several of the choices, with a semicolon between them."

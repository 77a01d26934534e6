"""Reads the first sheet of an XLSX file as text, after a look at what reading it will take.

The library that reads cells makes a dense table of all between the first and the last that hold anything, and takes
errors and unfinished formulas for empty cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.reading.addresses import address_of
from core.reading.merges import check_merges
from core.reading.package import Package
from core.reading.sheet_scan import Scan, Scanner
from core.reading.table import (
    MAX_CELLS,
    NEITHER,
    CellProblem,
    ReadRow,
    ReadTable,
    UnreadableFile,
    check_columns,
    check_rows,
    table_of,
)
from core.reading.text import texts_of
from core.reading.workbook import WORKBOOK, Parts, find_parts, read_values

BINARY = "The file is a binary workbook (.xlsb). Save it as .xlsx, and choose that."


def read_xlsx(content: bytes) -> ReadTable:
    """Return the table of a workbook's first sheet. Raises UnreadableFile where it is damaged, unsafe or too large."""
    package = Package(content)
    if WORKBOOK not in package:
        raise UnreadableFile(BINARY if "xl/workbook.bin" in package else NEITHER)
    parts = find_parts(package)
    scan = Scanner(parts.sheet, parts.string_sizes()).scan()
    _check_extent(scan)
    check_merges(parts.sheet, scan)
    return table_of("XLSX", _rows(parts, scan), _notices(parts, scan))


def _check_extent(scan: Scan) -> None:
    check_columns(scan.last_column + 1)
    if max(scan.area, scan.cells) <= MAX_CELLS:
        return
    check_rows(scan.rows - 1)
    first, last = address_of((scan.first_row, scan.first_column)), address_of((scan.last_row, scan.last_column))
    msg = (
        f"The cells from {first} to {last} are {scan.area:,}; {MAX_CELLS:,} are the most that can be read. "
        "Delete what lies outside the table, or copy the table to a new file."
    )
    raise UnreadableFile(msg)


def _rows(parts: Parts, scan: Scan) -> Iterator[ReadRow]:
    """Yield the rows from the first that holds anything to the last, empty ones among them."""
    (first_row, first_column), values = read_values(parts, _without_errors(parts.sheet, scan))
    problems = _problems(scan)
    for number in range(scan.first_row, scan.last_row + 1):
        index = number - 1 - first_row
        cells = values[index] if 0 <= index < len(values) else ()
        texts = ("",) * first_column + texts_of(cells)
        yield ReadRow(number, texts, tuple(problems.get(number, ())))


def _without_errors(sheet: bytes, scan: Scan) -> bytes:
    """Blank the content of cells that show errors: one that the library does not know would stop it."""
    if not scan.error_spans:
        return sheet
    blanked = bytearray(sheet)
    for start, end in scan.error_spans:
        blanked[start:end] = b" " * (end - start)
    return bytes(blanked)


def _problems(scan: Scan) -> dict[int, list[CellProblem]]:
    """Return the problems of each row, from left to right."""
    messages = {place: f"{address_of(place)} shows {error}. Type the value." for place, error in scan.errors.items()}
    for place in scan.unresolved:
        messages[place] = f"{address_of(place)} is a formula without a result. Type the value."
    problems: dict[int, list[CellProblem]] = {}
    for (row, column), message in sorted(messages.items()):
        problems.setdefault(row, []).append(CellProblem(column, message))
    return problems


def _notices(parts: Parts, scan: Scan) -> list[str]:
    notices = []
    if parts.sheet_count > 1:
        notices.append(f"Only the first sheet, “{parts.title}”, is read; the file has {parts.sheet_count}.")
    if scan.calculated == 1:
        notices.append("1 cell holds a formula. The value that was last calculated is taken.")
    elif scan.calculated:
        notices.append(f"{scan.calculated:,} cells hold formulas. The values that were last calculated are taken.")
    return notices

"""A table that was read: its headings, its rows, and how large it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

MAX_ROWS = 20_000
MAX_COLUMNS = 200
# A table is as large as rows times columns, whether or not its cells hold anything.
MAX_CELLS = 1_000_000

NO_TABLE = (
    "The file holds no table: every cell is empty. Put headings into the first row, and one entry into each row below."
)
NEITHER = "The file is neither XLSX nor CSV. Save the table as XLSX or CSV, and choose that file."


class UnreadableFile(Exception):
    """The file cannot be taken; its text is a sentence for the person: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that holds no usable value; `column` counts from 0."""

    column: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with one text for each heading, and the number under which a spreadsheet or an editor shows it."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[CellProblem, ...] = ()

    @property
    def width(self) -> int:
        return max(len(self.cells), *(problem.column + 1 for problem in self.problems), 0)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A heading row and the rows below it that hold anything; a column without a heading has an empty one."""

    kind: str
    headings: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    notices: tuple[str, ...]


def table_of(kind: str, found: Iterable[ReadRow], notices: Sequence[str]) -> ReadTable:
    """Return the table of `found` rows, which may be ragged: the first that holds anything has the headings.

    Raises UnreadableFile where there is none, or more than the limits allow.
    """
    filled = (row for row in map(_without_empty_end, found) if row.width)
    headings = _headings(next(filled, None))
    rows = _rows_within_limit(filled)
    width = max(len(headings), *(row.width for row in rows), 0)
    check_columns(width)
    _check_area(len(rows) + 1, width)
    return ReadTable(kind, _padded(headings, width), tuple(_widened(row, width) for row in rows), tuple(notices))


def check_columns(count: int) -> None:
    """Raise UnreadableFile for more columns than are read."""
    if count > MAX_COLUMNS:
        _refuse_size(f"{count:,} columns", MAX_COLUMNS, "Delete the columns that are not needed")


def check_rows(count: int) -> None:
    """Raise UnreadableFile for more rows, without the headings, than are read."""
    if count > MAX_ROWS:
        _refuse_size(f"{count:,} rows", MAX_ROWS, "Split it into several files")


def _check_area(rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        size = f"{rows:,} rows and {columns:,} columns, or {rows * columns:,} cells"
        _refuse_size(size, MAX_CELLS, "Split it into several files")


def _refuse_size(size: str, limit: int, advice: str) -> NoReturn:
    msg = f"The table has {size}; {limit:,} are the most that can be read. {advice}, or copy the table to a new file."
    raise UnreadableFile(msg)


def _without_empty_end(row: ReadRow) -> ReadRow:
    cells = row.cells
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return row if end == len(cells) else ReadRow(row.number, cells[:end], row.problems)


def _headings(row: ReadRow | None) -> tuple[str, ...]:
    if row is None:
        raise UnreadableFile(NO_TABLE)
    for problem in row.problems:
        raise UnreadableFile(problem.message)
    return tuple(" ".join(cell.split()) for cell in row.cells)


def _rows_within_limit(found: Iterator[ReadRow]) -> list[ReadRow]:
    """Return the rows; where they are too many the rest is counted, not kept."""
    rows = list(islice(found, MAX_ROWS))
    check_rows(len(rows) + sum(1 for _ in found))
    return rows


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _widened(row: ReadRow, width: int) -> ReadRow:
    return ReadRow(row.number, _padded(row.cells, width), row.problems) if len(row.cells) < width else row

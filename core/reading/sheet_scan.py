"""What a sheet is made of, told from its markup before a library makes a dense table of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from core.reading.addresses import LAST_COLUMN, LAST_ROW, Place, column_index
from core.reading.damage import DAMAGED
from core.reading.markup import PREFIX, attributes
from core.reading.package import MAX_UNPACKED, TOO_LARGE
from core.reading.table import MAX_CELLS, UnreadableFile

MAX_PROBLEMS = 10_000
TOO_MANY_PROBLEMS = (
    f"More than {MAX_PROBLEMS:,} cells show errors or are formulas without a result. Type their values, or open the "
    "file in a spreadsheet program and save it again."
)

_DIGITS = len(str(MAX_CELLS))
# The errors of spreadsheets are short words.
_ERROR_LENGTH = 20
# Formulas have 8,192 characters at most. Without a limit, each error would be searched for an end far below.
_CELL_LENGTH = 64 * 1024

# A cell with content, by its address and its other attributes; the element in it, and a number in that.
_FILLED = re.compile(
    rb'<(?:c|[^\s<>/:]++:c) r="([A-Z]++)([0-9]++)"([^<>]*+)(?<!/)>[^<]*+<%b([^\s<>/:]++)(?:>([0-9]++)<)?' % PREFIX
)
# The value of a cell, behind the element that stands before it or that it is.
_VALUE = re.compile(rb"(?:[^<]*<[^<>]*>){0,2}?[^<]*<%bv(?:\s[^<>]*)?/?>([^<]*)" % PREFIX)
_CELL_END = re.compile(rb"</%bc\s*>" % PREFIX)


@dataclass(slots=True)
class Scan:
    """How far the cells with content reach, and which of them hold no plain value."""

    first_row: int = LAST_ROW
    last_row: int = 0
    first_column: int = 0
    last_column: int = -1
    rows: int = 0
    cells: int = 0
    calculated: int = 0
    unresolved: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    error_spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def area(self) -> int:
        return max(0, self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def add_row(self, number: int) -> None:
        if not 0 < number <= LAST_ROW:
            raise UnreadableFile(DAMAGED)
        self.rows += 1
        self.first_row, self.last_row = min(self.first_row, number), max(self.last_row, number)

    def set_columns(self, letters: set[bytes]) -> None:
        columns = sorted(map(column_index, letters))
        if columns:
            self.first_column, self.last_column = columns[0], columns[-1]
        if self.last_column > LAST_COLUMN:
            raise UnreadableFile(DAMAGED)


class Scanner:
    """Goes once over the markup of a sheet whose cells all have their addresses."""

    def __init__(self, markup: bytes, string_sizes: Sequence[int]) -> None:
        self._markup = markup
        self._string_sizes = string_sizes
        self._longest_string = max(string_sizes, default=0)
        self._text_left = MAX_UNPACKED
        self._scan = Scan()
        # Cells of a sheet share a few such tags. The cache goes with the file, whatever that put into it.
        self._cell_type = lru_cache(maxsize=1024)(_cell_type)

    def scan(self) -> Scan:
        """Return what the sheet is made of. Raises UnreadableFile where that is broken or too much."""
        columns: set[bytes] = set()
        last_row = b""
        # This runs for every cell: what most cells do not need is left to others.
        for match in _FILLED.finditer(self._markup):
            letters, row, tag, element, number = match.groups()
            columns.add(letters)
            if row != last_row:
                last_row = row
                self._scan.add_row(int(row))
            self._scan.cells += 1
            kind = self._cell_type(tag)
            if kind == "s":
                self._count_text(number)
            elif kind == "e" or element == b"f":
                self._note(match, kind)
        self._scan.set_columns(columns)
        return self._scan

    def _count_text(self, number: bytes | None) -> None:
        """Count what a shared string adds each time it is used: a small file can use a long one everywhere."""
        index = int(number) if number and len(number) <= _DIGITS else MAX_CELLS
        self._text_left -= self._string_sizes[index] if index < len(self._string_sizes) else self._longest_string
        if self._text_left < 0:
            raise UnreadableFile(TOO_LARGE)

    def _note(self, match: re.Match[bytes], kind: str) -> None:
        place = int(match[2]), column_index(match[1])
        start = match.end(3) + 1
        value = _VALUE.match(self._markup, start)
        if kind == "e":
            self._note_error(place, start, value)
        # An empty text is a result; nothing at all is what programs write that calculate nothing.
        elif value and (kind == "str" or value[1].strip()):
            self._scan.calculated += 1
        else:
            self._scan.unresolved.add(place)
        if len(self._scan.error_spans) + len(self._scan.unresolved) > MAX_PROBLEMS:
            raise UnreadableFile(TOO_MANY_PROBLEMS)

    def _note_error(self, place: Place, start: int, value: re.Match[bytes] | None) -> None:
        end = _CELL_END.search(self._markup, start, start + _CELL_LENGTH)
        if not end or not value:
            raise UnreadableFile(DAMAGED)
        self._scan.errors[place] = unescape(value[1][:_ERROR_LENGTH].decode(errors="replace")).strip()
        self._scan.error_spans.append((start, end.start()))


def _cell_type(tag: bytes) -> str:
    return attributes(tag).get("t", "")

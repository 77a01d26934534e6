"""How the report is laid out on paper: what is short enough for a table, so that no table crosses a page.

A table that crosses a page becomes several tables to a screen reader, so every indicator has a small one of its own,
which stays whole; what is too long for that is set as paragraphs, which may cross pages freely. Lengths are estimates
in lines of table text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from readiness.reports import RatedConsideration, RatedIndicator, RatedItem, RatedPractice, StandingGroup

# A line of a cell with two texts beside each other, and with three.
HALF, THIRD = 46, 33
# The most that one indicator may need and still be a table: safely less than a page.
PAGE_LINES = 40
# A table of several rows up to this long leaves no large gap at the end of a page.
TABLE_LINES = 27
# Notes beyond this are set below the table.
NOTE_LINES = 10


def direction(text: str) -> str:
    """Return `rtl` for text whose first letter is written from right to left, `ltr` for any other."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            break
    return "ltr"


def lines(text: str, width: int) -> int:
    """Estimate how many lines `text` takes when `width` letters fit on one."""
    wide = sum(unicodedata.east_asian_width(char) in {"W", "F"} for char in text)
    return sum(max(1, -(-len(line) // width)) for line in text.splitlines()) + wide // width


@dataclass(frozen=True, slots=True)
class Note:
    """A note, with the direction it is written in and the name of what it is about."""

    name: str
    text: str

    @property
    def direction(self) -> str:
        return direction(self.text)

    @property
    def is_long(self) -> bool:
        return lines(self.text, HALF) > NOTE_LINES


@dataclass(frozen=True, slots=True)
class Cell:
    """A stage description with its rating and note."""

    item: RatedItem

    @property
    def note(self) -> Note:
        return Note(self.item.content.name, self.item.note)

    @property
    def height(self) -> int:
        note = 1 if self.note.is_long else lines(self.item.note, HALF)
        return lines(self.item.content.text, HALF) + 1 + note


@dataclass(frozen=True, slots=True)
class IndicatorLayout:
    """An indicator with its stages beside each other, or as paragraphs where they are too long for that."""

    indicator: RatedIndicator

    @property
    def code(self) -> str:
        return self.indicator.content.code

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(Cell(item) for item in self.indicator.items)

    @property
    def is_text(self) -> bool:
        return max((cell.height for cell in self.cells), default=0) > PAGE_LINES

    @property
    def notes_below(self) -> tuple[Note, ...]:
        """Notes too long for their cell, which follow the table."""
        return () if self.is_text else tuple(cell.note for cell in self.cells if cell.note.is_long)


@dataclass(frozen=True, slots=True)
class ConsiderationLayout:
    """A consideration with its stages beside each other, or as paragraphs where they are too long for that."""

    consideration: RatedConsideration

    @property
    def note(self) -> Note:
        return Note(self.consideration.content.title, self.consideration.note)

    @property
    def is_text(self) -> bool:
        return self._height > PAGE_LINES

    @property
    def is_whole(self) -> bool:
        """Short enough to stay on one page with its note."""
        return not self.note.is_long and self._height + NOTE_LINES <= PAGE_LINES

    @property
    def _height(self) -> int:
        return max((lines(stage.text, THIRD) for stage in self.consideration.content.stages), default=0)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """An indicator in the list of what is not in place yet, with the practice it belongs to."""

    indicator: RatedIndicator
    practice: RatedPractice

    @property
    def height(self) -> int:
        return max(lines(self.practice.text, THIRD + 14), 1) + 1


@dataclass(frozen=True, slots=True)
class StandingLayout:
    """A group of standing in tables that stay whole."""

    group: StandingGroup
    rows: tuple[StandingRow, ...]

    @property
    def tables(self) -> tuple[tuple[StandingRow, ...], ...]:
        return tuple(tuple(rows) for rows in grouped(self.rows, TABLE_LINES))


class Measured(Protocol):
    """Anything with an estimated height in lines."""

    @property
    def height(self) -> int: ...


T = TypeVar("T", bound=Measured)


def grouped(rows: Iterable[T], limit: int) -> Iterator[Sequence[T]]:
    """Yield rows in groups of at most `limit` lines; a row that is longer comes alone."""
    group: list[T] = []
    for row in rows:
        if group and sum(one.height for one in group) + row.height > limit:
            yield group
            group = []
        group.append(row)
    if group:
        yield group

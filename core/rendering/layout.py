"""What is short enough for a table on paper, so that no table crosses a page.

A table that crosses a page becomes several tables to a screen reader, so every thing of a report has a small one of its
own, which stays whole; what is too long for that is set as paragraphs, which may cross pages freely. Lengths are
estimates in lines of table text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

# A line of a cell with two texts beside each other, and with three.
HALF, THIRD = 46, 33
# The most that one thing may need and still be a table: safely less than a page.
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
    """A note, or a dissent, with the direction it is written in and the name of what it is about."""

    name: str
    text: str
    kind: str = "Note"

    @property
    def direction(self) -> str:
        return direction(self.text)

    @property
    def is_long(self) -> bool:
        return lines(self.text, HALF) > NOTE_LINES


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

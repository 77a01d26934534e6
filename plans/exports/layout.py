"""How a plan is laid out on paper: tables that stay whole, and what is too long for them as paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.rendering.layout import direction, grouped, lines

# A table of so many lines leaves no large gap at the end of a page.
TABLE = 20
# How many letters a line holds: of a wide cell, of a narrow one, of the page.
WIDE, NARROW, LINE = 48, 17, 92
# A text up to so many lines stays on one page with its heading.
WHOLE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, the first of which is its head with a second line in small letters."""

    head: str
    cells: tuple[str, ...]
    small: str = ""

    @property
    def direction(self) -> str:
        return direction(self.head)

    @property
    def height(self) -> int:
        small = lines(self.small, WIDE + 4) if self.small else 0
        return max(lines(self.head, WIDE) + small, *(lines(cell, NARROW) for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under the same heads, in tables that stay whole; `css` gives the widths of their columns."""

    css: str
    heads: tuple[str, ...]
    tables: list[Sequence[Row]]


def listing(css: str, heads: tuple[str, ...], rows: Iterable[Row]) -> Listing:
    """Return rows in tables that stay whole, all about as long as each other."""
    found = list(rows)
    height = sum(row.height for row in found)
    parts = -(-height // TABLE)
    return Listing(css, heads, list(grouped(found, -(-height // parts) + 1 if parts > 1 else TABLE)))


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its title, the direction it is written in, and whether it is short enough to stay on a page."""

    title: str
    text: str

    @property
    def direction(self) -> str:
        return direction(self.text)

    @property
    def is_whole(self) -> bool:
        return lines(self.text, LINE) <= WHOLE

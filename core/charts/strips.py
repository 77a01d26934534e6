"""Strips of tiles: one column per indicator, one tile per stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from core.charts.shapes import Chart, Tile, drawn, in_a_sentence, number

PITCH, TILE_WIDTH, TILE_HEIGHT, ROW = 13, 9, 8, 11
COVER_WIDTH, COVER_GAP, COVER_GROUP_GAP, COVER_LARGEST = 670, 3.3, 16, 32


@dataclass(frozen=True, slots=True)
class ChartAnswer:
    """One answer: its code on the scale ("0" to "2", "n", or "" for none) and its word."""

    code: str
    word: str

    @property
    def style(self) -> str:
        return f"r{self.code or 'x'}"


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """The answers for one thing, such as indicator 5a, top to bottom."""

    name: str
    answers: tuple[ChartAnswer, ...]

    @property
    def statement(self) -> str:
        return f"{self.name}: {', '.join(in_a_sentence(answer.word) for answer in self.answers)}"


@lru_cache(maxsize=4096)
def tile_strip(columns: tuple[tuple[str, ...], ...], title: str = "") -> SafeString:
    """Return a small strip for a rail: codes of answers per column, top to bottom.

    Without a title it is decoration, hidden from screen readers, beside words that say the same. Strips that were drawn
    before are kept: a worksheet of six areas asks for six, and few change between two requests.
    """
    tiles = [
        Tile(f"r{code or 'x'}", column * PITCH + 0.5, row * ROW + 0.5, TILE_WIDTH, TILE_HEIGHT, radius=1)
        for column, codes in enumerate(columns)
        for row, code in enumerate(codes)
    ]
    rows = max(map(len, columns), default=0)
    return Chart(title, number(len(columns) * PITCH), number(rows * ROW - 1), drawn(tiles), fixed=True).render()


def cover_strip(heading: str, groups: Sequence[Sequence[ChartColumn]]) -> SafeString:
    """Return the wide strip of a cover, with a gap between groups; `heading` begins the sentence with the data."""
    columns = [column for group in groups for column in group]
    gaps = COVER_GROUP_GAP * max(len(groups) - 1, 0)
    pitch = min((COVER_WIDTH - gaps) / max(len(columns), 1), COVER_LARGEST + COVER_GAP)
    size, tiles, x = pitch - COVER_GAP, [], 0.6
    for group in groups:
        for column in group:
            tiles += [
                Tile(answer.style, x, 0.6 + row * pitch, size, size, dot=2.5)
                for row, answer in enumerate(column.answers)
            ]
            x += pitch
        x += COVER_GROUP_GAP
    rows = max((len(column.answers) for column in columns), default=0)
    title = f"{heading} {'; '.join(column.statement for column in columns)}."
    return Chart(title, number(COVER_WIDTH), number(rows * pitch), drawn(tiles)).render()

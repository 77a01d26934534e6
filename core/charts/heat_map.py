"""The heat map: a row per focus area, a block of tiles per stage, each tile with the code of its indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from textwrap import wrap

from django.utils.safestring import SafeString

from core.charts.shapes import (
    ACCENT,
    BORDER,
    UNRATED,
    Chart,
    Rule,
    Shape,
    Tile,
    Words,
    drawn,
    in_a_sentence,
    number,
    words_on,
)
from core.charts.strips import ChartColumn

WIDTH, LABEL_WIDTH, HEAD = 670, 254, 22
PITCH, TILE_WIDTH, TILE_HEIGHT, LINE = 28.5, 26.5, 21, 24
LABEL_LINE, LABEL_CHARACTERS = 15, 42
PADDING = 12


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A focus area: one column of answers per indicator, each with one tile per stage."""

    label: str
    columns: tuple[ChartColumn, ...]


def heat_map(heading: str, stages: Sequence[str], rows: Sequence[HeatRow]) -> SafeString:
    """Return the heat map; `heading` begins the sentences that state the data."""
    block = (WIDTH - LABEL_WIDTH) / max(len(stages), 1)
    shapes: list[Shape] = [
        Words(stage, number(LABEL_WIDTH + number_of * block), "14", 12, weight=600, css="t", fill=ACCENT)
        for number_of, stage in enumerate(stages)
    ]
    shapes.append(Rule(number(HEAD), number(WIDTH), css="axis", stroke=BORDER))
    tiles: list[Tile] = []
    y: float = HEAD
    for row in rows:
        if y > HEAD:
            shapes.append(Rule(number(y), number(WIDTH)))
        shapes += _label(row, y)
        for tile, name in _named_tiles(row, y, block):
            is_dot = tile.style in UNRATED  # A dot stands under its code, a box behind it.
            tiles.append(replace(tile, y=tile.y + 8) if is_dot else tile)
            baseline = tile.y + (11.5 if is_dot else 14.5)
            shapes.append(words_on(tile.style, name, tile.x + TILE_WIDTH / 2, baseline, size=11))
        y += _height(row, block)
    return Chart(_title(heading, stages, rows), number(WIDTH), number(y), [*drawn(tiles), *shapes]).render()


def _label(row: HeatRow, y: float) -> list[Shape]:
    return [
        Words(line, "0", number(y + 21.5 + place * LABEL_LINE), 12, weight=600)
        for place, line in enumerate(wrap(row.label, LABEL_CHARACTERS))
    ]


def _per_line(block: float) -> int:
    return max(int(block // PITCH), 1)


def _height(row: HeatRow, block: float) -> float:
    """Long labels and long rows take further lines."""
    tiles = ceil(len(row.columns) / _per_line(block)) * LINE - 3
    return PADDING + max(tiles, len(wrap(row.label, LABEL_CHARACTERS)) * LABEL_LINE)


def _named_tiles(row: HeatRow, y: float, block: float) -> Iterator[tuple[Tile, str]]:
    for number_of, column in enumerate(row.columns):
        line, place = divmod(number_of, _per_line(block))
        for stage, answer in enumerate(column.answers):
            x, top = LABEL_WIDTH + stage * block + place * PITCH, y + 6 + line * LINE
            yield Tile(answer.style, x, top, TILE_WIDTH, TILE_HEIGHT), column.name


def _title(heading: str, stages: Sequence[str], rows: Sequence[HeatRow]) -> str:
    return " ".join([heading, *(f"{row.label}: {_statement(stages, row)}." for row in rows)])


def _statement(stages: Sequence[str], row: HeatRow) -> str:
    return "; ".join(
        f"{stage} {', '.join(f'{column.name} {in_a_sentence(column.answers[place].word)}' for column in row.columns)}"
        for place, stage in enumerate(stages)
    )

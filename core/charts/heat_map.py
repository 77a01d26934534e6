"""The heat map: a row per focus area, a block of tiles per stage, each tile with the code of its indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap

from django.utils.safestring import SafeString

from core.charts.shapes import ACCENT, BORDER, UNRATED, Chart, Rule, Shape, Words, in_a_sentence, number, tile, words_on
from core.charts.strips import TileColumn

WIDTH, LABEL_WIDTH, HEAD = 670, 254, 22
PITCH, TILE_WIDTH, TILE_HEIGHT, LINE = 28.5, 26.5, 21, 24
LABEL_LINE, LABEL_CHARACTERS = 15, 42
PADDING = 12


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A focus area: one column of answers per indicator, each with one tile per stage."""

    label: str
    columns: tuple[TileColumn, ...]


def heat_map(heading: str, stages: Sequence[str], rows: Sequence[HeatRow]) -> SafeString:
    """Return the heat map; `heading` begins the sentences that state the data."""
    block = (WIDTH - LABEL_WIDTH) / max(len(stages), 1)
    shapes: list[Shape] = [
        Words(stage, number(LABEL_WIDTH + number_of * block), "14", 12, weight=600, css="t", fill=ACCENT)
        for number_of, stage in enumerate(stages)
    ]
    shapes.append(Rule(number(HEAD), number(WIDTH), css="axis", stroke=BORDER))
    y: float = HEAD
    for row in rows:
        if y > HEAD:
            shapes.append(Rule(number(y), number(WIDTH)))
        drawn, height = _row(row, y, block)
        shapes += drawn
        y += height
    return Chart(_title(heading, stages, rows), number(WIDTH), number(y), shapes).render()


def _row(row: HeatRow, y: float, block: float) -> tuple[list[Shape], float]:
    """Return the shapes of a row that begins at `y`, and its height. Long labels and long rows take further lines."""
    label = wrap(row.label, LABEL_CHARACTERS)
    per_line = max(int(block // PITCH), 1)
    height = PADDING + max(ceil(len(row.columns) / per_line) * LINE - 3, len(label) * LABEL_LINE)
    shapes: list[Shape] = [
        Words(line, "0", number(y + 21.5 + number_of * LABEL_LINE), 12, weight=600)
        for number_of, line in enumerate(label)
    ]
    for number_of, column in enumerate(row.columns):
        line, place = divmod(number_of, per_line)
        for stage, answer in enumerate(column.tiles):
            x, top = LABEL_WIDTH + stage * block + place * PITCH, y + 6 + line * LINE
            shapes += _named_tile(answer.style, column.name, x, top)
    return shapes, height


def _named_tile(style: str, name: str, x: float, y: float) -> list[Shape]:
    if style in UNRATED:
        return [words_on(style, name, x + TILE_WIDTH / 2, y + 11.5, size=11), tile(style, x, y + 8, TILE_WIDTH, 20)]
    words = words_on(style, name, x + TILE_WIDTH / 2, y + 14.5, size=11)
    return [tile(style, x, y, TILE_WIDTH, TILE_HEIGHT), words]


def _title(heading: str, stages: Sequence[str], rows: Sequence[HeatRow]) -> str:
    return " ".join([heading, *(f"{row.label}: {_statement(stages, row)}." for row in rows)])


def _statement(stages: Sequence[str], row: HeatRow) -> str:
    return "; ".join(
        f"{stage} {', '.join(f'{column.name} {in_a_sentence(column.tiles[place].word)}' for column in row.columns)}"
        for place, stage in enumerate(stages)
    )

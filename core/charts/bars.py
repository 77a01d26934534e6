"""Bars of standings: one bar per assessment, one box per indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.charts.shapes import MUTED, UNRATED, Chart, Shape, Tile, Words, drawn, in_a_sentence, number, words_on

LABEL_WIDTH, WIDE, WIDE_ROW, WIDE_BOX = 104, 760, 40, 29
NARROW, NARROW_ROW, NARROW_BOX = 358, 52, 25
PRINT, PRINT_BOX = 670, 15
# How wide a character of the key is at most, beside its swatch and the gap to the next entry.
KEY_CHARACTER, KEY_EXTRA = 7.2, 37


@dataclass(frozen=True, slots=True)
class Segment:
    """How many have one standing: its style ("s0" to "s3", "sn", "sx"), its word, and the count."""

    style: str
    word: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One assessment, most advanced standing first."""

    label: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)

    @property
    def counted(self) -> tuple[Segment, ...]:
        return tuple(segment for segment in self.segments if segment.count)

    @property
    def statement(self) -> str:
        counts = (f"{segment.count} {in_a_sentence(segment.word)}" for segment in self.counted)
        return f"{self.label}: {', '.join(counts)}."


def standing_bars(heading: str, bars: Sequence[Bar]) -> SafeString:
    """Return the bars twice, for wide and narrow screens; the last bar is the present one.

    `heading` begins the sentences that state the data.
    """
    title = " ".join([heading, *(bar.statement for bar in bars)])
    return format_html("{}{}", _wide(title, bars).render(), _narrow(title, bars).render())


def standing_print(heading: str, bar: Bar, boxes: int) -> SafeString:
    """Return one assessment on paper, a box for each that it counts and no words; a row has room for so many boxes.

    `heading` begins the sentence that states the data.
    """
    pitch = PRINT / max(boxes, 1)
    tiles = [
        Tile(segment.style, place * pitch + 0.5, 0.5, pitch - 3.5, PRINT_BOX, radius=1.5)
        for place, segment in enumerate(one for segment in bar.counted for one in [segment] * segment.count)
    ]
    return Chart(f"{heading} {bar.statement}", number(PRINT), number(PRINT_BOX + 1), drawn(tiles)).render()


def _wide(title: str, bars: Sequence[Bar]) -> Chart:
    """One box per indicator, the count in the first of each standing."""
    pitch = (WIDE - LABEL_WIDTH) / max(_longest(bars), 1)
    size = pitch - 3
    tiles: list[Tile] = []
    shapes: list[Shape] = []
    for row, bar in enumerate(bars):
        x, y = LABEL_WIDTH + 0.5, row * WIDE_ROW + 0.5
        shapes.append(_label(bar, y + 19.5, is_last=row == len(bars) - 1))
        for segment in bar.counted:
            first = 1 if segment.style in UNRATED else 0
            tiles += [
                Tile(segment.style, x + place * pitch, y, size, WIDE_BOX, radius=2)
                for place in range(first, segment.count)
            ]
            shapes.append(words_on(segment.style, str(segment.count), x + size / 2, y + 19.5, size=14))
            x += segment.count * pitch
    return _chart(title, bars, tiles, shapes, css="ts-wide", width=WIDE, left=LABEL_WIDTH, bottom=len(bars) * WIDE_ROW)


def _narrow(title: str, bars: Sequence[Bar]) -> Chart:
    """One block per standing, with the count where it fits."""
    pitch = NARROW / max(_longest(bars), 1)
    tiles: list[Tile] = []
    shapes: list[Shape] = []
    for row, bar in enumerate(bars):
        x, y = 0.5, row * NARROW_ROW + 19.5
        shapes.append(_label(bar, y - 6.5, is_last=row == len(bars) - 1))
        for segment in bar.counted:
            width = max(segment.count * pitch - 3, 1)
            text = str(segment.count)
            if segment.style not in UNRATED:
                tiles.append(Tile(segment.style, x, y, width, NARROW_BOX, radius=min(2, width / 2)))
            if width >= 8 * len(text):
                shapes.append(words_on(segment.style, text, x + min(width / 2, 10), y + 17.5, size=14))
            x += segment.count * pitch
    return _chart(title, bars, tiles, shapes, css="ts-narrow", width=NARROW, left=0, bottom=len(bars) * NARROW_ROW)


def _chart(
    title: str,
    bars: Sequence[Bar],
    tiles: list[Tile],
    shapes: list[Shape],
    *,
    css: str,
    width: float,
    left: float,
    bottom: float,
) -> Chart:
    swatches, words, end = _key(bars, left, bottom + 4.5, width - left)
    return Chart(title, number(width), number(end), [*drawn([*tiles, *swatches]), *shapes, *words], css=css)


def _key(bars: Sequence[Bar], left: float, top: float, width: float) -> tuple[list[Tile], list[Words], float]:
    """Return a swatch and a word for each standing that any bar has, in as many lines as they need; and their end."""
    standings = {segment.style: segment.word for bar in bars for segment in bar.counted}
    swatches, words = [], []
    x, y = 0.0, top
    for style, word in standings.items():
        space = len(word) * KEY_CHARACTER + KEY_EXTRA
        if x and x + space - 15 > width:
            x, y = 0.0, y + 22
        swatches.append(Tile(style, left + x + 0.5, y, 13, 13, radius=2))
        words.append(Words(word, number(left + x + 20), number(y + 11.5), 14, css="tm", fill=MUTED))
        x += space
    return swatches, words, y + 18


def _label(bar: Bar, y: float, *, is_last: bool) -> Words:
    if is_last:
        return Words(bar.label, "0", number(y), 14, weight=600)
    return Words(bar.label, "0", number(y), 14, css="tm", fill=MUTED)


def _longest(bars: Sequence[Bar]) -> int:
    return max((bar.total for bar in bars), default=0)

"""Bars of standings: one bar per assessment, one box per indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.charts.shapes import MUTED, UNRATED, Chart, Shape, Words, in_a_sentence, number, tile, words_on

LABEL_WIDTH, WIDE, WIDE_ROW, WIDE_BOX = 104, 760, 40, 29
NARROW, NARROW_ROW, NARROW_BOX = 358, 52, 25
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
    def statement(self) -> str:
        counts = (f"{segment.count} {in_a_sentence(segment.word)}" for segment in self.segments if segment.count)
        return f"{self.label}: {', '.join(counts)}."


def standing_bars(heading: str, bars: Sequence[Bar]) -> SafeString:
    """Return the bars twice, for wide and narrow screens; the last bar is the present one.

    `heading` begins the sentences that state the data.
    """
    title = " ".join([heading, *(bar.statement for bar in bars)])
    return format_html("{}{}", _wide(title, bars).render(), _narrow(title, bars).render())


def _wide(title: str, bars: Sequence[Bar]) -> Chart:
    pitch = (WIDE - LABEL_WIDTH) / max(_longest(bars), 1)
    shapes: list[Shape] = []
    for row, bar in enumerate(bars):
        y = row * WIDE_ROW + 0.5
        shapes.append(_label(bar, y + 19.5, is_last=row == len(bars) - 1))
        x = LABEL_WIDTH + 0.5
        for segment in bar.segments:
            shapes += _boxes(segment, x, y, pitch)
            x += segment.count * pitch
    key, height = _key(bars, len(bars) * WIDE_ROW + 4.5, WIDE - LABEL_WIDTH, LABEL_WIDTH)
    return Chart(title, number(WIDE), number(height), shapes + key, css="ts-wide")


def _boxes(segment: Segment, x: float, y: float, pitch: float) -> list[Shape]:
    """One box per indicator, the count in the first."""
    size = pitch - 3
    first = 1 if segment.style in UNRATED and segment.count else 0
    shapes: list[Shape] = [
        tile(segment.style, x + place * pitch, y, size, WIDE_BOX, rx=2) for place in range(first, segment.count)
    ]
    if segment.count:
        shapes.append(words_on(segment.style, str(segment.count), x + size / 2, y + 19.5, size=14))
    return shapes


def _narrow(title: str, bars: Sequence[Bar]) -> Chart:
    pitch = NARROW / max(_longest(bars), 1)
    shapes: list[Shape] = []
    for row, bar in enumerate(bars):
        y = row * NARROW_ROW
        shapes.append(_label(bar, y + 13, is_last=row == len(bars) - 1))
        x = 0.5
        for segment in bar.segments:
            shapes += _block(segment, x, y + 19.5, segment.count * pitch - 3)
            x += segment.count * pitch
    key, height = _key(bars, len(bars) * NARROW_ROW + 6.5, NARROW, 0)
    return Chart(title, number(NARROW), number(height), shapes + key, css="ts-narrow")


def _block(segment: Segment, x: float, y: float, width: float) -> list[Shape]:
    """One block for all indicators of a standing, with the count where it fits."""
    if not segment.count:
        return []
    words = words_on(segment.style, str(segment.count), x + min(width / 2, 10), y + 17.5, size=14)
    if segment.style in UNRATED:
        return [words]
    block = tile(segment.style, x, y, max(width, 1), NARROW_BOX, rx=2)
    return [block, words] if width >= 8 * len(words.text) else [block]


def _key(bars: Sequence[Bar], y: float, width: float, left: float) -> tuple[list[Shape], float]:
    """Return a swatch and a word for each standing that any bar has, in as many lines as they need; and their end."""
    words = {segment.style: segment.word for bar in bars for segment in bar.segments if segment.count}
    shapes: list[Shape] = []
    x = 0.0
    for style, word in words.items():
        space = len(word) * KEY_CHARACTER + KEY_EXTRA
        if x and x + space - 15 > width:
            x, y = 0.0, y + 22
        shapes.append(tile(style, left + x + 0.5, y, 13, 13, rx=2))
        shapes.append(Words(word, number(left + x + 20), number(y + 11.5), 14, css="tm", fill=MUTED))
        x += space
    return shapes, y + 18


def _label(bar: Bar, y: float, *, is_last: bool) -> Words:
    if is_last:
        return Words(bar.label, "0", number(y), 14, weight=600)
    return Words(bar.label, "0", number(y), 14, css="tm", fill=MUTED)


def _longest(bars: Sequence[Bar]) -> int:
    return max((bar.total for bar in bars), default=0)

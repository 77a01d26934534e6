"""Bars of counts: one bar per answer, its words to the left and its count at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.charts.shapes import BORDER, Chart, Shape, Stroke, Tile, Words, drawn, number

SIZE, LINE, PADDING, BAR = 14, 17, 9, 14
# How much room a count takes at the end of its bar.
COUNT = 48
# How wide a letter of the words is as a rule; SLACK is what words wider than that may take of the gap to the bar.
LETTER, SLACK = 7.2, 12
# All bars have the ink of what is furthest in place: how much there is of something says nothing of how good it is.
INK = "s3"


@dataclass(frozen=True, slots=True)
class Count:
    """How many say one thing."""

    label: str
    count: int

    @property
    def statement(self) -> str:
        return f"{self.label} {self.count:,}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where bars stand in one version: `left` is where they begin, `width` where the longest one's count ends."""

    css: str
    width: float
    left: float

    @property
    def letters(self) -> int:
        """How many letters a line of words holds."""
        return int((self.left - SLACK) / LETTER)

    def length(self, count: int, longest: int) -> float:
        """Return how long a bar is; the shortest that there is can still be seen."""
        return max((self.width - COUNT - self.left) * count / max(longest, 1), 2)


WIDE, NARROW = Frame("ts-wide", 760, 250), Frame("ts-narrow", 358, 160)


def count_bars(heading: str, counts: Sequence[Count]) -> SafeString:
    """Return the bars twice, for wide and narrow screens; `heading` begins the sentences that state the data."""
    title = f"{heading} {'; '.join(count.statement for count in counts)}."
    return format_html("{}{}", *(_chart(title, counts, frame).render() for frame in (WIDE, NARROW)))


def _chart(title: str, counts: Sequence[Count], frame: Frame) -> Chart:
    longest = max((one.count for one in counts), default=0)
    tiles: list[Tile] = []
    words: list[Shape] = []
    y = 0.0
    for one in counts:
        label = wrap(one.label, frame.letters) or [""]
        height = len(label) * LINE + PADDING
        length = frame.length(one.count, longest) if one.count else 0
        if length:
            tiles.append(Tile(INK, frame.left + 0.5, y + (height - BAR) / 2, length, BAR, radius=min(2, length / 2)))
        words += _label(label, y + PADDING / 2)
        words.append(_count(one, frame.left + length + 7, y + height / 2))
        y += height
    axis = Stroke("axis", f"M{number(frame.left)} 0V{number(y)}", BORDER)
    return Chart(title, number(frame.width), number(y), [*drawn(tiles), axis, *words], css=frame.css)


def _label(lines: Sequence[str], top: float) -> Iterator[Words]:
    for place, line in enumerate(lines):
        yield Words(line, "0", number(top + 13 + place * LINE), SIZE)


def _count(one: Count, x: float, middle: float) -> Words:
    return Words(f"{one.count:,}", number(x), number(middle + 5), SIZE, weight=600)

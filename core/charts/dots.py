"""Dots over the answers of a scale: one dot a ballot, standing over the answer it gave."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import ClassVar

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.charts.shapes import ACCENT, BORDER, WHITE, Words, number
from core.words import spelled

# Dots stand in one pile up to the height of a pile, then side by side, then they shrink. `part` of a column is theirs.
PILE, PART, GAP, SMALLEST = 128, 0.84, 5, 4.5
# From so many on, the number stands above the pile: nobody counts further than that.
COUNTED = 7
LABEL, FOOT, AXIS = 30, 22, 34
CHARACTER = 0.56  # how wide a character of the label is at most, in ems


@dataclass(frozen=True, slots=True)
class DotColumn:
    """A point of the scale and how many ballots gave it."""

    value: int
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Everything of the chart that is drawn in one way, as one path."""

    css: str
    path: str
    fill: str = "none"
    stroke: str = "none"
    width: str = "1.5"
    dash: str = ""


@dataclass(frozen=True, slots=True)
class DotChart:
    """The drawing; widths are in its own units, 900 or 358 for all columns together."""

    css: ClassVar[str] = "ts-dots"

    title: str
    form: str
    width: str
    height: str
    marks: tuple[Mark, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where dots stand: so many side by side, of one radius, over columns of one width."""

    pitch: float
    largest: float
    text: int
    radius: float
    across: int
    has_axis: bool
    top: float
    tallest: int

    @classmethod
    def fitting(cls, width: float, columns: int, tallest: int, *, largest: float, text: int, has_axis: bool) -> Layout:
        """Return the layout with the largest dots with which the tallest pile keeps within its height."""
        pitch, radius = width / columns, largest
        while True:
            step = 2 * radius + GAP * radius / largest
            across = max(int(pitch * PART // step), 1)
            down = max(int(PILE // step), 1)
            if across * down >= tallest or radius <= SMALLEST:
                break
            radius -= 0.5
        across = min(across, max(ceil(tallest / down), 1))
        top = LABEL + (text + 6 if tallest >= COUNTED else 0)
        return cls(pitch, largest, text, radius, across, has_axis, top, min(tallest, across * down))

    @property
    def step(self) -> float:
        return 2 * self.radius + GAP * self.radius / self.largest

    @property
    def floor(self) -> float:
        """Where the lowest dots touch the ground."""
        return self.top + ceil(self.tallest / self.across) * self.step

    def centre(self, column: float) -> float:
        return (column + 0.5) * self.pitch

    def shown(self, count: int) -> int:
        """How many dots are drawn of so many; where they are more than fit, the number above says it."""
        return min(count, self.tallest)

    def height_of(self, count: int) -> float:
        """Where a pile ends at the top."""
        return self.floor - ceil(self.shown(count) / self.across) * self.step

    def pile(self, column: int, count: int) -> str:
        """Return the dots of a column as a path: rows from the ground up, each in the middle."""
        shown, dots = self.shown(count), []
        for place in range(shown):
            row = place // self.across
            beside = min(self.across, shown - row * self.across)
            x = self.centre(column) + (place % self.across - (beside - 1) / 2) * self.step
            dots.append(_circle(x, self.floor - (row + 0.5) * self.step, self.radius))
        return "".join(dots)


@lru_cache(maxsize=1024)
def dot_distribution(columns: tuple[DotColumn, ...], unknown: int, median: Fraction | None) -> SafeString:
    """Return the ballots on a scale twice, for wide and narrow screens.

    Columns are as wide as each other, with one more at the end for those without enough information, so that dots stand
    over a row of answers beneath. The narrow one, with its answers in a list, has their numerals on an axis instead.
    """
    return format_html(
        "{}{}",
        _drawn(columns, unknown, median, form="ts-wide", width=900, largest=17, text=17, has_axis=False),
        _drawn(columns, unknown, median, form="ts-narrow", width=358, largest=10, text=14, has_axis=True),
    )


def _drawn(
    columns: tuple[DotColumn, ...],
    unknown: int,
    median: Fraction | None,
    *,
    form: str,
    width: float,
    largest: float,
    text: int,
    has_axis: bool,
) -> SafeString:
    tallest = max([unknown, *(column.count for column in columns)])
    layout = Layout.fitting(width, len(columns) + 1, tallest, largest=largest, text=text, has_axis=has_axis)
    chart = DotChart(
        title=_statement(columns, unknown, median),
        form=form,
        width=number(width),
        height=number(layout.floor + FOOT + (AXIS if has_axis else 0)),
        marks=tuple(_marks(layout, columns, unknown, median)),
        words=tuple(_words(layout, columns, unknown, median)),
    )
    return render_to_string("core/charts/dots.html", {"chart": chart})


def _marks(layout: Layout, columns: tuple[DotColumn, ...], unknown: int, median: Fraction | None) -> list[Mark]:
    given = [place for place, column in enumerate(columns) if column.count]
    marks = []
    if median is not None:
        marks += [
            Mark("axis", _bracket(layout, given[0], given[-1]), stroke=BORDER),
            Mark("axis", _median_line(layout, columns, median), stroke=BORDER, dash="4 4"),
        ]
    if given:
        dots = "".join(layout.pile(place, columns[place].count) for place in given)
        marks.append(Mark("dot", dots, fill=ACCENT))
    if unknown:
        dash = "5 4" if layout.radius > 9 else "3 2.5"
        circles = layout.pile(len(columns), unknown)
        marks.append(Mark("dotn", circles, fill=WHITE, stroke=BORDER, width="2", dash=dash))
    return marks


def _bracket(layout: Layout, first: int, last: int) -> str:
    """The range, as a bracket on the ground from the lowest to the highest answer given."""
    y, left, right = layout.floor + 11, layout.centre(first), layout.centre(last)
    ends = "".join(f"M{number(x)} {number(y - 5)}v10" for x in dict.fromkeys((left, right)))
    return f"M{number(left)} {number(y)}H{number(right)}{ends}"


def _median_line(layout: Layout, columns: tuple[DotColumn, ...], median: Fraction) -> str:
    """A line from the word to the ground; over a pile it ends where the pile, or its number, begins."""
    place = float(median) - columns[0].value
    count = columns[int(place)].count if place == int(place) else 0
    end = layout.floor + FOOT - 3
    if count:
        end = layout.height_of(count) - (layout.text + 6 if layout.tallest >= COUNTED else 3)
    return f"M{number(layout.centre(place))} {number(LABEL - 8)}V{number(max(end, LABEL - 8))}"


def _words(layout: Layout, columns: tuple[DotColumn, ...], unknown: int, median: Fraction | None) -> list[Words]:
    words = []
    if median is not None:
        label = f"Median {_plain(median)}"
        half = len(label) * layout.text * CHARACTER / 2
        x = max(layout.centre(float(median) - columns[0].value), half)
        words.append(_middle(label, x, LABEL - 14, layout.text, weight=600))
    piles = [*(column.count for column in columns), unknown]
    if layout.tallest >= COUNTED:
        words += [
            _middle(str(count), layout.centre(place), layout.height_of(count) - 6, layout.text)
            for place, count in enumerate(piles)
            if count
        ]
    if layout.has_axis:
        names = [*(str(column.value) for column in columns), "N"]
        y = layout.floor + FOOT + AXIS - 12
        words += [_middle(name, layout.centre(place), y, layout.text) for place, name in enumerate(names)]
    return words


def _middle(text: str, x: float, y: float, size: int, weight: int = 400) -> Words:
    return Words(text, number(x), number(y), size, weight=weight, anchor="middle")


def _circle(x: float, y: float, radius: float) -> str:
    r, double = number(radius), number(2 * radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {double} 0a{r} {r} 0 1 0 -{double} 0z"


def _statement(columns: tuple[DotColumn, ...], unknown: int, median: Fraction | None) -> str:
    counts = [f"{spelled(column.count)} at {column.value}" for column in columns]
    if unknown:
        counts.append(f"{spelled(unknown)} without enough information")
    middle = "" if median is None else f" Median {_plain(median)}."
    return f"Ballots: {', '.join(counts)}.{middle}"


def _plain(median: Fraction) -> str:
    return str(int(median)) if median == int(median) else str(float(median))

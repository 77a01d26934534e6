"""Values along days against a path: a dashed line from corner to corner, and dots joined by a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import hypot

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.charts.axes import months_between, numbers_around
from core.charts.shapes import ACCENT, BORDER, HAIRLINE, INK, MUTED, WHITE, Area, Chart, Shape, Stroke, Words, number

SIZE, LETTER, LINE = 14, 7.6, 18
# A number on the axis, whose sign of percent is wide, and how far it stands from the plot.
DIGIT, OFF = 9.4, 10
CORNER, DOT = 4, 5
SAMPLE, GAP = 30, 22
# What lies between the plot and the edges: labels may stand over the first and the last day.
RIGHT, FOOT, OVER = 30, 46, 26
# So many values are told one by one; of more, the sentence tells the first, the lowest, the highest and the latest.
TOLD = 8
SHORT_SPAN = 15

# Left, top, right, bottom.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class DayValue:
    """A value on a day; `said` is the value as people read it: "82%"."""

    on: date
    value: Decimal
    said: str

    @property
    def statement(self) -> str:
        return f"{self.said} on {self.on:%b} {self.on.day}, {self.on.year}"


@dataclass(frozen=True, slots=True)
class DayLine:
    """What one line of the chart is called, and its values in the order of their days."""

    name: str
    values: tuple[DayValue, ...]

    @property
    def statement(self) -> str:
        told = self.values
        if len(told) > TOLD:
            lowest, highest = (choose(told, key=lambda one: one.value) for choose in (min, max))
            return (
                f"{self.name}: {len(told)}, from {told[0].statement} to {told[-1].statement}; "
                f"lowest {lowest.statement}, highest {highest.statement}."
            )
        return f"{self.name}: {'; '.join(one.statement for one in told) or 'none yet'}."


@dataclass(frozen=True, slots=True)
class Unit:
    """How the axis reads: what stands before and after each number, or else once above them."""

    before: str = ""
    after: str = ""
    above: str = ""

    def said(self, value: Decimal) -> str:
        digits = f"{abs(value):,f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{'-' if value < 0 else ''}{self.before}{digits}{self.after}"


@dataclass(frozen=True, slots=True)
class Frame:
    """One version of the chart, and how many numbers and months its axes have room for."""

    css: str
    width: float
    height: float
    numbers: int
    months: int


WIDE, NARROW = Frame("ts-wide", 760, 330, 5, 8), Frame("ts-narrow", 358, 300, 4, 4)
# Half as wide as a page, so that a table may stand beside it.
PRINT = Frame("", 440, 220, 3, 5)


def path_chart(heading: str, path: DayLine, found: DayLine, unit: Unit) -> SafeString:
    """Return the chart twice, for wide and narrow screens; nothing where there is no value at all.

    `heading` begins the sentences that state the data.
    """
    if not (path.values or found.values):
        return SafeString()
    title = f"{heading} {path.statement} {found.statement}"
    return format_html("{}{}", *(_Drawing(path, found, unit, frame).chart(title).render() for frame in (WIDE, NARROW)))


def path_print(heading: str, path: DayLine, found: DayLine, unit: Unit) -> SafeString:
    """Return the chart once, for half the width of a sheet of paper; nothing where there is no value at all."""
    if not (path.values or found.values):
        return SafeString()
    return _Drawing(path, found, unit, PRINT).chart(f"{heading} {path.statement} {found.statement}").render()


class _Drawing:
    """One version: where days and values lie in it, and what is drawn there."""

    def __init__(self, path: DayLine, found: DayLine, unit: Unit, frame: Frame) -> None:
        self.path, self.found, self.unit, self.frame = path, found, unit, frame
        both = (*path.values, *found.values)
        self.ticks = numbers_around([one.value for one in both], frame.numbers)
        days = [one.on.toordinal() for one in both]
        self.first, self.last = min(days), max(days)
        if self.first == self.last:
            self.first, self.last = self.first - SHORT_SPAN, self.last + SHORT_SPAN
        self.left = max(len(unit.said(tick)) for tick in self.ticks) * DIGIT + OFF
        self.key = list(self._key())
        self.top = max(float(one.y) for one in self.key if isinstance(one, Words)) + OVER + (LINE if unit.above else 0)
        self.bottom = frame.height - FOOT
        self.taken: list[Box] = []

    def x(self, day: int) -> float:
        share = (day - self.first) / (self.last - self.first)
        return self.left + share * (self.frame.width - RIGHT - self.left)

    def y(self, value: Decimal) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - float((value - low) / (high - low)) * (self.bottom - self.top)

    def places(self, line: DayLine) -> list[tuple[float, float]]:
        return [(self.x(one.on.toordinal()), self.y(one.value)) for one in line.values]

    def chart(self, title: str) -> Chart:
        shapes = [*self.key, *self._numbers(), *self._days(), *self._path(), *self._found(), *self._labels()]
        return Chart(title, number(self.frame.width), number(self.frame.height), shapes, css=self.frame.css)

    # The key and the axes ---------------------------------------------------------------------------------------

    def _key(self) -> Iterator[Shape]:
        """What is dashed and what is dotted, side by side where both fit."""
        x, y = 0.0, float(SIZE)
        for place, line in enumerate((self.path, self.found)):
            width = SAMPLE + 8 + len(line.name) * LETTER
            if place and x + width > self.frame.width:
                x, y = 0.0, y + LINE
            sample = f"M{number(x)} {number(y - 5)}h{SAMPLE}"
            yield self._joined(sample) if place else self._dashed(sample)
            yield _dots([(x + SAMPLE / 2, y - 5)]) if place else _corners([(x + SAMPLE / 2, y - 5)])
            yield Words(line.name, number(x + SAMPLE + 8), number(y), SIZE)
            x += width + GAP

    def _numbers(self) -> Iterator[Shape]:
        across = f"H{number(self.frame.width - RIGHT + 10)}"
        grid = "".join(f"M{number(self.left)} {number(self.y(tick))}{across}" for tick in self.ticks)
        yield Stroke("grid", grid, HAIRLINE)
        if self.unit.above:
            yield Words(self.unit.above, "0", number(self.top - OVER + 8), SIZE, css="tm", fill=MUTED)
        for tick in self.ticks:
            x, y = number(self.left - OFF), number(self.y(tick) + 5)
            yield Words(self.unit.said(tick), x, y, SIZE, css="tm", fill=MUTED, anchor="end")

    def _days(self) -> Iterator[Shape]:
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        days = months_between(first, last, self.frame.months)
        marks = "".join(f"M{number(self.x(day.toordinal()))} {number(self.bottom)}v6" for day in days)
        yield Stroke(
            "axis", f"M{number(self.left)} {number(self.bottom)}H{number(self.frame.width - RIGHT + 10)}", BORDER
        )
        yield Stroke("axis", marks, BORDER)
        year = 0
        for day in days:
            x = number(self.x(day.toordinal()))
            label = f"{day:%b}" if day.day == 1 and days != [first, last] else f"{day:%b} {day.day}"
            yield Words(label, x, number(self.bottom + 22), SIZE, css="tm", fill=MUTED, anchor="middle")
            if day.year != year:
                yield Words(str(day.year), x, number(self.bottom + 40), SIZE, css="tm", fill=MUTED, anchor="middle")
            year = day.year

    # The two lines ----------------------------------------------------------------------------------------------

    def _path(self) -> Iterator[Shape]:
        places = self.places(self.path)
        if not places:
            return
        yield self._dashed(f"{_joined(places)}H{number(self.x(self.last))}")
        yield _corners(places)

    def _found(self) -> Iterator[Shape]:
        places = self.places(self.found)
        if len(places) > 1:
            yield self._joined(_joined(places))
        if places:
            yield _dots(places)

    @staticmethod
    def _dashed(path: str) -> Shape:
        return Stroke("along", path, INK, width="1.5", dash="6 4")

    @staticmethod
    def _joined(path: str) -> Shape:
        return Stroke("joined", path, ACCENT, width="2")

    # What the corners and the latest value are ------------------------------------------------------------------

    def _labels(self) -> Iterator[Words]:
        """The latest value first, then the corners from the last back: what finds no room stands in the table.

        The latest value stands on its own side of the path, the corners on the other.
        """
        found, corners = self.places(self.found), self.places(self.path)
        self.taken = [(x - 3, y - 2, x + 3, y + 2) for line in (found, corners) for x, y in _along(line)]
        is_under = bool(found and corners) and found[-1][1] > _height_at(corners, found[-1][0])
        if found:
            yield from self._label(self.found.values[-1].said, *found[-1], above=not is_under, weight=700)
        for one, (x, y) in reversed(list(zip(self.path.values, corners, strict=True))):
            yield from self._label(one.said, x, y, above=is_under or not found, weight=400)

    def _label(self, said: str, x: float, y: float, *, above: bool, weight: int) -> Iterator[Words]:
        half = len(said) * LETTER / 2
        middle = min(max(x, self.left + half), self.frame.width - half)
        sides = [(middle, y - 12), (middle, y + 22), (x + half + 10, y + 5), (x - half - 10, y + 5)]
        for centre, base in sides if above else (sides[1], sides[0], *sides[2:]):
            box = (centre - half, base - SIZE + 3, centre + half, base + 2)
            if self._has_room(box):
                self.taken.append(box)
                yield Words(said, number(centre), number(base), SIZE, weight=weight, anchor="middle")
                return

    def _has_room(self, box: Box) -> bool:
        inside = box[0] >= self.left and box[2] <= self.frame.width and box[3] < self.bottom
        return inside and not any(_meet(box, other) for other in self.taken)


def _along(places: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The places, and points close to each other on the way from each to the next."""
    yield from places
    for (x, y), (right, end) in pairwise(places):
        pieces = max(int(hypot(right - x, end - y) / 6), 1)
        yield from ((x + (right - x) * one / pieces, y + (end - y) * one / pieces) for one in range(1, pieces))


def _height_at(places: Sequence[tuple[float, float]], x: float) -> float:
    """Where a line lies at one point across; level before its first place and after its last."""
    for (left, y), (right, end) in pairwise(places):
        if left <= x <= right and left < right:
            return y + (end - y) * (x - left) / (right - left)
    return places[0][1] if x < places[0][0] else places[-1][1]


def _joined(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)


def _corners(places: Sequence[tuple[float, float]]) -> Area:
    double = 2 * CORNER
    boxes = (f"M{number(x - CORNER)} {number(y - CORNER)}h{double}v{double}h-{double}z" for x, y in places)
    return Area("paper corner", "".join(boxes), WHITE, INK)


def _dots(places: Sequence[tuple[float, float]]) -> Area:
    double = 2 * DOT
    return Area(
        "dot",
        "".join(
            f"M{number(x - DOT)} {number(y)}a{DOT} {DOT} 0 1 0 {double} 0a{DOT} {DOT} 0 1 0 -{double} 0z"
            for x, y in places
        ),
        ACCENT,
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

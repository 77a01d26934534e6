"""The hexagon chart: one subject on six components, or up to six candidates overlaid.

What a component's rating is shows as a point on its ray, further out is stronger. Candidates differ by colour, dash and
lettered marker together, so no reader depends on colour. A component without a rating leaves a gap in the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import cos, radians, sin
from textwrap import wrap

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.charts.shapes import BORDER, HAIRLINE, MUTED, WHITE, Area, Chart, Shape, Stroke, Words, in_a_sentence, number

POINTS = 5
# Ring 1 lies a little further out than a ring's width: no value lies within it, and six markers need the room.
INNER = 0.6
# The angle of each corner, clockwise from the top right.
ANGLES = tuple(radians(degrees) for degrees in (-60, 0, 60, 120, 180, 240))
MISSING = {"": "Not rated", "n": "Not enough information"}
# Markers beside each other at one corner, before they go on in a second row.
PER_ROW = 3
ENDS = (0, 2, 3, 5)


@dataclass(frozen=True, slots=True)
class ChartSubject:
    """What is weighed: its letter (none where it stands alone), name, and six answers from the top right on.

    An answer is a component's title with "1" to "5", with "n" for not enough information, or with "" for no rating.
    """

    letter: str
    name: str
    values: tuple[tuple[str, str], ...]

    @property
    def statement(self) -> str:
        answers = (f"{title} {in_a_sentence(MISSING.get(code, code))}" for title, code in self.values)
        return f"{f'{self.letter}. ' if self.letter else ''}{self.name}: {', '.join(answers)}"


@dataclass(frozen=True, slots=True)
class Pen:
    """How a candidate is drawn: its colour (a light value of tokens.css), dash, and the outline of its marker."""

    colour: str
    dash: str
    outline: tuple[tuple[float, float], ...]
    cap: str = "butt"


def _regular(corners: int, radius: float, start: float = -90) -> tuple[tuple[float, float], ...]:
    angles = (radians(start + 360 * corner / corners) for corner in range(corners))
    return tuple((radius * cos(angle), radius * sin(angle)) for angle in angles)


PENS = {
    "A": Pen("#0b5a69", "", ()),
    "B": Pen("#9a4a00", "9 5", _regular(4, 12.7, -45)),
    "C": Pen("#6a3d9a", "2 5", _regular(4, 13), cap="round"),
    "D": Pen("#8a1f5c", "14 4", _regular(3, 15.5)),
    "E": Pen("#4f6300", "9 4 2 4", _regular(6, 11.8, 0)),
    "F": Pen("#4d5961", "5 3", _regular(5, 12.4)),
}
CIRCLE = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """One size of the chart: where its centre lies, how far its corners are from it, and how large words are.

    `side` and `end` are how many characters fit beside the corners at the sides, and above or below the others; `gap`
    is how far out from those words begin. `is_slim`: at the sides there is no room beside the corners, but above them.
    """

    css: str
    width: int
    height: int
    radius: int
    title: int
    words: int
    scale: float
    side: int
    end: int
    gap: int
    is_slim: bool = False

    @property
    def line(self) -> int:
        return self.words + 2

    def place(self, corner: int, value: float, along: float = 0, out: float = 0) -> tuple[float, float]:
        """Return the point of a value on a corner's ray, moved by so much along its ring and out from the centre."""
        away, angle = self.radius * (value + INNER) / (POINTS + INNER) + out, ANGLES[corner]
        x = self.width / 2 + away * cos(angle) - along * sin(angle)
        return x, self.height / 2 + away * sin(angle) + along * cos(angle)


# On a page the wide one has 38rem and is drawn as large as that, so that its words keep their size.
WIDE = Frame("ts-wide", 608, 420, radius=178, title=17, words=13, scale=1, side=15, end=31, gap=20)
NARROW = Frame("ts-narrow", 358, 310, radius=112, title=14, words=12, scale=0.85, side=11, end=18, gap=17, is_slim=True)
PAPER = Frame("ts-wide", 700, 470, radius=208, title=17, words=13, scale=1, side=15, end=34, gap=14)


@lru_cache(maxsize=256)
def hexagon_chart(heading: str, subjects: tuple[ChartSubject, ...]) -> SafeString:
    """Return the hexagon twice, for wide and narrow screens; charts that were drawn before are kept.

    `heading` begins the sentences that state the data.
    """
    title = f"{heading} {'; '.join(subject.statement for subject in subjects)}."
    return format_html(
        "{}{}", *(_drawn(_fitted(frame, subjects), title, subjects).render() for frame in (WIDE, NARROW))
    )


@lru_cache(maxsize=256)
def hexagon_print(heading: str, subjects: tuple[ChartSubject, ...]) -> SafeString:
    """Return the chart for paper."""
    return _drawn(PAPER, f"{heading} {'; '.join(one.statement for one in subjects)}.", subjects).render()


@lru_cache(maxsize=16)
def hexagon_key(letter: str, title: str = "") -> SafeString:
    """Return a candidate's line and marker for a list of candidates; without a title it is decoration."""
    line = _stroke(letter, "M1 16H55", WIDE)
    return Chart(title, "56", "30", [line, *_marker(letter, letter, 28, 16, WIDE)]).render()


def _fitted(frame: Frame, subjects: Sequence[ChartSubject]) -> Frame:
    """Return the frame as tall as what is missing above and below asks for; one line of it has room in any case."""
    further = max(len(_notes(frame, corner, subjects)) for corner in ENDS) - 1
    return replace(frame, height=frame.height + 2 * max(further, 0) * frame.line)


def _drawn(frame: Frame, title: str, subjects: Sequence[ChartSubject]) -> Chart:
    shapes: list[Shape] = [*_grid(frame), *_labels(frame, subjects)]
    shapes += [shape for subject in subjects for shape in _outline(frame, subject)]
    shapes += _ring_numbers(frame)
    shapes += _markers(frame, subjects)
    return Chart(title, str(frame.width), str(frame.height), shapes, css=frame.css)


def _grid(frame: Frame) -> Iterator[Shape]:
    rings = (_closed(frame.place(corner, ring) for corner in range(6)) for ring in range(1, POINTS))
    rays = (_line((frame.place(corner, -INNER), frame.place(corner, POINTS))) for corner in range(6))
    yield Stroke("grid", "".join((*rings, *rays)), HAIRLINE)
    yield Stroke("axis", _closed(frame.place(corner, POINTS) for corner in range(6)), BORDER)


def _ring_numbers(frame: Frame) -> Iterator[Shape]:
    """Numbers where the rings cross the lower half of the middle, on paper, so that no line crosses them."""
    middle = frame.width / 2
    for ring in range(1, POINTS + 1):
        y = frame.place(2, ring)[1]
        yield Area("paper", f"M{number(middle - 7)} {number(y - 8)}h14v16h-14z", WHITE)
        yield Words(str(ring), number(middle), number(y + 4.5), 13, css="tm", fill=MUTED, anchor="middle")


def _labels(frame: Frame, subjects: Sequence[ChartSubject]) -> Iterator[Words]:
    """Each component's title at its corner, with what is missing below it."""
    for corner, (title, _) in enumerate(subjects[0].values):
        notes = _notes(frame, corner, subjects)
        x, y, anchor = _label_place(frame, corner, subjects, len(notes))
        room = _room(frame, corner)
        name = title if len(title) <= room else f"{title[: room - 1]}…"
        yield Words(name, number(x), number(y), frame.title, weight=600, anchor=anchor)
        for place, note in enumerate(notes, start=1):
            below = number(y + place * frame.line)
            yield Words(note, number(x), below, frame.words, css="tm", fill=MUTED, anchor=anchor)


def _room(frame: Frame, corner: int) -> int:
    return frame.end if corner in ENDS else frame.side


def _notes(frame: Frame, corner: int, subjects: Sequence[ChartSubject]) -> list[str]:
    """Return who has no point at a corner, and why, line by line."""
    lines = []
    for code, words in MISSING.items():
        letters = [subject.letter for subject in subjects if subject.values[corner][1] == code]
        if letters:
            note = f"{', '.join(letters)} {in_a_sentence(words)}" if letters[0] else words
            lines += wrap(note, _room(frame, corner))
    return lines


def _label_place(frame: Frame, corner: int, subjects: Sequence[ChartSubject], lines: int) -> tuple[float, float, str]:
    """Return where a corner's words begin or, with the anchor "end", end: out of the way of its markers."""
    x, y = frame.place(corner, POINTS)
    is_right = corner < 3
    anchor, outward = ("", 1) if is_right else ("end", -1)
    if corner in ENDS:
        above = max(y - 38 - max(lines - 1, 0) * frame.line, frame.title)
        return x + outward * frame.gap, (above if y < frame.height / 2 else y + 14 + frame.title), anchor
    if frame.is_slim:  # Its words stand at the edge.
        is_full = sum(subject.values[corner][1] == str(POINTS) for subject in subjects) >= PER_ROW
        above = (38 if is_full else 27) + lines * frame.line
        return (frame.width, y - above, "end") if is_right else (0, y - above, "")
    return x + outward * 27, y - lines * frame.line / 2 + 5, anchor


def _outline(frame: Frame, subject: ChartSubject) -> Iterator[Shape]:
    """The line through a subject's points, open where one is missing."""
    points = [
        frame.place(corner, int(code)) if code.isdigit() else None for corner, (_, code) in enumerate(subject.values)
    ]
    sides = pairwise([*points, points[0]])
    path = _closed(filter(None, points)) if all(points) else "".join(_line((a, b)) for a, b in sides if a and b)
    if path:
        yield _stroke(subject.letter or "A", path, frame)


def _stroke(letter: str, path: str, frame: Frame) -> Stroke:
    pen = PENS[letter]
    return Stroke(f"c{letter.lower()}", path, pen.colour, number(3 * frame.scale), pen.dash, pen.cap)


def _markers(frame: Frame, subjects: Sequence[ChartSubject]) -> Iterator[Shape]:
    """The marker of each rated component: equal values side by side, so that none hides another."""
    for corner in range(6):
        for value in range(1, POINTS + 1):
            here = [subject for subject in subjects if subject.values[corner][1] == str(value)]
            for subject, (along, out) in zip(here, _offsets(len(here), 25 * frame.scale), strict=True):
                x, y = frame.place(corner, value, along, out)
                yield from _marker(subject.letter or "A", subject.letter or str(value), x, y, frame)


def _offsets(count: int, pitch: float) -> Iterator[tuple[float, float]]:
    """Yield how far along its ring, and out from it, each of so many markers lies: around the point that is meant."""
    rows = -(-count // PER_ROW)
    for place in range(count):
        row, column = divmod(place, PER_ROW)
        in_row = min(PER_ROW, count - row * PER_ROW)
        yield (column - (in_row - 1) / 2) * pitch, ((rows - 1) / 2 - row) * pitch


def _marker(letter: str, text: str, x: float, y: float, frame: Frame) -> Iterator[Shape]:
    pen, scale = PENS[letter], frame.scale
    if pen.outline:
        path = _closed((x + dx * scale, y + dy * scale) for dx, dy in pen.outline)
    else:
        path = _circle(x, y, CIRCLE * scale)
    yield Area(f"f{letter.lower()}", path, pen.colour, stroke=WHITE)
    yield Words(text, number(x), number(y + 4.5), frame.words, weight=700, css="paper", fill=WHITE, anchor="middle")


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"a{number(radius)} {number(radius)} 0 1 0"
    return f"M{number(x - radius)} {number(y)}{arc} {number(2 * radius)} 0{arc} -{number(2 * radius)} 0z"


def _closed(points: Iterable[tuple[float, float]]) -> str:
    return f"{_line(points)}z"


def _line(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)

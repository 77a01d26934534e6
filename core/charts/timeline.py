"""A timeline: a row for each thing that takes its time, months on the axis, a line at today.

A bar runs from a row's first day to its last and fills like ink: hollow, half, full; a dashed one is left out of the
count. A day without the other is a sign of its own, and so is a mark, such as a milestone. Shape, fill and dash tell
them apart without colour; what is late has an edge of its own and the word beside its label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from django.utils.dateformat import format as in_words
from django.utils.safestring import SafeString, mark_safe

from core.charts.months import Months
from core.charts.shapes import ACCENT, BORDER, HAIRLINE, INK, MUTED, PAINTS, WHITE, in_a_sentence, number
from core.charts.timeline_rows import BAR, DASHED, FULL, HALF, HOLLOW, LATE, MARK, OPEN, POINT, TimelineRow

# Light values of tokens.css; timeline.css has the classes that follow the theme.
DANGER, DANGER_LINE = "#96221a", "#b5392d"

TALL = 15  # rows from which on the months stand below the chart as well
LINE = 16  # from one line of a label to the next
REACH = 5  # half the height of a bar, and what a point reaches from its middle
KEY_LETTER, KEY_EXTRA, KEY_LINE = 6.9, 38, 22


@dataclass(frozen=True, slots=True)
class Frame:
    """One size of the chart. Labels stand left of `left`, or, where that is 0, above their bars."""

    css: str
    width: int
    left: int
    size: int
    letters: int

    @property
    def right(self) -> int:
        return self.width - 8

    def scale(self, months: Months) -> float:
        """How wide a day is."""
        return (self.right - self.left - 1) / months.days

    def at(self, months: Months, day: date) -> float:
        """Where a day begins."""
        return self.left + 0.5 + months.since(day) * self.scale(months)

    @property
    def lead(self) -> int:
        """How far a bar is below the middle of its row, or, with labels above, below the last of their lines."""
        return 0 if self.left else 12


WIDE, NARROW = Frame("ts-wide", 760, 268, 13, 36), Frame("ts-narrow", 358, 0, 12, 50)
# On paper: 0.7 pt to a unit. What fits on a page together, how much of it the key and the months take, and how many
# rows a chart on a page of its own has at least.
PRINT, SHEET, HEAD, LEAST = Frame("", 680, 300, 13, 43), 860, 110, 6


@lru_cache(maxsize=64)
def timeline_chart(heading: str, rows: tuple[TimelineRow, ...], today: date) -> SafeString:
    """Return the rows along time twice, for wide and narrow screens; charts that were drawn before are kept.

    `heading` begins the sentences that state the data. Every row has a day. Without rows there is nothing to return.
    """
    if not rows:
        return SafeString("")
    months = Months.around([day for row in rows for day in (row.start, row.end) if day])
    stated = _stated(heading, rows)
    drawn = "".join("".join(_drawn(frame, rows, months, today, stated)) for frame in (WIDE, NARROW))
    return mark_safe(drawn)  # noqa: S308  what people wrote is escaped where it enters


def timeline_prints(heading: str, rows: Sequence[TimelineRow], today: date) -> list[SafeString]:
    """Return the rows along time as charts for paper, each short enough for a page, all with the same months."""
    months = Months.around([day for row in rows for day in (row.start, row.end) if day]) if rows else None
    return [
        mark_safe("".join(_drawn(PRINT, part, months, today, _stated(heading, part))))  # noqa: S308  escaped as above
        for part in _sheets(rows)
        if months
    ]


def _sheets(rows: Sequence[TimelineRow]) -> list[list[TimelineRow]]:
    """Return rows in groups that fit on a sheet; the last one borrows rows, so that it has not too few."""
    sheets: list[list[TimelineRow]] = []
    height = SHEET
    for row in rows:
        needed = len(_lines(row.label, PRINT.letters, len(LATE) + 2 if row.is_late else 0)) * LINE + 8
        if height + needed > SHEET:
            sheets.append([])
            height = HEAD
        sheets[-1].append(row)
        height += needed
    if len(sheets) > 1 and (short := LEAST - len(sheets[-1])) > 0:
        sheets[-1][:0] = sheets[-2][-short:]
        del sheets[-2][-short:]
    return sheets


def _stated(heading: str, rows: Sequence[TimelineRow]) -> str:
    """The title and the description: how many there are of each, and each in words."""
    counts = [f"{count} {in_a_sentence(word)}" for word, count in Counter(row.word for row in rows).items()]
    late = sum(row.is_late for row in rows)
    title = f"{heading} {', '.join([*counts, *([f'{late} {LATE}'] if late else [])])}."
    told = " ".join(row.statement for row in rows)
    return f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"


def _drawn(frame: Frame, rows: Sequence[TimelineRow], months: Months, today: date, stated: str) -> Iterator[str]:
    key, top = _key(frame, rows)
    top += 52 if today in months else 36
    signs, labels, bottom = _rows(frame, rows, months, top)
    height = bottom + (20 if len(rows) >= TALL else 4)
    yield f'<svg class="ts-svg ts-timeline {frame.css}" viewBox="0 0 {frame.width} {number(height)}" '
    yield f'font-family="Atkinson Hyperlegible Next, sans-serif" role="img">{stated}<g aria-hidden="true">{key}'
    yield _axis(frame, months, today, top, bottom, is_tall=len(rows) >= TALL)
    line = _today(frame, months, today, top, bottom)  # Never across words.
    yield f"{line}{labels}{signs}</g></svg>" if frame.lead else f"{labels}{signs}{line}</g></svg>"


# Rows ---------------------------------------------------------------------------------------------------------------


def _rows(frame: Frame, rows: Sequence[TimelineRow], months: Months, top: float) -> tuple[str, str, float]:
    """Return the signs, the labels, and where the last row ends. Labels above bars stand on paper, off the grid."""
    signs, y = Signs(), top + 6
    labels: list[str] = []
    paper: list[str] = []
    scale = frame.scale(months)
    for row in rows:
        lines = _lines(row.label, frame.letters, len(LATE) + 2 if row.is_late else 0)
        labels += _label(lines, y + 12, is_late=row.is_late)
        below = len(lines) * LINE
        paper.append(f"M0 {number(y)}h{frame.width}v{below + 2}h-{frame.width}z")
        middle = y + (below + frame.lead if frame.lead else below / 2)
        first, last = months.since(row.start or row.end), months.since(row.end or row.start)
        x = frame.left + 0.5 + first * scale
        signs.add(row, x, middle, max((last - first + 1) * scale, 3))
        y += below + (32 if frame.lead else 8)
    said = f'<g class="t" fill="{INK}" font-size="{frame.size}">{"".join(labels)}</g>'
    if frame.lead:
        said = f'<path class="paper" d="{"".join(paper)}" fill="{WHITE}"/>{said}'
    return signs.render(), said, y


def _lines(label: str, letters: int, less: int) -> tuple[str, ...]:
    """Return a label in two lines at most, with room for so many letters less in the last one."""
    if len(label) <= letters - less:
        return (label,)
    cut = label.rfind(" ", 0, letters + 1)
    first, rest = (label[:cut], label[cut + 1 :]) if cut > 0 else (label[:letters], label[letters:])
    room = letters - less
    return (first, rest if len(rest) <= room else f"{rest[: room - 1].rstrip()}…")


def _label(lines: Sequence[str], y: float, *, is_late: bool) -> Iterator[str]:
    late = f'<tspan class="late" fill="{DANGER}" font-weight="700">, {LATE}</tspan>' if is_late else ""
    for place, line in enumerate(lines):
        said = late if place == len(lines) - 1 else ""
        yield f'<text x="0" y="{y + place * LINE:g}">{escape(line)}{said}</text>'


class Signs:
    """The bars, points and marks of a chart, all of one look as one path: far quicker to draw than a shape for each."""

    def __init__(self) -> None:
        self.paths: dict[str, list[str]] = {look: [] for look in _LOOKS}

    def add(self, row: TimelineRow, x: float, y: float, width: float) -> None:
        """Add what a row is drawn as: `x` is where its first day begins, `y` its middle."""
        outline, lower = _outline(row.shape, x, y, width)
        if row.state == HALF:
            self.paths[HOLLOW].append(outline)
            self.paths[HALF].append(lower)
        else:
            self.paths[row.state].append(outline)
        if row.is_late:
            self.paths[LATE].append(outline)

    def render(self) -> str:
        return "".join(f'<path {_LOOKS[look]} d="{"".join(paths)}"/>' for look, paths in self.paths.items() if paths)


_LOOKS = {
    HOLLOW: f'class="s0" fill="{PAINTS["s0"].fill}" stroke="{BORDER}"',
    HALF: f'class="r1" fill="{PAINTS["r1"].fill}" stroke="{PAINTS["r1"].stroke}"',
    FULL: f'class="s3" fill="{PAINTS["s3"].fill}" stroke="{BORDER}"',
    DASHED: f'class="axis" fill="none" stroke="{BORDER}" stroke-width="1.5" stroke-dasharray="4 3"',
    LATE: f'class="lateline" fill="none" stroke="{DANGER_LINE}" stroke-width="2"',
}


def _outline(shape: str, x: float, y: float, width: float) -> tuple[str, str]:
    """Return a sign and its lower half, as paths."""
    if shape == BAR:
        across = number(width)
        return (
            f"M{number(x)} {number(y - REACH)}h{across}v{2 * REACH}h-{across}z",
            f"M{number(x)} {number(y)}h{across}v{REACH}h-{across}z",
        )
    at, middle = number(x + width / 2), number(y)
    if shape == POINT:
        left = number(x + width / 2 - REACH)
        arc = f"a{REACH} {REACH} 0 0 0 {2 * REACH} 0"
        return f"M{left} {middle}{arc}a{REACH} {REACH} 0 0 0 -{2 * REACH} 0z", f"M{left} {middle}{arc}z"
    if shape == MARK:
        return f"M{at} {number(y - 7)}l7 7-7 7-7-7z", f"M{number(x + width / 2 - 7)} {middle}h14l-7 7z"
    return f"M{number(x)} {number(y - REACH)}l10 {REACH}-10 {REACH}z", f"M{number(x)} {middle}h10l-10 {REACH}z"


# Axis and key -------------------------------------------------------------------------------------------------------


def _axis(frame: Frame, months: Months, today: date, top: float, bottom: float, *, is_tall: bool) -> str:
    ticks = [(frame.at(months, day), day) for day in months.ticks(34 / frame.scale(months))]
    grid = "".join(f"M{number(x)} {number(top)}V{number(bottom)}" for x, _ in ticks)
    names = [(x, top - (22 if today in months else 6), in_words(day, "M")) for x, day in ticks]
    names += [(x, bottom + 15, name) for x, _, name in names] if is_tall else []
    years = [(x, names[0][1] - 15, str(day.year)) for x, day in months.first_of_years(ticks)]
    words = "".join(f'<text x="{number(x)}" y="{number(y)}">{said}</text>' for x, y, said in names + years)
    return (
        f'<path class="grid" d="{grid}" fill="none" stroke="{HAIRLINE}"/>'
        f'<g class="tm" fill="{MUTED}" font-size="12">{words}</g>'
    )


def _today(frame: Frame, months: Months, today: date, top: float, bottom: float) -> str:
    """A line from top to bottom; none where today is not among the months."""
    if today not in months:
        return ""
    x = frame.at(months, today) + frame.scale(months) / 2
    middle = min(max(x, frame.left + 18), frame.right - 18)
    return (
        f'<path class="today" d="M{number(x)} {number(top - 2)}V{number(bottom)}" fill="none" stroke="{ACCENT}" '
        f'stroke-width="1.5"/><text class="t" x="{number(middle)}" y="{number(top - 6)}" font-size="12" '
        f'font-weight="700" text-anchor="middle" fill="{INK}">Today</text>'
    )


def _key(frame: Frame, rows: Sequence[TimelineRow]) -> tuple[str, float]:
    """Return a sign and its word for each that the chart has, in as many lines as they need; and where they end."""
    signs, words, x, y = Signs(), [], 0.0, 10.0
    for word, row in _kinds(rows):
        room = len(word) * KEY_LETTER + KEY_EXTRA
        if x and x + room - 14 > frame.width:
            x, y = 0.0, y + KEY_LINE
        signs.add(row, x + 1, y, 18 if row.shape == BAR else 12)
        words.append(f'<text x="{number(x + 25)}" y="{number(y + 4.5)}">{escape(word)}</text>')
        x += room
    return f'{signs.render()}<g class="tm" fill="{MUTED}" font-size="13">{"".join(words)}</g>', y + 14


def _kinds(rows: Sequence[TimelineRow]) -> Iterator[tuple[str, TimelineRow]]:
    """Yield each word of the key with a row that is drawn as it says."""
    day = date.min
    states = {(row.is_mark, row.state): row.word for row in rows}
    for (is_mark, state), word in sorted(states.items(), key=lambda one: (one[0][0], _ORDER.index(one[0][1]))):
        yield word, TimelineRow("", state, "", day, day, is_mark=is_mark)
    shapes = {row.shape for row in rows}
    if POINT in shapes:
        yield "Only a due date", TimelineRow("", HOLLOW, "", end=day)
    if OPEN in shapes:
        yield "Only a start date", TimelineRow("", HOLLOW, "", start=day)
    if any(row.is_late for row in rows):
        yield LATE.capitalize(), TimelineRow("", HOLLOW, "", day, day, is_late=True)


_ORDER = (HOLLOW, HALF, FULL, DASHED)

"""The one text of a cell's value, whether a spreadsheet holds a number, a date, a truth or text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core.rendering.characters import without_broken_characters

# Spreadsheets calculate and show at most this many digits: 0.1 + 0.2 is 0.3 to the person who typed it.
_DIGITS = 15
_EXACT_INTEGERS = 10**_DIGITS


def texts_of(values: Iterable[object]) -> tuple[str, ...]:
    """Return the values of cells as text: dates as 2026-08-15, truths as Yes and No, numbers without exponent."""
    return tuple([_WRITERS[type(value)](value) for value in values])


def text_as_it_is(text: str) -> str:
    """Return text without whitespace around it, with plain line ends and without broken characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return without_broken_characters(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value)) if abs(value) < _EXACT_INTEGERS else f"{Decimal(repr(value)):.0f}"
    return f"{Decimal(f'{value:.{_DIGITS}g}'):f}" if math.isfinite(value) else str(value)


def _moment(value: datetime) -> str:
    moment = _to_the_second(value)
    return f"{moment:%Y-%m-%d}" if moment.time() == time.min else f"{moment:%Y-%m-%d} {_clock(moment.time())}"


def _time(value: time) -> str:
    # The day matters not: it is there to round up over midnight.
    return _clock(_to_the_second(datetime.combine(date(2000, 1, 1), value)).time())


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(round(abs(value.total_seconds())), 60)
    sign = "-" if value < timedelta() else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _to_the_second(value: datetime) -> datetime:
    """Spreadsheets hold times as fractions of a day, which miss the second by a little."""
    late = value.microsecond >= 500_000 and value.year < MAXYEAR
    return value.replace(microsecond=0) + timedelta(seconds=int(late))


def _clock(value: time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: text_as_it_is,
    float: _number,
    int: str,
    bool: lambda value: "Yes" if value else "No",
    date: date.isoformat,
    datetime: _moment,
    time: _time,
    timedelta: _duration,
}

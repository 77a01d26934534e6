"""What stands along axes: round numbers around values, and months between days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil, floor

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
# What part of their span lies free below the values.
ROOM = 12
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)


def numbers_around(values: Sequence[Decimal], room: int) -> list[Decimal]:
    """Return round numbers that lie evenly around values, `room` or so of them, with some room below the lowest.

    Zero is the first where it is near.
    """
    low, high = min(values), max(values)
    if low == high:
        low, high = (Decimal(0), high or Decimal(1)) if high >= 0 else (low - 1, high + 1)
    is_near = 0 <= low < high - low
    low = Decimal(0) if is_near else low - (high - low) / ROOM
    step = _round_step((high - low) / room)
    return [step * place for place in range(floor(low / step), ceil(high / step) + 1)]


def _round_step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in STEPS if step * power >= least)


def months_between(first: date, last: date, room: int) -> list[date]:
    """Return first days of months within a span, evenly apart, `room` at most; the ends where there are not two."""
    begin, end = first.year * 12 + first.month - (first.day == 1), last.year * 12 + last.month - 1
    for apart in MONTHS:
        places = [place for place in range(begin, end + 1) if place % apart == 0]
        if len(places) <= room:
            break
    found = [date(place // 12, place % 12 + 1, 1) for place in places]
    return found if len(found) > 1 else [first, last]

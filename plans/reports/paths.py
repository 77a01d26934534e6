"""Where a measure stands: the path from its baseline through its targets, and its latest reading against it.

The path runs straight from the baseline to the first target and on from target to target, and stays level after the
last. A reading is near its path where it falls short of it by no more than a tenth of the way from the baseline to the
last target.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from plans.choices import Direction, Path

NEAR_SHARE = Decimal("0.1")


class Value(Protocol):
    """A value on a day."""

    @property
    def value(self) -> Decimal: ...

    @property
    def on(self) -> date: ...


class Measured(Protocol):
    """What of a measure its path begins with."""

    @property
    def baseline(self) -> Decimal | None: ...

    @property
    def baseline_on(self) -> date | None: ...

    @property
    def direction(self) -> str: ...


def path_of(measure: Measured, targets: Sequence[Value], readings: Sequence[Value]) -> Path:
    """Return where the latest reading stands. Targets and readings are in the order of their days."""
    points = path_points(measure, targets)
    latest = readings[-1] if readings else None
    if len(points) < 2 or latest is None or latest.on < points[0][0]:
        return Path.UNKNOWN
    short = _shortfall(measure, expected_at(points, latest.on), latest.value)
    if short <= 0:
        return Path.ON
    whole_way = abs(points[-1][1] - points[0][1])
    return Path.NEAR if short <= whole_way * NEAR_SHARE else Path.OFF


def is_reached(measure: Measured, targets: Sequence[Value], readings: Sequence[Value]) -> bool:
    """Say whether the latest reading has reached the last target; one from before the baseline tells nothing."""
    if not targets or not readings:
        return False
    last, latest = max(targets, key=_day), max(readings, key=_day)
    if measure.baseline_on is not None and latest.on < measure.baseline_on:
        return False
    return _shortfall(measure, last.value, latest.value) <= 0


def _day(one: Value) -> date:
    return one.on


def _shortfall(measure: Measured, wanted: Decimal, found: Decimal) -> Decimal:
    return wanted - found if measure.direction == Direction.UP else found - wanted


def path_points(measure: Measured, targets: Sequence[Value]) -> tuple[tuple[date, Decimal], ...]:
    """Return the corners of the path: the baseline, then the targets after it; none without a baseline."""
    if measure.baseline is None or measure.baseline_on is None:
        return ()
    start = measure.baseline_on
    return ((start, measure.baseline), *((one.on, one.value) for one in targets if one.on > start))


def expected_at(points: Sequence[tuple[date, Decimal]], day: date) -> Decimal:
    """Return where the path is on a day that is not before its first corner."""
    place = bisect_right([corner for corner, _ in points], day)
    if place == len(points):
        return points[-1][1]
    (left, before), (right, after) = points[place - 1], points[place]
    return before + (after - before) * (day - left).days / (right - left).days

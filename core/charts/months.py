"""Whole months as an axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

# How many months may lie between two that are named.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000)
MONTH = 30.5  # days, as a rule

Placed = TypeVar("Placed")


@dataclass(frozen=True, slots=True)
class Months:
    """The months from the first day of one to the last day of another; both are ordinals, the last is not included."""

    begins: int
    ends: int

    @classmethod
    def around(cls, days: Sequence[date]) -> Months:
        """Return the months in which these days lie."""
        first, last = min(days), max(days)
        return cls(_ordinal(_month(first)), _ordinal(_month(last) + 1))

    @property
    def days(self) -> int:
        return self.ends - self.begins

    def __contains__(self, day: date) -> bool:
        return self.begins <= day.toordinal() < self.ends

    def since(self, day: date | None) -> int:
        """Return how many days lie before a day."""
        return day.toordinal() - self.begins if day else 0

    def ticks(self, room: float) -> Iterator[date]:
        """Yield the first days of months, as many as leave each so many days of room."""
        step = next((step for step in STEPS if step * MONTH >= room), STEPS[-1])
        first, end = _month(date.fromordinal(self.begins)), _month(date.fromordinal(self.ends - 1))
        start = first if step <= 1 else -(-first // step) * step
        for month in range(start, end + 1, step):
            yield date(*_parts(month), 1)

    @staticmethod
    def first_of_years(ticks: Sequence[tuple[float, date]]) -> Iterator[tuple[float, date]]:
        """Yield of ticks the first of each year."""
        year = 0
        for x, day in ticks:
            if day.year != year:
                year = day.year
                yield x, day


def _month(day: date) -> int:
    """Return a month as a number that counts on over the years."""
    return day.year * 12 + day.month - 1


def _parts(month: int) -> tuple[int, int]:
    return month // 12, month % 12 + 1


def _ordinal(month: int) -> int:
    """Return the first day of a month as an ordinal; of the one after the last there is, the day after all days."""
    year, number = _parts(month)
    return date(year, number, 1).toordinal() if year <= date.max.year else date.max.toordinal() + 1

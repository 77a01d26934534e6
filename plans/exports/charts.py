"""What the charts of a record's measures are drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.dateformat import format as in_words

from core.charts import DayLine, DayValue, Unit
from plans.reports.amounts import amount, number
from plans.reports.record import MeasureRecord


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of a measure on a day, and what it is where it is no reading."""

    on: date
    day: str
    said: str
    what: str

    @property
    def height(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """A measure's path and its readings."""

    measure: MeasureRecord

    @property
    def heading(self) -> str:
        return f"{self.measure.title}."

    @property
    def path(self) -> DayLine:
        name = "Baseline and targets" if self._baseline else "Targets"
        targets = ((one.on, one.value) for one in self.measure.targets)
        return DayLine(name, tuple(self._value(*one) for one in (*self._baseline, *targets)))

    @property
    def found(self) -> DayLine:
        return DayLine("Readings", tuple(self._value(one.on, one.value) for one in self.measure.readings))

    @property
    def unit(self) -> Unit:
        unit = self.measure.unit
        if unit in ("$", "%"):
            return Unit(before=unit) if unit == "$" else Unit(after=unit)
        return Unit(above=unit[:1].upper() + unit[1:])

    @property
    def head(self) -> str:
        """What stands above the values: a unit that is a word stands there once."""
        return self.unit.above or "Value"

    def rows(self, most: int) -> list[ValueRow]:
        """Return baseline, targets and the newest readings in the order of their days."""
        return sorted(self._rows(most), key=lambda row: row.on)

    def _rows(self, most: int) -> Iterator[ValueRow]:
        found = [(on, value, "baseline") for on, value in self._baseline]
        found += [(one.on, one.value, "target") for one in self.measure.targets]
        found += [(one.on, one.value, "") for one in self.measure.readings[-most:]]
        for on, value, what in found:
            yield ValueRow(on, in_words(on, "M j, Y"), self._said(value), what)

    def _said(self, value: Decimal) -> str:
        return number(value) if self.unit.above else amount(value, self.measure.unit)

    @property
    def _baseline(self) -> list[tuple[date, Decimal]]:
        one = self.measure
        return [(one.baseline_on, one.baseline)] if one.baseline_on and one.baseline is not None else []

    def _value(self, on: date, value: Decimal) -> DayValue:
        return DayValue(on, value, amount(value, self.measure.unit))

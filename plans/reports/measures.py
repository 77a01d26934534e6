"""One measure: its path, its readings against it, its targets, and what happened to all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Value
from django.utils.formats import date_format

from core.charts import DayLine, DayValue, Unit
from core.links import address
from core.words import joined
from plans.choices import Path
from plans.models import Measure, Plan, Reading, Target
from plans.reports.amounts import amount, number
from plans.reports.history import Event, events_of
from plans.reports.lines import MeasureLine, ValueOnDay, measure_lines
from plans.reports.paths import expected_at, path_of, path_points


@dataclass(frozen=True, kw_only=True)
class ValueLine:
    """A reading or a target as people read it; `path` is where the path was on its day, empty where none was."""

    on: date
    said: str
    path: str
    source: str
    note: str
    change_url: str


class OnDay(NamedTuple):
    """A value of a measure, in its unit, on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class MeasureReport:
    """A measure as its page shows it."""

    plan: Plan
    line: MeasureLine

    @cached_property
    def readings(self) -> tuple[ValueLine, ...]:
        """The readings, newest first."""
        return tuple(self._value(one, "reading_change") for one in reversed(self.line.readings))

    @cached_property
    def targets(self) -> tuple[ValueLine, ...]:
        return tuple(self._value(one, "target_change") for one in self.line.targets)

    def _value(self, one: ValueOnDay, page: str) -> ValueLine:
        return ValueLine(
            on=one.on,
            said=amount(one.value, self.line.unit),
            path=self._path_on(one.on),
            source=one.source,
            note=one.note,
            change_url=address(f"plans:{page}", self.plan.district.slug, self.plan.pk, self.line.pk, one.pk),
        )

    def _path_on(self, day: date) -> str:
        points = path_points(self.line, self.line.targets)
        if len(points) < 2 or day < points[0][0]:
            return ""
        return amount(_rounded(expected_at(points, day), [value for _, value in points]), self.line.unit)

    @property
    def missing(self) -> str:
        """What else has to be said before it can be told where the measure stands, in words; empty where nothing."""
        line = self.line
        if line.path != Path.UNKNOWN:
            return ""
        known = {
            "a baseline": line.baseline is not None,
            "a target": bool(line.targets),
            "a reading": bool(line.readings),
        }
        return joined([words for words, is_known in known.items() if not is_known] or ["a reading after its baseline"])

    # The chart ----------------------------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        return f"{self.line.title}."

    @property
    def path(self) -> DayLine:
        """The corners of the path, beginning with the baseline."""
        line = self.line
        start = [(line.baseline_on, line.baseline)] if line.baseline_on and line.baseline is not None else []
        corners = chain(start, ((one.on, one.value) for one in line.targets))
        name = "Baseline and targets" if start else "Targets"
        return DayLine(name, tuple(self._day_value(on, value) for on, value in corners))

    @property
    def found(self) -> DayLine:
        return DayLine("Readings", tuple(self._day_value(one.on, one.value) for one in self.line.readings))

    @property
    def unit(self) -> Unit:
        unit = self.line.unit
        if unit in ("$", "%"):
            return Unit(before=unit) if unit == "$" else Unit(after=unit)
        return Unit(above=unit[:1].upper() + unit[1:])

    def _day_value(self, on: date, value: Decimal) -> DayValue:
        return DayValue(on, value, amount(value, self.line.unit))


def _rounded(value: Decimal, told: list[Decimal]) -> Decimal:
    """Return a value with one digit more behind the point than any of those that people gave."""
    digits = max(-int(one.normalize().as_tuple().exponent) for one in told)
    return value.quantize(Decimal(1).scaleb(-max(digits, 0) - 1))


def measure_report(measure: Measure) -> MeasureReport:
    """Return a measure with its targets and readings, in three queries. Raises DoesNotExist where it is gone."""
    lines = measure_lines(measure.plan, pk=measure.pk)
    if not lines:
        raise Measure.DoesNotExist
    return MeasureReport(measure.plan, lines[0])


def latest_standing(measure: Measure) -> tuple[Path, OnDay | None]:
    """Return where a measure stands and its latest reading, None where it has none, in one query."""
    columns = ("on", "value")
    targets = Target.objects.filter(measure=measure.pk).order_by().values_list(Value(0), *columns)
    readings = Reading.objects.filter(measure=measure.pk).order_by().values_list(Value(1), *columns)
    values = sorted(targets.union(readings, all=True))
    found = [[OnDay(on, value) for kind, on, value in values if kind == one] for one in range(2)]
    return path_of(measure, *found), found[1][-1] if found[1] else None


def measure_history(measure: Measure) -> tuple[Event, ...]:
    """Return what happened to a measure, its targets and its readings, newest first, in four queries at most."""
    events = (
        *events_of(measure.history.all(), Measure),
        *events_of(Target.history.filter(measure=measure.pk), Target, _target_name),
        *events_of(Reading.history.filter(measure=measure.pk), Reading, _reading_name),
    )
    return tuple(sorted(events, key=lambda event: event.when, reverse=True))


def _target_name(row: Any) -> str:
    return f"Target {number(row.value)} for {date_format(row.on, 'M j, Y')}"


def _reading_name(row: Any) -> str:
    return f"Reading {number(row.value)} of {date_format(row.on, 'M j, Y')}"

"""One improvement cycle: its phases in words, and what the measures that it watches said meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from plans.choices import Phase
from plans.models import Cycle
from plans.reports.amounts import amount
from plans.reports.lines import CycleLine, MeasureLine, ValueOnDay, cycle_lines, measure_lines


@dataclass(frozen=True, kw_only=True)
class PhaseText:
    """What was written of one phase; `is_now` for the one that the cycle is in."""

    phase: Phase
    text: str
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A measure that a cycle watches: what it said before the cycle, and its readings from then on.

    `before` is empty where nothing was known, else a value with the day it is of.
    """

    measure: MeasureLine
    before: str
    before_on: date | None
    readings: tuple[tuple[str, date], ...]


@dataclass(frozen=True, kw_only=True)
class CycleReport:
    """An improvement cycle as its page shows it; `until` is the day up to which readings count as its own."""

    line: CycleLine
    until: date
    phases: tuple[PhaseText, ...]
    watched: tuple[Watched, ...]


def cycle_report(cycle: Cycle) -> CycleReport:
    """Return the picture of a cycle, in four queries at most. Raises DoesNotExist where it is gone.

    Readings are its own from its first day until it is closed; while it is open, until the day it is to be studied, or
    today where that has passed.
    """
    today = timezone.localdate()
    lines = cycle_lines(cycle.plan, today, pk=cycle.pk)
    if not lines:
        raise Cycle.DoesNotExist
    until = cycle.closed_on or max(cycle.study_on, today)
    measures = measure_lines(cycle.plan, cycles=cycle.pk)
    return CycleReport(
        line=lines[0],
        until=until,
        phases=_phases(cycle),
        watched=tuple(_watched(one, cycle.starts_on, until) for one in measures),
    )


def _phases(cycle: Cycle) -> tuple[PhaseText, ...]:
    texts = (cycle.change, cycle.done, cycle.learned, cycle.next)
    return tuple(
        PhaseText(phase=phase, text=text, is_now=phase == cycle.phase and not cycle.is_closed)
        for phase, text in zip(Phase, texts, strict=True)
    )


def _watched(measure: MeasureLine, first: date, last: date) -> Watched:
    before = _known_before(measure, first)
    own: Sequence[ValueOnDay] = [one for one in measure.readings if first <= one.on <= last]
    return Watched(
        measure=measure,
        before=amount(before[1], measure.unit) if before else "",
        before_on=before[0] if before else None,
        readings=tuple((amount(one.value, measure.unit), one.on) for one in own),
    )


def _known_before(measure: MeasureLine, first: date) -> tuple[date, Decimal] | None:
    """Return the last thing that was known of a measure before a day: a reading, or the baseline."""
    known = [(one.on, one.value) for one in measure.readings]
    if measure.baseline is not None and measure.baseline_on is not None:
        known.append((measure.baseline_on, measure.baseline))
    return max((one for one in known if one[0] < first), default=None)

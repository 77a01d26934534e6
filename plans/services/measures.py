"""How anybody will know that it worked: measures, their targets and readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.saving import StaleVersion
from districts.models import User
from plans.choices import Direction, MeasureKind
from plans.models import Measure, Plan, Priority, Reading, Target
from plans.services.keeping import change, fill, hold_open, hold_row, hold_value, refuse_elsewhere, said_in

TITLE_TAKEN = "The plan has a measure of this name."
HALF_A_BASELINE = "A baseline is a value and the day it was taken: give both, or neither."
TWICE = "There is one for this day already."
AHEAD = "A reading is of a day that has come. For a day ahead, set a target."
BEFORE_BASELINE = "A target comes after the day of the baseline."
KEPT = "It has readings, a cycle watches it, or somebody has said something about it, so it stays."
WRONG_WAY = "The targets would be worse than the baseline, the way this measure should go."


@dataclass(frozen=True, kw_only=True)
class MeasureDescription:
    """What a team says of a measure. `baseline` is in `unit`, taken on `baseline_on`."""

    title: str
    kind: MeasureKind
    what: str = ""
    priority: Priority | None = None
    unit: str = ""
    direction: Direction = Direction.UP
    source: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None


@transaction.atomic
def add_measure(plan: Plan, *, described: MeasureDescription, by: User, at: datetime | None = None) -> Measure:
    """Add a measure to an open plan. Raises ValidationError beside the field that is at fault."""
    current = hold_open(plan)
    measure = Measure(plan=current)
    _refuse_unfit(current, measure, described)
    fill(measure, said_in(described), by=by, at=at)
    return measure


@transaction.atomic
def describe_measure(
    measure: Measure, *, described: MeasureDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Describe a measure anew, and say whether that changed anything. Raises StaleVersion and ValidationError."""
    current = hold_row(measure)
    _refuse_unfit(current.plan, current, described)
    for target in current.targets.all():
        _refuse_target(described, target.value, target.on, field="baseline")
    return change(current, said_in(described), version=version, by=by, at=at)


@transaction.atomic
def remove_measure(measure: Measure) -> None:
    """Take a measure away that was added by mistake. Raises ValidationError once anything was read or said of it."""
    current = hold_row(measure)
    if not is_unread(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()


def is_unread(measure: Measure) -> bool:
    """Whether nothing was read or said of a measure, and no cycle watches it."""
    return measure.thread_id is None and not (measure.readings.exists() or measure.cycles.exists())


def _refuse_unfit(plan: Plan, measure: Measure, described: MeasureDescription) -> None:
    refuse_elsewhere(plan, priority=described.priority)
    if (described.baseline is None) != (described.baseline_on is None):
        missing = "baseline" if described.baseline is None else "baseline_on"
        raise ValidationError({missing: HALF_A_BASELINE}, code="half_a_baseline")
    if plan.measures.filter(title=described.title).exclude(pk=measure.pk).exists():
        raise ValidationError({"title": TITLE_TAKEN}, code="title")


def _refuse_target(measure: Measure | MeasureDescription, value: Decimal, on: date, *, field: str) -> None:
    """Raise ValidationError for a target before the baseline, or worse than it."""
    if measure.baseline is None or measure.baseline_on is None:
        return
    if on <= measure.baseline_on:
        raise ValidationError({"on" if field == "value" else "baseline_on": BEFORE_BASELINE}, code="before_baseline")
    better = value - measure.baseline if measure.direction == Direction.UP else measure.baseline - value
    if better < 0:
        raise ValidationError({field: WRONG_WAY}, code="wrong_way")


# Targets and readings ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class TargetDescription:
    """Where a measure should be on a day, in its unit."""

    value: Decimal
    on: date


@dataclass(frozen=True, kw_only=True)
class ReadingDescription:
    """Where a measure was on a day, in its unit, as a source tells."""

    value: Decimal
    on: date
    source: str = ""
    note: str = ""


Value = TargetDescription | ReadingDescription


@transaction.atomic
def add_target(measure: Measure, *, described: TargetDescription, by: User, at: datetime | None = None) -> Target:
    """Set a benchmark target. Raises ValidationError for a second on one day, and for one worse than the baseline."""
    target = Target(measure=hold_row(measure))
    _refuse_value(target, described, at)
    fill(target, said_in(described), by=by, at=at)
    return target


@transaction.atomic
def add_reading(measure: Measure, *, described: ReadingDescription, by: User, at: datetime | None = None) -> Reading:
    """Add a reading. Raises ValidationError for a second on one day, and for a day that has not come."""
    reading = Reading(measure=hold_row(measure))
    _refuse_value(reading, described, at)
    fill(reading, said_in(described), by=by, at=at)
    return reading


@transaction.atomic
def change_value(
    row: Target | Reading, *, described: Value, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Change a target or a reading, and say whether that changed anything. Raises StaleVersion and ValidationError."""
    current = hold_value(row)
    _refuse_value(current, described, at)
    return change(current, said_in(described), version=version, by=by, at=at)


@transaction.atomic
def remove_value(row: Target | Reading, *, version: int | None) -> None:
    """Take a target or a reading away; its history stays. Raises StaleVersion where somebody changed it meanwhile."""
    current = hold_value(row)
    if version != current.version:
        raise StaleVersion(current)
    current.delete()


def _refuse_value(row: Target | Reading, described: Value, at: datetime | None) -> None:
    if isinstance(row, Reading) and described.on > timezone.localdate(at):
        raise ValidationError({"on": AHEAD}, code="ahead")
    if type(row).objects.filter(measure=row.measure, on=described.on).exclude(pk=row.pk).exists():
        raise ValidationError({"on": TWICE}, code="twice")
    if isinstance(row, Target):
        _refuse_target(row.measure, described.value, described.on, field="value")

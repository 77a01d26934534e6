"""Measures as lists show them, in three queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery

from comments.reports import CommentCount, counted
from core.links import address
from core.prepared_queries import PreparedQuery
from plans.choices import MeasureKind, Path
from plans.models import Measure, Plan, Reading, Target
from plans.reports.amounts import amount
from plans.reports.paths import path_of


@dataclass(frozen=True, slots=True)
class ValueOnDay:
    """A target or a reading: a value, in the measure's unit, on a day."""

    pk: int
    value: Decimal
    on: date
    version: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class MeasureLine:
    """A measure in a list, with its targets and readings in the order of their days. Values are in `unit`."""

    pk: int
    title: str
    slug: str
    plan_pk: int
    priority_pk: int | None
    kind_label: str
    what: str
    unit: str
    direction: str
    baseline: Decimal | None
    baseline_on: date | None
    comments: CommentCount
    targets: tuple[ValueOnDay, ...] = ()
    readings: tuple[ValueOnDay, ...] = ()

    @property
    def url(self) -> str:
        return address("plans:measure_detail", self.slug, self.plan_pk, self.pk)

    @cached_property
    def path(self) -> Path:
        return path_of(self, self.targets, self.readings)

    @property
    def path_label(self) -> str:
        return self.path.label

    @property
    def latest(self) -> ValueOnDay | None:
        return self.readings[-1] if self.readings else None

    @property
    def latest_amount(self) -> str:
        return amount(self.latest.value, self.unit) if self.latest else ""

    @property
    def baseline_amount(self) -> str:
        return amount(self.baseline, self.unit) if self.baseline is not None else ""

    @cached_property
    def next_target(self) -> ValueOnDay | None:
        """The first target after the latest reading, or the last one."""
        since = self.latest.on if self.latest else date.min
        return next((one for one in self.targets if one.on > since), self.targets[-1] if self.targets else None)

    @property
    def target_amount(self) -> str:
        return amount(self.next_target.value, self.unit) if self.next_target else ""


_COLUMNS = (
    "pk",
    "title",
    "priority",
    "kind",
    "what",
    "unit",
    "direction",
    "baseline",
    "baseline_on",
    "thread__comment_count",
    "thread__resolved_at",
)
_VALUE = ("measure", "pk", "value", "on", "version")


def _measures() -> Any:
    return Measure.objects.order_by("-kind", "title", "pk").values_list(*_COLUMNS)


def _targets() -> Any:
    return Target.objects.order_by("on", "pk").values_list(*_VALUE)


def _readings() -> Any:
    return Reading.objects.order_by("on", "pk").values_list(*_VALUE, "source", "note")


def _latest_of_plan(plan: int) -> Any:
    newest = Subquery(Reading.objects.filter(measure=OuterRef("pk")).order_by("-on").values("pk")[:1])
    of_measures = Measure.objects.filter(plan=plan).order_by().values_list(newest)
    return Reading.objects.filter(pk__in=of_measures).order_by().values_list(*_VALUE)


_OF_PLAN = PreparedQuery(lambda plan: _measures().filter(plan=plan))
_TARGETS_OF_PLAN = PreparedQuery(lambda plan: _targets().filter(measure__plan=plan))
_LATEST_OF_PLAN = PreparedQuery(_latest_of_plan)


def measure_lines(plan: Plan, **only: Any) -> tuple[MeasureLine, ...]:
    """Return the measures of a plan with their targets and readings, leading ones first, in three queries.

    `only` are further conditions.
    """
    of_measure = {f"measure__{name}": value for name, value in only.items()}
    targets = _targets().filter(measure__plan=plan.pk, **of_measure)
    readings = _readings().filter(measure__plan=plan.pk, **of_measure)
    return _lines(plan, _measures().filter(plan=plan.pk, **only), targets, readings)


def brief_measure_lines(plan: Plan) -> tuple[MeasureLine, ...]:
    """Return the measures of a plan, of the readings of each the latest alone, which tells where it stands."""
    return _lines(plan, _OF_PLAN.rows(plan.pk), _TARGETS_OF_PLAN.rows(plan.pk), _LATEST_OF_PLAN.rows(plan.pk))


def _lines(plan: Plan, rows: Any, targets: Any, readings: Any) -> tuple[MeasureLine, ...]:
    of_targets, of_readings = _by_measure(targets), _by_measure(readings)
    return tuple(_line(plan, row, tuple(of_targets[row[0]]), tuple(of_readings[row[0]])) for row in rows)


def _by_measure(rows: Any) -> dict[int, list[ValueOnDay]]:
    found: defaultdict[int, list[ValueOnDay]] = defaultdict(list)
    for measure, *value in rows:
        found[measure].append(ValueOnDay(*value))
    return found


def _line(
    plan: Plan, row: Sequence[Any], targets: tuple[ValueOnDay, ...], readings: tuple[ValueOnDay, ...]
) -> MeasureLine:
    pk, title, priority, kind, what, unit, direction, baseline, baseline_on, said, resolved_at = row
    return MeasureLine(
        pk=pk,
        title=title,
        slug=plan.district.slug,
        plan_pk=plan.pk,
        priority_pk=priority,
        kind_label=MeasureKind(kind).label,
        what=what,
        unit=unit,
        direction=direction,
        baseline=baseline,
        baseline_on=baseline_on,
        comments=counted(said, resolved_at),
        targets=targets,
        readings=readings,
    )

"""Carrying a plan over to a new school year: what is unfinished goes along, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from districts.models import User
from plans.models import ActionStep, Kept, Measure, Plan, Priority, RootCause
from plans.reports import is_reached
from plans.services.keeping import fill, hold
from plans.services.plans import PlanDescription, save_new

EARLIER = "Choose a later school year than that of this plan."
AGAIN = "This plan has been carried over already."

Row = TypeVar("Row", bound=Kept)

# What belongs to the row that was carried over from and not to what it says.
_OWN = {"id", "version", "changed_at", "changed_by", "plan", "priority", "measure", "thread", "carried_from", "meeting"}


@transaction.atomic
def carry_over(plan: Plan, *, described: PlanDescription, by: User, at: datetime | None = None) -> Plan:
    """Start a draft for a later year with what a plan leaves unfinished, and return it; the plan itself stays as it is.

    Taken along are steps not begun or under way, milestones not reached, measures whose last target is not reached
    (with baseline, targets and readings), open cycles, and the priorities that have any of these or nothing planned
    yet, with their root causes. A step waits for another only where that is taken along. Comments and meetings stay.

    Raises ValidationError for a year that does not come after the plan's, and what `start_plan` raises.
    """
    now = at or timezone.now()
    current = hold(plan)
    if described.year <= current.year:
        raise ValidationError({"year": EARLIER}, code="year")
    if Plan.objects.filter(carried_from=current).exists():
        raise ValidationError(AGAIN, code="again")
    new = save_new(Plan(district=plan.district, carried_from=current, opened_at=now), described, by=by, at=now)
    _Carrier(new, by, now).carry(current)
    return new


class _Carrier:
    """Copies rows into the new plan, and remembers which became which."""

    def __init__(self, plan: Plan, by: User, at: datetime) -> None:
        self.plan, self.by, self.at = plan, by, at
        self.priorities: dict[int | None, Priority] = {}

    def carry(self, old: Plan) -> None:
        steps = list(old.steps.unfinished().order_by("pk"))
        milestones = list(old.milestones.filter(reached_on=None).order_by("pk"))
        measures = [one for one in old.measures.prefetch_related("targets", "readings") if not _is_done(one)]
        cycles = list(old.cycles.still_open().prefetch_related("measures"))
        self._carry_priorities(old, {row.priority_id for row in (*steps, *milestones, *measures, *cycles)})
        carried = {row.pk: self._copy(row) for row in measures}
        for row in milestones:
            self._copy(row)
        for cycle in cycles:
            watched = [carried[one.pk] for one in cycle.measures.all() if one.pk in carried]
            self._copy(cycle, linked={"measures": watched})
        self._carry_steps(steps)
        for row in measures:
            for value in (*row.targets.all(), *row.readings.all()):
                self._copy_value(value, carried[row.pk])

    def _carry_priorities(self, old: Plan, busy: set[int | None]) -> None:
        kept = [row for row in old.priorities.order_by("position", "pk") if row.pk in busy or _is_empty(row)]
        for position, row in enumerate(kept, start=1):
            self.priorities[row.pk] = self._copy(row, position=position)
        for cause in RootCause.objects.filter(priority__in=kept):
            self._save(_twin(cause), {"priority": self.priorities[cause.priority_id]})

    def _carry_steps(self, steps: Iterable[ActionStep]) -> None:
        carried: dict[int | None, ActionStep] = {}
        for row in _first_things_first(list(steps)):
            carried[row.pk] = self._copy(row, after=carried.get(row.after_id))

    def _copy(self, row: Row, *, linked: Any = None, **said: Any) -> Row:
        fields = {"plan": self.plan, "carried_from": row} | said
        if hasattr(row, "priority_id"):
            fields["priority"] = self.priorities.get(row.priority_id)
        return self._save(_twin(row), fields, linked)

    def _copy_value(self, row: Any, measure: Measure) -> None:
        self._save(_twin(row), {"measure": measure})

    def _save(self, row: Row, said: dict[str, Any], linked: Any = None) -> Row:
        fill(row, said, linked=linked, by=self.by, at=self.at)
        return row


def _first_things_first(steps: Sequence[ActionStep]) -> list[ActionStep]:
    """Return steps in an order in which each comes behind the one that it waits for."""
    waits_for = {row.pk: row.after_id for row in steps}

    def behind(row: ActionStep) -> int:
        found, count = row.after_id, 0
        while found in waits_for:
            found, count = waits_for[found], count + 1
        return count

    return sorted(steps, key=behind)


def _twin(row: Row) -> Row:
    """Return an unsaved row that says the same."""
    fields = [field for field in row._meta.concrete_fields if field.name not in _OWN]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields})


def _is_done(measure: Measure) -> bool:
    return is_reached(measure, list(measure.targets.all()), list(measure.readings.all()))


def _is_empty(priority: Priority) -> bool:
    planned = (priority.steps, priority.milestones, priority.measures, priority.cycles)
    return not any(rows.exists() for rows in planned)

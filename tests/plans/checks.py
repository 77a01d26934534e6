"""What tests of plans look at: why something was refused, and every row of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler

from core.saving import StaleVersion
from districts.models import User
from plans.models import (
    ActionStep,
    CalendarLink,
    Cycle,
    Measure,
    Meeting,
    Milestone,
    Plan,
    Priority,
    Reading,
    RootCause,
    Target,
)
from tests.plans.making import make_cause, make_cycle, make_measure, make_meeting, make_milestone, make_step

# How the rows of each table are found from the plan that they belong to.
TABLES: dict[Any, str] = {
    Plan: "pk",
    Plan.systems.through: "plan",
    CalendarLink: "plan",
    Priority: "plan",
    RootCause: "priority__plan",
    ActionStep: "plan",
    Milestone: "plan",
    Measure: "plan",
    Target: "measure__plan",
    Reading: "measure__plan",
    Cycle: "plan",
    Cycle.measures.through: "cycle__plan",
    Meeting: "plan",
    Meeting.present.through: "meeting__plan",
}
WITH_HISTORY = (Priority, ActionStep, Milestone, Measure, Cycle, Meeting)


def rows_of(plan: Plan) -> dict[str, list[dict[str, Any]]]:
    """Every stored row of a plan by table, and every version that history keeps of them."""
    return {name: list(_rows(compiler, query, plan.pk)) for name, (compiler, query) in _queries().items()}


@cache
def _queries() -> dict[str, tuple[SQLCompiler, str]]:
    """What finds the rows of one plan, compiled once: hundreds of tests look at every row before and after."""
    found = {model.__name__: model.objects.filter(**{path: 0}).order_by("pk") for model, path in TABLES.items()}
    for model in WITH_HISTORY:
        found[f"{model.__name__} history"] = model.history.filter(plan=0).order_by("history_id")  # type: ignore[attr-defined]
    found["Plan history"] = Plan.history.filter(id=0).order_by("history_id")
    compilers = {name: rows.query.get_compiler(rows.db) for name, rows in found.items()}
    return {name: (compiler, compiler.as_sql()[0]) for name, compiler in compilers.items()}


def _rows(compiler: SQLCompiler, query: str, plan: int) -> Iterator[dict[str, Any]]:
    columns = [column for column, _, _ in compiler.select or ()]
    with connection.cursor() as cursor:
        cursor.execute(query, [plan])
        found = compiler.apply_converters(cursor.fetchall(), compiler.get_converters(columns))
    return (dict(zip((column.target.attname for column in columns), row, strict=True)) for row in found)


def busy(plan: Plan, by: User) -> None:
    """Put one of everything into a plan that has a priority."""
    priority = plan.priorities.first()
    assert priority is not None
    make_cause(priority, by, cause="Pay")
    make_step(plan, by, priority=priority, owner=by, due_on=date(2026, 9, 1))
    make_milestone(plan, by, priority=priority)
    measure = make_measure(plan, by, targets={date(2027, 6, 1): "80"}, readings={date(2026, 10, 1): "60"})
    make_cycle(plan, by, measures=[measure], priority=priority)
    make_meeting(plan, by, present=[by])


def refusal(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return why something is refused: messages by field, or a list of them that belong to no field."""
    with pytest.raises(ValidationError) as caught:
        act(*args, **kwargs)
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def stale(act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Return the row that is stored instead of what somebody wanted to save over it."""
    with pytest.raises(StaleVersion) as caught:
        act(*args, **kwargs)
    return caught.value.row


def versions(row: Any) -> list[tuple[str, int]]:
    """The kind and the version of everything that history keeps of a row, the oldest first."""
    return list(row.history.order_by("history_id").values_list("history_type", "version"))

"""What every save in a plan does: hold the plan, compare versions, write history.

Whoever writes in a plan holds it, so that nothing is written in one that a lead has closed meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from core.prepared_queries import PreparedQuery, PreparedRows
from core.saving import StaleVersion
from districts.models import Membership, User
from plans.models import Kept, Plan

CLOSED = "This plan is closed. A lead can open it again."
STRANGER = "Choose somebody of this district."


class PlanClosed(ValidationError):
    """Nothing is written in a closed plan."""

    def __init__(self) -> None:
        super().__init__(CLOSED, code="closed")


Said = Mapping[str, Any]
Linked = Mapping[str, Sequence[Model]]


def hold(plan: Plan) -> Plan:
    """Return the plan as it is now, with nobody else writing in it until the commit. It may be closed."""
    current: Plan = Plan.objects.select_for_update().get(pk=plan.pk)
    current.district = plan.district
    return current


def hold_open(plan: Plan) -> Plan:
    """Return the plan as `hold` does. Raises PlanClosed for a closed one."""
    current = hold(plan)
    if current.is_closed:
        raise PlanClosed
    return current


_STATE = PreparedQuery(lambda pk: Plan.objects.select_for_update().filter(pk=pk).values_list("state"))


@cache
def _held(model: type[Any]) -> PreparedRows:
    return PreparedRows(lambda pk: model.objects.select_for_update().filter(pk=pk))


def hold_row(row: Any) -> Any:
    """Return a row of a plan as it is now, the plan held and open.

    Raises PlanClosed where it is closed, and ObjectDoesNotExist where plan or row is gone.
    """
    found = _STATE.rows(row.plan.pk)
    if not found:
        raise Plan.DoesNotExist
    [[row.plan.state]] = found
    if row.plan.is_closed:
        raise PlanClosed
    current = _held(row.__class__).get(row.pk)
    current.plan = row.plan
    return current


def hold_value(row: Any) -> Any:
    """Return a target or a reading as it is now, as `hold_row` does its measure."""
    measure = hold_row(row.measure)
    current = type(row).objects.select_for_update().get(pk=row.pk)
    current.measure = measure
    return current


def said_in(described: Any) -> dict[str, Any]:
    """Return what a described thing says, by field; not deeper, as rows stand in it."""
    return {field.name: getattr(described, field.name) for field in fields(described)}


def write(row: Kept, *, fields: Iterable[str] = (), by: User | None, at: datetime | None = None) -> None:
    """Save a row with its history; of a stored one these fields alone, where any are named."""
    row.changed_at, row.changed_by = at or timezone.now(), by
    row._history_user, row._history_date = by, row.changed_at
    named = [*fields, "version", "changed_at", "changed_by"]
    row.save(update_fields=named if row.pk and fields else None)


def fill(row: Kept, said: Said, *, linked: Linked | None = None, by: User | None, at: datetime | None = None) -> None:
    """Save a new row that says this; `linked` are the rows that it names of others, by field."""
    for name, value in said.items():
        setattr(row, name, value)
    write(row, fields=said, by=by, at=at)
    for name, rows in (linked or {}).items():
        getattr(row, name).set(rows)


def change(
    row: Kept,
    said: Said,
    *,
    linked: Linked | None = None,
    version: int | None,
    by: User | None,
    at: datetime | None = None,
) -> bool:
    """Save a held row that says this, and say whether that changed anything. Raises StaleVersion."""
    new_links = {name: rows for name, rows in (linked or {}).items() if _keys(rows) != linked_keys(row, name)}
    if not new_links and all(getattr(row, name) == value for name, value in said.items()):
        return False
    if version != row.version:
        raise StaleVersion(row)
    row.version += 1
    fill(row, said, linked=new_links, by=by, at=at)
    return True


def linked_keys(row: Kept, name: str) -> set[int]:
    """Return the keys of the rows that a row names of others."""
    return set(getattr(row, name).values_list("pk", flat=True))


def _keys(rows: Sequence[Model]) -> set[int]:
    return {row.pk for row in rows}


def refuse_strangers(
    plan: Plan, people: Iterable[User | None], *, known: Collection[int | None] = (), field: str = "owner"
) -> None:
    """Raise ValidationError unless all of these people belong to the plan's district, or were named before: `known`
    are the keys of those who stay although they have left."""
    wanted = {person.pk for person in people if person is not None and person.pk not in known}
    if wanted and Membership.objects.for_district(plan.district_id).filter(user__in=wanted).count() != len(wanted):
        raise ValidationError({field: STRANGER}, code="stranger")


def refuse_elsewhere(plan: Plan, **rows: Any) -> None:
    """Raise ValidationError for a row, or one of several, that belongs to another plan or has been removed meanwhile,
    beside the field that names it."""
    for field, named in rows.items():
        wanted = [named] if isinstance(named, Model) else list(named or ())
        keys = _keys(wanted)
        if keys and type(wanted[0])._default_manager.filter(plan=plan.pk, pk__in=keys).count() < len(keys):
            raise ValidationError({field: "Choose one of this plan."}, code="elsewhere")

"""Choosing what to work on, and why: priorities and their root causes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from core.saving import StaleVersion
from districts.models import User
from plans.choices import BONES, WHYS, Method, Origin
from plans.models import Plan, Priority, RootCause
from plans.services.grounds import ground_fields
from plans.services.keeping import change, fill, hold_open, hold_row, said_in, write

REASON = "Say why the team chose this."
KEPT = "Something is planned for it or said about it, so it stays. Move that to another priority first."


@dataclass(frozen=True, kw_only=True)
class PriorityDescription:
    """What a lead says of a priority."""

    title: str
    reason: str


@transaction.atomic
def choose_priority(
    plan: Plan,
    *,
    described: PriorityDescription,
    origin: Origin = Origin.OWN,
    ground: str = "",
    by: User,
    at: datetime | None = None,
) -> Priority:
    """Make something a priority of an open plan, behind the others. `ground` is a code as `ground_fields` reads it.

    Raises ValidationError without a reason, and for a ground that is not the district's or is a priority already.
    """
    current = hold_open(plan)
    fields = ground_fields(current, ground)
    _refuse_unfit(described)
    if ground and current.priorities.filter(**{name: pk for name, pk in fields.items() if pk}).exists():
        raise ValidationError({"ground": "This is a priority of the plan already."}, code="twice")
    last = current.priorities.aggregate(last=Max("position"))["last"] or 0
    priority = Priority(plan=current, origin=origin, position=last + 1)
    fill(priority, said_in(described) | fields, by=by, at=at)
    return priority


def _refuse_unfit(described: PriorityDescription) -> None:
    if not described.reason.strip():
        raise ValidationError({"reason": REASON}, code="reason")


@transaction.atomic
def describe_priority(
    priority: Priority, *, described: PriorityDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Word a priority anew, and say whether that changed anything. Raises StaleVersion and ValidationError."""
    _refuse_unfit(described)
    return change(hold_row(priority), said_in(described), version=version, by=by, at=at)


@transaction.atomic
def move_priority(priority: Priority, *, up: bool, by: User, at: datetime | None = None) -> bool:
    """Put a priority before the one above it, or behind the one below; False where there is none, or it is gone."""
    plan = hold_open(priority.plan)
    rows = list(plan.priorities.select_for_update().order_by("position", "pk"))
    place = next((number for number, row in enumerate(rows) if row.pk == priority.pk), len(rows))
    other = place - 1 if up else place + 1
    if place == len(rows) or not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            write(row, by=by, at=at)
    return True


@transaction.atomic
def remove_priority(priority: Priority) -> None:
    """Take a priority out of its plan. Raises ValidationError where anything is planned for it or said about it."""
    current = hold_row(priority)
    if not is_bare(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()


def is_bare(priority: Priority) -> bool:
    """Whether nothing is planned for a priority and nothing said about it."""
    planned = (priority.steps, priority.milestones, priority.measures, priority.cycles)
    spoken = priority.thread_id is not None or RootCause.objects.filter(priority=priority).exists()
    return not spoken and not any(rows.exists() for rows in planned)


# Root causes ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class RootCauseDescription:
    """What a team says of the root cause behind a priority. `bones` are lists of causes by the keys of BONES."""

    method: Method
    problem: str = ""
    whys: Sequence[str] = ()
    bones: Mapping[str, Sequence[str]]
    cause: str = ""
    strategy: str = ""
    strategy_reason: str = ""


@transaction.atomic
def keep_root_cause(
    priority: Priority,
    *,
    described: RootCauseDescription,
    version: int | None,
    by: User,
    at: datetime | None = None,
) -> bool:
    """Write what the team found, and say whether that changed anything; `version` is None for the first time.

    Raises StaleVersion, also where somebody else wrote the first one meanwhile.
    """
    held = hold_row(priority)
    said = said_in(described) | {
        "whys": [why for why in described.whys[:WHYS] if why],
        "bones": {key: list(described.bones[key]) for key in BONES if described.bones.get(key)},
    }
    current = RootCause.objects.select_for_update().filter(priority=held).first()
    if current is not None:
        return change(current, said, version=version, by=by, at=at)
    if version is not None:
        raise StaleVersion(RootCause(priority=held, changed_at=held.changed_at, version=0))
    fill(RootCause(priority=held), said, by=by, at=at)
    return True

"""Starting a plan, describing it, putting it in force, closing it and opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from districts.models import District, Team, User
from plans.choices import PlanState
from plans.models import Plan
from plans.services.keeping import change, fill, hold, hold_open, said_in, write
from practices.models import System

KEPT = "Something has been planned in it, so it is kept. Close it instead."
TITLE_TAKEN = "The district has a plan of this name for this school year."
OPEN = "This plan is open already."
EMPTY = "Choose at least one priority before the plan comes into force."


@dataclass(frozen=True, kw_only=True)
class PlanDescription:
    """What a lead says of a plan. `year` is the one in whose July the school year begins."""

    title: str
    year: int
    systems: Sequence[System]
    goals: str = ""
    team: Team | None = None
    sponsor: str = ""
    ask: str = ""


@transaction.atomic
def start_plan(*, district: District, described: PlanDescription, by: User, at: datetime | None = None) -> Plan:
    """Start a draft.

    Raises ValidationError where the name is taken, the team is another district's, or no system is chosen.
    """
    now = at or timezone.now()
    plan = Plan(district=district, opened_at=now)
    return save_new(plan, described, by=by, at=now)


def save_new(plan: Plan, described: PlanDescription, *, by: User, at: datetime) -> Plan:
    """Save a new plan that says this; raises what `start_plan` raises."""
    said = said_in(described)
    systems = said.pop("systems")
    _refuse_unfit(plan, described)
    fill(plan, said, linked={"systems": systems}, by=by, at=at)
    return plan


def _refuse_unfit(plan: Plan, described: PlanDescription) -> None:
    if not described.systems:
        raise ValidationError({"systems": "Choose at least one system."}, code="systems")
    _hold_names(plan)
    team = described.team
    if team is not None and not Team.objects.for_district(plan.district_id).filter(pk=team.pk).exists():
        raise ValidationError({"team": "Choose a team of this district."}, code="team")
    others = Plan.objects.for_district(plan.district_id).filter(year=described.year, title=described.title)
    if others.exclude(pk=plan.pk).exists():
        raise ValidationError({"title": TITLE_TAKEN}, code="title")


def _hold_names(plan: Plan) -> None:
    """Let nobody else name a plan of the district, or delete a team, until the commit."""
    District.objects.select_for_update(no_key=True).only("pk").get(pk=plan.district_id)


@transaction.atomic
def describe_plan(
    plan: Plan, *, described: PlanDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Describe an open plan anew, and say whether that changed anything. Raises StaleVersion and ValidationError."""
    current = hold_open(plan)
    said = said_in(described)
    systems = said.pop("systems")
    _refuse_unfit(current, described)
    return change(current, said, linked={"systems": systems}, version=version, by=by, at=at)


@transaction.atomic
def put_in_force(plan: Plan, *, by: User, at: datetime | None = None) -> Plan:
    """Let the district work by a draft. Raises ValidationError without a priority, and for any other state."""
    current = hold(plan)
    if current.state != PlanState.DRAFT:
        raise ValidationError("Only a draft comes into force.", code="state")
    if not current.priorities.exists():
        raise ValidationError(EMPTY, code="empty")
    return _move(current, PlanState.IN_FORCE, by, at)


@transaction.atomic
def close_plan(plan: Plan, *, by: User, at: datetime | None = None) -> Plan:
    """Close a plan, which is read-only from then on. Closing a closed one changes nothing."""
    current = hold(plan)
    return current if current.is_closed else _move(current, PlanState.CLOSED, by, at)


@transaction.atomic
def reopen_plan(plan: Plan, *, reason: str, by: User, at: datetime | None = None) -> Plan:
    """Open a closed plan again, for a reason that its history keeps.

    Raises ValidationError without a reason, and for a plan that is open: nobody would read the reason.
    """
    current = hold(plan)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is opened again."}, code="reason")
    if not current.is_closed:
        raise ValidationError(OPEN, code="open")
    current._change_reason = reason.strip()
    state = PlanState.IN_FORCE if current.priorities.exists() else PlanState.DRAFT
    return _move(current, state, by, at)


def _move(current: Plan, state: PlanState, by: User, at: datetime | None) -> Plan:
    current.state = state
    current.version += 1
    write(current, by=by, at=at)
    return current


@transaction.atomic
def delete_plan(plan: Plan) -> None:
    """Delete a draft in which nothing has been planned. Raises ValidationError for any other plan."""
    current = hold(plan)
    if not is_untouched(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()


def is_untouched(plan: Plan) -> bool:
    """Whether a plan is a draft in which nothing has been planned."""
    if plan.state != PlanState.DRAFT:
        return False
    planned = (
        plan.priorities, plan.steps, plan.milestones, plan.measures, plan.cycles, plan.meetings, plan.snapshots
    )  # fmt: skip
    return not any(rows.exists() for rows in planned)

"""Improvement cycles: plan, do, study, act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from districts.models import User
from plans.choices import Outcome, Phase
from plans.models import Cycle, Measure, Plan, Priority
from plans.services.keeping import change, fill, hold_open, hold_row, refuse_elsewhere, refuse_strangers, said_in
from plans.services.steps import TWO_OWNERS

LEARNED = "Say what was learned before the cycle is closed."
KEPT = "It has gone on, or somebody has said something about it, so it stays. Close it as abandoned instead."
CARRIED = "It was carried over from an earlier plan, so it stays. Close it as abandoned instead."
BEFORE_START = "The team studies what happened after the cycle has started."


@dataclass(frozen=True, kw_only=True)
class CycleDescription:
    """What a team says of an improvement cycle; with an outcome, it is closed."""

    title: str
    starts_on: date
    study_on: date
    priority: Priority | None = None
    owner: User | None = None
    owner_role: str = ""
    measures: Sequence[Measure] = ()
    phase: Phase = Phase.PLAN
    change: str = ""
    done: str = ""
    learned: str = ""
    next: str = ""
    outcome: Outcome | None = None


@transaction.atomic
def start_cycle(plan: Plan, *, described: CycleDescription, by: User, at: datetime | None = None) -> Cycle:
    """Start an improvement cycle in an open plan. Raises ValidationError beside the field that is at fault."""
    current = hold_open(plan)
    cycle = Cycle(plan=current)
    said = _said(current, cycle, described, at)
    fill(cycle, said, linked={"measures": described.measures}, by=by, at=at)
    return cycle


@transaction.atomic
def describe_cycle(
    cycle: Cycle, *, described: CycleDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Say how a cycle goes on, or what became of it, and whether that changed anything.

    Raises StaleVersion, and ValidationError beside the field that is at fault.
    """
    current = hold_row(cycle)
    said = _said(current.plan, current, described, at)
    return change(current, said, linked={"measures": described.measures}, version=version, by=by, at=at)


@transaction.atomic
def remove_cycle(cycle: Cycle) -> None:
    """Take a cycle away that was started by mistake. Raises ValidationError once it has gone on or was talked about."""
    current = hold_row(cycle)
    if not is_untried(current):
        raise ValidationError(why_kept(current), code="kept")
    current.delete()


def is_untried(cycle: Cycle) -> bool:
    """Whether nothing has happened to a cycle since it was started; one that was carried over was started earlier."""
    is_first = cycle.version == 1 and cycle.carried_from_id is None
    return is_first and cycle.phase == Phase.PLAN and cycle.thread_id is None


def why_kept(cycle: Cycle) -> str:
    """Return why a cycle is not taken away."""
    return CARRIED if cycle.carried_from_id else KEPT


def _said(plan: Plan, cycle: Cycle, described: CycleDescription, at: datetime | None) -> dict[str, object]:
    if described.owner is not None and described.owner_role:
        raise ValidationError({"owner_role": TWO_OWNERS}, code="two_owners")
    if described.study_on < described.starts_on:
        raise ValidationError({"study_on": BEFORE_START}, code="before_start")
    if described.outcome and not described.learned.strip():
        raise ValidationError({"learned": LEARNED}, code="learned")
    refuse_strangers(plan, [described.owner], known=[cycle.owner_id])
    refuse_elsewhere(plan, priority=described.priority, measures=described.measures)
    said = said_in(described)
    del said["measures"]
    closed = cycle.closed_on or timezone.localdate(at)
    return said | {
        "outcome": described.outcome or "",
        "phase": Phase.ACT if described.outcome else described.phase,
        "closed_on": closed if described.outcome else None,
    }

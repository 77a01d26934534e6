"""Who does what by when: action steps, their status, and milestones."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from core.saving import StaleVersion
from districts.models import User
from plans.choices import UNFINISHED, StepStatus
from plans.models import ActionStep, Meeting, Milestone, Plan, Priority
from plans.services.grounds import ground_fields
from plans.services.keeping import change, fill, hold_open, hold_row, refuse_elsewhere, refuse_strangers, said_in

BECAUSE = "Say why it is dropped."
TWO_OWNERS = "Choose a person or name a role, not both."
BEFORE_START = "It is due before it starts."
CIRCLE = "That step waits for this one, so this one cannot wait for it."
KEPT = "It has been worked on or talked about, so it stays. Drop it with a reason instead."
CARRIED = "It was carried over from an earlier plan, so it stays. Drop it with a reason instead."
SPOKEN_OF = "Somebody has said something about it, so it stays."
DONE = "It is done already."
TWICE = "This is a step of the priority already."


@dataclass(frozen=True, kw_only=True)
class StepDescription:
    """What a team says of an action step. `ground` is a code as `ground_fields` reads it: what the step fulfills."""

    title: str
    priority: Priority | None = None
    ground: str = ""
    owner: User | None = None
    owner_role: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    resources: str = ""
    funding: str = ""
    notes: str = ""
    after: ActionStep | None = None


@transaction.atomic
def add_step(
    plan: Plan,
    *,
    described: StepDescription,
    meeting: Meeting | None = None,
    once: bool = False,
    by: User,
    at: datetime | None = None,
) -> ActionStep:
    """Add an action step to an open plan. Raises ValidationError beside the field that is at fault, and, `once`, where
    its priority has a step of this name."""
    current = hold_open(plan)
    said = _said(current, described)
    refuse_elsewhere(current, meeting=meeting)
    if once and current.steps.filter(priority=described.priority, title=described.title).exists():
        raise ValidationError({"title": TWICE}, code="twice")
    step = ActionStep(plan=current, meeting=meeting)
    fill(step, said, by=by, at=at)
    return step


@transaction.atomic
def describe_step(
    step: ActionStep, *, described: StepDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Describe an action step anew, and say whether that changed anything. Raises StaleVersion and ValidationError."""
    current = hold_row(step)
    said = _said(current.plan, described, current)
    _refuse_circle(current, described.after)
    return change(current, said, version=version, by=by, at=at)


def _said(plan: Plan, described: StepDescription, known: ActionStep | None = None) -> dict[str, object]:
    if described.owner is not None and described.owner_role:
        raise ValidationError({"owner_role": TWO_OWNERS}, code="two_owners")
    if described.starts_on and described.due_on and described.due_on < described.starts_on:
        raise ValidationError({"due_on": BEFORE_START}, code="before_start")
    refuse_strangers(plan, [described.owner], known=[known.owner_id] if known else ())
    refuse_elsewhere(plan, priority=described.priority, after=described.after)
    said = said_in(described)
    return said | ground_fields(plan, said.pop("ground"), known=known)


def _refuse_circle(step: ActionStep, after: ActionStep | None) -> None:
    """Raise ValidationError where `after` itself waits for this step, however many steps lie between them."""
    waits_for = dict(ActionStep.objects.for_plan(step.plan_id).values_list("pk", "after"))
    found = after.pk if after else None
    while found is not None:
        if found == step.pk:
            raise ValidationError({"after": CIRCLE}, code="circle")
        found = waits_for.get(found)


@transaction.atomic
def remove_step(step: ActionStep, *, by: User | None = None, at: datetime | None = None) -> None:
    """Take a step away that was added by mistake; steps that wait for it then wait for none, as their history tells.

    Raises ValidationError once it was worked on or talked about.
    """
    current = hold_row(step)
    if not is_fresh(current):
        raise ValidationError(why_kept(current), code="kept")
    for waiting in ActionStep.objects.select_for_update().filter(after=current.pk):
        change(waiting, {"after": None}, version=waiting.version, by=by, at=at)
    current.delete()


def is_fresh(step: ActionStep) -> bool:
    """Whether nothing has happened to a step since it was added; one that was carried over was added earlier."""
    is_first = step.version == 1 and step.carried_from_id is None
    return is_first and step.status == StepStatus.NOT_BEGUN and step.thread_id is None


def why_kept(step: ActionStep) -> str:
    """Return why a step is not taken away."""
    return CARRIED if step.carried_from_id else KEPT


# Status ---------------------------------------------------------------------------------------------------------


class DoneAlready(ValidationError):
    """Steps that are done would be so no longer; `steps` are those of which nobody said that this is meant."""

    def __init__(self, steps: Sequence[ActionStep]) -> None:
        super().__init__(DONE, code="done")
        self.steps = steps


@transaction.atomic
def set_status(
    step: ActionStep,
    *,
    status: StepStatus,
    because: str = "",
    version: int | None,
    by: User,
    at: datetime | None = None,
) -> bool:
    """Say how far a step is, and whether that changed anything.

    Raises ValidationError for one that is dropped without a reason, and StaleVersion.
    """
    current = hold_row(step)
    said = _status_fields(current, status, because, at)
    if current.status == status and current.dropped_because == said["dropped_because"]:
        return False
    return change(current, said, version=version, by=by, at=at)


@transaction.atomic
def set_status_of(
    plan: Plan,
    *,
    steps: Collection[int],
    status: StepStatus,
    because: str = "",
    seen: Mapping[int, int] | None = None,
    undoing: Collection[int] | None = None,
    by: User,
    at: datetime | None = None,
) -> list[ActionStep]:
    """Say how far several steps of a plan are, given by their keys; return those that this changed.

    `seen` are the versions that were read. Raises StaleVersion, with all steps that somebody changed since. `undoing`
    are done steps that are meant to be so no longer: raises DoneAlready, with all others.
    """
    current, now = hold_open(plan), at or timezone.now()
    rows = list(ActionStep.objects.select_for_update().for_plan(current).filter(pk__in=steps).exclude(status=status))
    _refuse_unread(rows, seen)
    _refuse_done(rows, undoing)
    for row in rows:
        for name, value in _status_fields(row, status, because, now).items():
            setattr(row, name, value)
        row.version, row.changed_at, row.changed_by = row.version + 1, now, by
    names = ["status", "dropped_because", "finished_on", "version", "changed_at", "changed_by"]
    bulk_update_with_history(rows, ActionStep, names, default_user=by, default_date=now)
    return rows


def _refuse_unread(rows: Sequence[ActionStep], seen: Mapping[int, int] | None) -> None:
    changed = [] if seen is None else [row for row in rows if seen.get(row.pk) != row.version]
    if changed:
        raise StaleVersion(changed)


def _refuse_done(rows: Sequence[ActionStep], undoing: Collection[int] | None) -> None:
    done = [row for row in rows if row.status == StepStatus.DONE]
    asked = [] if undoing is None else [row for row in done if row.pk not in undoing]
    if asked:
        raise DoneAlready(asked)


def _status_fields(step: ActionStep, status: StepStatus, because: str, at: datetime | None) -> dict[str, object]:
    if status == StepStatus.DROPPED and not because.strip():
        raise ValidationError({"because": BECAUSE}, code="because")
    finished = None
    if status not in UNFINISHED:
        finished = step.finished_on if step.status == status else timezone.localdate(at)
    return {
        "status": status,
        "dropped_because": because.strip() if status == StepStatus.DROPPED else "",
        "finished_on": finished,
    }


# Milestones -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class MilestoneDescription:
    """What a team says of a milestone; `reached_on` is the day on which it was reached."""

    title: str
    due_on: date
    priority: Priority | None = None
    reached_on: date | None = None


@transaction.atomic
def add_milestone(plan: Plan, *, described: MilestoneDescription, by: User, at: datetime | None = None) -> Milestone:
    """Add a milestone to an open plan."""
    current = hold_open(plan)
    refuse_elsewhere(current, priority=described.priority)
    milestone = Milestone(plan=current)
    fill(milestone, said_in(described), by=by, at=at)
    return milestone


@transaction.atomic
def describe_milestone(
    milestone: Milestone, *, described: MilestoneDescription, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Describe a milestone anew, or say that it is reached. Raises StaleVersion and ValidationError."""
    current = hold_row(milestone)
    refuse_elsewhere(current.plan, priority=described.priority)
    return change(current, said_in(described), version=version, by=by, at=at)


@transaction.atomic
def remove_milestone(milestone: Milestone, *, version: int | None) -> None:
    """Take a milestone out of its plan; its history stays.

    Raises ValidationError once it was talked about, and StaleVersion where somebody changed it meanwhile.
    """
    current = hold_row(milestone)
    if not is_unspoken(current):
        raise ValidationError(SPOKEN_OF, code="kept")
    if version != current.version:
        raise StaleVersion(current)
    current.delete()


def is_unspoken(milestone: Milestone) -> bool:
    """Whether nobody has said anything about a milestone."""
    return milestone.thread_id is None


@transaction.atomic
def reach_milestone(milestone: Milestone, *, on: date | None, version: int | None, by: User) -> bool:
    """Say that a milestone was reached on a day, or, without one, that it was not. Raises StaleVersion."""
    return change(hold_row(milestone), {"reached_on": on}, version=version, by=by)

"""Plans of a district and what belongs to them, made through the services with as little said as they take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from comments.models import Comment, Discussed
from comments.services import say
from districts.models import District, User
from plans.choices import Length, MeasureKind, Method, Origin, PlanState
from plans.models import (
    ActionStep,
    Cycle,
    Measure,
    Meeting,
    Milestone,
    Plan,
    Priority,
    RootCause,
    Snapshot,
    SnapshotFile,
)
from plans.reports import plan_record
from plans.services import (
    CycleDescription,
    MeasureDescription,
    MeetingDescription,
    MilestoneDescription,
    PlanDescription,
    PriorityDescription,
    ReadingDescription,
    RootCauseDescription,
    SnapshotNote,
    StepDescription,
    TargetDescription,
    add_measure,
    add_meeting,
    add_milestone,
    add_reading,
    add_step,
    add_target,
    choose_priority,
    close_plan,
    finalize_plan,
    keep_root_cause,
    put_in_force,
    start_cycle,
    start_plan,
)
from practices.models import System
from tests.factories import DistrictFactory, MembershipFactory

YEAR = 2026
Values = dict[date, str]


def a_system(key: str = "talent-management", title: str = "Talent Management") -> System:
    """A system, which needs no content to be planned for; the stored one of this key where it is there."""
    system: System = System.objects.get_or_create(key=key, defaults={"title": title, "position": 1})[0]
    return system


def make_plan(
    district: District,
    by: User,
    *,
    systems: Sequence[System] = (),
    state: PlanState = PlanState.DRAFT,
    at: datetime | None = None,
    **said: Any,
) -> Plan:
    """Start a plan for 2026-27; one in force, or closed, has a priority named "First"."""
    described = plan_said(systems=systems or [a_system()], **said)
    plan = start_plan(district=district, described=described, by=by, at=at)
    if state == PlanState.DRAFT:
        return plan
    make_priority(plan, by, title="First", at=at)
    plan = put_in_force(plan, by=by, at=at)
    return close_plan(plan, by=by, at=at) if state == PlanState.CLOSED else plan


def plan_said(**said: Any) -> PlanDescription:
    """What a lead says of a plan for 2026-27; pass `systems`, or that of Talent Management is taken."""
    return PlanDescription(**{"title": "Improvement plan", "year": YEAR} | said | {"systems": _systems(said)})


def _systems(said: dict[str, Any]) -> Sequence[System]:
    found: Sequence[System] = said["systems"] if "systems" in said else [a_system()]
    return found


def make_priority(
    plan: Plan,
    by: User,
    title: str = "Grow our own teachers",
    *,
    reason: str = "The board asked for it.",
    origin: Origin = Origin.OWN,
    ground: str = "",
    at: datetime | None = None,
) -> Priority:
    """Choose a priority."""
    described = PriorityDescription(title=title, reason=reason)
    return choose_priority(plan, described=described, origin=origin, ground=ground, by=by, at=at)


def make_cause(priority: Priority, by: User, *, version: int | None = None, **said: Any) -> RootCause:
    """Keep the root cause of a priority, for the first time unless told otherwise."""
    keep_root_cause(priority, described=cause_said(**said), version=version, by=by)
    return RootCause.objects.get(priority=priority)


def cause_said(**said: Any) -> RootCauseDescription:
    return RootCauseDescription(**{"method": Method.FIVE_WHYS, "problem": "Teachers leave.", "bones": {}} | said)


def make_step(
    plan: Plan,
    by: User,
    title: str = "Draft a handbook",
    *,
    meeting: Meeting | None = None,
    at: datetime | None = None,
    **said: Any,
) -> ActionStep:
    """Add an action step; nobody's, without a day, unless told otherwise."""
    described = StepDescription(title=title, **said)
    return add_step(plan, described=described, meeting=meeting, by=by, at=at)


def make_milestone(plan: Plan, by: User, title: str = "Handbook approved", **said: Any) -> Milestone:
    """Add a milestone, due on March 1, 2027."""
    described = MilestoneDescription(**{"title": title, "due_on": date(2027, 3, 1)} | said)
    return add_milestone(plan, described=described, by=by)


def measure_said(title: str = "Teachers who stay", **said: Any) -> MeasureDescription:
    """A lagging measure in %, 70 on September 1, 2026."""
    defaults = {"kind": MeasureKind.LAGGING, "unit": "%", "baseline": Decimal(70), "baseline_on": date(2026, 9, 1)}
    return MeasureDescription(**{"title": title} | defaults | said)


def make_measure(
    plan: Plan,
    by: User,
    title: str = "Teachers who stay",
    *,
    targets: Values | None = None,
    readings: Values | None = None,
    **said: Any,
) -> Measure:
    """Add a measure with targets and readings, given as values by their days."""
    measure = add_measure(plan, described=measure_said(title, **said), by=by)
    for on, value in (targets or {}).items():
        add_target(measure, described=TargetDescription(value=Decimal(value), on=on), by=by)
    for on, value in (readings or {}).items():
        add_reading(measure, described=ReadingDescription(value=Decimal(value), on=on), by=by, at=not_before(on))
    return measure


def not_before(day: date) -> datetime:
    """Now, or the noon of a day that has not come."""
    return max(timezone.now(), datetime.combine(day, time(12), UTC))


def cycle_said(title: str = "Try exit interviews", **said: Any) -> CycleDescription:
    """An open cycle from October 1 to November 1, 2026."""
    days = {"starts_on": date(2026, 10, 1), "study_on": date(2026, 11, 1)}
    return CycleDescription(**{"title": title} | days | said)


def make_cycle(plan: Plan, by: User, title: str = "Try exit interviews", **said: Any) -> Cycle:
    """Start an improvement cycle."""
    return start_cycle(plan, described=cycle_said(title, **said), by=by)


def make_meeting(plan: Plan, by: User, title: str = "October meeting", **said: Any) -> Meeting:
    """Add a meeting on October 14, 2026."""
    described = MeetingDescription(**{"title": title, "on": date(2026, 10, 14)} | said)
    return add_meeting(plan, described=described, by=by)


def make_snapshot(plan: Plan, by: User, *, at: datetime | None = None, **said: Any) -> Snapshot:
    """Finalize a plan as it stands now, with files that hold a few letters each."""
    files = {length: (f"{length}.pdf", f"%PDF {length}".encode()) for length in Length}
    return finalize_plan(plan, record=plan_record(plan), files=files, said=SnapshotNote(**said), by=by, at=at)


def damage(snapshot: Snapshot, length: str) -> None:
    """Change a file of a snapshot as a broken disk would: nothing in the product can."""
    files = SnapshotFile.objects.filter(snapshot=snapshot, length=length)
    super(type(files), files).update(content=b"%PDF other")


def remark(row: Discussed, by: User, words: str = "Is this enough?") -> Comment:
    """Say something of whatever can be talked about in a plan."""
    plan: Plan = row.plan  # type: ignore[attr-defined]
    return say(row, district=plan.district, about=str(row), place="/", words=words, by=by)


def filled_plan(
    district: District,
    by: User,
    *,
    steps: int = 60,
    measures: int = 20,
    readings: int = 200,
    priorities: int = 5,
    **said: Any,
) -> Plan:
    """A plan in force with so much in it, spread over its priorities; every priority has a milestone and a cycle.

    `readings` is how many there are altogether. Each measure has a target.
    """
    plan = make_plan(district, by, state=PlanState.IN_FORCE, **said)
    chosen = [*plan.priorities.all(), *(make_priority(plan, by, f"Priority {n}") for n in range(2, priorities + 1))]
    for number in range(steps):
        due = date(2026, 9, 1) + timedelta(days=number)
        make_step(plan, by, f"Step {number}", priority=chosen[number % priorities], owner=by, due_on=due)
    for number in range(measures):
        days = range(number, readings, measures)
        make_measure(
            plan,
            by,
            f"Measure {number}",
            priority=chosen[number % priorities],
            targets={date(2027, 6, 1): "90"},
            readings={date(2026, 9, 1) + timedelta(days=1 + place): "75" for place, _ in enumerate(days)},
        )
    for one in chosen:
        make_milestone(plan, by, f"Milestone of {one}", priority=one)
        make_cycle(plan, by, f"Cycle of {one}", priority=one, owner=by)
    return plan


def district_with_lead(name: str = "Harbor Schools", slug: str = "harbor-schools") -> tuple[District, User]:
    """Another district, with its lead."""
    district = DistrictFactory(name=name, slug=slug)
    return district, MembershipFactory(district=district, role="lead").user

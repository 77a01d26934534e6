"""Plans in lists, what a district's page says of the plan in force, and the steps that wait for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateformat import format as in_words

from core.links import address
from core.prepared_queries import PreparedQuery
from core.words import joined
from districts.models import District, User
from plans.choices import UNFINISHED, Path, PlanState, StepStatus, school_year
from plans.models import ActionStep, Milestone, Plan, Priority, Snapshot
from plans.reports.lines import MeasureLine, brief_measure_lines


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """A plan in a list, with how many of its steps are done; dropped ones count as none of it."""

    pk: int
    title: str
    url: str
    year: int
    state: PlanState
    systems: str
    priorities: int
    steps: int
    done: int
    overdue: int

    @property
    def year_label(self) -> str:
        return school_year(self.year)

    @property
    def state_label(self) -> str:
        return self.state.label


def plan_lines(district: District) -> tuple[PlanLine, ...]:
    """Return a district's plans, the newest school year first, in two queries."""
    rows = _counted(Plan.objects.for_district(district), timezone.localdate()).prefetch_related("systems")
    return tuple(_line(row, district) for row in rows.order_by("-year", "title", "pk"))


def _counted(plans: Any, today: date) -> Any:
    priorities = _count(Priority.objects.filter(plan=OuterRef("pk")))
    return plans.annotate(priority_count=priorities, **_counts(today))


def _counts(today: date) -> dict[str, Coalesce]:
    """Return how many steps a plan has, how many are done, and how many overdue."""
    steps = ActionStep.objects.filter(plan=OuterRef("pk")).exclude(status=StepStatus.DROPPED)
    return {
        "step_count": _count(steps),
        "done_count": _count(steps.filter(status=StepStatus.DONE)),
        "overdue_count": _count(steps.filter(status__in=UNFINISHED, due_on__lt=today)),
    }


def _count(rows: Any) -> Coalesce:
    counted = rows.order_by().values("plan").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _line(row: Any, district: District) -> PlanLine:
    return PlanLine(
        pk=row.pk,
        title=row.title,
        url=address("plans:plan_detail", district.slug, row.pk),
        year=row.year,
        state=PlanState(row.state),
        systems=joined([str(system) for system in row.systems.all()]),
        priorities=row.priority_count,
        steps=row.step_count,
        done=row.done_count,
        overdue=row.overdue_count,
    )


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """Something that is due, or was: a step or a milestone, with whose it is."""

    title: str
    url: str
    due_on: date
    owner: str
    owner_pk: int | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class SnapshotLine:
    """The newest snapshot of a plan: what it is called, where it leads, and since when it stands."""

    name: str
    url: str
    finalized_on: date
    adopted_on: date | None

    @property
    def words(self) -> str:
        """The snapshot in a line: "Snapshot 1, adopted by the board on September 28, 2026"."""
        if self.adopted_on:
            return f"{self.name}, adopted by the board on {in_words(self.adopted_on, 'F j, Y')}"
        return f"{self.name}, finalized on {in_words(self.finalized_on, 'F j, Y')}"


@dataclass(frozen=True, kw_only=True)
class DistrictPlan:
    """What a district's page says of its newest plan in force: progress, its newest snapshot, what is overdue, measures
    off their path. Its line says neither systems nor priorities."""

    line: PlanLine
    snapshot: SnapshotLine | None
    overdue: tuple[DueLine, ...]
    off_path: tuple[MeasureLine, ...]

    def overdue_of(self, person_pk: int) -> DueLine | None:
        """Return the step of this person's that has been overdue longest."""
        return next((line for line in self.overdue if line.owner_pk == person_pk), None)


def _in_force(district: int, today: date) -> Any:
    newest = Snapshot.objects.filter(plan=OuterRef("pk")).order_by("-number")
    said = ("pk", "number", "finalized_at", "adopted_on")
    plans = Plan.objects.for_district(district).in_force().order_by("-year", "-pk")
    plans = plans.annotate(**_counts(today), **{f"newest_{name}": Subquery(newest.values(name)[:1]) for name in said})
    counts = ("step_count", "done_count", "overdue_count")
    return plans.values_list("pk", "title", "year", *counts, *(f"newest_{name}" for name in said))[:1]


def _late(plan: int, today: date) -> Any:
    rows = ActionStep.objects.for_plan(plan).overdue(today).order_by("due_on", "pk")
    return rows.values_list("pk", "title", "due_on", "owner", "owner__name", "owner__email", "owner_role")


_IN_FORCE = PreparedQuery(_in_force, int, date)
_LATE = PreparedQuery(_late, int, date)


def district_plan(district: District) -> DistrictPlan | None:
    """Return how the district's newest plan in force stands, in five queries at most; None where there is none."""
    today = timezone.localdate()
    found = _IN_FORCE.rows(district.pk, today)
    if not found:
        return None
    pk, title, year, steps, done, late, *snapshot = found[0]
    url = address("plans:plan_detail", district.slug, pk)
    counts = {"priorities": 0, "steps": steps, "done": done, "overdue": late}
    line = PlanLine(pk=pk, title=title, url=url, year=year, state=PlanState.IN_FORCE, systems="", **counts)
    return DistrictPlan(
        line=line,
        snapshot=_snapshot(district, pk, snapshot) if snapshot[0] else None,
        overdue=tuple(_overdue(district.slug, pk, _LATE.rows(pk, today))),
        off_path=tuple(one for one in brief_measure_lines(Plan(pk=pk, district=district)) if one.path == Path.OFF),
    )


def _snapshot(district: District, plan: int, row: Sequence[Any]) -> SnapshotLine:
    pk, number, finalized_at, adopted_on = row
    return SnapshotLine(
        name=f"Snapshot {number}",
        url=address("plans:snapshot_detail", district.slug, plan, pk),
        finalized_on=timezone.localdate(finalized_at),
        adopted_on=adopted_on,
    )


def _overdue(slug: str, plan: int, rows: Iterable[Sequence[Any]]) -> Iterable[DueLine]:
    for pk, title, due_on, owner_pk, name, email, role in rows:
        yield DueLine(
            title=title,
            url=address("plans:step_detail", slug, plan, pk),
            due_on=due_on,
            owner=name or email or role,
            owner_pk=owner_pk,
            is_overdue=True,
        )


def _mine(user: int) -> Any:
    mine = ActionStep.objects.unfinished().filter(owner=user, due_on__isnull=False, plan__state=PlanState.IN_FORCE)
    district = ("plan__district", "plan__district__slug", "plan__district__time_zone")
    still_in = mine.filter(plan__district__memberships__user=user).order_by("due_on", "pk")
    return still_in.values_list("pk", "plan", "title", "due_on", *district)


_MINE = PreparedQuery(_mine)


def steps_of(user: User) -> dict[int, tuple[DueLine, ...]]:
    """Return a person's unfinished steps with a due date in plans in force, by district, soonest first, in one
    query."""
    found: defaultdict[int, list[DueLine]] = defaultdict(list)
    days: dict[str, date] = {}
    for pk, plan, title, due_on, district, slug, time_zone in _MINE.rows(user.pk):
        today = days.setdefault(time_zone, timezone.localdate(timezone=ZoneInfo(time_zone)))
        found[district].append(
            DueLine(
                title=title,
                url=address("plans:step_detail", slug, plan, pk),
                due_on=due_on,
                owner="",
                owner_pk=user.pk,
                is_overdue=due_on < today,
            )
        )
    return {pk: tuple(lines) for pk, lines in found.items()}


# The calendar -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A day of a plan's calendar: what, when, where it leads, and when it was last changed. `key` never changes."""

    key: str
    on: date
    title: str
    description: str
    url: str
    changed_at: Any


def calendar_days(plan: Plan) -> tuple[CalendarDay, ...]:
    """Return the days of a plan: steps that are due and not dropped, milestones, meetings, and when cycles are
    studied; in four queries."""
    slug = plan.district.slug
    days = [*_step_days(plan, slug), *_milestone_days(plan, slug), *_meeting_days(plan), *_cycle_days(plan)]
    return tuple(sorted(days, key=lambda day: (day.on, day.key)))


def _step_days(plan: Plan, slug: str) -> Iterable[CalendarDay]:
    rows = ActionStep.objects.for_plan(plan).filter(due_on__isnull=False).exclude(status=StepStatus.DROPPED)
    for row in rows.select_related("owner"):
        whose = str(row.owner or row.owner_role or "Nobody yet")
        yield CalendarDay(
            key=f"step-{row.pk}",
            on=row.due_on,
            title=f"{'Done' if row.status == StepStatus.DONE else 'Due'}: {row.title}",
            description=f"{row.get_status_display()}. Owner: {whose}.",
            url=address("plans:step_detail", slug, plan.pk, row.pk),
            changed_at=row.changed_at,
        )


def _milestone_days(plan: Plan, slug: str) -> Iterable[CalendarDay]:
    for row in Milestone.objects.for_plan(plan):
        yield CalendarDay(
            key=f"milestone-{row.pk}",
            on=row.due_on,
            title=f"Milestone: {row.title}",
            description="Reached." if row.reached_on else "Not reached yet.",
            url=address("plans:milestone_detail", slug, plan.pk, row.pk),
            changed_at=row.changed_at,
        )


def _meeting_days(plan: Plan) -> Iterable[CalendarDay]:
    for row in plan.meetings.all():
        row.plan = plan
        yield CalendarDay(
            key=f"meeting-{row.pk}",
            on=row.on,
            title=row.title,
            description=row.agenda,
            url=row.get_absolute_url(),
            changed_at=row.changed_at,
        )


def _cycle_days(plan: Plan) -> Iterable[CalendarDay]:
    for row in plan.cycles.filter(outcome=""):
        row.plan = plan
        yield CalendarDay(
            key=f"cycle-{row.pk}",
            on=row.study_on,
            title=f"Study: {row.title}",
            description=f"Improvement cycle, now in {row.get_phase_display()}.",
            url=row.get_absolute_url(),
            changed_at=row.changed_at,
        )

"""Plans in lists, what a district's page says of the plan in force, and the steps that wait for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.links import address
from core.words import joined
from districts.models import District, User
from plans.choices import UNFINISHED, PlanState, StepStatus, school_year
from plans.models import ActionStep, Milestone, Plan, Priority
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
    steps = ActionStep.objects.filter(plan=OuterRef("pk")).exclude(status=StepStatus.DROPPED)
    late = steps.filter(status__in=UNFINISHED, due_on__lt=today)
    return plans.annotate(
        priority_count=_count(Priority.objects.filter(plan=OuterRef("pk"))),
        step_count=_count(steps),
        done_count=_count(steps.filter(status=StepStatus.DONE)),
        overdue_count=_count(late),
    )


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
class DistrictPlan:
    """What a district's page says of its newest plan in force: progress, what is overdue, measures off their path."""

    line: PlanLine
    overdue: tuple[DueLine, ...]
    off_path: tuple[MeasureLine, ...]

    def overdue_of(self, person_pk: int) -> DueLine | None:
        """Return the step of this person's that has been overdue longest."""
        return next((line for line in self.overdue if line.owner_pk == person_pk), None)


def district_plan(district: District) -> DistrictPlan | None:
    """Return how the district's newest plan in force stands, in six queries at most; None where there is none."""
    today = timezone.localdate()
    plans = _counted(Plan.objects.for_district(district).in_force(), today).prefetch_related("systems")
    row = plans.order_by("-year", "-pk").first()
    if row is None:
        return None
    row.district = district
    return DistrictPlan(
        line=_line(row, district),
        overdue=tuple(_overdue(row, today)),
        off_path=tuple(one for one in brief_measure_lines(row) if one.path == "off"),
    )


def _overdue(plan: Plan, today: date) -> Iterable[DueLine]:
    rows = ActionStep.objects.for_plan(plan).overdue(today).select_related("owner").order_by("due_on", "pk")
    for row in rows:
        yield _due_line(row, plan.district.slug, str(row.owner or row.owner_role), today)


def _due_line(row: ActionStep, slug: str, owner: str, today: date) -> DueLine:
    assert row.due_on is not None  # noqa: S101  asked for
    url = address("plans:step_detail", slug, row.plan_id, row.pk)
    return DueLine(
        title=row.title,
        url=url,
        due_on=row.due_on,
        owner=owner,
        owner_pk=row.owner_id,
        is_overdue=row.due_on < today,
    )


def steps_of(user: User) -> dict[int, tuple[DueLine, ...]]:
    """Return a person's unfinished steps with a due date in plans in force, by district, soonest first, in one
    query."""
    mine = ActionStep.objects.unfinished().filter(owner=user, due_on__isnull=False, plan__state=PlanState.IN_FORCE)
    still_in = Q(plan__district__memberships__user=user)
    found: defaultdict[int, list[DueLine]] = defaultdict(list)
    for row in mine.filter(still_in).select_related("plan__district").order_by("due_on", "pk"):
        district = row.plan.district
        today = timezone.localdate(timezone=ZoneInfo(district.time_zone))
        found[district.pk].append(_due_line(row, district.slug, "", today))
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
            url=address("plans:plan_detail", slug, plan.pk),
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

"""Threads about what is planned: what `comments` asks of them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.utils import timezone

from comments.owners import ThreadOwner
from core.links import address
from core.words import day_words
from districts.models import Membership, User
from plans.models import ActionStep, Cycle, Measure, Meeting, Milestone, Plan, Priority
from plans.reports import Counted, amount, latest_standing, step_lines
from plans.reports.lines.steps import NOBODY

Facts = tuple[tuple[str, str], ...]


class PlanRowThreads(ThreadOwner):
    """What is said of one row of a plan. `kind` names it in a list of everything; `shown` is what its facts need."""

    namespace = section = "plans"
    now_template = "plans/now.html"
    now_styles = ("css/plans.css",)
    row_model: ClassVar[Any]
    kind: ClassVar[str]
    shown: ClassVar[tuple[str, ...]] = ()
    row: Any

    def __init__(self, row: Any, membership: Membership) -> None:
        self.row, self.membership = row, membership

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        rows = cls.row_model.objects.with_memberships().select_related(
            "plan__district", "thread__resolved_by", *cls.shown
        )
        row = rows.get(pk=kwargs["row"], plan=kwargs["pk"], plan__district__slug=slug, membership_user=user.pk)
        return cls(row, _membership(row, row.plan, user))

    @property
    def args(self) -> tuple[object, ...]:
        return (self.row.plan_id, self.row.pk)

    @property
    def title(self) -> str:
        return str(self.row)

    @property
    def about(self) -> str:
        return f"{self.row} ({self.kind})"

    @property
    def place(self) -> str:
        place: str = self.row.get_absolute_url()
        return place

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        plan = self.row.plan
        first = ("Plans", address("plans:plan_list", self.district.slug))
        return (first, (str(plan), plan.get_absolute_url()), (str(self.row), self.place))

    @property
    def facts(self) -> Facts:
        """How the row stands now, as `now_template` shows it: what each thing is called, and what it is. One query at
        most."""
        raise NotImplementedError


def _membership(row: Any, plan: Plan, user: User) -> Membership:
    return Membership(pk=row.membership_pk, district=plan.district, user=user, role=row.membership_role)


class PriorityThreads(PlanRowThreads):
    """What is said of a priority."""

    name = "priority"
    kind = "priority"
    row_model = Priority

    @property
    def facts(self) -> Facts:
        counted = Counted(step_lines(self.row.plan, timezone.localdate(), priority=self.row.pk))
        return (("Steps", f"{counted.done} of {counted.total} done" if counted.steps else "No step yet"),)


class StepThreads(PlanRowThreads):
    """What is said of an action step."""

    name = "step"
    kind = "action step"
    row_model = ActionStep
    shown = ("owner",)

    @property
    def facts(self) -> Facts:
        status = self.row.get_status_display()
        if self.row.finished_on:
            status = f"{status}, {day_words(self.row.finished_on)}"
        due = day_words(self.row.due_on) if self.row.due_on else "No date"
        if self.row.is_overdue(timezone.localdate()):
            due = f"{due}, overdue"
        return (("Status", status), ("Due", due), ("Owner", _owner(self.row)))


class MilestoneThreads(PlanRowThreads):
    """What is said of a milestone."""

    name = "milestone"
    kind = "milestone"
    row_model = Milestone

    @property
    def facts(self) -> Facts:
        due = day_words(self.row.due_on)
        if self.row.is_overdue(timezone.localdate()):
            due = f"{due}, overdue"
        reached = day_words(self.row.reached_on) if self.row.reached_on else "Not yet"
        return (("Due", due), ("Reached", reached))


class MeasureThreads(PlanRowThreads):
    """What is said of a measure."""

    name = "measure"
    kind = "measure"
    row_model = Measure

    @property
    def facts(self) -> Facts:
        path, latest = latest_standing(self.row)
        said = f"{amount(latest.value, self.row.unit)} on {day_words(latest.on)}" if latest else "No reading yet"
        return (("Standing", path.label), ("Latest reading", said))


class CycleThreads(PlanRowThreads):
    """What is said of an improvement cycle."""

    name = "cycle"
    kind = "improvement cycle"
    row_model = Cycle
    shown = ("owner",)

    @property
    def facts(self) -> Facts:
        owner = ("Owner", _owner(self.row))
        if self.row.is_closed:
            return (("Closed", f"{self.row.get_outcome_display()}, {day_words(self.row.closed_on)}"), owner)
        return (("Phase", self.row.get_phase_display()), ("Study on", day_words(self.row.study_on)), owner)


class MeetingThreads(PlanRowThreads):
    """What is said of a meeting."""

    name = "meeting"
    kind = "meeting"
    row_model = Meeting

    @property
    def facts(self) -> Facts:
        return (("Day", day_words(self.row.on)),)


def _owner(row: ActionStep | Cycle) -> str:
    return str(row.owner or row.owner_role or NOBODY)

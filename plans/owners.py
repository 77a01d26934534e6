"""Threads about what is planned: what `comments` asks of them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from comments.owners import ThreadOwner
from core.links import address
from districts.models import Membership, User
from plans.models import ActionStep, Cycle, Measure, Meeting, Plan, Priority


class PlanRowThreads(ThreadOwner):
    """What is said of one row of a plan. `kind` names it in a list of everything."""

    namespace = section = "plans"
    row_model: ClassVar[Any]
    kind: ClassVar[str]
    row: Any

    def __init__(self, row: Any, membership: Membership) -> None:
        self.row, self.membership = row, membership

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        rows = cls.row_model.objects.with_memberships().select_related("plan__district", "thread__resolved_by")
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


def _membership(row: Any, plan: Plan, user: User) -> Membership:
    return Membership(pk=row.membership_pk, district=plan.district, user=user, role=row.membership_role)


class PriorityThreads(PlanRowThreads):
    """What is said of a priority."""

    name = "priority"
    kind = "priority"
    row_model = Priority


class StepThreads(PlanRowThreads):
    """What is said of an action step."""

    name = "step"
    kind = "action step"
    row_model = ActionStep


class MeasureThreads(PlanRowThreads):
    """What is said of a measure."""

    name = "measure"
    kind = "measure"
    row_model = Measure


class CycleThreads(PlanRowThreads):
    """What is said of an improvement cycle."""

    name = "cycle"
    kind = "improvement cycle"
    row_model = Cycle


class MeetingThreads(PlanRowThreads):
    """What is said of a meeting."""

    name = "meeting"
    kind = "meeting"
    row_model = Meeting

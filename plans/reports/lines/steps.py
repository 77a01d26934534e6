"""Action steps as lists show them, in one query however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from comments.reports import CommentCount, counted
from core.links import address
from core.prepared_queries import PreparedQuery
from plans.choices import StepStatus
from plans.models import ActionStep, Plan
from plans.reports.grounds import GROUND_COLUMNS, ground_label

NOBODY = "Nobody yet"


@dataclass(frozen=True, slots=True)
class StepLine:
    """An action step in a list. `owner` is a name, a role, or empty; `waits_for` a step that is to be done first."""

    pk: int
    title: str
    url: str
    priority_pk: int | None
    owner_pk: int | None
    owner: str
    is_role: bool
    starts_on: date | None
    due_on: date | None
    status: StepStatus
    dropped_because: str
    finished_on: date | None
    waits_for: str
    is_overdue: bool
    version: int
    fulfils: str
    comments: CommentCount

    @property
    def status_label(self) -> str:
        return self.status.label

    @property
    def is_unfinished(self) -> bool:
        return self.status in (StepStatus.NOT_BEGUN, StepStatus.UNDER_WAY)

    @property
    def owner_name(self) -> str:
        return self.owner or NOBODY


_STEP_COLUMNS = (
    "pk",
    "title",
    "priority",
    "owner",
    "owner__name",
    "owner__email",
    "owner_role",
    "starts_on",
    "due_on",
    "status",
    "dropped_because",
    "finished_on",
    "version",
    "after__title",
    "after__status",
    "thread__comment_count",
    "thread__resolved_at",
    *GROUND_COLUMNS,
)
_BRIEF_COLUMNS = _STEP_COLUMNS[:13]


def _steps(*columns: str) -> Any:
    return ActionStep.objects.order_by("due_on", "pk").values_list(*columns)


_OF_PLAN = PreparedQuery(lambda plan: _steps(*_STEP_COLUMNS).filter(plan=plan))
_BRIEF_OF_PLAN = PreparedQuery(lambda plan: _steps(*_BRIEF_COLUMNS).filter(plan=plan))


def step_lines(plan: Plan, today: date, **only: Any) -> tuple[StepLine, ...]:
    """Return the steps of a plan by the day they are due, those without one last; `only` are further conditions."""
    rows = _steps(*_STEP_COLUMNS).filter(plan=plan.pk, **only) if only else _OF_PLAN.rows(plan.pk)
    return _in_order(plan, rows, today)


def brief_step_lines(plan: Plan, today: date) -> tuple[StepLine, ...]:
    """Return the steps of a plan without what each fulfills and waits for and what is said of it."""
    left_out = (None,) * (len(_STEP_COLUMNS) - len(_BRIEF_COLUMNS))
    return _in_order(plan, [(*row, *left_out) for row in _BRIEF_OF_PLAN.rows(plan.pk)], today)


def _in_order(plan: Plan, rows: Iterable[Sequence[Any]], today: date) -> tuple[StepLine, ...]:
    lines = [_step_line(plan, row, today) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.due_on is None, line.due_on or today)))


def _step_line(plan: Plan, row: Sequence[Any], today: date) -> StepLine:
    pk, title, priority, owner_pk, name, email, role, starts_on, due_on, status, because, finished_on = row[:12]
    version, after, after_status, said, resolved_at = row[12:17]
    waits = after_status in (StepStatus.NOT_BEGUN, StepStatus.UNDER_WAY)
    unfinished = status in (StepStatus.NOT_BEGUN, StepStatus.UNDER_WAY)
    return StepLine(
        pk=pk,
        title=title,
        url=address("plans:step_detail", plan.district.slug, plan.pk, pk),
        priority_pk=priority,
        owner_pk=owner_pk,
        owner=name or email or role,
        is_role=bool(role),
        starts_on=starts_on,
        due_on=due_on,
        status=StepStatus(status),
        dropped_because=because,
        finished_on=finished_on,
        waits_for=after if waits and unfinished else "",
        is_overdue=unfinished and due_on is not None and due_on < today,
        version=version,
        fulfils=ground_label(row[17:]),
        comments=counted(said, resolved_at),
    )

"""Action steps, milestones, measures and cycles as lists show them, each kind in one query however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from comments.reports import CommentCount, count_of, counted
from core.links import address
from plans.choices import Outcome, Path, Phase, StepStatus
from plans.models import ActionStep, Cycle, Measure, Milestone, Plan, Reading, Target
from plans.reports.amounts import amount
from plans.reports.grounds import GROUND_COLUMNS, ground_label
from plans.reports.paths import path_of

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
    "after__title",
    "after__status",
    "thread__comment_count",
    "thread__resolved_at",
    *GROUND_COLUMNS,
)
_BRIEF_COLUMNS = _STEP_COLUMNS[:12]


@cache
def _steps(columns: tuple[str, ...]) -> Any:
    """Return the query for the lines of steps, kept because Django takes its time to put it together."""
    return ActionStep.objects.order_by("due_on", "pk").values_list(*columns)


def step_lines(plan: Plan, today: date, *, is_brief: bool = False, **only: Any) -> tuple[StepLine, ...]:
    """Return the steps of a plan by the day they are due, those without one last; `only` are further conditions.

    Brief ones leave out what each fulfils and waits for and what is said of it, which is most of the work.
    """
    columns = _BRIEF_COLUMNS if is_brief else _STEP_COLUMNS
    left_out = (None,) * (len(_STEP_COLUMNS) - len(columns))
    lines = [_step_line(plan, (*row, *left_out), today) for row in _steps(columns).filter(plan=plan.pk, **only)]
    return tuple(sorted(lines, key=lambda line: (line.due_on is None, line.due_on or today)))


def _step_line(plan: Plan, row: Sequence[Any], today: date) -> StepLine:
    pk, title, priority, owner_pk, name, email, role, starts_on, due_on, status, because, finished_on = row[:12]
    after, after_status, said, resolved_at = row[12:16]
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
        fulfils=ground_label(row[16:]),
        comments=counted(said, resolved_at),
    )


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone in a list."""

    pk: int
    title: str
    url: str
    priority_pk: int | None
    due_on: date
    reached_on: date | None
    is_overdue: bool


def milestone_lines(plan: Plan, today: date, **only: Any) -> tuple[MilestoneLine, ...]:
    """Return the milestones of a plan by their days, in one query."""
    rows = Milestone.objects.for_plan(plan).filter(**only).order_by("due_on", "pk")
    found = rows.values_list("pk", "title", "priority", "due_on", "reached_on")
    return tuple(
        MilestoneLine(
            pk=pk,
            title=title,
            url=address("plans:milestone_change", plan.district.slug, plan.pk, pk),
            priority_pk=priority,
            due_on=due_on,
            reached_on=reached_on,
            is_overdue=reached_on is None and due_on < today,
        )
        for pk, title, priority, due_on, reached_on in found
    )


@dataclass(frozen=True, slots=True)
class ValueOnDay:
    """A target or a reading: a value, in the measure's unit, on a day."""

    pk: int
    value: Decimal
    on: date
    version: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class MeasureLine:
    """A measure in a list, with its targets and readings in the order of their days. Values are in `unit`."""

    pk: int
    title: str
    url: str
    priority_pk: int | None
    kind_label: str
    what: str
    unit: str
    direction: str
    baseline: Decimal | None
    baseline_on: date | None
    comments: CommentCount
    targets: tuple[ValueOnDay, ...] = ()
    readings: tuple[ValueOnDay, ...] = ()

    @cached_property
    def path(self) -> Path:
        return path_of(self, self.targets, self.readings)

    @property
    def path_label(self) -> str:
        return self.path.label

    @property
    def latest(self) -> ValueOnDay | None:
        return self.readings[-1] if self.readings else None

    @property
    def latest_amount(self) -> str:
        return amount(self.latest.value, self.unit) if self.latest else ""

    @property
    def baseline_amount(self) -> str:
        return amount(self.baseline, self.unit) if self.baseline is not None else ""

    @property
    def next_target(self) -> ValueOnDay | None:
        """The first target after the latest reading, or the last one."""
        since = self.latest.on if self.latest else date.min
        return next((one for one in self.targets if one.on > since), self.targets[-1] if self.targets else None)

    @property
    def target_amount(self) -> str:
        return amount(self.next_target.value, self.unit) if self.next_target else ""


def measure_lines(plan: Plan, **only: Any) -> tuple[MeasureLine, ...]:
    """Return the measures of a plan with their targets and readings, leading ones first, in three queries."""
    rows = list(Measure.objects.for_plan(plan).filter(**only).select_related("thread").order_by("-kind", "title", "pk"))
    if not rows:
        return ()
    targets = _values(Target, plan, only, ())
    readings = _values(Reading, plan, only, ("source", "note"))
    return tuple(measure_line(plan, row, targets[row.pk], readings[row.pk]) for row in rows)


def _values(model: Any, plan: Plan, only: dict[str, Any], more: tuple[str, ...]) -> dict[int, list[ValueOnDay]]:
    found: defaultdict[int, list[ValueOnDay]] = defaultdict(list)
    chosen = model.objects.for_plan(plan).filter(**{f"measure__{name}": value for name, value in only.items()})
    rows = chosen.order_by("on", "pk").values_list("measure", "pk", "value", "on", "version", *more)
    for measure, *value in rows:
        found[measure].append(ValueOnDay(*value))
    return found


def measure_line(
    plan: Plan, row: Measure, targets: Sequence[ValueOnDay], readings: Sequence[ValueOnDay]
) -> MeasureLine:
    return MeasureLine(
        pk=row.pk,
        title=row.title,
        url=address("plans:measure_detail", plan.district.slug, plan.pk, row.pk),
        priority_pk=row.priority_id,
        kind_label=row.get_kind_display(),
        what=row.what,
        unit=row.unit,
        direction=row.direction,
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        comments=count_of(row.thread),
        targets=tuple(targets),
        readings=tuple(readings),
    )


@dataclass(frozen=True, slots=True)
class CycleLine:
    """An improvement cycle in a list; `is_due` where what happened should have been studied by now."""

    pk: int
    title: str
    url: str
    priority_pk: int | None
    owner: str
    phase: Phase
    starts_on: date
    study_on: date
    outcome: Outcome | None
    closed_on: date | None
    is_due: bool

    @property
    def standing(self) -> str:
        """Where the cycle is, in words: its phase, or what became of it."""
        return f"Closed: {self.outcome.label.lower()}" if self.outcome else self.phase.label


def cycle_lines(plan: Plan, today: date, **only: Any) -> tuple[CycleLine, ...]:
    """Return the improvement cycles of a plan, those still open first, in one query."""
    rows = Cycle.objects.for_plan(plan).filter(**only).select_related("owner").order_by("starts_on", "pk")
    lines = [_cycle_line(plan, row, today) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.outcome is not None))


def _cycle_line(plan: Plan, row: Cycle, today: date) -> CycleLine:
    is_early = row.phase in (Phase.PLAN, Phase.DO)
    return CycleLine(
        pk=row.pk,
        title=row.title,
        url=address("plans:cycle_detail", plan.district.slug, plan.pk, row.pk),
        priority_pk=row.priority_id,
        owner=str(row.owner or row.owner_role),
        phase=Phase(row.phase),
        starts_on=row.starts_on,
        study_on=row.study_on,
        outcome=Outcome(row.outcome) if row.outcome else None,
        closed_on=row.closed_on,
        is_due=not row.outcome and is_early and row.study_on < today,
    )

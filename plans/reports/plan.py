"""The plan as its pages show it: by priority, by owner, along time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from comments.reports import CommentCount, counted
from core.links import address
from core.prepared_queries import PreparedQuery
from plans.choices import HANDFUL, Origin, Path, StepStatus
from plans.models import Plan, Priority
from plans.reports.grounds import GROUND_COLUMNS, ground_label
from plans.reports.lines import (
    CycleLine,
    MeasureLine,
    MilestoneLine,
    StepLine,
    brief_measure_lines,
    cycle_lines,
    milestone_lines,
    step_lines,
)


@dataclass(frozen=True, kw_only=True)
class StepFilter:
    """Which steps a page shows. `owner` is a person's key, "role" followed by its words, or "nobody"; all empty: every
    step."""

    status: str = ""
    owner: str = ""
    due: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.status or self.owner or self.due)

    def among(self, steps: Iterable[StepLine]) -> StepFilter:
        """Return the filter without an owner who owns none of these steps."""
        is_known = not self.owner or any(owner_code(step) == self.owner for step in steps)
        return self if is_known else replace(self, owner="")

    def lets_through(self, line: StepLine, today: date) -> bool:
        return self._has_status(line) and self._is_owned(line) and self._is_due(line, today)

    def _has_status(self, line: StepLine) -> bool:
        return not self.status or line.status == self.status or (self.status == "open" and line.is_unfinished)

    def _is_owned(self, line: StepLine) -> bool:
        return not self.owner or self.owner == owner_code(line)

    def _is_due(self, line: StepLine, today: date) -> bool:
        if not self.due:
            return True
        if self.due == "overdue":
            return line.is_overdue
        if self.due == "none":
            return line.due_on is None
        ahead = (line.due_on - today).days if line.due_on else None
        return line.is_unfinished and ahead is not None and 0 <= ahead <= int(self.due)


def owner_code(line: StepLine) -> str:
    """Return what a filter calls the owner of a step."""
    if line.owner_pk:
        return str(line.owner_pk)
    return f"role {line.owner}" if line.owner else "nobody"


def owners_of(steps: Iterable[StepLine]) -> tuple[tuple[str, str], ...]:
    """Return whoever owns a step, as code and name: people, then roles, then nobody."""
    found = {owner_code(step): step for step in steps}
    ordered = sorted(found.items(), key=lambda one: (not one[1].owner, one[1].is_role, one[1].owner.casefold()))
    return tuple((code, step.owner_name) for code, step in ordered)


@dataclass(frozen=True)
class Counted:
    """How many steps there are, by status, and how many of them are overdue."""

    steps: tuple[StepLine, ...]

    @cached_property
    def by_status(self) -> Mapping[StepStatus, int]:
        found = Counter(step.status for step in self.steps)
        return {status: found[status] for status in StepStatus}

    @property
    def total(self) -> int:
        """How many there are, the dropped left out."""
        return len(self.steps) - self.by_status[StepStatus.DROPPED]

    @property
    def done(self) -> int:
        return self.by_status[StepStatus.DONE]

    @property
    def under_way(self) -> int:
        return self.by_status[StepStatus.UNDER_WAY]

    @property
    def overdue(self) -> int:
        return sum(step.is_overdue for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class PriorityHead:
    """What a line says of a priority before what is planned for it."""

    pk: int
    number: int
    title: str
    url: str
    reason: str
    origin: Origin
    rests_on: str
    strategy: str
    comments: CommentCount


@dataclass(frozen=True, kw_only=True)
class PriorityLine:
    """A priority with all that is planned for it; `steps` are the chosen ones, `counted` counts all."""

    head: PriorityHead
    counted: Counted
    steps: tuple[StepLine, ...]
    milestones: tuple[MilestoneLine, ...]
    measures: tuple[MeasureLine, ...]
    cycles: tuple[CycleLine, ...]

    @property
    def is_bare(self) -> bool:
        return not (self.counted.steps or self.milestones or self.measures or self.cycles)


@dataclass(frozen=True, kw_only=True)
class PlanReport:
    """A plan as its page shows it. `other_*` belong to no priority."""

    today: date
    chosen: StepFilter
    priorities: tuple[PriorityLine, ...]
    all_steps: tuple[StepLine, ...]
    other_steps: tuple[StepLine, ...]
    other_milestones: tuple[MilestoneLine, ...]
    other_measures: tuple[MeasureLine, ...]
    other_cycles: tuple[CycleLine, ...]
    milestones: tuple[MilestoneLine, ...] = field(repr=False)
    measures: tuple[MeasureLine, ...] = field(repr=False)
    cycles: tuple[CycleLine, ...] = field(repr=False)

    @cached_property
    def counted(self) -> Counted:
        return Counted(self.all_steps)

    @cached_property
    def overdue(self) -> tuple[StepLine, ...]:
        """The steps that are overdue, longest first."""
        return tuple(step for step in self.all_steps if step.is_overdue)

    @cached_property
    def missed(self) -> tuple[MilestoneLine, ...]:
        return tuple(one for one in self.milestones if one.is_overdue)

    @cached_property
    def off_path(self) -> tuple[MeasureLine, ...]:
        return tuple(one for one in self.measures if one.path == Path.OFF)

    @property
    def has_too_many(self) -> bool:
        return len(self.priorities) > HANDFUL

    @property
    def has_others(self) -> bool:
        return bool(self.other_steps or self.other_milestones or self.other_measures or self.other_cycles)

    @property
    def shown(self) -> int:
        """How many steps the filter leaves."""
        return sum(len(one.steps) for one in self.priorities) + len(self.other_steps)

    @property
    def seen(self) -> str:
        """Which version of each step is shown, for a form that changes several: "12.1 13.4"."""
        return " ".join([f"{step.pk}.{step.version}" for step in self.all_steps])

    @cached_property
    def owners(self) -> tuple[tuple[str, str], ...]:
        """Whoever owns a step, as code and name: people, then roles, then nobody."""
        return owners_of(self.all_steps)

    def filtered(self, steps: Iterable[StepLine]) -> tuple[StepLine, ...]:
        return tuple(step for step in steps if self.chosen.lets_through(step, self.today))

    @cached_property
    def by_owner(self) -> tuple[OwnerGroup, ...]:
        """The steps that the filter leaves, under whoever owns them."""
        groups = ((code, name, self._owned(code)) for code, name in self.owners)
        return tuple(
            OwnerGroup(name, Counted(owned), self.filtered(owned)) for _, name, owned in groups if self.filtered(owned)
        )

    def _owned(self, code: str) -> tuple[StepLine, ...]:
        return tuple(step for step in self.all_steps if owner_code(step) == code)

    def priority_title(self, pk: int | None) -> str:
        return next((one.head.title for one in self.priorities if one.head.pk == pk), "")


@dataclass(frozen=True)
class OwnerGroup:
    """Somebody with the steps they own."""

    name: str
    counted: Counted
    steps: tuple[StepLine, ...]


def plan_report(plan: Plan, chosen: StepFilter | None = None) -> PlanReport:
    """Return a plan in seven queries, however much is planned in it, with the steps that were chosen."""
    today = timezone.localdate()
    steps, milestones = step_lines(plan, today), milestone_lines(plan, today)
    chosen = (chosen or StepFilter()).among(steps)
    measures, cycles = brief_measure_lines(plan), cycle_lines(plan, today)

    def under(rows: tuple[Any, ...], pk: int | None) -> tuple[Any, ...]:
        return tuple(row for row in rows if row.priority_pk == pk)

    shown = tuple(step for step in steps if chosen.lets_through(step, today))
    return PlanReport(
        today=today,
        chosen=chosen,
        all_steps=steps,
        other_steps=under(shown, None),
        other_milestones=under(milestones, None),
        other_measures=under(measures, None),
        other_cycles=under(cycles, None),
        milestones=milestones,
        measures=measures,
        cycles=cycles,
        priorities=tuple(
            PriorityLine(
                head=head,
                counted=Counted(under(steps, head.pk)),
                steps=under(shown, head.pk),
                milestones=under(milestones, head.pk),
                measures=under(measures, head.pk),
                cycles=under(cycles, head.pk),
            )
            for head in priority_heads(plan)
        ),
    )


_HEAD = ("pk", "title", "reason", "origin", "root_cause__strategy", "thread__comment_count", "thread__resolved_at")


_HEADS_OF_PLAN = PreparedQuery(
    lambda plan: Priority.objects.filter(plan=plan).order_by("position", "pk").values_list(*_HEAD, *GROUND_COLUMNS)
)


def priority_heads(plan: Plan) -> tuple[PriorityHead, ...]:
    """Return the priorities of a plan in their order, without what is planned for them, in one query."""
    rows = _HEADS_OF_PLAN.rows(plan.pk)
    return tuple(
        PriorityHead(
            pk=pk,
            number=number,
            title=title,
            url=address("plans:priority_detail", plan.district.slug, plan.pk, pk),
            reason=reason,
            origin=Origin(origin),
            rests_on=ground_label(ground),
            strategy=strategy or "",
            comments=counted(said, resolved_at),
        )
        for number, (pk, title, reason, origin, strategy, said, resolved_at, *ground) in enumerate(rows, start=1)
    )

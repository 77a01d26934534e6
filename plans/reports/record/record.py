"""A plan as it leaves the room: everything that its files and its snapshots show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from plans.choices import Path, StepStatus
from plans.reports.record.picture import InventoryRecord, ReviewRecord, SystemRecord
from plans.reports.record.planned import (
    CharterRecord,
    CycleRecord,
    MeasureRecord,
    MeetingRecord,
    MilestoneRecord,
    PriorityRecord,
    StepRecord,
)

Under = TypeVar("Under", StepRecord, MilestoneRecord, MeasureRecord, CycleRecord)


@dataclass(frozen=True, kw_only=True)
class DecisionRecord:
    """Something that was decided on a day: what it was about, what was decided, and why or in which words."""

    on: date
    kind: str
    about: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A priority with what is planned for it; `priority` is None for what is planned without one."""

    priority: PriorityRecord | None
    steps: tuple[StepRecord, ...]
    milestones: tuple[MilestoneRecord, ...]
    measures: tuple[MeasureRecord, ...]
    cycles: tuple[CycleRecord, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.milestones or self.measures or self.cycles)

    @property
    def counted(self) -> int:
        """How many steps it has, the dropped left out."""
        return sum(step.status != StepStatus.DROPPED for step in self.steps)

    @property
    def done(self) -> int:
        return sum(step.status == StepStatus.DONE for step in self.steps)


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """A plan on `today`, read at `read_at`. Rows without a priority have None for it.

    `ask` is what is asked of the board. `state` is the value of a PlanState.
    """

    district: str
    paper: str
    plan: int
    title: str
    year: str
    state: str
    state_label: str
    systems: tuple[str, ...]
    goals: tuple[str, ...]
    ask: str
    sponsor: str
    today: date
    read_at: datetime
    priorities: tuple[PriorityRecord, ...]
    steps: tuple[StepRecord, ...]
    milestones: tuple[MilestoneRecord, ...]
    measures: tuple[MeasureRecord, ...]
    cycles: tuple[CycleRecord, ...]
    meetings: tuple[MeetingRecord, ...]
    charter: CharterRecord | None
    picture: tuple[SystemRecord, ...]
    reviews: tuple[ReviewRecord, ...]
    inventories: tuple[InventoryRecord, ...]
    decisions: tuple[DecisionRecord, ...]

    def under(self, rows: Iterable[Under], priority: int | None) -> tuple[Under, ...]:
        """Return those of some rows that belong to a priority, or to none."""
        return tuple(row for row in rows if row.priority == priority)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The priorities with what is planned for each, and last what is planned without one, where there is any."""
        found = [self._section(priority, priority.key) for priority in self.priorities]
        rest = self._section(None, None)
        return (*found, rest) if not rest.is_empty else tuple(found)

    def _section(self, priority: PriorityRecord | None, key: int | None) -> Section:
        return Section(
            priority=priority,
            steps=self.under(self.steps, key),
            milestones=self.under(self.milestones, key),
            measures=self.under(self.measures, key),
            cycles=self.under(self.cycles, key),
        )

    def name_of(self, priority: int | None) -> str:
        """Return a priority's number and title; empty for None."""
        return next((f"{one.number}. {one.title}" for one in self.priorities if one.key == priority), "")

    @cached_property
    def counted(self) -> tuple[StepRecord, ...]:
        """The steps that count: all but the dropped."""
        return tuple(step for step in self.steps if step.status != StepStatus.DROPPED)

    @cached_property
    def done(self) -> int:
        return sum(step.status == StepStatus.DONE for step in self.steps)

    @cached_property
    def under_way(self) -> int:
        return sum(step.status == StepStatus.UNDER_WAY for step in self.steps)

    @cached_property
    def overdue(self) -> tuple[StepRecord, ...]:
        return tuple(step for step in self.steps if step.is_overdue)

    @cached_property
    def off_path(self) -> tuple[MeasureRecord, ...]:
        return tuple(one for one in self.measures if one.path == Path.OFF)

"""What a record says of the rows of a plan. `key` is a row's own, by which two records of a plan are compared.

Everything is text, a number or a day: nothing in it changes with content, names or people. Days are dates in the
district's time zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CauseRecord:
    """Why the problem behind a priority is there, and the strategy that follows; `bones` are causes by their group."""

    method: str
    problem: str
    whys: tuple[str, ...]
    bones: tuple[tuple[str, tuple[str, ...]], ...]
    cause: str
    strategy: str
    strategy_reason: str


@dataclass(frozen=True, kw_only=True)
class PriorityRecord:
    """A priority with its number in the plan, where the team found it, and what it rests on."""

    key: int
    number: int
    title: str
    reason: str
    origin: str
    rests_on: str
    cause: CauseRecord | None


@dataclass(frozen=True, kw_only=True)
class StepRecord:
    """An action step. `status` is the value of a StepStatus, `priority` the key of one; `owner` is empty for nobody."""

    key: int
    title: str
    priority: int | None
    owner: str
    starts_on: date | None
    due_on: date | None
    status: str
    status_label: str
    is_overdue: bool
    dropped_because: str
    finished_on: date | None
    fulfils: str
    waits_for: str
    resources: str
    funding: str
    notes: str


@dataclass(frozen=True, kw_only=True)
class MilestoneRecord:
    """A day by which something can be seen to be so."""

    key: int
    title: str
    priority: int | None
    due_on: date
    reached_on: date | None
    is_overdue: bool


@dataclass(frozen=True, kw_only=True)
class ValueRecord:
    """A target or a reading: a value, in the measure's unit, on a day."""

    on: date
    value: Decimal
    source: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MeasureRecord:
    """A measure with its targets and readings in the order of their days. `path` is the value of a Path, `direction`
    that of a Direction."""

    key: int
    title: str
    priority: int | None
    kind: str
    what: str
    unit: str
    direction: str
    source: str
    baseline: Decimal | None
    baseline_on: date | None
    targets: tuple[ValueRecord, ...]
    readings: tuple[ValueRecord, ...]
    path: str
    path_label: str

    @property
    def latest(self) -> ValueRecord | None:
        return self.readings[-1] if self.readings else None

    @property
    def next_target(self) -> ValueRecord | None:
        """The first target after the latest reading, or the last one."""
        since = self.latest.on if self.latest else date.min
        return next((one for one in self.targets if one.on > since), self.targets[-1] if self.targets else None)


@dataclass(frozen=True, kw_only=True)
class CycleRecord:
    """An improvement cycle, its four phases in words; `outcome` is empty while it is open."""

    key: int
    title: str
    priority: int | None
    owner: str
    phase: str
    starts_on: date
    study_on: date
    plan: str
    do: str
    study: str
    act: str
    outcome: str
    closed_on: date | None
    measures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MeetingRecord:
    """A meeting about the plan; `follow_ups` are the titles of steps."""

    key: int
    title: str
    on: date
    agenda: str
    present: tuple[str, ...]
    decisions: str
    follow_ups: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MemberRecord:
    """Somebody on the team."""

    name: str
    role: str
    perspective: str


@dataclass(frozen=True, kw_only=True)
class CharterRecord:
    """The team with what it has agreed on; `texts` are titles with what is written, as far as anything is."""

    name: str
    texts: tuple[tuple[str, str], ...]
    members: tuple[MemberRecord, ...]
    missing: tuple[str, ...]

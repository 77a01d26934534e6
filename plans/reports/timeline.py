"""Steps and milestones along time: what is overdue, then by the month they are due, then what has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateformat import format as in_words

from core.charts import TimelineRow
from core.words import day_words
from plans.choices import StepStatus
from plans.models import Plan, Priority
from plans.reports.lines import MilestoneLine, StepLine, brief_step_lines, milestone_lines
from plans.reports.plan import StepFilter, owners_of

if TYPE_CHECKING:
    from plans.reports.record import MilestoneRecord, StepRecord

REACHED, NOT_REACHED = "Reached", "Not reached yet"
# How a chart draws each status.
STATES = {
    StepStatus.NOT_BEGUN: "hollow",
    StepStatus.UNDER_WAY: "half",
    StepStatus.DONE: "full",
    StepStatus.DROPPED: "dashed",
}


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A step or a milestone as the table has it, in words; `far` is the style class of its status."""

    title: str
    url: str
    is_milestone: bool
    priority: str
    owner: str
    starts: str
    due: str
    far: str
    status: str
    is_overdue: bool
    on: date | None


@dataclass(frozen=True, slots=True)
class TimelineGroup:
    """What belongs together along time."""

    title: str
    lines: tuple[TimelineLine, ...]


@dataclass(frozen=True, kw_only=True)
class TimelineReport:
    """A plan along time, as far as it was chosen. `rows` are those that a chart can show, because they have a day."""

    today: date
    chosen: StepFilter
    all_steps: tuple[StepLine, ...]
    shown: int
    milestones: int
    all_milestones: int
    groups: tuple[TimelineGroup, ...]
    rows: tuple[TimelineRow, ...]

    @property
    def owners(self) -> tuple[tuple[str, str], ...]:
        return owners_of(self.all_steps)

    @property
    def heading(self) -> str:
        """What the chart shows, before it is counted."""
        steps = f"{self.shown} action step{'' if self.shown == 1 else 's'}"
        milestones = f"{self.milestones} milestone{'' if self.milestones == 1 else 's'}"
        return f"Timeline of {steps} and {milestones}:" if self.milestones else f"Timeline of {steps}:"

    @property
    def undated(self) -> int:
        """How many of what is shown the chart leaves out."""
        return self.shown + self.milestones - len(self.rows)


def timeline_report(plan: Plan, chosen: StepFilter | None = None) -> TimelineReport:
    """Return a plan along time in three queries, however much is planned in it."""
    today = timezone.localdate()
    all_steps, all_milestones = brief_step_lines(plan, today), milestone_lines(plan, today)
    chosen = (chosen or StepFilter()).among(all_steps)
    steps = [one for one in all_steps if chosen.lets_through(one, today)]
    milestones = [one for one in all_milestones if _lets_through(chosen, one, today)]
    lines = list(_lines(steps, milestones, _priorities(plan)))
    return TimelineReport(
        today=today,
        chosen=chosen,
        all_steps=all_steps,
        shown=len(steps),
        milestones=len(milestones),
        all_milestones=len(all_milestones),
        groups=tuple(_groups(lines)),
        rows=tuple(timeline_rows(steps, milestones)),
    )


def _priorities(plan: Plan) -> dict[int | None, str]:
    rows = Priority.objects.for_plan(plan).order_by("position", "pk").values_list("pk", "title")
    return {None: ""} | {pk: f"{number}. {title}" for number, (pk, title) in enumerate(rows, start=1)}


def _lets_through(chosen: StepFilter, line: MilestoneLine, today: date) -> bool:
    """Say whether a filter of steps leaves a milestone: it has no owner, and is reached or not."""
    statuses = ("", StepStatus.DONE) if line.reached_on else ("", "open")
    if chosen.owner or chosen.status not in statuses:
        return False
    if chosen.due in ("", "overdue"):
        return line.is_overdue or not chosen.due
    return chosen.due != "none" and not line.reached_on and 0 <= (line.due_on - today).days <= int(chosen.due)


# The table ----------------------------------------------------------------------------------------------------------


def _lines(
    steps: Iterable[StepLine], milestones: Iterable[MilestoneLine], priorities: dict[int | None, str]
) -> Iterator[TimelineLine]:
    for step in steps:
        yield TimelineLine(
            title=step.title,
            url=step.url,
            is_milestone=False,
            priority=priorities.get(step.priority_pk, ""),
            owner=step.owner_name,
            starts=day_words(step.starts_on) if step.starts_on else "",
            due=day_words(step.due_on) if step.due_on else "",
            far=step.status.value,
            status=step.status_label,
            is_overdue=step.is_overdue,
            on=step.due_on,
        )
    for one in milestones:
        yield TimelineLine(
            title=one.title,
            url=one.url,
            is_milestone=True,
            priority=priorities.get(one.priority_pk, ""),
            owner="",
            starts="",
            due=day_words(one.due_on),
            far=(StepStatus.DONE if one.reached_on else StepStatus.NOT_BEGUN).value,
            status=f"{REACHED} {day_words(one.reached_on)}" if one.reached_on else NOT_REACHED,
            is_overdue=one.is_overdue,
            on=one.due_on,
        )


def _groups(lines: list[TimelineLine]) -> Iterator[TimelineGroup]:
    """Yield what is overdue, longest first, then the rest month by month, then what has none."""
    dated = sorted((line for line in lines if line.on), key=_when)
    if late := tuple(line for line in dated if line.is_overdue):
        yield TimelineGroup("Overdue", late)
    for _, month in groupby((line for line in dated if not line.is_overdue), key=_month):
        found = tuple(month)
        yield TimelineGroup(in_words(_when(found[0])[0], "F Y"), found)
    if undated := tuple(line for line in lines if not line.on):
        yield TimelineGroup("Without a due date", undated)


def _when(line: TimelineLine) -> tuple[date, bool]:
    return line.on or date.max, line.is_milestone


def _month(line: TimelineLine) -> tuple[int, int]:
    day = _when(line)[0]
    return day.year, day.month


# The chart ----------------------------------------------------------------------------------------------------------


def timeline_rows(
    steps: Iterable[StepLine | StepRecord], milestones: Iterable[MilestoneLine | MilestoneRecord]
) -> list[TimelineRow]:
    """Return what of a plan, or of a record of one, has a day, in the order of the days on which it is due, or else
    begins."""
    found = [_step_row(step) for step in steps if step.starts_on or step.due_on]
    found += [_milestone_row(one) for one in milestones]
    return sorted(found, key=lambda row: (row.end or row.start or date.max, row.is_mark))


def _step_row(step: StepLine | StepRecord) -> TimelineRow:
    return TimelineRow(
        label=step.title,
        state=STATES[StepStatus(step.status)],
        word=step.status_label,
        start=step.starts_on,
        end=step.due_on,
        is_late=step.is_overdue,
    )


def _milestone_row(one: MilestoneLine | MilestoneRecord) -> TimelineRow:
    return TimelineRow(
        label=one.title,
        state="full" if one.reached_on else "hollow",
        word=f"Milestone {(REACHED if one.reached_on else NOT_REACHED).lower()}",
        end=one.due_on,
        is_late=one.is_overdue,
        is_mark=True,
    )

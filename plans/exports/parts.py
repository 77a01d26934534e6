"""The parts of a plan: a priority with all that is planned for it, the team, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.rendering.layout import direction
from plans.choices import Method, StepStatus
from plans.exports.layout import Listing, Row, Text, listing
from plans.exports.sentences import counted, day, measure_now
from plans.reports.record import (
    Changes,
    CharterRecord,
    MeasureRecord,
    MemberRecord,
    MilestoneRecord,
    PlanRecord,
    PriorityRecord,
    StepRecord,
)

STEP_HEADS = ("Step", "Owner", "Due", "Status")
MILESTONE_HEADS = ("Milestone", "Due", "Reached")
MEASURE_HEADS = ("Measure", "Where it stands")
MEMBER_HEADS = ("Name", "Role", "Perspective")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A priority with all that is planned for it; `priority` is None for what is planned without one."""

    priority: PriorityRecord | None
    steps: Listing
    needs: list[tuple[str, list[Text]]]
    milestones: Listing
    measures: Listing
    standing: str

    @property
    def anchor(self) -> str:
        return f"priority-{self.priority.number}" if self.priority else "without-priority"

    @property
    def name(self) -> str:
        return f"{self.priority.number}. {self.priority.title}" if self.priority else "Without a priority"

    @property
    def direction(self) -> str:
        return direction(self.priority.reason if self.priority else "")

    @property
    def texts(self) -> list[Text]:
        """The root cause and the strategy, as far as they are said."""
        cause = self.priority.cause if self.priority else None
        if cause is None:
            return []
        bones = "\n".join(f"{bone}: {'; '.join(causes)}" for bone, causes in cause.bones if causes)
        whys = "\n".join(f"{number}. {why}" for number, why in enumerate(cause.whys, start=1))
        found = (
            ("The problem", cause.problem),
            (Method.FIVE_WHYS.label, whys),
            (Method.FISHBONE.label, bones),
            ("Root cause", cause.cause),
            ("Strategy", cause.strategy),
            ("Why this strategy", cause.strategy_reason),
        )
        return [Text(title, text) for title, text in found if text]


def parts_of(record: PlanRecord, *, is_record: bool) -> list[Part]:
    """Return a part for each priority, and one for what has none, where there is anything."""
    parts = [_part(record, one, is_record=is_record) for one in (*record.priorities, None)]
    return [
        part for part in parts if part.priority or part.steps.tables or part.milestones.tables or part.measures.tables
    ]


def _part(record: PlanRecord, priority: PriorityRecord | None, *, is_record: bool) -> Part:
    key = priority.key if priority else None
    steps = record.under(record.steps, key)
    return Part(
        priority=priority,
        steps=listing("steps", STEP_HEADS, map(_step, steps)),
        needs=[(step.title, texts) for step in steps if (texts := list(_needs(step, is_record=is_record)))],
        milestones=listing("milestones", MILESTONE_HEADS, map(_milestone, record.under(record.milestones, key))),
        measures=listing("states", MEASURE_HEADS, map(_measure, record.under(record.measures, key))),
        standing=_standing(steps),
    )


def _standing(steps: Sequence[StepRecord]) -> str:
    counting = [step for step in steps if step.status != StepStatus.DROPPED]
    done = sum(step.status == StepStatus.DONE for step in counting)
    late = sum(step.is_overdue for step in counting)
    said = f"{done} of {counted(len(counting), 'action step')} done" if counting else "No steps yet"
    return f"{said}, {late} overdue." if late else f"{said}."


def _step(step: StepRecord) -> Row:
    due = day(step.due_on) if step.due_on else "No date"
    small = f"Fulfills: {step.fulfils}" if step.fulfils else ""
    return Row(step.title, (step.owner or "Nobody yet", due, status_of(step)), small)


def status_of(step: StepRecord) -> str:
    """Return how far a step is, and whether it is overdue."""
    if step.is_overdue:
        return f"{step.status_label}, overdue"
    return step.status_label


def _needs(step: StepRecord, *, is_record: bool) -> Iterator[Text]:
    """Yield what a step waits for and needs, and why it was dropped; its notes are for the full record alone."""
    yield from (
        Text(title, text)
        for title, text in (
            ("Dropped because", step.dropped_because),
            ("Waits for", step.waits_for),
            ("Resources", step.resources),
            ("Funding", step.funding),
            ("Notes", step.notes if is_record else ""),
        )
        if text
    )


def _milestone(one: MilestoneRecord) -> Row:
    reached = day(one.reached_on) if one.reached_on else "Overdue" if one.is_overdue else "Not yet"
    return Row(one.title, (day(one.due_on), reached))


def _measure(one: MeasureRecord) -> Row:
    return Row(one.title, (one.path_label,), f"{one.kind}. {measure_now(one)}.")


# The team, and what has changed -------------------------------------------------------------------------------------


def charter_of(charter: CharterRecord) -> dict[str, Any]:
    """Return what the team has agreed on, and who is on it."""
    return {
        "name": charter.name,
        "texts": [Text(title, text) for title, text in charter.texts],
        "members": listing("members", MEMBER_HEADS, map(_member, charter.members)),
        "missing": charter.missing,
    }


def _member(one: MemberRecord) -> Row:
    return Row(one.name, (one.role or "Member", one.perspective or "Not said yet"))


def changes_of(changes: Changes | None) -> list[tuple[str, list[str]]]:
    """Return what has changed, by what happened, each in a line."""
    if changes is None:
        return []
    found = [(str(kind.label), [f"{row.noun}: {row.title}{_how(row.words)}" for row in rows])
             for kind, rows in changes.groups]  # fmt: skip
    for one in changes.standings:
        moved = [f"{label}: {after}, before {was}" for label, was, after in one.counts if was != after]
        found.append((f"{one.system}: {one.label_after} after {one.label_before}", moved))
    return found


def _how(words: str) -> str:
    return f". {words}" if words else ""

"""One priority: what it rests on and asks for next, its root cause, and what is planned for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from core.words import sentences
from plans.choices import BONES, Method
from plans.models import ActionStep, Priority, RootCause
from plans.reports.grounds import Ground, ground_of
from plans.reports.lines import (
    CycleLine,
    MeasureLine,
    MilestoneLine,
    StepLine,
    cycle_lines,
    measure_lines,
    milestone_lines,
    step_lines,
)
from plans.reports.plan import Counted
from practices.models import ConsiderationStage, StageDescription


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A text of the source that a priority rests on, by its sentences; `step` is the step that each became already.

    `code` says what a step made of it fulfills.
    """

    name: str
    code: str
    sentences: tuple[tuple[str, StepLine | None], ...]


@dataclass(frozen=True, kw_only=True)
class CauseReport:
    """The root cause of a priority as it is read: the chain of whys, or the bones with their causes."""

    method: Method
    problem: str
    whys: tuple[str, ...]
    bones: tuple[tuple[str, tuple[str, ...]], ...]
    cause: str
    strategy: str
    strategy_reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PriorityReport:
    """A priority as its page shows it."""

    today: date
    ground: Ground
    asked: tuple[Asked, ...]
    cause: CauseReport | None
    steps: tuple[StepLine, ...]
    milestones: tuple[MilestoneLine, ...]
    measures: tuple[MeasureLine, ...]
    cycles: tuple[CycleLine, ...]

    @property
    def counted(self) -> Counted:
        return Counted(self.steps)


def priority_report(priority: Priority) -> PriorityReport:
    """Return the picture of a priority, in twelve queries at most."""
    today, plan = timezone.localdate(), priority.plan
    steps = step_lines(plan, today, priority=priority.pk)
    return PriorityReport(
        today=today,
        ground=ground_of(priority, plan.district),
        asked=asked_by(priority, _made_of_sentences(priority, steps)),
        cause=cause_report(RootCause.objects.filter(priority=priority).first()),
        steps=steps,
        milestones=milestone_lines(plan, today, priority=priority.pk),
        measures=measure_lines(plan, priority=priority.pk),
        cycles=cycle_lines(plan, today, priority=priority.pk),
    )


def asked_by(priority: Priority, made: Mapping[str, StepLine] | None = None) -> tuple[Asked, ...]:
    """Return what the content that a priority rests on asks for, in one query or none.

    Of an indicator, its stages from the one that the priority names on; of a consideration, all of its stages. `made`
    are the steps that sentences became, by what they were called then.
    """
    made = made or {}
    return tuple(
        Asked(
            name=name,
            code=code,
            sentences=tuple((one, made.get(as_step(one))) for one in sentences(text)),
        )
        for name, code, text in _texts(priority)
    )


def _made_of_sentences(priority: Priority, steps: Sequence[StepLine]) -> dict[str, StepLine]:
    """Return steps by what they are called and by what they were called at first, before people worded them their
    way."""
    if not (priority.stage_description_id or priority.consideration_id):
        return {}
    known = {step.pk: step for step in steps}
    first = ActionStep.history.filter(priority=priority.pk, history_type="+").values_list("title", "id")
    return {title: known[pk] for title, pk in first if pk in known} | {step.title: step for step in steps}


def _texts(priority: Priority) -> list[tuple[str, str, str]]:
    if priority.stage_description_id:
        rows: Any = StageDescription.objects.filter(indicator__stage_descriptions=priority.stage_description_id)
        rows = rows.select_related("indicator", "stage").order_by("stage__position")
        stages = [(row.pk, str(row), row.text) for row in rows]
        first = next(place for place, stage in enumerate(stages) if stage[0] == priority.stage_description_id)
        return [(name, f"stage_description-{pk}", text) for pk, name, text in stages[first:]]
    if priority.consideration_id:
        rows = ConsiderationStage.objects.filter(consideration=priority.consideration_id)
        rows = rows.select_related("consideration", "stage").order_by("stage__position")
        return [(str(row), f"consideration-{row.consideration_id}", row.text) for row in rows]
    return []


def as_step(sentence: str) -> str:
    """Return a sentence of the source as the title of a step: without its full stop, as long as a title may be."""
    words = sentence.strip().rstrip(".")
    return words if len(words) <= 300 else f"{words[:299].rstrip()}…"


def cause_report(cause: RootCause | None) -> CauseReport | None:
    """Return a root cause as it is read; None where nothing has been written."""
    if cause is None:
        return None
    return CauseReport(
        method=Method(cause.method),
        problem=cause.problem,
        whys=tuple(cause.whys),
        bones=tuple((label, tuple(cause.bones[key])) for key, label in BONES.items() if cause.bones.get(key)),
        cause=cause.cause,
        strategy=cause.strategy,
        strategy_reason=cause.strategy_reason,
        version=cause.version,
    )

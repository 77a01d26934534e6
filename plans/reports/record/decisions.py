"""What was decided on the way, day by day: the history that a board may ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from django.utils import timezone

from plans.choices import PlanState, StepStatus
from plans.models import Meeting, Plan, Priority, RootCause
from plans.reports.record.picture import ReviewRecord
from plans.reports.record.planned import CycleRecord, StepRecord
from plans.reports.record.record import DecisionRecord


def decisions_in(
    plan: Plan,
    *,
    causes: Iterable[RootCause],
    steps: Iterable[StepRecord],
    cycles: Iterable[CycleRecord],
    meetings: Iterable[Meeting],
    reviews: Iterable[ReviewRecord],
) -> tuple[DecisionRecord, ...]:
    """Return what was decided about a plan, oldest first; of what was read already, and in two more queries."""
    found = (
        *_states(plan),
        *_priorities(plan),
        *(_strategy(cause) for cause in causes if cause.strategy),
        *(_dropped(step) for step in steps if step.status == StepStatus.DROPPED and step.finished_on),
        *(_studied(cycle) for cycle in cycles if cycle.closed_on),
        *(_met(meeting) for meeting in meetings if meeting.decisions),
        *(_recommended(review) for review in reviews if review.recommendation),
    )
    return tuple(sorted(found, key=lambda one: one.on))


def _states(plan: Plan) -> Iterator[DecisionRecord]:
    """Yield what became of the plan: put in force, closed, opened again."""
    rows = list(plan.history.order_by("history_date", "history_id"))
    for before, after in pairwise(rows):
        if before.state != after.state:
            again = before.state == PlanState.CLOSED
            yield DecisionRecord(
                on=timezone.localdate(after.history_date),
                kind="Plan",
                about=after.title,
                words=_joined("Opened again" if again else PlanState(after.state).label, after.history_change_reason),
            )


def _priorities(plan: Plan) -> Iterator[DecisionRecord]:
    rows: Any = Priority.history.filter(plan=plan.pk, history_type__in="+-").order_by("history_date", "history_id")
    for row in rows:
        yield DecisionRecord(
            on=timezone.localdate(row.history_date),
            kind="Priority",
            about=row.title,
            words=_joined("Chosen", row.reason) if row.history_type == "+" else "Taken out of the plan",
        )


def _strategy(cause: RootCause) -> DecisionRecord:
    return DecisionRecord(
        on=timezone.localdate(cause.changed_at),
        kind="Strategy",
        about=cause.priority.title,
        words=_joined(cause.strategy, cause.strategy_reason),
    )


def _dropped(step: StepRecord) -> DecisionRecord:
    assert step.finished_on is not None  # noqa: S101  a constraint of the table
    return DecisionRecord(
        on=step.finished_on, kind="Action step", about=step.title, words=_joined("Dropped", step.dropped_because)
    )


def _studied(cycle: CycleRecord) -> DecisionRecord:
    assert cycle.closed_on is not None  # noqa: S101  what is asked for above
    return DecisionRecord(
        on=cycle.closed_on, kind="Improvement cycle", about=cycle.title, words=_joined(cycle.outcome, cycle.act)
    )


def _met(meeting: Meeting) -> DecisionRecord:
    return DecisionRecord(on=meeting.on, kind="Meeting", about=meeting.title, words=meeting.decisions)


def _recommended(review: ReviewRecord) -> DecisionRecord:
    assert review.recommendation is not None  # noqa: S101  what is asked for above
    decided = review.recommendation
    return DecisionRecord(
        on=decided.decided_on, kind="Hexagon", about=review.title, words=_joined(decided.sentence, decided.rationale)
    )


def _joined(decided: str, reason: str | None) -> str:
    return f"{decided.rstrip('.')}. {reason}" if reason else f"{decided.rstrip('.')}."

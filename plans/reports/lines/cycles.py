"""Milestones and improvement cycles as lists show them, each kind in one query however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from comments.reports import CommentCount, counted
from core.links import address
from core.prepared_queries import PreparedQuery
from plans.choices import Outcome, Phase
from plans.models import Cycle, Milestone, Plan


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
    comments: CommentCount


def _milestones() -> Any:
    rows = Milestone.objects.order_by("due_on", "pk")
    said = ("thread__comment_count", "thread__resolved_at")
    return rows.values_list("pk", "title", "priority", "due_on", "reached_on", *said)


_MILESTONES_OF_PLAN = PreparedQuery(lambda plan: _milestones().filter(plan=plan))


def milestone_lines(plan: Plan, today: date, **only: Any) -> tuple[MilestoneLine, ...]:
    """Return the milestones of a plan by their days, in one query; `only` are further conditions."""
    rows = _milestones().filter(plan=plan.pk, **only) if only else _MILESTONES_OF_PLAN.rows(plan.pk)
    return tuple(
        MilestoneLine(
            pk=pk,
            title=title,
            url=address("plans:milestone_detail", plan.district.slug, plan.pk, pk),
            priority_pk=priority,
            due_on=due_on,
            reached_on=reached_on,
            is_overdue=reached_on is None and due_on < today,
            comments=counted(said, resolved_at),
        )
        for pk, title, priority, due_on, reached_on, said, resolved_at in rows
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
        return f"Closed: {self.outcome.label}" if self.outcome else f"Phase: {self.phase.label}"


def _cycles() -> Any:
    rows = Cycle.objects.order_by("starts_on", "pk")
    owner = ("owner__name", "owner__email", "owner_role")
    days = ("starts_on", "study_on", "closed_on")
    return rows.values_list("pk", "title", "priority", "phase", "outcome", *days, *owner)


_CYCLES_OF_PLAN = PreparedQuery(lambda plan: _cycles().filter(plan=plan))


def cycle_lines(plan: Plan, today: date, **only: Any) -> tuple[CycleLine, ...]:
    """Return the improvement cycles of a plan, those still open first, in one query; `only` are further conditions."""
    rows = _cycles().filter(plan=plan.pk, **only) if only else _CYCLES_OF_PLAN.rows(plan.pk)
    lines = [_cycle_line(plan, row, today) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.outcome is not None))


def _cycle_line(plan: Plan, row: Sequence[Any], today: date) -> CycleLine:
    pk, title, priority, phase, outcome, starts_on, study_on, closed_on, name, email, role = row
    is_early = phase in (Phase.PLAN, Phase.DO)
    return CycleLine(
        pk=pk,
        title=title,
        url=address("plans:cycle_detail", plan.district.slug, plan.pk, pk),
        priority_pk=priority,
        owner=name or email or role,
        phase=Phase(phase),
        starts_on=starts_on,
        study_on=study_on,
        outcome=Outcome(outcome) if outcome else None,
        closed_on=closed_on,
        is_due=not outcome and is_early and study_on < today,
    )

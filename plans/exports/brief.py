"""The board brief: one page, whatever a plan holds. It is laid out ever shorter until it fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from core.rendering.layout import direction
from core.words import day_words
from plans.choices import Path, StepStatus
from plans.exports.sentences import change_counts, measure_now
from plans.exports.shortening import first, paragraphs, shortened
from plans.exports.standing import boxes_of, progress_of, standings_of, unassessed
from plans.reports.record import Changes, MeasureRecord, PlanRecord, PriorityRecord, RowChange
from plans.reports.record.comparing import ChangeKind, StandingChange


@dataclass(frozen=True, slots=True)
class Fit:
    """How much a brief shows: the style class of its type, and how many of each, in how many letters."""

    scale: str
    ask: int
    asks: int
    goals: int
    goal: int
    priorities: int
    title: int
    line: int
    measure: int
    changes: int
    change: int


# From all there is in large type down to what always fits.
FITS = (
    *(Fit(scale, 9000, 20, 20, 900, 20, 300, 900, 240, 10, 300) for scale in ("airy", "large", "medium", "normal")),
    Fit("normal", 1200, 12, 8, 300, 14, 200, 420, 160, 8, 200),
    Fit("normal", 900, 10, 6, 240, 14, 200, 260, 120, 7, 160),
    Fit("normal", 700, 8, 5, 180, 12, 160, 160, 100, 6, 130),
    Fit("small", 900, 8, 6, 200, 14, 200, 260, 120, 7, 160),
    Fit("small", 700, 6, 5, 180, 14, 160, 160, 100, 6, 140),
    Fit("small", 600, 5, 4, 160, 14, 120, 110, 80, 5, 130),
    Fit("small", 520, 5, 4, 130, 14, 96, 96, 60, 4, 120),
    Fit("small", 460, 4, 3, 110, 14, 70, 92, 48, 4, 110),
    Fit("small", 420, 4, 3, 100, 13, 48, 92, 44, 3, 100),
    Fit("small", 400, 3, 2, 95, 12, 48, 48, 44, 3, 95),
    Fit("small", 380, 3, 2, 95, 11, 48, 48, 44, 2, 95),
    Fit("small", 340, 3, 1, 90, 10, 46, 48, 40, 2, 90),
    Fit("small", 300, 2, 1, 90, 9, 46, 48, 40, 1, 90),
    Fit("small", 260, 2, 1, 80, 8, 46, 48, 40, 1, 90),
    Fit("small", 240, 2, 1, 80, 7, 44, 44, 36, 0, 80),
    Fit("small", 200, 1, 1, 70, 6, 40, 40, 36, 0, 80),
    Fit("small", 160, 1, 1, 60, 5, 36, 36, 30, 0, 80),
)
# What a plan of a handful of priorities takes: all there is in common type.
LIKELY = 3
# A priority in so few letters has its measure without values.
BARE = 60
# The path that a board asks about first.
_ASKED = (Path.OFF, Path.NEAR, Path.ON, Path.UNKNOWN)
# What tells a board most of what has changed.
_TELLING = (
    ChangeKind.STANDS,
    ChangeKind.DONE,
    ChangeKind.DROPPED,
    ChangeKind.MOVED,
    ChangeKind.REMOVED,
    ChangeKind.ADDED,
)


def brief_contexts(record: PlanRecord, changes: Changes | None) -> list[dict[str, Any]]:
    """Return what the template shows, from the longest brief to the shortest."""
    shared = {
        "record": record,
        "standings": standings_of(record),
        "boxes": boxes_of(record),
        "unassessed": unassessed(record),
        "progress": progress_of(record),
        "counts": change_counts(changes),
    }
    return [shared | _fitted(record, changes, fit) for fit in FITS]


def _fitted(record: PlanRecord, changes: Changes | None, fit: Fit) -> dict[str, Any]:
    names = 70 if fit.scale == "small" else 140
    goals, more_goals = first(record.goals, fit.goals)
    priorities, more_priorities = first(record.priorities, fit.priorities)
    told = [shortened(line, fit.change) for line in _telling(changes)] if changes else []
    lines, more_lines = first(told, fit.changes)
    asked, is_cut = paragraphs(record.ask, fit.ask, fit.asks)
    return {
        "fit": fit,
        "district": shortened(record.district, names),
        "title": shortened(record.title, names),
        "sponsor": shortened(record.sponsor, names),
        "asked": [(text, direction(text)) for text in asked],
        "is_cut": is_cut,
        "goals": [(text, direction(text)) for text in (shortened(goal, fit.goal) for goal in goals)],
        "more_goals": more_goals,
        "priorities": [_priority(record, one, fit) for one in priorities],
        "more_priorities": more_priorities,
        "lines": lines,
        "more_lines": more_lines,
    }


# Priorities ---------------------------------------------------------------------------------------------------------


def _priority(record: PlanRecord, one: PriorityRecord, fit: Fit) -> dict[str, Any]:
    steps = [step for step in record.under(record.steps, one.key) if step.status != StepStatus.DROPPED]
    measures = _by_need(record.under(record.measures, one.key))
    strategy = one.cause.strategy if one.cause else ""
    line = shortened(strategy or one.reason, fit.line) if fit.line else ""
    return {
        "number": one.number,
        "title": shortened(one.title, fit.title),
        "is_strategy": bool(strategy),
        "line": line,
        "direction": direction(line),
        "steps": len(steps),
        "done": sum(step.status == StepStatus.DONE for step in steps),
        "overdue": sum(step.is_overdue for step in steps),
        "measure": _measure(measures[0], fit) if measures else None,
        "more": len(measures) - 1,
    }


def _by_need(measures: Sequence[MeasureRecord]) -> list[MeasureRecord]:
    """Return measures as a board would ask about them: what is off its path first."""
    return sorted(measures, key=lambda one: _ASKED.index(Path(one.path)))


def _measure(measure: MeasureRecord, fit: Fit) -> dict[str, str]:
    return {
        "title": shortened(measure.title, fit.measure),
        "path": measure.path,
        "path_label": measure.path_label,
        "now": measure_now(measure, day_words) if fit.line > BARE else "",
    }


# Changes ------------------------------------------------------------------------------------------------------------


def _telling(changes: Changes) -> Iterator[str]:
    """Yield what has changed, the most telling first: priorities, some of every kind, and where systems stand, which
    the brief shows anyway."""
    yield from (_row(row) for row in changes.rows if row.noun == "Priority")
    kinds = [[row for row in changes.rows if row.kind == kind and row.noun != "Priority"] for kind in _TELLING]
    yield from (_row(row) for row in chain.from_iterable(zip_longest(*kinds)) if row)
    yield from map(_standing, changes.standings)


def _standing(change: StandingChange) -> str:
    moved = [f"{label.lower()} {after}, before {was}" for label, was, after in change.counts if was != after]
    return f"{change.system} in {change.label_after}: {'; '.join(moved)}"


def _row(row: RowChange) -> str:
    words = f": {row.words}" if row.words else ""
    kind = "" if row.kind == ChangeKind.STANDS else f"{row.kind.label}: "
    noun = "priority " if row.noun == "Priority" else ""
    return f"{kind}{noun}{row.title}{words}"

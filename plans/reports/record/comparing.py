"""Two records of one plan side by side: what was added, done, moved, dropped, and where it stands otherwise now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from core.words import day_words
from plans.choices import StepStatus
from plans.reports.amounts import amount
from plans.reports.record.picture import SystemRecord
from plans.reports.record.planned import CycleRecord, MeasureRecord, MilestoneRecord, StepRecord
from plans.reports.record.record import PlanRecord


class ChangeKind(models.TextChoices):
    """What happened to a row of a plan, in the order in which people ask for it."""

    DONE = "done", "Done"
    ADDED = "added", "Added"
    MOVED = "moved", "Moved"
    DROPPED = "dropped", "Dropped"
    REMOVED = "removed", "Taken out"
    STANDS = "stands", "Read again"


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """Something that happened to a row; `words` say how, and are empty where the kind says it all."""

    kind: ChangeKind
    noun: str
    title: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class StandingChange:
    """How many indicators of a system stand where, before and after."""

    system: str
    label_before: str
    label_after: str
    counts: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What lies between two records of a plan, of the days `since` and `until`."""

    since: date
    until: date
    rows: tuple[RowChange, ...]
    standings: tuple[StandingChange, ...]

    @cached_property
    def groups(self) -> tuple[tuple[ChangeKind, tuple[RowChange, ...]], ...]:
        """The changes of rows by what happened, none empty."""
        found = ((kind, tuple(row for row in self.rows if row.kind == kind)) for kind in ChangeKind)
        return tuple((kind, rows) for kind, rows in found if rows)

    @property
    def is_nothing(self) -> bool:
        return not (self.rows or self.standings)


def compare_records(before: PlanRecord, after: PlanRecord) -> Changes:
    """Return what happened between two records of one plan."""
    found = (
        *_rows("Priority", before.priorities, after.priorities),
        *_rows("Action step", before.steps, after.steps, _step),
        *_rows("Milestone", before.milestones, after.milestones, _milestone),
        *_rows("Measure", before.measures, after.measures, _measure),
        *_rows("Improvement cycle", before.cycles, after.cycles, _cycle),
        *_rows("Meeting", before.meetings, after.meetings),
    )
    return Changes(
        since=before.today,
        until=after.today,
        rows=found,
        standings=tuple(_standings(before.picture, after.picture)),
    )


def _rows(noun: str, before: Iterable[Any], after: Iterable[Any], told: Any = None) -> Iterator[RowChange]:
    was: Mapping[int, Any] = {row.key: row for row in before}
    still = {row.key for row in after}
    for row in after:
        if row.key not in was:
            yield RowChange(kind=ChangeKind.ADDED, noun=noun, title=row.title)
        # What was added since may be done since.
        for kind, words in told(was.get(row.key), row) if told else ():
            yield RowChange(kind=kind, noun=noun, title=row.title, words=words)
    for key, row in was.items():
        if key not in still:
            yield RowChange(kind=ChangeKind.REMOVED, noun=noun, title=row.title)


Told = Iterator[tuple[ChangeKind, str]]


def _step(before: StepRecord | None, after: StepRecord) -> Told:
    if before is None or before.status != after.status:
        if after.status == StepStatus.DONE:
            yield ChangeKind.DONE, ""
        elif after.status == StepStatus.DROPPED:
            yield ChangeKind.DROPPED, after.dropped_because
    if before is not None and before.due_on != after.due_on:
        yield ChangeKind.MOVED, _moved(before.due_on, after.due_on)


def _milestone(before: MilestoneRecord | None, after: MilestoneRecord) -> Told:
    if after.reached_on and (before is None or before.reached_on is None):
        yield ChangeKind.DONE, f"Reached {day_words(after.reached_on)}"
    if before is not None and before.due_on != after.due_on:
        yield ChangeKind.MOVED, _moved(before.due_on, after.due_on)


def _cycle(before: CycleRecord | None, after: CycleRecord) -> Told:
    if after.outcome and (before is None or not before.outcome):
        yield ChangeKind.DONE, f"Closed: {after.outcome.lower()}"
    if before is not None and before.study_on != after.study_on and not after.outcome:
        yield ChangeKind.MOVED, _moved(before.study_on, after.study_on)


def _measure(before: MeasureRecord | None, after: MeasureRecord) -> Told:
    if before is None or (before.latest, before.path) == (after.latest, after.path) or after.latest is None:
        return
    now = f"{_value(before)}, now {_value(after)}" if before.latest else f"Now {_value(after)}"
    yield ChangeKind.STANDS, f"{now}. {after.path_label}"


def _value(measure: MeasureRecord) -> str:
    latest = measure.latest
    return f"{amount(latest.value, measure.unit)} on {day_words(latest.on)}" if latest else ""


def _moved(before: date | None, after: date | None) -> str:
    from_, to = (day_words(day) if day else "no date" for day in (before, after))
    return f"From {from_} to {to}"


def _standings(before: Iterable[SystemRecord], after: Iterable[SystemRecord]) -> Iterator[StandingChange]:
    was = {system.title: system for system in before}
    for system in after:
        old = was.get(system.title)
        if old is None or not (old.label and system.label):
            continue
        counts_before = {one.label: one.count for one in old.standings}
        counts_after = {one.label: one.count for one in system.standings}
        if counts_before == counts_after:
            continue
        labels = dict.fromkeys((*counts_after, *counts_before))
        yield StandingChange(
            system=system.title,
            label_before=_label(old),
            label_after=_label(system),
            counts=tuple((label, counts_before.get(label, 0), counts_after.get(label, 0)) for label in labels),
        )


def _label(system: SystemRecord) -> str:
    """Name an assessment, and how far it is: what is half rated must not read like a loss or a gain."""
    far = f" ({system.rated} of {system.total} ratings so far)" if system.rated < system.total else ""
    return f"{system.label}{far}"

"""What a board's file says in words of a plan: where it stands, and what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from django.utils.formats import date_format

from core.words import joined, spelled
from plans.choices import Path
from plans.reports.amounts import amount
from plans.reports.record import Changes, MeasureRecord, PlanRecord
from plans.reports.record.comparing import ChangeKind

FIRST_TIME = "This is the first time that the plan is finalized, so there is nothing to compare it with."
_KINDS = {
    ChangeKind.DONE: "done",
    ChangeKind.ADDED: "added",
    ChangeKind.MOVED: "moved to another day",
    ChangeKind.DROPPED: "dropped",
    ChangeKind.REMOVED: "taken out",
}
# Where measures stand, in a sentence and beside a figure.
PATHS = {
    Path.ON: ("on {} path", "on path"),
    Path.NEAR: ("near {} path", "near path"),
    Path.OFF: ("off {} path", "off path"),
    Path.UNKNOWN: ("not known yet", "not known yet"),
}


def day(when: date) -> str:
    """Return a day in words: "November 28, 2026"."""
    return date_format(when, "F j, Y")


def counted(count: int, noun: str) -> str:
    """Return "1 action step", "2 action steps", "no action steps" where there are none."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"


def paths_in(record: PlanRecord) -> dict[Path, int]:
    """Return how many measures stand where, the good news first, none of them zero."""
    found = Counter(measure.path for measure in record.measures)
    return {path: found[path] for path in PATHS if found[path]}


# In short -----------------------------------------------------------------------------------------------------------


def lead_sentences(record: PlanRecord) -> str:
    """Return what a plan is and how far it has come in a few sentences."""
    return " ".join([_size(record), *_steps(record), *_measures(record)])


def _size(record: PlanRecord) -> str:
    if not record.priorities:
        return f"The plan has no priority yet, and {_some(len(record.counted), 'action step')}."
    works = "priority" if len(record.priorities) == 1 else "priorities"
    steps = _some(len(record.counted), "action step")
    return f"The plan works on {spelled(len(record.priorities))} {works} with {steps}."


def _some(count: int, noun: str) -> str:
    return f"{spelled(count) if count else 'no'} {noun}{'' if count == 1 else 's'}"


def _steps(record: PlanRecord) -> Iterator[str]:
    if record.counted:
        verb = "is" if record.done == 1 else "are"
        done, under_way, late = map(spelled, (record.done, record.under_way, len(record.overdue)))
        yield f"Of these, {done} {verb} done, {under_way} under way, and {late} overdue."


def _measures(record: PlanRecord) -> Iterator[str]:
    found, total = paths_in(record), len(record.measures)
    if len(found) == 1:
        [path] = found
        whose = f"All {spelled(total)} measures are" if total > 1 else "Its measure is"
        yield f"{whose} {_where(path, total)}."
    elif found:
        clauses = [f"{spelled(count)} {_is(count)} {_where(path, count)}" for path, count in found.items()]
        yield f"Of {spelled(total)} measures, {joined(clauses)}."


def _where(path: Path, count: int) -> str:
    return PATHS[path][0].format("its" if count == 1 else "their")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


# Measures -----------------------------------------------------------------------------------------------------------


def measure_now(measure: MeasureRecord, day: Callable[[date], str] = day) -> str:
    """Return the latest reading and the target it is on its way to, as far as there are any; `day` words days."""
    latest, target = measure.latest, measure.next_target
    now = f"{amount(latest.value, measure.unit)} on {day(latest.on)}" if latest else "No reading yet"
    return f"{now}; target {amount(target.value, measure.unit)} by {day(target.on)}" if target else now


# Changes ------------------------------------------------------------------------------------------------------------


def change_counts(changes: Changes | None) -> str:
    """Return in a sentence how much has changed since the snapshot before."""
    if changes is None:
        return FIRST_TIME
    since = day(changes.since)
    if changes.is_nothing:
        return f"Nothing in the plan has changed since {since}."
    kinds = Counter(row.kind for row in changes.rows)
    said = [f"{kinds[kind]} {word}" for kind, word in _KINDS.items() if kinds[kind]]
    if stands := kinds[ChangeKind.STANDS]:
        said.append(f"{stands} measure{'' if stands == 1 else 's'} read again")
    if moved := len(changes.standings):
        said.append(f"{moved} system{'' if moved == 1 else 's'} rated anew")
    return f"Since {since}: {', '.join(said)}."

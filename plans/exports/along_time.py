"""Steps and milestones along time: as charts, and as tables by the month they are due."""

from __future__ import annotations

from itertools import groupby

from django.utils.dateformat import format as in_words

from core.charts import timeline_prints
from plans.exports.layout import Listing, Row, listing
from plans.exports.parts import status_of
from plans.exports.sentences import counted
from plans.reports.record import MilestoneRecord, PlanRecord, StepRecord
from plans.reports.timeline import timeline_rows

HEADS = ("Step or milestone", "Due", "Owner", "Status")


def timelines_of(record: PlanRecord) -> list[str]:
    """Return steps and milestones along time as charts, each short enough for a page."""
    rows = timeline_rows(record.steps, record.milestones)
    steps, milestones = counted(len(record.steps), "action step"), counted(len(record.milestones), "milestone")
    return list(timeline_prints(f"Timeline of {steps} and {milestones}:", rows, record.today))


def months_of(record: PlanRecord) -> list[tuple[str, Listing]]:
    """Return what is overdue, then the rest by the month it is due, then what has no date."""
    dated = [(step.due_on, step.is_overdue, _due_step(step)) for step in record.steps if step.due_on]
    dated += [(one.due_on, one.is_overdue, _due_milestone(one)) for one in record.milestones]
    dated.sort(key=lambda one: one[0])
    late = [row for _, is_late, row in dated if is_late]
    months = groupby(((on, row) for on, is_late, row in dated if not is_late), key=lambda one: in_words(one[0], "F Y"))
    undated = [_due_step(step) for step in record.steps if not step.due_on]
    found = [
        ("Overdue", late),
        *((name, [row for _, row in rows]) for name, rows in months),
        ("Without a due date", undated),
    ]
    return [(name, listing("months", HEADS, rows)) for name, rows in found if rows]


def _due_step(step: StepRecord) -> Row:
    return Row(step.title, (in_words(step.due_on, "M j") if step.due_on else "", step.owner, status_of(step)))


def _due_milestone(one: MilestoneRecord) -> Row:
    said = f"Reached {in_words(one.reached_on, 'M j')}" if one.reached_on else "Not reached yet"
    return Row(one.title, (in_words(one.due_on, "M j"), "Milestone", f"{said}, overdue" if one.is_overdue else said))

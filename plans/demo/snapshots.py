"""The demo's snapshot: its plan as it was when the board adopted it, before anything was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from core.rendering.pdf import PdfUnavailableError
from districts.models import User
from plans.choices import Length, Path, StepStatus
from plans.exports import board_pdf, export_name
from plans.models import Plan, Snapshot
from plans.reports import PlanRecord, plan_record
from plans.reports.record import MeasureRecord, MilestoneRecord, StepRecord, SystemRecord, system_record
from plans.services import SnapshotNote, finalize_plan
from readiness.models import Assessment

# The board meets so many days after the plan was finalized.
UNTIL_ADOPTED = timedelta(days=2)


def make_snapshot(plan: Plan, *, note: str, moved: Mapping[int, date], by: User, at: datetime) -> Snapshot:
    """Finalize a plan as it was at a moment when nothing of it had begun; `moved` are steps that were due on another
    day then, by their keys. Where PDFs cannot be made, the snapshot has none."""
    record = _as_of(plan, moved, at)
    files = {}
    for length in Length:
        try:
            files[length] = (export_name(record, length, "pdf"), board_pdf(record, length))
        except PdfUnavailableError:
            break
    said = SnapshotNote(note=note, adopted_on=timezone.localdate(at + UNTIL_ADOPTED))
    return finalize_plan(plan, record=record, files=files, said=said, by=by, at=at)


def _as_of(plan: Plan, moved: Mapping[int, date], at: datetime) -> PlanRecord:
    now, then = plan_record(plan), timezone.localdate(at)
    planned = set(plan.steps.filter(meeting=None).values_list("pk", flat=True))
    return replace(
        now,
        today=then,
        read_at=at,
        steps=tuple(_not_begun(step, moved) for step in now.steps if step.key in planned),
        milestones=tuple(map(_not_reached, now.milestones)),
        measures=tuple(_read_until(measure, then) for measure in now.measures),
        cycles=(),
        meetings=tuple(meeting for meeting in now.meetings if meeting.on <= then),
        picture=tuple(_rated_until(plan, system, at) for system in now.picture),
        inventories=(),
        decisions=tuple(decision for decision in now.decisions if decision.on <= then),
    )


def _not_begun(step: StepRecord, moved: Mapping[int, date]) -> StepRecord:
    return replace(
        step,
        due_on=moved.get(step.key, step.due_on),
        status=StepStatus.NOT_BEGUN.value,
        status_label=StepStatus.NOT_BEGUN.label,
        is_overdue=False,
        dropped_because="",
        finished_on=None,
        notes="",
    )


def _not_reached(milestone: MilestoneRecord) -> MilestoneRecord:
    return replace(milestone, reached_on=None, is_overdue=False)


def _read_until(measure: MeasureRecord, day: date) -> MeasureRecord:
    readings = tuple(one for one in measure.readings if one.on <= day)
    return replace(measure, readings=readings, path=Path.UNKNOWN.value, path_label=Path.UNKNOWN.label)


def _rated_until(plan: Plan, system: SystemRecord, at: datetime) -> SystemRecord:
    rows = Assessment.objects.for_district(plan.district).with_edition().newest_first()
    earlier = rows.filter(edition__system__title=system.title, opened_at__lte=at).first()
    if earlier is None:
        return SystemRecord(title=system.title)
    earlier.district = plan.district
    return system_record(earlier)

"""Reading a plan into a record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from districts.reports import charter_report
from plans.models import ActionStep, Cycle, Measure, Meeting, Plan, RootCause
from plans.reports.lines import MeasureLine, cycle_lines, measure_lines, milestone_lines, step_lines
from plans.reports.meetings import names_in
from plans.reports.plan import PriorityHead, priority_heads
from plans.reports.priority import CauseReport, cause_report
from plans.reports.record.decisions import decisions_in
from plans.reports.record.picturing import inventory_records, review_records, system_records
from plans.reports.record.planned import (
    CauseRecord,
    CharterRecord,
    CycleRecord,
    MeasureRecord,
    MeetingRecord,
    MemberRecord,
    MilestoneRecord,
    PriorityRecord,
    StepRecord,
    ValueRecord,
)
from plans.reports.record.record import PlanRecord


def plan_record(plan: Plan) -> PlanRecord:
    """Return a plan as it stands now. How many queries that takes does not grow with what is planned."""
    today = timezone.localdate()
    causes = {one.priority_id: one for one in RootCause.objects.filter(priority__plan=plan).select_related("priority")}
    meetings = list(Meeting.objects.for_plan(plan).prefetch_related("present").order_by("on", "pk"))
    cycles = tuple(_cycles(plan, today))
    priorities = tuple(_priority(head, causes.get(head.pk)) for head in priority_heads(plan))
    steps, followed = _steps(plan, today)
    reviews = review_records(plan)
    return PlanRecord(
        district=plan.district.name,
        paper=plan.district.paper,
        plan=plan.pk,
        title=plan.title,
        year=plan.year_label,
        state=plan.state,
        state_label=plan.get_state_display(),
        systems=tuple(system.title for system in plan.systems.order_by("position", "key")),
        goals=plan.goal_lines,
        ask=plan.ask,
        sponsor=plan.sponsor,
        today=today,
        read_at=timezone.now(),
        priorities=priorities,
        steps=steps,
        milestones=_milestones(plan, today),
        measures=_measures(plan),
        cycles=cycles,
        meetings=tuple(_meeting(row, followed.get(row.pk, [])) for row in meetings),
        charter=_charter(plan),
        picture=system_records(plan),
        reviews=reviews,
        inventories=inventory_records(plan),
        decisions=decisions_in(plan, causes=causes.values(), steps=steps, cycles=cycles, meetings=meetings,
                               reviews=reviews),
    )  # fmt: skip


def _priority(head: PriorityHead, cause: RootCause | None) -> PriorityRecord:
    return PriorityRecord(
        key=head.pk,
        number=head.number,
        title=head.title,
        reason=head.reason,
        origin=head.origin.label,
        rests_on=head.rests_on,
        cause=_cause(cause_report(cause)),
    )


def _cause(report: CauseReport | None) -> CauseRecord | None:
    if report is None:
        return None
    return CauseRecord(
        method=report.method.label,
        problem=report.problem,
        whys=tuple(why for why in report.whys if why),
        bones=report.bones,
        cause=report.cause,
        strategy=report.strategy,
        strategy_reason=report.strategy_reason,
    )


def _steps(plan: Plan, today: date) -> tuple[tuple[StepRecord, ...], dict[int, list[str]]]:
    """Return the steps, and the titles of those that follow from a meeting, by its key."""
    rows = ActionStep.objects.for_plan(plan).values_list("pk", "resources", "funding", "notes", "meeting")
    more = {pk: said for pk, *said in rows}
    steps, followed = [], dict[int, list[str]]()
    for line in step_lines(plan, today):
        resources, funding, notes, meeting = more[line.pk]
        if meeting:
            followed.setdefault(meeting, []).append(line.title)
        steps.append(
            StepRecord(
                key=line.pk,
                title=line.title,
                priority=line.priority_pk,
                owner=line.owner,
                starts_on=line.starts_on,
                due_on=line.due_on,
                status=line.status.value,
                status_label=line.status_label,
                is_overdue=line.is_overdue,
                dropped_because=line.dropped_because,
                finished_on=line.finished_on,
                fulfils=line.fulfils,
                waits_for=line.waits_for,
                resources=resources,
                funding=funding,
                notes=notes,
            )
        )
    return tuple(steps), followed


def _milestones(plan: Plan, today: date) -> tuple[MilestoneRecord, ...]:
    return tuple(
        MilestoneRecord(
            key=line.pk,
            title=line.title,
            priority=line.priority_pk,
            due_on=line.due_on,
            reached_on=line.reached_on,
            is_overdue=line.is_overdue,
        )
        for line in milestone_lines(plan, today)
    )


def _measures(plan: Plan) -> tuple[MeasureRecord, ...]:
    sources = dict(Measure.objects.for_plan(plan).values_list("pk", "source"))
    return tuple(_measure(line, sources[line.pk]) for line in measure_lines(plan))


def _measure(line: MeasureLine, source: str) -> MeasureRecord:
    return MeasureRecord(
        key=line.pk,
        title=line.title,
        priority=line.priority_pk,
        kind=line.kind_label,
        what=line.what,
        unit=line.unit,
        direction=line.direction,
        source=source,
        baseline=line.baseline,
        baseline_on=line.baseline_on,
        targets=tuple(ValueRecord(on=one.on, value=one.value) for one in line.targets),
        readings=tuple(
            ValueRecord(on=one.on, value=one.value, source=one.source, note=one.note) for one in line.readings
        ),
        path=line.path.value,
        path_label=line.path_label,
    )


def _cycles(plan: Plan, today: date) -> Iterator[CycleRecord]:
    rows: dict[int, Any] = {row.pk: row for row in Cycle.objects.for_plan(plan).prefetch_related("measures")}
    for line in cycle_lines(plan, today):
        row = rows[line.pk]
        yield CycleRecord(
            key=line.pk,
            title=line.title,
            priority=line.priority_pk,
            owner=line.owner,
            phase=line.phase.label,
            starts_on=line.starts_on,
            study_on=line.study_on,
            plan=row.change,
            do=row.done,
            study=row.learned,
            act=row.next,
            outcome=line.outcome.label if line.outcome else "",
            closed_on=line.closed_on,
            measures=tuple(measure.title for measure in row.measures.all()),
        )


def _meeting(row: Meeting, follow_ups: list[str]) -> MeetingRecord:
    present = sorted(map(str, row.present.all()), key=str.casefold)
    return MeetingRecord(
        key=row.pk,
        title=row.title,
        on=row.on,
        agenda=row.agenda,
        present=(*present, *names_in(row.others)),
        decisions=row.decisions,
        follow_ups=tuple(follow_ups),
    )


def _charter(plan: Plan) -> CharterRecord | None:
    if plan.team is None:
        return None
    report = charter_report(plan.team, district=plan.district)
    return CharterRecord(
        name=report.name,
        texts=tuple((text.title, text.text) for text in report.texts if text.text),
        members=tuple(
            MemberRecord(name=one.name, role=one.role, perspective=one.perspective) for one in report.members
        ),
        missing=report.missing,
    )

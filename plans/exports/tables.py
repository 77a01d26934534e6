"""A plan as a workbook, a row for each thing, and its action steps as one flat table."""

from __future__ import annotations

from collections.abc import Iterator

from core.rendering.csv import render_csv
from core.rendering.xlsx import CellValue, Column, Sheet, render_xlsx
from core.words import joined
from plans.choices import Direction
from plans.reports.record import (
    CauseRecord,
    MeasureRecord,
    PlanRecord,
    PriorityRecord,
    Section,
    StepRecord,
    ValueRecord,
)

NUMBER, WORD, NAME, TEXT, DAY = 10, 16, 28, 48, 12
FLAT_COLUMNS = (
    "priority", "step", "owner", "starts_on", "due_on", "status", "overdue", "finished_on", "dropped_because",
    "fulfils", "waits_for", "resources", "funding", "notes",
)  # fmt: skip
Row = list[CellValue]


def plan_xlsx(record: PlanRecord) -> bytes:
    """Return a plan as a workbook; days are dates in it, and values numbers."""
    sheets = (
        _summary(record), _priorities(record), _steps(record), _milestones(record), _measures(record), _values(record),
        _cycles(record), _meetings(record), _decisions(record),
    )  # fmt: skip
    return render_xlsx(sheets, title=f"{record.title}: {record.district}, {record.year}", author=record.district)


def plan_csv(record: PlanRecord) -> bytes:
    """Return a row for each action step."""
    return render_csv(FLAT_COLUMNS, [[record.name_of(step.priority), *_said(step)] for step in record.steps])


# The plan as a whole --------------------------------------------------------------------------------------------------


def _summary(record: PlanRecord) -> Sheet:
    columns = (Column("What", NAME), Column("Of", NAME), Column("Value", TEXT), Column("Before", WORD))
    return Sheet("Summary", columns, [*_facts(record), *_standings(record), *_team(record)], has_filter=True)


def _facts(record: PlanRecord) -> Iterator[Row]:
    facts: list[tuple[str, CellValue]] = [
        ("District", record.district),
        ("Plan", record.title),
        ("School year", record.year),
        ("State of the plan", record.state_label),
        ("As of", record.today),
        ("Systems", joined(record.systems)),
        ("Sponsor", record.sponsor),
        *(("Goal that it serves", goal) for goal in record.goals),
        ("Asked of the board", record.ask),
        ("Priorities", len(record.priorities)),
        ("Action steps, without the dropped", len(record.counted)),
        ("Action steps done", record.done),
        ("Action steps under way", record.under_way),
        ("Action steps overdue", len(record.overdue)),
        ("Measures", len(record.measures)),
        ("Measures off their path", len(record.off_path)),
    ]
    for what, value in facts:
        yield [what, None, value, None]


def _standings(record: PlanRecord) -> Iterator[Row]:
    for system in record.picture:
        if not system.label:
            yield ["Assessment", system.title, "Not rated yet", None]
            continue
        yield ["Assessment", system.title, system.label, system.before_label]
        yield ["Assessment as of", system.title, system.as_of, None]
        yield ["Ratings made", system.title, system.rated, None]
        yield ["Ratings in all", system.title, system.total, None]
        for one in system.standings:
            yield [f"Indicators: {one.label}", system.title, one.count, one.before]


def _team(record: PlanRecord) -> Iterator[Row]:
    if record.charter is None:
        return
    yield ["Team", None, record.charter.name, None]
    for one in record.charter.members:
        said = "; ".join(filter(None, (one.name, one.role, one.perspective)))
        yield ["Member of the team", record.charter.name, said, None]
    if record.charter.members and record.charter.missing:
        yield ["Nobody brings", record.charter.name, joined(record.charter.missing), None]
    for title, text in record.charter.texts:
        yield ["Charter", title, text, None]


# Rows of the plan -----------------------------------------------------------------------------------------------------


def _priorities(record: PlanRecord) -> Sheet:
    columns = (
        Column("Number", NUMBER), Column("Priority", NAME), Column("Reason", TEXT), Column("Where it was found", WORD),
        Column("Rests on", NAME), Column("Problem", TEXT), Column("Method", WORD), Column("Whys and causes", TEXT),
        Column("Root cause", TEXT), Column("Strategy", TEXT), Column("Why this strategy", TEXT),
        Column("Steps", NUMBER), Column("Steps done", NUMBER),
    )  # fmt: skip
    return Sheet(
        "Priorities",
        columns,
        [_priority(one, section) for section in record.sections if (one := section.priority)],
        has_filter=True,
    )


def _priority(one: PriorityRecord, section: Section) -> Row:
    return [
        one.number, one.title, one.reason, one.origin, one.rests_on, *_cause(one.cause), section.counted, section.done,
    ]  # fmt: skip


def _cause(cause: CauseRecord | None) -> Row:
    if cause is None:
        return [None] * 6
    found = [*cause.whys, *(f"{group}: {one}" for group, causes in cause.bones for one in causes)]
    return [cause.problem, cause.method, "\n".join(found), cause.cause, cause.strategy, cause.strategy_reason]


def _steps(record: PlanRecord) -> Sheet:
    columns = (
        Column("Priority", NAME), Column("Action step", TEXT), Column("Owner", NAME), Column("Start", DAY),
        Column("Due", DAY), Column("Status", WORD), Column("Overdue", NUMBER), Column("Finished", DAY),
        Column("Dropped because", NAME), Column("Fulfills", NAME), Column("Waits for", NAME), Column("Resources", TEXT),
        Column("Funding", NAME), Column("Notes", TEXT),
    )  # fmt: skip
    rows = [[record.name_of(step.priority), *_said(step)] for step in record.steps]
    return Sheet("Action steps", columns, rows, has_filter=True)


def _said(step: StepRecord) -> Row:
    return [
        step.title, step.owner, step.starts_on, step.due_on, step.status_label, "Yes" if step.is_overdue else "No",
        step.finished_on, step.dropped_because, step.fulfils, step.waits_for, step.resources, step.funding, step.notes,
    ]  # fmt: skip


def _milestones(record: PlanRecord) -> Sheet:
    columns = (
        Column("Priority", NAME), Column("Milestone", TEXT), Column("Due", DAY), Column("Reached", DAY),
        Column("Overdue", NUMBER),
    )  # fmt: skip
    rows: list[Row] = [
        [record.name_of(one.priority), one.title, one.due_on, one.reached_on, "Yes" if one.is_overdue else "No"]
        for one in record.milestones
    ]
    return Sheet("Milestones", columns, rows, has_filter=True)


def _measures(record: PlanRecord) -> Sheet:
    columns = (
        Column("Priority", NAME), Column("Measure", TEXT), Column("Kind", WORD), Column("What it measures", TEXT),
        Column("Unit", NUMBER), Column("Direction", WORD), Column("Source", NAME), Column("Baseline", NUMBER),
        Column("Baseline on", DAY), Column("Latest reading", NUMBER), Column("Latest on", DAY),
        Column("Next target", NUMBER), Column("Next target on", DAY), Column("Where it stands", WORD),
    )  # fmt: skip
    return Sheet("Measures", columns, [_measure(record, one) for one in record.measures], has_filter=True)


def _measure(record: PlanRecord, one: MeasureRecord) -> Row:
    return [
        record.name_of(one.priority), one.title, one.kind, one.what, one.unit, Direction(one.direction).label,
        one.source, one.baseline, one.baseline_on, *_value(one.latest), *_value(one.next_target), one.path_label,
    ]  # fmt: skip


def _value(value: ValueRecord | None) -> Row:
    return [value.value, value.on] if value else [None, None]


def _values(record: PlanRecord) -> Sheet:
    columns = (
        Column("Measure", TEXT), Column("Kind", WORD), Column("Date", DAY), Column("Value", NUMBER),
        Column("Unit", NUMBER), Column("Source", NAME), Column("Note", TEXT),
    )  # fmt: skip
    rows: list[Row] = [
        [measure.title, kind, one.on, one.value, measure.unit, one.source, one.note]
        for measure in record.measures
        for kind, values in (("Target", measure.targets), ("Reading", measure.readings))
        for one in values
    ]
    return Sheet("Targets and readings", columns, rows, has_filter=True)


def _cycles(record: PlanRecord) -> Sheet:
    columns = (
        Column("Priority", NAME), Column("Improvement cycle", TEXT), Column("Owner", NAME), Column("Now in", NUMBER),
        Column("From", DAY), Column("Study on", DAY), Column("Plan", TEXT), Column("Do", TEXT), Column("Study", TEXT),
        Column("Act", TEXT), Column("Outcome", WORD), Column("Closed on", DAY), Column("Measures", NAME),
    )  # fmt: skip
    rows: list[Row] = [
        [
            record.name_of(one.priority), one.title, one.owner, one.phase, one.starts_on, one.study_on, one.plan,
            one.do, one.study, one.act, one.outcome, one.closed_on, "\n".join(one.measures),
        ]
        for one in record.cycles
    ]  # fmt: skip
    return Sheet("Improvement cycles", columns, rows, has_filter=True)


def _meetings(record: PlanRecord) -> Sheet:
    columns = (
        Column("Date", DAY), Column("Meeting", NAME), Column("Agenda", TEXT), Column("Present", NAME),
        Column("Decisions", TEXT), Column("Follow-ups", TEXT),
    )  # fmt: skip
    rows: list[Row] = [
        [one.on, one.title, one.agenda, "\n".join(one.present), one.decisions, "\n".join(one.follow_ups)]
        for one in record.meetings
    ]
    return Sheet("Meetings", columns, rows, has_filter=True)


def _decisions(record: PlanRecord) -> Sheet:
    columns = (Column("Date", DAY), Column("Kind", WORD), Column("About", NAME), Column("Decided", TEXT))
    rows: list[Row] = [[one.on, one.kind, one.about, one.words] for one in record.decisions]
    return Sheet("Decisions", columns, rows, has_filter=True)

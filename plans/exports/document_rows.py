"""What a document says of the rows of a plan: action steps, milestones, measures, and why a priority is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from core.rendering.document import Block, Fact, Heading, Table, TableColumn
from core.words import day_words
from plans.reports.amounts import amount
from plans.reports.record import CauseRecord, MeasureRecord, MilestoneRecord, Section, StepRecord, ValueRecord

# The most letters that a narrow column takes before a row grows too tall to be read across.
NARROW = 120
BELOW = "See below"


def fact(label: str, said: str | Sequence[str]) -> Iterator[Fact]:
    """Yield a label with what there is to say, or nothing where there is nothing."""
    if said:
        yield Fact(label, said)


def cause_blocks(cause: CauseRecord) -> Iterator[Block]:
    """Yield why the problem behind a priority is there, and the strategy that follows."""
    yield Heading(2, "Root cause and strategy")
    yield from fact("Problem", cause.problem)
    yield from fact("Method", cause.method)
    yield from fact("Why is that so?", cause.whys)
    for group, causes in cause.bones:
        yield from fact(group, causes)
    yield from fact("Root cause", cause.cause)
    yield from fact("Strategy", cause.strategy)
    yield from fact("Why this strategy", cause.strategy_reason)


def planned_blocks(section: Section) -> Iterator[Block]:
    """Yield the action steps, milestones and measures of a priority, or those without one, as tables."""
    under = section.priority.title if section.priority else "no priority"
    yield from _steps(section.steps, under)
    yield from _milestones(section.milestones, under)
    yield from _measures(section.measures, under)


# Action steps ---------------------------------------------------------------------------------------------------------


def _steps(steps: Sequence[StepRecord], under: str) -> Iterator[Block]:
    if not steps:
        return
    columns = (
        TableColumn("Action step", 1.75), TableColumn("Owner", 0.85), TableColumn("Start", 0.88),
        TableColumn("Due", 0.88), TableColumn("Status", 0.92), TableColumn("Resources", 0.86),
        TableColumn("Funding", 0.76),
    )  # fmt: skip
    yield Heading(2, "Action steps")
    yield Table(f"Action steps of {under}", columns, [_step(step) for step in steps])
    for step in steps:
        more = list(_more(step))
        if more:
            yield Heading(3, step.title)
            yield from more


def _step(step: StepRecord) -> list[str]:
    return [
        f"{step.title}\nFulfills: {step.fulfils}" if step.fulfils else step.title,
        step.owner,
        _day(step.starts_on),
        _day(step.due_on),
        _status(step),
        BELOW if _is_long(step.resources) else step.resources,
        BELOW if _is_long(step.funding) else step.funding,
    ]


def _status(step: StepRecord) -> str:
    """Return how far a step is; a second line says that it is overdue, or when it was finished."""
    if step.is_overdue:
        return f"{step.status_label}\nOverdue"
    return f"{step.status_label}\n{_day(step.finished_on)}" if step.finished_on else step.status_label


def _more(step: StepRecord) -> Iterator[Block]:
    yield from fact("Waits for", step.waits_for)
    yield from fact("Dropped because", step.dropped_because)
    yield from fact("Resources", step.resources if _is_long(step.resources) else "")
    yield from fact("Funding", step.funding if _is_long(step.funding) else "")
    yield from fact("Notes", step.notes)


def _is_long(text: str) -> bool:
    return len(text) > NARROW


# Milestones and measures ----------------------------------------------------------------------------------------------


def _milestones(milestones: Sequence[MilestoneRecord], under: str) -> Iterator[Block]:
    if milestones:
        columns = (TableColumn("Milestone", 4), TableColumn("Due", 1.1), TableColumn("State", 1.8))
        yield Heading(2, "Milestones")
        yield Table(
            f"Milestones of {under}", columns, [[one.title, day_words(one.due_on), _reached(one)] for one in milestones]
        )


def _reached(milestone: MilestoneRecord) -> str:
    if milestone.reached_on:
        return f"Reached {day_words(milestone.reached_on)}"
    return "Overdue" if milestone.is_overdue else "Not reached yet"


def _measures(measures: Sequence[MeasureRecord], under: str) -> Iterator[Block]:
    if measures:
        columns = (
            TableColumn("Measure", 2.6), TableColumn("Kind", 0.9), TableColumn("Baseline", 1.3),
            TableColumn("Latest reading", 1.3), TableColumn("Next target", 1.3), TableColumn("Where it stands", 1.1),
        )  # fmt: skip
        yield Heading(2, "Measures")
        yield Table(f"Measures of {under}", columns, [_measure(one) for one in measures])


def _measure(one: MeasureRecord) -> list[str]:
    baseline = f"{amount(one.baseline, one.unit)} on {_day(one.baseline_on)}" if one.baseline is not None else ""
    return [one.title, one.kind, baseline, _value(one.latest, one.unit), _value(one.next_target, one.unit),
            one.path_label]  # fmt: skip


def _value(value: ValueRecord | None, unit: str) -> str:
    return f"{amount(value.value, unit)} on {day_words(value.on)}" if value else ""


def value_tables(measure: MeasureRecord) -> Iterator[Block]:
    """Yield the targets and the readings of a measure, a table each."""
    date_column, target = TableColumn("Date", 1.2), TableColumn("Target", 1.1, is_number=True)
    if measure.targets:
        rows = [[day_words(one.on), amount(one.value, measure.unit)] for one in measure.targets]
        yield Table(f"Targets of {measure.title}", (date_column, target), rows, width=0.4)
    read = TableColumn("Reading", 1.1, is_number=True), TableColumn("Source", 1.6), TableColumn("Note", 2.4)
    if measure.readings:
        rows = [[day_words(one.on), amount(one.value, measure.unit), one.source, one.note] for one in measure.readings]
        yield Table(f"Readings of {measure.title}", (date_column, *read), rows)


def _day(day: date | None) -> str:
    return day_words(day) if day else ""

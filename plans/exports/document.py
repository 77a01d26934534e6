"""A plan as a document that word processors edit: for pasting into a state's application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.rendering.document import Block, Document, Heading, Prose, Table, TableColumn, render_docx
from core.words import day_words, joined
from plans.choices import Direction
from plans.exports.document_rows import cause_blocks, fact, planned_blocks, value_tables
from plans.reports.amounts import amount
from plans.reports.record import (
    CharterRecord,
    CycleRecord,
    MeasureRecord,
    MeetingRecord,
    PlanRecord,
    PriorityRecord,
    Section,
    SystemRecord,
)


def plan_docx(record: PlanRecord) -> bytes:
    """Return a plan as DOCX on the district's paper. The same record makes the same bytes."""
    return render_docx(
        Document(
            title=record.title,
            subtitle=f"Plan of {record.district} for the school year {record.year}",
            author=record.district,
            subject=f"Plan for {joined(record.systems)}, school year {record.year}",
            paper=record.paper,
            written_at=record.read_at,
            blocks=_blocks(record),
        )
    )


def _blocks(record: PlanRecord) -> Iterator[Block]:
    yield from _facts(record)
    yield from _part("What is asked of the board", [Prose(record.ask)] if record.ask else [])
    yield from _part("Where the district stands", _standing(record))
    for section in record.sections:
        yield from _part(_title(section.priority), _section(section))
    yield from _part("Measures", (block for one in record.measures for block in _measure(record, one)))
    yield from _part("Improvement cycles", (block for one in record.cycles for block in _cycle(record, one)))
    yield from _part("Meetings", (block for one in record.meetings for block in _meeting(one)))
    if record.charter:
        yield from _part("Team and charter", _charter(record.charter))
    yield from _part("Decisions", _decisions(record))


def _part(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks below a heading, and nothing where there are none."""
    found = list(blocks)
    if found:
        yield Heading(1, title)
        yield from found


def _facts(record: PlanRecord) -> Iterator[Block]:
    yield from fact("District", record.district)
    yield from fact("Plan", record.title)
    yield from fact("School year", record.year)
    yield from fact("State of the plan", record.state_label)
    yield from fact("As of", day_words(record.today))
    yield from fact("Systems", joined(record.systems))
    yield from fact("Sponsor", record.sponsor)
    yield from fact("District improvement plan goals that it serves", record.goals)


# Where the district stands --------------------------------------------------------------------------------------------


def _standing(record: PlanRecord) -> Iterator[Block]:
    """Yield how each system stands, as far as any of them is rated."""
    if any(system.label for system in record.picture):
        for system in record.picture:
            yield Heading(2, system.title)
            yield from _system(system) if system.label else [Prose("Not rated yet.")]


def _system(system: SystemRecord) -> Iterator[Block]:
    as_of = f", as of {day_words(system.as_of)}" if system.as_of else ""
    closed = f" It closed on {day_words(system.closed_on)}." if system.closed_on else ""
    yield Prose(f"{system.label}{as_of}: {system.rated} of {system.total} ratings made.{closed}")
    yield from fact("Rated against", f"{system.source}, edition {system.edition}" if system.source else "")
    columns = [TableColumn("Standing", 3), TableColumn("Indicators", is_number=True)]
    if system.before_label:
        columns.append(TableColumn(f"In {system.before_label}", is_number=True))
    rows = [
        [one.label, str(one.count), "" if one.before is None else str(one.before)][: len(columns)]
        for one in system.standings
    ]
    yield Table(f"Where the indicators of {system.title} stand", columns, rows, width=0.7)


# What is planned ------------------------------------------------------------------------------------------------------


def _title(priority: PriorityRecord | None) -> str:
    return f"Priority {priority.number}: {priority.title}" if priority else "Without a priority"


def _section(section: Section) -> Iterator[Block]:
    if priority := section.priority:
        yield from fact("Why it was chosen", priority.reason)
        yield from fact("Where it was found", priority.origin)
        yield from fact("What it rests on", priority.rests_on)
        if priority.cause:
            yield from cause_blocks(priority.cause)
    yield from planned_blocks(section)


def _measure(record: PlanRecord, measure: MeasureRecord) -> Iterator[Block]:
    yield Heading(2, measure.title)
    yield from fact("Priority", record.name_of(measure.priority))
    yield from fact("What it measures", measure.what)
    yield from fact("Kind", f"{measure.kind}. {Direction(measure.direction).label}.")
    yield from fact("Unit", measure.unit)
    if measure.baseline is not None and measure.baseline_on:
        yield from fact("Baseline", f"{amount(measure.baseline, measure.unit)} on {day_words(measure.baseline_on)}")
    yield from fact("Source", measure.source)
    yield from fact("Where it stands", measure.path_label)
    yield from value_tables(measure)


def _cycle(record: PlanRecord, cycle: CycleRecord) -> Iterator[Block]:
    yield Heading(2, cycle.title)
    yield from fact("Priority", record.name_of(cycle.priority))
    yield from fact("Owner", cycle.owner)
    yield from fact("From", day_words(cycle.starts_on))
    yield from fact("Study on", day_words(cycle.study_on))
    closed = f", closed on {day_words(cycle.closed_on)}" if cycle.closed_on else ""
    yield from fact("Outcome" if cycle.outcome else "Now in", f"{cycle.outcome or cycle.phase}{closed}")
    yield from fact("Measures it watches", cycle.measures)
    for label, text in (("Plan", cycle.plan), ("Do", cycle.do), ("Study", cycle.study), ("Act", cycle.act)):
        yield from fact(label, text)


# The team -------------------------------------------------------------------------------------------------------------


def _meeting(meeting: MeetingRecord) -> Iterator[Block]:
    yield Heading(2, meeting.title)
    yield from fact("Date", day_words(meeting.on))
    yield from fact("Present", "; ".join(meeting.present))
    yield from fact("Agenda", meeting.agenda)
    yield from fact("Decisions", meeting.decisions)
    yield from fact("Follow-ups", meeting.follow_ups)


def _charter(charter: CharterRecord) -> Iterator[Block]:
    yield from fact("Team", charter.name)
    if charter.members:
        yield from fact("Nobody brings", joined(charter.missing))
        columns = [TableColumn("Name", 2), TableColumn("Role on the team", 2), TableColumn("Perspective", 1.5)]
        yield Table(
            f"Members of {charter.name}", columns, [[one.name, one.role, one.perspective] for one in charter.members]
        )
    for title, text in charter.texts:
        yield Heading(2, title)
        yield Prose(text)


def _decisions(record: PlanRecord) -> Iterator[Block]:
    if record.decisions:
        columns = [
            TableColumn("Date", 1.15),
            TableColumn("Kind", 1.2),
            TableColumn("About", 2),
            TableColumn("Decided", 4),
        ]
        rows = [[day_words(one.on), one.kind, one.about, one.words] for one in record.decisions]
        yield Table("Decisions on the way", columns, rows)

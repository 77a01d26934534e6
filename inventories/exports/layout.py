"""How an inventory is laid out on paper: which columns stand side by side, and which entries are short enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from core.charts import Count
from core.rendering.layout import Note, grouped, lines
from inventories.cells import shown
from inventories.choices import ColumnKind
from inventories.exports.sentences import printed_sentence
from inventories.reports import ColumnCounts, Coverage, Requirement, SheetColumn
from inventories.reports.files import InventoryReport, StoredRow

# How many entries are printed of an inventory, and of all in one file, which takes seconds for every hundred.
MOST, MOST_IN_ALL = 300, 1200
# How many columns stand beside the one that names an entry.
BESIDE = 3
SHORT = (
    ColumnKind.CHOICE, ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.EXPIRES, ColumnKind.YES_NO, ColumnKind.BUILDING,
    ColumnKind.PERSON,
)  # fmt: skip
# How many letters a line holds of the name, of a short column, and of the rest, which is wider where fewer are beside.
NAME_LINE, SHORT_LINE, REST_LINES, PAGE_LINE = 15, 12, (88, 75, 61, 46), 100
# The most lines of a table of several entries, of one of a single entry, and of paragraphs that stay on one page.
TABLE, TALLEST, WHOLE = 22, 26, 14
COUNTS, LACKING = 18, 14
# Up to this length, texts share a line with others.
BRIEF = 60
NO_NAME = "No name"


@dataclass(frozen=True, slots=True)
class Line:
    """Brief texts that share a line, each with its title, or one that is longer."""

    notes: tuple[Note, ...]

    @property
    def is_brief(self) -> bool:
        return _is_brief(self.notes[0])

    @property
    def direction(self) -> str:
        return self.notes[0].direction

    def height(self, letters: int) -> int:
        """Estimate how many lines it takes when so many letters fit on one."""
        return lines("; ".join(f"{note.name}: {note.text}" for note in self.notes), letters)


def packed(notes: Iterable[Note]) -> Iterator[Line]:
    """Yield lines that hold the notes in their order, brief ones beside each other."""
    for is_brief, found in groupby(notes, _is_brief):
        together = tuple(found)
        yield from [Line(together)] if is_brief else (Line((note,)) for note in together)


def _is_brief(note: Note) -> bool:
    is_line = len(note.text) <= BRIEF and not note.text.endswith(".") and "\n" not in note.text
    return is_line and note.direction == "ltr"


@dataclass(frozen=True, slots=True)
class EntryLayout:
    """An entry: what it is known by, its short cells, and what else is filled in, each with its title."""

    name: str
    beside: tuple[Note, ...]
    rest: tuple[Note, ...]
    rest_line: int

    @property
    def rest_lines(self) -> tuple[Line, ...]:
        return tuple(packed(self.rest))

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """All of it but the name, where it is set as paragraphs."""
        return tuple(packed(note for note in (*self.beside, *self.rest) if note.text))

    @property
    def height(self) -> int:
        rest = sum(line.height(self.rest_line) for line in self.rest_lines)
        beside = (lines(note.text, SHORT_LINE) for note in self.beside)
        return max(lines(self.name, NAME_LINE), rest, *beside, 1) + 1

    @property
    def is_text(self) -> bool:
        """Too tall for a table, which would cross a page."""
        return self.height > TALLEST

    @property
    def is_whole(self) -> bool:
        """Short enough to stay on one page as paragraphs."""
        return sum(line.height(PAGE_LINE) + 1 for line in self.all_lines) <= WHOLE


@dataclass(frozen=True, slots=True)
class EntriesLayout:
    """The entries of an inventory that are printed, in tables that stay whole; one that is too tall comes alone."""

    name: str
    beside: tuple[str, ...]
    has_rest: bool
    groups: tuple[Sequence[EntryLayout], ...]
    note: str


def entries_layout(report: InventoryReport, most: int = MOST) -> EntriesLayout:
    """Return the first entries of an inventory as they are printed."""
    names, beside, rest = _columns(report)
    printed = report.entries[:most]
    rows = [_entry(row, report, (names, beside, rest)) for row in printed]
    return EntriesLayout(
        name=report.columns[names].title,
        beside=tuple(report.columns[place].title for place in beside),
        has_rest=bool(rest),
        groups=tuple(grouped(rows, TABLE)),
        note=printed_sentence(len(printed), len(report.entries)),
    )


_Places = tuple[int, list[int], list[int]]


def _columns(report: InventoryReport) -> _Places:
    """Return the places of the column that names an entry, of those beside it, needed ones first, and of the rest."""
    columns = report.columns
    names = columns.index(_names(report))
    others = [place for place in range(len(columns)) if place != names]
    needed = [place for place in others if columns[place].required and columns[place].kind in (*SHORT, ColumnKind.TEXT)]
    optional = [place for place in others if not columns[place].required and columns[place].kind in SHORT]
    short = sorted([*needed, *optional][:BESIDE])
    return names, short, [place for place in range(len(columns)) if place not in {names, *short}]


def _names(report: InventoryReport) -> SheetColumn:
    """Return what an entry is known by; the first column where that may be empty."""
    names = report.sheet.names
    return names if names.required else report.columns[0]


def _entry(row: StoredRow, report: InventoryReport, places: _Places) -> EntryLayout:
    names, beside, rest = places
    texts = [shown(column, value, report.buildings) for column, value in zip(report.columns, row, strict=True)]
    notes = [Note(column.title, text) for column, text in zip(report.columns, texts, strict=True)]
    return EntryLayout(
        name=texts[names] or NO_NAME,
        beside=tuple(notes[place] for place in beside),
        rest=tuple(notes[place] for place in rest if texts[place]),
        rest_line=REST_LINES[len(beside)],
    )


# Counts, gaps and coverage ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many entries say one thing; `counted` is empty for those that say nothing."""

    label: str
    count: int
    counted: Count | None

    @property
    def height(self) -> int:
        return lines(self.label, 20)


@dataclass(frozen=True, slots=True)
class CountsLayout:
    """A column's counts as a chart and a table beside each other, several where they are too many for a page."""

    column: SheetColumn
    parts: tuple[tuple[tuple[Count, ...], Sequence[CountRow]], ...]

    @property
    def heading(self) -> str:
        return f"Entries by {self.column.title[:1].lower()}{self.column.title[1:]}:"

    @property
    def is_several(self) -> bool:
        return self.column.kind == ColumnKind.CHOICES


def counts_layout(counts: ColumnCounts) -> CountsLayout:
    """Return the counts of a column; a building that no entry names is left out, because there may be many."""
    is_building = counts.column.kind == ColumnKind.BUILDING
    rows = [
        CountRow(one.label, one.count, Count(one.label, one.count))
        for one in counts.counts
        if one.count or not is_building
    ]
    rows += [CountRow("Not filled in", counts.empty, None)] if counts.empty else []
    return CountsLayout(counts.column, tuple(_parts(rows)))


def _parts(rows: Sequence[CountRow]) -> Iterator[tuple[tuple[Count, ...], Sequence[CountRow]]]:
    for group in grouped(rows, COUNTS):
        yield tuple(row.counted for row in group if row.counted), group


@dataclass(frozen=True, slots=True)
class LackingRow:
    """A certification that nobody holds, or one person alone."""

    requirement: Requirement

    @classmethod
    def tables(cls, coverage: Coverage) -> list[Sequence[LackingRow]]:
        """Return what is lacking in tables that stay whole, what nobody holds first."""
        lacking = sorted(coverage.lacking, key=lambda one: one.holders)
        return list(grouped(map(cls, lacking), LACKING))

    @property
    def height(self) -> int:
        return max(lines(self.requirement.group, 24), lines(self.requirement.certification, 36)) + 1


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """An inventory in the list of all."""

    report: InventoryReport
    facts: Mapping[str, Any]

    @property
    def height(self) -> int:
        return lines(self.report.title, 30) + 1

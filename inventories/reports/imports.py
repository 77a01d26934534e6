"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import Any

from django.utils.text import Truncator

from inventories.cells import BadCell, Stored, key_of, keys_of, shown
from inventories.choices import Existing, Outcome
from inventories.models import Entry, ImportDraft
from inventories.reports.columns import Sheet, SheetColumn

Cells = dict[str, Stored | None]

THERE = "The inventory has this entry already"
NOTHING = "None of the columns that are taken is filled in"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that an import would change."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A row of the file: what would become of it, and why. `entry` is the one that it changes or leaves."""

    number: int
    outcome: Outcome
    texts: tuple[str, ...]
    cells: Cells
    entry: Entry | None = None
    problems: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    why: str = ""

    @property
    def words(self) -> str:
        """What the file says in this row, in short."""
        return Truncator(" | ".join(filter(None, self.texts))).chars(160)


@dataclass(frozen=True, kw_only=True)
class ImportPlan:
    """What an import would do. Nothing is imported while a row or the matching of columns is wrong."""

    sheet: Sheet
    taken: tuple[SheetColumn, ...]
    left_out: tuple[str, ...]
    twice: tuple[str, ...]
    identity: SheetColumn | None
    rows: tuple[PlannedRow, ...]

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def is_ready(self) -> bool:
        """Whether it may be carried out, and would change anything."""
        counts = self.counts
        is_right = bool(self.taken) and not self.twice and not counts[Outcome.WRONG]
        return is_right and bool(counts[Outcome.ADDED] + counts[Outcome.CHANGED])

    @cached_property
    def gaps(self) -> int:
        """How many of the new rows leave a required cell empty."""
        required = [column.key for column in self.sheet.in_use if column.required]
        added = (row for row in self.rows if row.outcome == Outcome.ADDED)
        return sum(any(row.cells.get(key) is None for key in required) for row in added)

    @cached_property
    def digest(self) -> str:
        """What changes when the import would do something else than was shown."""
        digest = sha256()
        for row in self.rows:
            entry = (row.entry.pk, row.entry.version) if row.entry else ()
            digest.update(f"{row.number} {row.outcome.value} {entry} {row.changed} {row.cells};".encode())
        return digest.hexdigest()[:16]

    def page(self, outcome: Outcome | None, start: int, size: int) -> list[PlannedRow]:
        """Return a page of the rows with an outcome, or of all."""
        rows = (row for row in self.rows if outcome is None or row.outcome == outcome)
        return list(islice(rows, start, start + size))

    def changes_of(self, row: PlannedRow) -> list[CellChange]:
        """Return what would change in the entry of a row."""
        before, buildings = (row.entry.cells if row.entry else {}), self.sheet.buildings
        columns = (self.sheet.column(key) for key in row.changed)
        return [
            CellChange(
                column.title,
                shown(column, before.get(column.key), buildings),
                shown(column, row.cells[column.key], buildings),
            )
            for column in columns
        ]


def matched(headings: list[str], sheet: Sheet) -> list[str]:
    """Return for each heading the key of the column in use with its title or key, each once, or ""."""
    known = {key_of(column.key): column.key for column in sheet.in_use}
    known |= {key_of(column.title): column.key for column in sheet.in_use}
    found: list[str] = []
    for heading in headings:
        key = known.get(key_of(heading.rstrip("* ")), "")
        found.append("" if key in found else key)
    return found


def import_plan(draft: ImportDraft, sheet: Sheet) -> ImportPlan:
    """Return what importing a draft would do now, in one query for the entries that are there."""
    fills = {place: key for place, key in enumerate(draft.matches) if key in {one.key for one in sheet.in_use}}
    counted = Counter(fills.values())
    taken = tuple(column for column in sheet.in_use if counted[column.key])
    twice = tuple(column.title for column in taken if counted[column.key] > 1)
    left_out = tuple(heading for place, heading in enumerate(draft.headings) if place not in fills)
    identity = next((column for column in taken if column.unique), None)
    planner = _Planner(draft, sheet, fills, taken, identity)
    rows = () if twice or not taken else tuple(planner.rows())
    return ImportPlan(sheet=sheet, taken=taken, left_out=left_out, twice=twice, identity=identity, rows=rows)


class _Planner:
    """Goes through the rows of a draft, remembering what earlier ones said where no two may say the same."""

    def __init__(
        self,
        draft: ImportDraft,
        sheet: Sheet,
        fills: Mapping[int, str],
        taken: tuple[SheetColumn, ...],
        identity: SheetColumn | None,
    ) -> None:
        self.draft, self.fills, self.taken, self.identity = draft, fills, taken, identity
        self.existing = Existing(draft.existing)
        self.readers = sheet.readers()
        self.titles = {column.key: column.title for column in sheet.in_use}
        self.unique = [column for column in taken if column.unique]
        entries = list(Entry.objects.for_inventory(draft.inventory_id).defer("words"))
        self.there = {column.key: dict(_by_key(entries, column)) for column in self.unique}
        self.alike = _Alike(entries, taken)
        self.said: dict[str, dict[str, int]] = {column.key: {} for column in self.unique}

    def rows(self) -> Iterator[PlannedRow]:
        for number, texts, problems in self.draft.rows:
            yield self.row(number, texts, problems)

    def row(self, number: int, texts: list[str], unusable: list[Any]) -> PlannedRow:
        cells, problems = self.read(texts, unusable)
        entry = self.found(cells)
        problems += self.twice(number, cells, entry)
        planned = PlannedRow(number=number, outcome=Outcome.ADDED, texts=tuple(texts), cells=cells, entry=entry)
        if problems:
            return replace(planned, outcome=Outcome.WRONG, problems=tuple(problems))
        if all(value is None for value in cells.values()):
            return replace(planned, outcome=Outcome.LEFT, why=NOTHING)
        return planned if entry is None else self.existing_row(planned, entry)

    def existing_row(self, planned: PlannedRow, entry: Entry) -> PlannedRow:
        changed = tuple(key for key, value in planned.cells.items() if entry.cells.get(key) != value)
        if not changed:
            return replace(planned, outcome=Outcome.LEFT, why=f"{THERE}, with the same words")
        if self.existing == Existing.STOP:
            problem = f"{THERE}, with other words. Choose above what to do with such rows."
            return replace(planned, outcome=Outcome.WRONG, problems=(problem,))
        if self.existing == Existing.SKIP:
            return replace(planned, outcome=Outcome.LEFT, why=f"{THERE}, and such rows are skipped")
        return replace(planned, outcome=Outcome.CHANGED, changed=changed)

    def read(self, texts: list[str], unusable: list[Any]) -> tuple[Cells, list[str]]:
        """Return the cells of a row, and what is wrong with them."""
        cells: Cells = {}
        problems = [message for place, message in unusable if place in self.fills]
        for place, key in self.fills.items():
            try:
                cells[key] = self.readers[key](texts[place])
            except BadCell as bad:
                cells[key] = None
                problems.append(f"{self.titles[key]}: {bad}")
        return cells, problems

    def found(self, cells: Cells) -> Entry | None:
        """Return the entry that a row is about: the one with the same identity, or where it has none, one that says
        just the same."""
        keys = keys_of(self.identity, cells[self.identity.key]) if self.identity else ()
        return self.there[self.identity.key].get(keys[0]) if self.identity and keys else self.alike.take(cells)

    def twice(self, number: int, cells: Cells, entry: Entry | None) -> list[str]:
        """Return where a row says what an earlier row, or another entry, says in a column in which no two may."""
        problems = []
        for column in self.unique:
            for key in keys_of(column, cells[column.key]):
                earlier = self.said[column.key].setdefault(key, number)
                other = self.there[column.key].get(key)
                if earlier != number:
                    problems.append(f"{column.title}: row {earlier} of the file says the same.")
                elif other is not None and other is not entry:
                    problems.append(f"{column.title}: another entry of the inventory says the same.")
        return problems


def _by_key(entries: list[Entry], column: SheetColumn) -> Iterator[tuple[str, Entry]]:
    for entry in entries:
        for key in keys_of(column, entry.cells.get(column.key)):
            yield key, entry


class _Alike:
    """Entries by all that they say in some columns; each is taken once, so that two equal rows are two entries."""

    def __init__(self, entries: list[Entry], columns: tuple[SheetColumn, ...]) -> None:
        self.keys = [column.key for column in columns]
        self.entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self.entries.setdefault(self._words(entry.cells), []).append(entry)

    def _words(self, cells: Mapping[str, Any]) -> str:
        return repr([cells.get(key) for key in self.keys])

    def take(self, cells: Cells) -> Entry | None:
        waiting = self.entries.get(self._words(cells))
        return waiting.pop(0) if waiting else None

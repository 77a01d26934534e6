"""How the report is laid out on paper: what of an indicator or a consideration is short enough for a table."""

from __future__ import annotations

from dataclasses import dataclass

from core.rendering.layout import HALF, NOTE_LINES, PAGE_LINES, TABLE_LINES, THIRD, Note, grouped, lines
from readiness.reports import (
    Given,
    RatedConsideration,
    RatedIndicator,
    RatedItem,
    RatedPractice,
    StandingGroup,
    TeamRound,
)


def notes_of(given: Given, name: str) -> tuple[Note, ...]:
    """Return what a team wrote about an item: its note and its dissent, whichever there are."""
    written = (Note(name, given.note), Note(name, given.dissent, "Dissent"))
    return tuple(note for note in written if note.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A stage description with its rating, its note, and the dissent where there is one."""

    item: RatedItem

    @property
    def notes(self) -> tuple[Note, ...]:
        return notes_of(self.item, self.item.content.name)

    @property
    def height(self) -> int:
        notes = sum(1 if note.is_long else lines(note.text, HALF) for note in self.notes)
        words = 1 + bool(self.item.dissent)
        return lines(self.item.content.text, HALF) + words + notes


@dataclass(frozen=True, slots=True)
class IndicatorLayout:
    """An indicator with its stages beside each other, or as paragraphs where they are too long for that."""

    indicator: RatedIndicator

    @property
    def code(self) -> str:
        return self.indicator.content.code

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(Cell(item) for item in self.indicator.items)

    @property
    def is_text(self) -> bool:
        return max((cell.height for cell in self.cells), default=0) > PAGE_LINES

    @property
    def notes_below(self) -> tuple[Note, ...]:
        """Notes too long for their cell, which follow the table."""
        return () if self.is_text else tuple(note for cell in self.cells for note in cell.notes if note.is_long)


@dataclass(frozen=True, slots=True)
class ConsiderationLayout:
    """A consideration with its stages beside each other, or as paragraphs where they are too long for that."""

    consideration: RatedConsideration

    @property
    def notes(self) -> tuple[Note, ...]:
        return notes_of(self.consideration, self.consideration.content.title)

    @property
    def is_text(self) -> bool:
        return self._height > PAGE_LINES

    @property
    def is_whole(self) -> bool:
        """Short enough to stay on one page with its notes."""
        is_short = not any(note.is_long for note in self.notes)
        return is_short and self._height + NOTE_LINES * max(1, len(self.notes)) <= PAGE_LINES

    @property
    def _height(self) -> int:
        return max((lines(stage.text, THIRD) for stage in self.consideration.content.stages), default=0)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """An indicator in the list of what is not in place yet, with the practice it belongs to."""

    indicator: RatedIndicator
    practice: RatedPractice

    @property
    def height(self) -> int:
        return max(lines(self.practice.text, THIRD + 14), 1) + 1


@dataclass(frozen=True, slots=True)
class StandingLayout:
    """A group of standing in tables that stay whole."""

    group: StandingGroup
    rows: tuple[StandingRow, ...]

    @property
    def tables(self) -> tuple[tuple[StandingRow, ...], ...]:
        return tuple(tuple(rows) for rows in grouped(self.rows, TABLE_LINES))


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list of how the team rated."""

    round: TeamRound
    perspectives: str
    days: str

    @property
    def height(self) -> int:
        return max(lines(self.round.title, 20), lines(self.perspectives, 28), lines(self.days, 24)) + 1

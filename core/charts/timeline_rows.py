"""What a timeline has rows for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.charts.shapes import in_a_sentence
from core.words import day_words

HOLLOW, HALF, FULL, DASHED = "hollow", "half", "full", "dashed"
BAR, POINT, OPEN, MARK = "bar", "point", "open", "mark"
LATE = "overdue"


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something along time: its label, how full it is (HOLLOW, HALF, FULL, DASHED) and the word for that, its days."""

    label: str
    state: str
    word: str
    start: date | None = None
    end: date | None = None
    is_late: bool = False
    is_mark: bool = False

    @property
    def shape(self) -> str:
        if self.is_mark:
            return MARK
        if self.start and self.end:
            return BAR
        return POINT if self.end else OPEN

    @property
    def statement(self) -> str:
        """The row in words: "Hire a coach: Sep 1, 2026 to Oct 15, 2026, under way, overdue."."""
        days = " to ".join(day_words(day) for day in (self.start, self.end) if day)
        when = f"from {days}" if self.shape == OPEN else days
        return f"{self.label}: {when}, {in_a_sentence(self.word)}{f', {LATE}' if self.is_late else ''}."

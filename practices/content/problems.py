"""What is wrong with content, said so that a person can find it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong: in which file, at which row (its kind and key), in which field."""

    file: str
    kind: str
    key: str
    field: str
    message: str

    def sentence(self, row: str = "") -> str:
        """Return the problem in plain words for people who see no file: "Practice 5, text: is empty."."""
        place = ", ".join(part for part in (row or self._row, self.field.replace("_", " ")) if part)
        return f"{place[:1].upper()}{place[1:]}: {self.message}."

    @property
    def _row(self) -> str:
        return f"{self.kind} {self.key}".strip()

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self._row, self.field, self.message) if part)


class ContentError(Exception):
    """Content that cannot be used, with every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

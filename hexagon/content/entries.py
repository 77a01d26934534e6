"""What the Hexagon's content file holds. Field names are those of the file, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from practices.content import EditionEntry


@dataclass(frozen=True)
class QuestionEntry:
    key: str
    text: str


@dataclass(frozen=True)
class PointEntry:
    """What a component looks like at the point `value`, from 1 to 5."""

    key: str
    value: int
    label: str
    description: str


@dataclass(frozen=True)
class ComponentEntry:
    key: str
    side: str
    title: str
    definition: str
    questions: tuple[QuestionEntry, ...]
    points: tuple[PointEntry, ...]


@dataclass(frozen=True)
class HexagonFile:
    """A whole file: one edition of the Hexagon."""

    edition: EditionEntry
    components: tuple[ComponentEntry, ...]

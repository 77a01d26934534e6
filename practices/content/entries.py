"""What a content file holds. Field names are those of the file, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SystemEntry:
    """The system that a file is about."""

    key: str
    title: str
    position: int


@dataclass(frozen=True)
class EditionEntry:
    """The edition that a file holds; `introduction` is a tuple of paragraphs."""

    number: int
    source: str
    introduction: tuple[str, ...]


@dataclass(frozen=True)
class StageEntry:
    """A stage that texts of the file refer to by its key."""

    key: str
    title: str


@dataclass(frozen=True)
class StageTextEntry:
    """What an indicator or a consideration looks like at the stage with the key `stage`."""

    key: str
    stage: str
    text: str


@dataclass(frozen=True)
class ConsiderationEntry:
    key: str
    title: str
    stage_descriptions: tuple[StageTextEntry, ...]


@dataclass(frozen=True)
class IndicatorEntry:
    """An indicator; `choice`, which a file has only where it is true: it calls for choosing among candidates."""

    key: str
    code: str
    choice: bool = field(default=False, kw_only=True)
    stage_descriptions: tuple[StageTextEntry, ...]


@dataclass(frozen=True)
class PracticeEntry:
    key: str
    code: str
    text: str
    indicators: tuple[IndicatorEntry, ...]


@dataclass(frozen=True)
class FocusAreaEntry:
    key: str
    title: str
    practices: tuple[PracticeEntry, ...]


@dataclass(frozen=True)
class EditionFile:
    """A whole file: one edition of one system."""

    system: SystemEntry
    edition: EditionEntry
    stages: tuple[StageEntry, ...]
    considerations: tuple[ConsiderationEntry, ...]
    focus_areas: tuple[FocusAreaEntry, ...]

    @property
    def practices(self) -> Iterator[PracticeEntry]:
        return (practice for area in self.focus_areas for practice in area.practices)

    @property
    def indicators(self) -> Iterator[IndicatorEntry]:
        return (indicator for practice in self.practices for indicator in practice.indicators)

"""What a team says of the items of an assessment: answers and notes, by indicator, practice and focus area."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from comments.reports import NO_COMMENTS, CommentCount
from core.words import sentences
from practices.reports import ContentConsideration, ContentIndicator, ContentStage
from readiness.choices import Standing, runs_ahead
from rounds.choices import UNRATED, Answer

if TYPE_CHECKING:
    from rounds.reports import Conflict, RoundLine


# What stands for a focus area where the considerations are meant.
CONSIDERATIONS = "considerations"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a team gave as its answer to one item, and who changed it last and when.

    `agreed_in` is the round in which the team agreed on it, if any; `covered_by`, the running one that rates it now.
    """

    answer: Answer = UNRATED
    note: str = ""
    version: int = 1
    changed_at: datetime | None = None
    changed_by: str = ""
    changed_by_pk: int | None = None
    dissent: str = ""
    agreed_in: RoundLine | None = None
    covered_by: RoundLine | None = None
    conflict: Conflict | None = None
    errors: tuple[str, ...] = ()
    comments: CommentCount = NO_COMMENTS

    @property
    def is_stored(self) -> bool:
        """False for what was typed and could not be saved."""
        return not (self.errors or self.conflict)


@dataclass(frozen=True, kw_only=True)
class RatedItem(Given):
    """A stage description with its rating; the note holds evidence and considerations."""

    content: ContentStage

    @property
    def gist(self) -> str:
        """The first sentence of the stage description."""
        return sentences(self.content.text)[0]

    @property
    def name(self) -> str:
        """What people call it: "5a, Getting Ready"."""
        return self.content.name


@dataclass(frozen=True, kw_only=True)
class RatedConsideration(Given):
    """A consideration with where the team places it."""

    content: ContentConsideration

    @property
    def name(self) -> str:
        return self.content.title


@dataclass(frozen=True, kw_only=True)
class RatedIndicator:
    """An indicator with its rated stages, the standing they give, and the one it had before."""

    content: ContentIndicator
    items: tuple[RatedItem, ...]
    before: Standing | None = None

    @property
    def aware(self) -> RatedItem:
        return self.items[0]

    @property
    def ready(self) -> RatedItem:
        return self.items[1]

    @property
    def next_item(self) -> RatedItem:
        """The stage to work on: the first that is not in place, or the last."""
        return next((item for item in self.items if item.answer.code != "2"), self.items[-1])

    @cached_property
    def standing(self) -> Standing:
        return Standing.of(self.aware.answer, self.ready.answer)

    @property
    def runs_ahead(self) -> bool:
        """Getting Ready is further in place than the Getting Aware that should carry it."""
        return runs_ahead(self.aware.answer, self.ready.answer)

    @property
    def movement(self) -> str:
        """`up`, `down` or `same` since the previous assessment; nothing where either standing is not known."""
        unknown = {None, Standing.UNKNOWN, Standing.UNRATED}
        if self.before in unknown or self.standing in unknown:
            return ""
        if self.standing == self.before:
            return "same"
        return "up" if self.standing.value > str(self.before) else "down"


@dataclass(frozen=True, kw_only=True)
class RatedPractice:
    """A practice with its rated indicators."""

    code: str
    text: str
    indicators: tuple[RatedIndicator, ...]


@dataclass(frozen=True, kw_only=True)
class StageCounts:
    """The answers of one focus area for one planning stage."""

    stage: str
    items: tuple[RatedItem, ...]

    @cached_property
    def _by_code(self) -> Counter[str]:
        return Counter(item.answer.code for item in self.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def in_place(self) -> int:
        return self._by_code["2"]

    @property
    def partly(self) -> int:
        return self._by_code["1"]

    @property
    def not_started(self) -> int:
        return self._by_code["0"]

    @property
    def unknown(self) -> int:
        return self._by_code["n"]

    @property
    def unrated(self) -> int:
        return self._by_code[""]


@dataclass(frozen=True, kw_only=True)
class RatedArea:
    """A focus area with its rated practices."""

    key: str
    title: str
    practices: tuple[RatedPractice, ...]

    @cached_property
    def indicators(self) -> tuple[RatedIndicator, ...]:
        return tuple(indicator for practice in self.practices for indicator in practice.indicators)

    @cached_property
    def items(self) -> tuple[RatedItem, ...]:
        return tuple(item for indicator in self.indicators for item in indicator.items)

    @property
    def codes(self) -> tuple[tuple[str, ...], ...]:
        """The answers of each indicator, stage by stage, as the rail draws them."""
        return tuple(tuple(item.answer.code for item in indicator.items) for indicator in self.indicators)

    @property
    def rated(self) -> int:
        return sum(item.answer.is_rated for item in self.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @cached_property
    def stages(self) -> tuple[StageCounts, ...]:
        """Counts of answers per planning stage, as the heat map and its table show them."""
        columns = zip(*(indicator.items for indicator in self.indicators), strict=True)
        return tuple(StageCounts(stage=column[0].content.stage_title, items=column) for column in columns)

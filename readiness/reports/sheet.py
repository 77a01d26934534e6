"""An assessment's items with the team's answers: what the worksheet shows, and every report is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from practices.reports import (
    ContentArea,
    ContentConsideration,
    ContentIndicator,
    ContentOfEdition,
    ContentStage,
    published_content,
)
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE, UNRATED, Answer, Scale, Standing, runs_ahead
from readiness.models import Assessment, ConsiderationPlacement, Rating

if TYPE_CHECKING:
    from readiness.reports.changes import Conflict


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a team gave as its answer to one item, and who changed it last and when."""

    answer: Answer = UNRATED
    note: str = ""
    version: int = 1
    changed_at: datetime | None = None
    changed_by: str = ""
    changed_by_pk: int | None = None
    conflict: Conflict | None = None
    errors: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        return self.version - 1


@dataclass(frozen=True, kw_only=True)
class RatedItem(Given):
    """A stage description with its rating; the note holds evidence and considerations."""

    content: ContentStage

    @property
    def gist(self) -> str:
        """The first sentence of the stage description; "i.e." and the like do not end one."""
        return re.split(r"(?<=[a-z)]\.) (?=[A-Z])", self.content.text, maxsplit=1)[0]

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


@dataclass(frozen=True, kw_only=True)
class RatedSheet:
    """All items of an assessment with their answers: what the worksheet shows."""

    considerations: tuple[RatedConsideration, ...]
    areas: tuple[RatedArea, ...]

    @cached_property
    def indicators(self) -> tuple[RatedIndicator, ...]:
        return tuple(indicator for area in self.areas for indicator in area.indicators)

    @cached_property
    def items(self) -> tuple[RatedItem, ...]:
        return tuple(item for area in self.areas for item in area.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @cached_property
    def rated(self) -> int:
        return sum(item.answer.is_rated for item in self.items)

    @cached_property
    def unknown(self) -> tuple[RatedItem, ...]:
        return tuple(item for item in self.items if item.answer.is_unknown)

    @property
    def placed(self) -> int:
        return sum(consideration.answer.is_rated for consideration in self.considerations)

    def find(self, key: str) -> tuple[RatedArea | None, RatedItem | RatedConsideration]:
        """Return the item with this content key and its focus area (None for a consideration). Raises LookupError."""
        for consideration in self.considerations:
            if consideration.content.key == key:
                return None, consideration
        for area in self.areas:
            for item in area.items:
                if item.content.key == key:
                    return area, item
        raise LookupError(key)

    @property
    def next_key(self) -> str:
        """The key of the first item without an answer, considerations first; empty when all have one."""
        rows: Iterable[RatedItem | RatedConsideration] = (*self.considerations, *self.items)
        return next((row.content.key for row in rows if not row.answer.is_rated), "")


_GIVEN = ("value", "unknown", "note", "version", "changed_at", "changed_by", "changed_by__name", "changed_by__email")


def _given(scale: Scale, rows: Iterable[tuple[Any, ...]]) -> dict[str, dict[str, Any]]:
    return {
        key: {
            "answer": scale.stored(value, unknown),
            "note": note,
            "version": version,
            "changed_at": changed_at,
            "changed_by": name or email or "",
            "changed_by_pk": pk,
        }
        for key, value, unknown, note, version, changed_at, pk, name, email in rows
    }


def _ratings(assessment: Assessment) -> dict[str, dict[str, Any]]:
    rows = Rating.objects.for_assessment(assessment).values_list("stage_description__key", *_GIVEN)
    return _given(RATING_SCALE, rows)


def _placements(assessment: Assessment) -> dict[str, dict[str, Any]]:
    rows = ConsiderationPlacement.objects.for_assessment(assessment).values_list("consideration__key", *_GIVEN)
    return _given(PLACEMENT_SCALE, rows)


def _area(area: ContentArea, ratings: Mapping[str, Any], before: Mapping[str, Standing]) -> RatedArea:
    return RatedArea(
        key=area.key,
        title=area.title,
        practices=tuple(
            RatedPractice(
                code=practice.code,
                text=practice.text,
                indicators=tuple(
                    RatedIndicator(
                        content=indicator,
                        items=tuple(RatedItem(content=stage, **ratings[stage.key]) for stage in indicator.stages),
                        before=before.get(indicator.key),
                    )
                    for indicator in practice.indicators
                ),
            )
            for practice in area.practices
        ),
    )


def sheet_fields(
    assessment: Assessment,
    content: ContentOfEdition,
    before: Mapping[str, Standing] | None = None,
    typed: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the fields of a RatedSheet, in two queries. `typed` lays fields of Given over what is stored, by key."""
    ratings, placements = _ratings(assessment), _placements(assessment)
    for key, fields in (typed or {}).items():
        (ratings if key in ratings else placements)[key].update(fields)
    return {
        "areas": tuple(_area(area, ratings, before or {}) for area in content.areas),
        "considerations": tuple(
            RatedConsideration(content=one, **placements[one.key]) for one in content.considerations
        ),
    }


def rated_sheet(assessment: Assessment, typed: Mapping[str, Mapping[str, Any]] | None = None) -> RatedSheet:
    """Return the assessment's items with their answers, in two queries once the edition's content is in memory.

    `typed` maps keys of items to fields of Given that stand in place of what is stored: what a person typed and could
    not be saved.
    """
    return RatedSheet(**sheet_fields(assessment, published_content(assessment.edition), typed=typed))


def item_name(assessment: Assessment, key: str) -> str:
    """Return what people call the item with this content key, such as "5a, Getting Ready". Raises LookupError."""
    content = published_content(assessment.edition)
    names = {one.key: one.title for one in content.considerations} | {one.key: one.name for one in content.items}
    return names[key]

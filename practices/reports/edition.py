"""An edition as pages need it, and the place of an indicator in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import Prefetch

from practices.models import BaseEdition, ConsiderationStage, Edition, Indicator, Practice, StageDescription

# How many published editions a process keeps prepared.
KEPT_EDITIONS = 32


@dataclass(frozen=True)
class ContentStage:
    """A text for one stage. `of` is the code of its indicator or the title of its consideration."""

    pk: int
    key: str
    of: str
    stage_key: str
    stage_title: str
    text: str

    @property
    def name(self) -> str:
        """What people call it: "5a, Getting Ready"."""
        return f"{self.of}, {self.stage_title}"


@dataclass(frozen=True)
class ContentConsideration:
    """A consideration and its texts, in the order of the stages."""

    pk: int
    key: str
    title: str
    stages: tuple[ContentStage, ...]


@dataclass(frozen=True)
class ContentIndicator:
    """An indicator and its stage descriptions, in the order of the stages; whether it calls for choosing."""

    pk: int
    key: str
    code: str
    stages: tuple[ContentStage, ...]
    is_choice: bool = False


@dataclass(frozen=True)
class ContentPractice:
    """A practice and its indicators, in order."""

    pk: int
    key: str
    code: str
    text: str
    indicators: tuple[ContentIndicator, ...]


@dataclass(frozen=True)
class ContentArea:
    """A focus area and its practices, in order."""

    pk: int
    key: str
    title: str
    practices: tuple[ContentPractice, ...]

    @cached_property
    def indicators(self) -> tuple[ContentIndicator, ...]:
        return tuple(indicator for practice in self.practices for indicator in practice.indicators)

    @cached_property
    def items(self) -> tuple[ContentStage, ...]:
        return tuple(stage for indicator in self.indicators for stage in indicator.stages)


@dataclass(frozen=True)
class ContentOfEdition:
    """Everything an edition says. The flat views keep the order of the document."""

    pk: int
    system_key: str
    system_title: str
    system_position: int
    number: int
    status: str
    source: str
    introduction: tuple[str, ...]
    considerations: tuple[ContentConsideration, ...]
    areas: tuple[ContentArea, ...]

    @cached_property
    def practices(self) -> tuple[ContentPractice, ...]:
        return tuple(practice for area in self.areas for practice in area.practices)

    @cached_property
    def indicators(self) -> tuple[ContentIndicator, ...]:
        return tuple(indicator for area in self.areas for indicator in area.indicators)

    @cached_property
    def items(self) -> tuple[ContentStage, ...]:
        """All stage descriptions: what a team rates."""
        return tuple(item for area in self.areas for item in area.items)


class Published(NamedTuple):
    """What was published. The digest decides the words; moment and id belong to it because rows carry ids, too."""

    digest: str
    published_at: datetime | None
    pk: int

    @classmethod
    def of(cls, edition: BaseEdition) -> Published:
        return cls(edition.digest, edition.published_at, edition.pk)


def edition_content(edition: Edition) -> ContentOfEdition:
    """Return what an edition of any status says now, in seven queries."""
    return _content(
        Edition.objects.select_related("system")
        .prefetch_related(
            Prefetch("considerations__stage_descriptions", ConsiderationStage.objects.select_related("stage")),
            Prefetch(
                "focus_areas__practices__indicators__stage_descriptions",
                StageDescription.objects.select_related("stage"),
            ),
        )
        .get(pk=edition.pk)
    )


def published_content(edition: Edition) -> ContentOfEdition:
    """Return what an edition says; once it is published, this is prepared once per process."""
    if edition.is_draft:
        return edition_content(edition)
    return _prepared_content(Published.of(edition))


def published_contents() -> tuple[ContentOfEdition, ...]:
    """Return what is published, in the order of the systems."""
    editions = Edition.objects.published().order_by("system__position", "system__key")
    return tuple(published_content(edition) for edition in editions)


@lru_cache(maxsize=KEPT_EDITIONS)
def _prepared_content(published: Published) -> ContentOfEdition:
    return edition_content(Edition(pk=published.pk))


def _content(edition: Edition) -> ContentOfEdition:
    return ContentOfEdition(
        pk=edition.pk,
        system_key=edition.system.key,
        system_title=edition.system.title,
        system_position=edition.system.position,
        number=edition.number,
        status=edition.status,
        source=edition.source,
        introduction=edition.paragraphs,
        considerations=tuple(
            ContentConsideration(row.pk, row.key, row.title, _stages(row.stage_descriptions.all(), row.title))
            for row in edition.considerations.all()
        ),
        areas=tuple(
            ContentArea(row.pk, row.key, row.title, tuple(map(_practice, row.practices.all())))
            for row in edition.focus_areas.all()
        ),
    )


def _practice(row: Practice) -> ContentPractice:
    return ContentPractice(row.pk, row.key, row.code, row.text, tuple(map(_indicator, row.indicators.all())))


def _indicator(row: Indicator) -> ContentIndicator:
    return ContentIndicator(row.pk, row.key, row.code, _stages(row.stage_descriptions.all(), row.code), row.is_choice)


def _stages(rows: Iterable[StageDescription | ConsiderationStage], of: str) -> tuple[ContentStage, ...]:
    ordered = sorted(rows, key=lambda row: (row.stage.position, row.pk))
    return tuple(ContentStage(row.pk, row.key, of, row.stage.key, row.stage.title, row.text) for row in ordered)


# One indicator ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class IndicatorReport:
    """An indicator, where it stands, and its neighbours in the order of the document."""

    content: ContentOfEdition
    area: ContentArea
    practice: ContentPractice
    indicator: ContentIndicator
    previous: ContentIndicator | None
    next: ContentIndicator | None


def indicator_report(content: ContentOfEdition, key: str) -> IndicatorReport | None:
    """Return the indicator with this key, or None where the edition has none; no queries."""
    keys = [indicator.key for indicator in content.indicators]
    if key not in keys:
        return None
    place = keys.index(key)
    indicator = content.indicators[place]
    area = next(area for area in content.areas if indicator in area.indicators)
    practice = next(practice for practice in area.practices if indicator in practice.indicators)
    before, after = content.indicators[:place], content.indicators[place + 1 :]
    return IndicatorReport(
        content, area, practice, indicator, before[-1] if before else None, after[0] if after else None
    )

"""All items of an assessment with the team's answers: what the worksheet shows, and every report is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from practices.reports import ContentArea, ContentOfEdition, published_content
from readiness.choices import Standing
from readiness.models import Assessment, BaseRating, ConsiderationPlacement, Rating
from readiness.reports.items import RatedArea, RatedConsideration, RatedIndicator, RatedItem, RatedPractice
from readiness.reports.rounds import assessment_rounds
from rounds.choices import Scale
from rounds.reports import RoundLine


@dataclass(frozen=True, kw_only=True)
class RatedSheet:
    """All items of an assessment with their answers: what the worksheet shows."""

    considerations: tuple[RatedConsideration, ...]
    areas: tuple[RatedArea, ...]
    rounds: tuple[RoundLine, ...] = ()

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
    def codes(self) -> tuple[str, ...]:
        """The answers to all items, in their order."""
        return tuple(item.answer.code for item in self.items)

    @cached_property
    def unknown(self) -> tuple[RatedItem, ...]:
        return tuple(item for item in self.items if item.answer.is_unknown)

    @property
    def placed(self) -> int:
        return sum(consideration.answer.is_rated for consideration in self.considerations)

    @property
    def next_key(self) -> str:
        """The key of the first item that waits for an answer here, considerations first; empty when all have one."""
        rows: Iterable[RatedItem | RatedConsideration] = (*self.considerations, *self.items)
        return next((row.content.key for row in rows if not (row.answer.is_rated or row.covered_by)), "")


# What is read of each row: its answer and version; with its note and the moment; and with all else that is given.
VERSIONED = ("value", "unknown", "version")
NOTED = (*VERSIONED, "note", "changed_at")
GIVEN = (*NOTED, "changed_by", "changed_by__name", "changed_by__email", "dissent", "round", "covered_by")


def answers_of(model: type[BaseRating], assessment: Assessment, read: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Return the fields of a Given for every row of an assessment, by the key of its item."""
    rows = _rows(model, read).filter(assessment=assessment)
    return {key: _given(model.scale, *fields) for key, *fields in rows}


@cache
def _rows(model: type[BaseRating], read: tuple[str, ...]) -> Any:
    """Return the query for the fields of every row, kept because finding their columns takes Django half its time."""
    return model.objects.values_list(f"{model.content_field}__key", *read)


def _given(scale: Scale, value: int | None, unknown: bool, version: int, *rest: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"answer": scale.stored(value, unknown), "version": version}
    if rest:
        given["note"], given["changed_at"] = rest[:2]
    if rest[2:]:
        pk, name, email, dissent, agreed_in, covered_by = rest[2:]
        given["changed_by"], given["changed_by_pk"] = name or email or "", pk
        if agreed_in or covered_by or dissent:
            given |= {"dissent": dissent, "agreed_in": agreed_in, "covered_by": covered_by}
    return given


def _name_rounds(given: Iterable[dict[str, Any]], rounds: Iterable[RoundLine]) -> None:
    """Put the rounds in place of their keys."""
    known = {one.pk: one for one in rounds}
    for fields in given:
        if "agreed_in" in fields:
            for name in ("agreed_in", "covered_by"):
                fields[name] = known.get(fields[name])


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


def rated_areas(
    content: ContentOfEdition, ratings: Mapping[str, Any], before: Mapping[str, Standing] | None = None
) -> tuple[RatedArea, ...]:
    """Return the focus areas with their ratings, given by key as `answers_of` does."""
    return tuple(_area(area, ratings, before or {}) for area in content.areas)


def sheet_fields(
    assessment: Assessment,
    content: ContentOfEdition,
    before: Mapping[str, Standing] | None = None,
    over: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the fields of a RatedSheet, in three queries. `over` lays fields of Given over what is stored, by key."""
    ratings, placements = (answers_of(model, assessment, GIVEN) for model in (Rating, ConsiderationPlacement))
    rounds = assessment_rounds(assessment)
    if rounds:
        _name_rounds((*ratings.values(), *placements.values()), rounds)
    for key, fields in (over or {}).items():
        (ratings if key in ratings else placements)[key].update(fields)
    considerations = (RatedConsideration(content=one, **placements[one.key]) for one in content.considerations)
    return {"areas": rated_areas(content, ratings, before), "considerations": tuple(considerations), "rounds": rounds}


def rated_sheet(assessment: Assessment, typed: Mapping[str, Mapping[str, Any]] | None = None) -> RatedSheet:
    """Return the assessment's items with their answers, in three queries once the edition's content is in memory.

    `typed` maps keys of items to fields of Given that stand in place of what is stored: what a person typed and could
    not be saved.
    """
    return RatedSheet(**sheet_fields(assessment, published_content(assessment.edition), over=typed))


def item_name(assessment: Assessment, key: str) -> str:
    """Return what people call the item with this content key, such as "5a, Getting Ready". Raises LookupError."""
    content = published_content(assessment.edition)
    names = {one.key: one.title for one in content.considerations} | {one.key: one.name for one in content.items}
    return names[key]

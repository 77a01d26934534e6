"""All items of an assessment with the team's answers: what the worksheet shows, and every report is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any

from django.db import connection

from comments.reports import counted
from practices.reports import ContentArea, ContentOfEdition, published_content
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE, Standing
from readiness.models import Assessment, Rating
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


# What every answer of an assessment is, who gave it, and how many comments there are on it; its ratings and then its
# placements. It is SQL because every worksheet asks for it, and Django takes longer to write such a query than the
# database to answer it.
_GIVEN = """
    SELECT 1 AS is_rating, item.key, given.value, given.unknown, given.version, given.note, given.changed_at,
        given.changed_by_id, person.name, person.email, given.dissent, given.round_id, given.covered_by_id,
        talk.comment_count, talk.resolved_at
    FROM readiness_rating AS given JOIN practices_stagedescription AS item ON item.id = given.stage_description_id
        LEFT JOIN districts_user AS person ON person.id = given.changed_by_id
        LEFT JOIN comments_thread AS talk ON talk.id = given.thread_id
    WHERE given.assessment_id = %(assessment)s
    UNION ALL
    SELECT 0, item.key, given.value, given.unknown, given.version, given.note, given.changed_at,
        given.changed_by_id, person.name, person.email, given.dissent, given.round_id, given.covered_by_id,
        talk.comment_count, talk.resolved_at
    FROM readiness_considerationplacement AS given
        JOIN practices_consideration AS item ON item.id = given.consideration_id
        LEFT JOIN districts_user AS person ON person.id = given.changed_by_id
        LEFT JOIN comments_thread AS talk ON talk.id = given.thread_id
    WHERE given.assessment_id = %(assessment)s
"""


def _all_given(assessment: Assessment) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of a Given for every rating, and for every placement, by the key of the item, in one query."""
    ratings: dict[str, Any] = {}
    placements: dict[str, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, {"assessment": assessment.pk})
        for is_rating, key, *fields in cursor.fetchall():
            found, scale = (ratings, RATING_SCALE) if is_rating else (placements, PLACEMENT_SCALE)
            found[key] = _given(scale, fields)
    return ratings, placements


def _given(scale: Scale, fields: Sequence[Any]) -> dict[str, Any]:
    value, unknown, version, note, changed_at, pk, name, email, dissent, agreed_in, covered_by, *talk = fields
    given: dict[str, Any] = {
        "answer": scale.stored(value, bool(unknown)),
        "version": version,
        "note": note,
        "changed_at": _aware(changed_at),
        "changed_by": name or email or "",
        "changed_by_pk": pk,
    }
    if talk[0]:
        given["comments"] = counted(*talk)
    if agreed_in or covered_by or dissent:
        given |= {"dissent": dissent, "agreed_in": agreed_in, "covered_by": covered_by}
    return given


def _aware(moment: datetime | None) -> datetime | None:
    """Return a moment as a cursor gives it, which on SQLite is in universal time and does not say so."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def ratings_of(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """Return the fields of a Given for every rating of an assessment, without names and rounds, by the item's key."""
    rows = _noted().filter(assessment=assessment)
    return {
        key: {"answer": RATING_SCALE.stored(value, unknown), "version": version, "note": note, "changed_at": at}
        for key, value, unknown, version, note, at in rows
    }


@cache
def _noted() -> Any:
    """Return the query for the fields of every row, kept because finding their columns takes Django half its time."""
    return Rating.objects.values_list("stage_description__key", "value", "unknown", "version", "note", "changed_at")


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
    """Return the focus areas with their ratings, given by key as `ratings_of` does."""
    return tuple(_area(area, ratings, before or {}) for area in content.areas)


def sheet_fields(
    assessment: Assessment,
    content: ContentOfEdition,
    before: Mapping[str, Standing] | None = None,
    over: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the fields of a RatedSheet, in two queries. `over` lays fields of Given over what is stored, by key."""
    ratings, placements = _all_given(assessment)
    rounds = assessment_rounds(assessment)
    if rounds:
        _name_rounds((*ratings.values(), *placements.values()), rounds)
    for key, fields in (over or {}).items():
        (ratings if key in ratings else placements)[key].update(fields)
    considerations = (RatedConsideration(content=one, **placements[one.key]) for one in content.considerations)
    return {"areas": rated_areas(content, ratings, before), "considerations": tuple(considerations), "rounds": rounds}


def rated_sheet(assessment: Assessment, typed: Mapping[str, Mapping[str, Any]] | None = None) -> RatedSheet:
    """Return the assessment's items with their answers, in two queries once the edition's content is in memory.

    `typed` maps keys of items to fields of Given that stand in place of what is stored: what a person typed and could
    not be saved.
    """
    return RatedSheet(**sheet_fields(assessment, published_content(assessment.edition), over=typed))


def item_text(assessment: Assessment, key: str) -> tuple[tuple[str, str], ...]:
    """Return the words of the item with this content key: each text after the title of its stage."""
    content = published_content(assessment.edition)
    stages = [one for one in content.items if one.key == key] or [
        stage for one in content.considerations if one.key == key for stage in one.stages
    ]
    return tuple((one.stage_title, one.text) for one in stages)


def item_name(assessment: Assessment, key: str) -> str:
    """Return what people call the item with this content key, such as "5a, Getting Ready". Raises LookupError."""
    content = published_content(assessment.edition)
    names = {one.key: one.title for one in content.considerations} | {one.key: one.name for one in content.items}
    return names[key]

"""What one save changes on the worksheet around its item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from practices.reports import ContentOfEdition, published_content
from readiness.models import BaseRating, ConsiderationPlacement, Rating
from readiness.reports.items import CONSIDERATIONS, RatedConsideration, RatedItem
from readiness.reports.rounds import line_of
from rounds.reports import RoundLine

# The answers and versions of an assessment by the keys of its items. They are SQL because every save reads them, and
# Django takes three times as long to write such a query as the database to answer it.
_ANSWERS: dict[type[BaseRating], str] = {
    Rating: """
        SELECT item.key, given.value, given.unknown, given.version
        FROM readiness_rating AS given JOIN practices_stagedescription AS item ON item.id = given.stage_description_id
        WHERE given.assessment_id = %s
    """,
    ConsiderationPlacement: """
        SELECT item.key, given.value, given.unknown, given.version
        FROM readiness_considerationplacement AS given JOIN practices_consideration AS item
            ON item.id = given.consideration_id
        WHERE given.assessment_id = %s
    """,
}


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A saved item, and how much of its focus area and of the whole is answered since.

    The considerations are an area of their own, and a whole of their own. `codes` are the area's answers by indicator.
    `revision` grows with every save, so that of two answers that overtake each other the page keeps the later.
    """

    item: RatedItem | RatedConsideration
    area: str
    codes: tuple[tuple[str, ...], ...]
    rated: int
    total: int
    unknown: int
    revision: int

    @property
    def area_rated(self) -> int:
        return sum(code != "" for codes in self.codes for code in codes)

    @property
    def area_total(self) -> int:
        return sum(map(len, self.codes))


def progress_after(row: BaseRating, key: str) -> Progress:
    """Return what changes on the worksheet with a row that was just saved, in one query.

    The row is shown as it was saved: what somebody stored since then, its writer has not read.
    """
    content = published_content(row.assessment.edition)
    codes, versions = _answers(row)
    codes[key], versions[key] = row.answer.code, row.version
    item, area, columns = (_placed if isinstance(row, ConsiderationPlacement) else _rated)(content, key, _fields(row))
    return Progress(
        item=item,
        area=area,
        codes=tuple(tuple(codes[one] for one in column) for column in columns),
        rated=sum(code != "" for code in codes.values()),
        total=len(codes),
        unknown=sum(code == "n" for code in codes.values()),
        revision=sum(versions.values()),
    )


def _answers(row: BaseRating) -> tuple[dict[str, str], dict[str, int]]:
    """Return the codes of the answers to all items of a row's assessment, and their versions, by key."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS[type(row)], [row.assessment.pk])
        rows = cursor.fetchall()
    codes = {key: row.scale.stored(value, bool(unknown)).code for key, value, unknown, _ in rows}
    return codes, {key: version for key, *_, version in rows}


Columns = list[list[str]]


def _rated(content: ContentOfEdition, key: str, fields: dict[str, Any]) -> tuple[RatedItem, str, Columns]:
    area, stage = next((area, stage) for area in content.areas for stage in area.items if stage.key == key)
    columns = [[one.key for one in indicator.stages] for indicator in area.indicators]
    return RatedItem(content=stage, **fields), area.key, columns


def _placed(content: ContentOfEdition, key: str, fields: dict[str, Any]) -> tuple[RatedConsideration, str, Columns]:
    consideration = next(one for one in content.considerations if one.key == key)
    columns = [[one.key] for one in content.considerations]
    return RatedConsideration(content=consideration, **fields), CONSIDERATIONS, columns


def _fields(row: BaseRating) -> dict[str, Any]:
    """Return the fields of the Given that a row stands for."""
    who = row.changed_by
    return {
        "answer": row.answer,
        "note": row.note,
        "version": row.version,
        "changed_at": row.changed_at,
        "changed_by": str(who) if who else "",
        "changed_by_pk": row.changed_by_id,
        "dissent": row.dissent,
        "agreed_in": _agreed_in(row),
    }


def _agreed_in(row: BaseRating) -> RoundLine | None:
    """Return the round that a row was agreed in, in one more query for those few that were."""
    if row.round is None:
        return None
    return line_of(row.round, row.assessment)

"""What one save changes on the worksheet around its item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from practices.reports import ContentOfEdition, published_content
from readiness.models import BaseRating, ConsiderationPlacement
from readiness.reports.items import RatedConsideration, RatedItem
from readiness.reports.sheet import VERSIONED, answers_of

CONSIDERATIONS = "considerations"


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
    answers = answers_of(type(row), row.assessment, VERSIONED) | {key: _fields(row)}
    codes = {one: fields["answer"].code for one, fields in answers.items()}
    item, area, columns = (_placed if isinstance(row, ConsiderationPlacement) else _rated)(content, key, answers[key])
    return Progress(
        item=item,
        area=area,
        codes=tuple(tuple(codes[one] for one in column) for column in columns),
        rated=sum(code != "" for code in codes.values()),
        total=len(codes),
        unknown=sum(code == "n" for code in codes.values()),
        revision=sum(fields["version"] for fields in answers.values()),
    )


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
    }

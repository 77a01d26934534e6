"""Reviews and comparisons in lists, and what a comparison may be for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from districts.models import District
from hexagon.choices import READING_ORDER
from hexagon.models import Comparison, ComponentRating, Review
from hexagon.reports.building import first_sentence, recommendation_sentence, subject_label
from practices.reports import published_contents
from rounds.models import Round


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """A review or comparison in the list; `round_title` is the running round over it, empty where there is none."""

    title: str
    url: str
    about: str
    rated: int
    unknown: int
    total: int
    round_title: str
    recommendation: str
    opened_at: datetime


def review_lines(district: District) -> tuple[ReviewLine, ...]:
    """Return a district's comparisons and reviews, newest first, in two queries; candidates stand with their own."""
    reviews = Review.objects.for_district(district).with_subject().filter(comparison=None)
    comparisons = Comparison.objects.for_district(district).select_related("indicator__edition__system")
    lines = [
        *(_line(row, subject_label(row)) for row in _told(reviews, "review")),
        *(_line(row, _comparison_label(row)) for row in _told(comparisons, "review__comparison")),
    ]
    return tuple(sorted(lines, key=lambda line: line.opened_at, reverse=True))


def _told(rows: Any, path: str) -> Any:
    """Annotate reviews or comparisons with what a line tells. `path` leads to them from a component's rating."""
    ratings = ComponentRating.objects.filter(**{path: OuterRef("pk")})
    field = "comparison" if path.endswith("comparison") else "review"
    running = Round.objects.running().filter(**{f"review_round__{field}": OuterRef("pk")}).newest_first()
    return rows.annotate(
        total=_count(ratings, path),
        rated=_count(ratings.rated(), path),
        unknown=_count(ratings.filter(unknown=True), path),
        round_title=Coalesce(Subquery(running.values("title")[:1]), Value("")),
    ).select_related("district", "recommendation__candidate")


def _count(ratings: Any, path: str) -> Coalesce:
    counted = ratings.order_by().values(path).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _comparison_label(row: Comparison) -> str:
    count = row.total // len(READING_ORDER)  # type: ignore[attr-defined]
    return f"{count} candidates for indicator {row.indicator.code} of {row.indicator.edition.system.title}"


def _line(row: Any, about: str) -> ReviewLine:
    return ReviewLine(
        title=row.title,
        url=row.get_absolute_url(),
        about=about,
        rated=row.rated,
        unknown=row.unknown,
        total=row.total,
        round_title=row.round_title,
        recommendation=_sentence(row),
        opened_at=row.opened_at,
    )


def _sentence(row: Any) -> str:
    found = getattr(row, "recommendation", None)
    return recommendation_sentence(found) if found else ""


# What a comparison may be for ---------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ChoosingIndicator:
    """A published indicator that calls for choosing among candidates."""

    pk: int
    key: str
    code: str
    system: str
    gist: str


def choosing_indicators() -> tuple[ChoosingIndicator, ...]:
    """Return the published indicators that call for choosing, in one query once the editions are in memory."""
    return tuple(
        ChoosingIndicator(
            pk=one.pk, key=one.key, code=one.code, system=content.system_title, gist=first_sentence(one.stages[-1].text)
        )
        for content in published_contents()
        for one in content.indicators
        if one.is_choice
    )

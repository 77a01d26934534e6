"""What the Hexagon adds to another app's report on a system."""

from __future__ import annotations

from django.db import connection

from districts.models import District
from hexagon.models import Comparison, Review
from hexagon.querysets import BaseReviewQuerySet, ReviewQuerySet
from hexagon.reports.building import comparison_report, review_report
from hexagon.reports.reviews import HexagonReport


def system_subjects(district: District, system_key: str) -> tuple[Review | Comparison, ...]:
    """Return the district's newest review of a system, then the newest comparison for each of the system's indicators,
    in their order, in two queries."""
    reviews = _reviews(district, system_key).with_subject().select_related("edition", "district").newest_first()[:1]
    rows = _comparisons(district, system_key).select_related(
        "edition", "district", "indicator__edition__system", "indicator__practice__focus_area"
    )
    newest = {row.indicator.key: row for row in rows.order_by("opened_at", "pk")}
    return (*reviews, *sorted(newest.values(), key=_place))


def _reviews(district: District, system_key: str) -> ReviewQuerySet:
    return Review.objects.for_district(district).filter(system__key=system_key)


def _comparisons(district: District, system_key: str) -> BaseReviewQuerySet:
    return Comparison.objects.for_district(district).filter(indicator__edition__system__key=system_key)


def _place(row: Comparison) -> tuple[int, int, int]:
    practice = row.indicator.practice
    return practice.focus_area.position, practice.position, row.indicator.position


# It is SQL because every summary asks for it, and Django takes far longer to write such a query than the database to
# answer it.
_HAS_SUBJECTS = """
SELECT EXISTS (
    SELECT 1 FROM hexagon_review AS r JOIN practices_system AS s ON s.id = r.system_id
    WHERE r.district_id = %(district)s AND s.key = %(system)s
) OR EXISTS (
    SELECT 1 FROM hexagon_comparison AS c
        JOIN practices_indicator AS i ON i.id = c.indicator_id
        JOIN practices_edition AS e ON e.id = i.edition_id
        JOIN practices_system AS s ON s.id = e.system_id
    WHERE c.district_id = %(district)s AND s.key = %(system)s
)
"""


def has_subjects(district: District, system_key: str) -> bool:
    """Say whether the Hexagon has anything to add, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS_SUBJECTS, {"district": district.pk, "system": system_key})
        (found,) = cursor.fetchone()
    return bool(found)


def subject_report(subject: Review | Comparison) -> HexagonReport:
    """Return the report of a review or a comparison."""
    return comparison_report(subject) if isinstance(subject, Comparison) else review_report(subject)

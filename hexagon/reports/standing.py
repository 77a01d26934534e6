"""How a district's reviews of a system stand, for whoever links to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from core.links import address
from districts.models import District
from hexagon.models import Recommendation, Review
from hexagon.reports.building import recommendation_sentence


@dataclass(frozen=True, kw_only=True)
class SubjectStanding:
    """How a review or comparison stands, in short; `recommendation` is empty until there is one."""

    title: str
    url: str
    rated: int
    total: int
    recommendation: str

    @property
    def words(self) -> str:
        """The same in words: "4 of 6 rated. Adopt with supports."."""
        rated = f"{self.rated} of {self.total} rated."
        return f"{rated} {self.recommendation}." if self.recommendation else rated


@dataclass(frozen=True, kw_only=True)
class SystemStanding:
    """A district's newest review of a system, or None, and its newest comparison for each indicator, by its key."""

    review: SubjectStanding | None
    comparisons: Mapping[str, SubjectStanding]


# Reviews of a system and comparisons for its indicators, the newest last. It is SQL because every worksheet asks for
# it, and Django takes far longer to write such a query than the database to answer it.
_STANDING = """
    SELECT '' AS key, r.id AS id, r.title, COUNT(CASE WHEN g.value IS NOT NULL OR g.unknown THEN 1 END), COUNT(*),
        d.choice, 0, '', r.opened_at AS opened_at
    FROM hexagon_review AS r JOIN practices_system AS s ON s.id = r.system_id
        JOIN hexagon_componentrating AS g ON g.review_id = r.id
        LEFT JOIN hexagon_recommendation AS d ON d.review_id = r.id
    WHERE r.district_id = %(district)s AND s.key = %(system)s
    GROUP BY r.id, r.title, r.opened_at, d.choice
    UNION ALL
    SELECT i.key, c.id, c.title, COUNT(CASE WHEN g.value IS NOT NULL OR g.unknown THEN 1 END), COUNT(*),
        d.choice, chosen.position, chosen.title, c.opened_at
    FROM hexagon_comparison AS c JOIN practices_indicator AS i ON i.id = c.indicator_id
        JOIN practices_edition AS e ON e.id = i.edition_id JOIN practices_system AS s ON s.id = e.system_id
        JOIN hexagon_review AS r ON r.comparison_id = c.id JOIN hexagon_componentrating AS g ON g.review_id = r.id
        LEFT JOIN hexagon_recommendation AS d ON d.comparison_id = c.id
        LEFT JOIN hexagon_review AS chosen ON chosen.id = d.candidate_id
    WHERE c.district_id = %(district)s AND s.key = %(system)s
    GROUP BY i.key, c.id, c.title, c.opened_at, d.choice, chosen.position, chosen.title
    ORDER BY opened_at, id
"""


def system_standing(district: District, system_key: str) -> SystemStanding:
    """Return how a district's reviews of a system stand, and its comparisons for its indicators, in one query."""
    found: dict[str, SubjectStanding] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"district": district.pk, "system": system_key})
        for key, pk, title, rated, total, *decided, _ in cursor.fetchall():
            page = "hexagon:comparison_detail" if key else "hexagon:review_detail"
            found[key] = SubjectStanding(
                title=title,
                url=address(page, district.slug, pk),
                rated=rated,
                total=total,
                recommendation=_sentence(*decided),
            )
    return SystemStanding(review=found.pop("", None), comparisons=found)


def _sentence(choice: str | None, position: int | None, candidate: str) -> str:
    """Say a recommendation as it is stored; nothing where there is none."""
    if choice is None:
        return ""
    chosen = Review(position=position, title=candidate) if position else None
    return recommendation_sentence(Recommendation(choice=choice, candidate=chosen))

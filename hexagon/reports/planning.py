"""What a district's reviews leave for a plan to take up: recommendations, and what is still to be found out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from core.links import address
from districts.models import District
from hexagon.choices import Choice
from hexagon.models import ComponentRating, Recommendation
from hexagon.reports.building import recommendation_sentence


@dataclass(frozen=True, kw_only=True)
class RecommendedLine:
    """A recommendation: on what, what it says, why, and which support it asks for, by component."""

    pk: int
    title: str
    url: str
    choice: Choice
    sentence: str
    rationale: str
    supports: tuple[tuple[str, str], ...]


def recommended_lines(district: District) -> tuple[RecommendedLine, ...]:
    """Return a district's recommendations but those not to adopt, newest first, in one query."""
    ours = Q(review__district=district) | Q(comparison__district=district)
    rows = Recommendation.objects.filter(ours).exclude(choice=Choice.DECLINE).order_by("-decided_on", "-pk")
    return tuple(map(_line, rows.select_related("review__district", "comparison__district", "candidate")))


def _line(row: Recommendation) -> RecommendedLine:
    subject = row.review or row.comparison
    assert subject is not None  # noqa: S101  a constraint of the table
    return RecommendedLine(
        pk=row.pk,
        title=subject.title,
        url=subject.get_absolute_url(),
        choice=Choice(row.choice),
        sentence=recommendation_sentence(row),
        rationale=row.rationale,
        supports=tuple(row.supports.items()),
    )


@dataclass(frozen=True, kw_only=True)
class OpenComponent:
    """A component of a review that the team has not enough information on, or still needs data for."""

    pk: int
    name: str
    url: str
    missing: str


def open_components(district: District) -> tuple[OpenComponent, ...]:
    """Return the components that ask a district to find something out, newest review first, in one query."""
    rows = ComponentRating.objects.filter(Q(unknown=True) | ~Q(data_needed=""), review__district=district)
    ordered = rows.order_by("-review__opened_at", "review", "component__position")
    found = ordered.values_list("pk", "component__title", "review", "review__title", "data_needed", "note", "unknown")
    return tuple(
        OpenComponent(
            pk=pk,
            name=f"{component} of {title}",
            url=address("hexagon:review_detail", district.slug, review),
            missing=needed or (note if unknown else ""),
        )
        for pk, component, review, title, needed, note, unknown in found
    )

"""Chainable queries over reviews and their ratings; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from hexagon.choices import Side


class BaseReviewQuerySet(models.QuerySet[Any]):
    """Reviews and comparisons of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def with_membership_of(self, user: Any) -> Self:
        """Those of districts that the user is in, with the district, and `membership_pk` and `membership_role`."""
        return (
            self.filter(district__memberships__user=user)
            .select_related("district", "edition")
            .annotate(
                membership_pk=F("district__memberships__pk"),
                membership_role=F("district__memberships__role"),
            )
        )

    def newest_first(self) -> Self:
        return self.order_by("-opened_at", "-pk")


class ReviewQuerySet(BaseReviewQuerySet):
    """Reviews."""

    def with_parents(self) -> Self:
        """With the comparison that each is a candidate of, and the system that it is about."""
        return self.select_related("comparison", "system")

    def with_subject(self) -> Self:
        """With what each is about, and the comparison that it is a candidate of."""
        return self.select_related("comparison", "system", "practice__edition__system", "indicator__edition__system")

    def sources_for(self, review: Any) -> Self:
        """Other reviews of the district in which the program side is rated, newest first."""
        others = self.filter(district=review.district_id).exclude(pk=review.pk).select_related("comparison")
        rated = Q(ratings__value__isnull=False) | Q(ratings__unknown=True)
        found = others.filter(rated, ratings__component__side=Side.PROGRAM)
        return found.distinct().newest_first()


class ComponentRatingQuerySet(models.QuerySet[Any]):
    """What teams say of components."""

    def for_review(self, review: Any) -> Self:
        return self.filter(review=review)

    def for_comparison(self, comparison: Any) -> Self:
        return self.filter(review__comparison=comparison)

    def touched(self) -> Self:
        """Those of which somebody has said something, or about which somebody has commented."""
        return self.filter(Q(version__gt=1) | Q(thread__isnull=False))

    def rated(self) -> Self:
        """Those with an answer: a value, or not enough information."""
        return self.filter(Q(value__isnull=False) | Q(unknown=True))

    def with_membership_of(self, user: Any) -> Self:
        """Those of districts that the user is in, with their review and all that names it, and `membership_pk` and
        `membership_role`."""
        return (
            self.filter(review__district__memberships__user=user)
            .select_related("component", "review__district", "review__edition", "review__comparison")
            .annotate(
                membership_pk=F("review__district__memberships__pk"),
                membership_role=F("review__district__memberships__role"),
            )
        )

    def with_key(self, key: str) -> Self:
        """The rows of the component with this content key."""
        return self.filter(component__key=key)

"""Chainable queries over assessments and their ratings; never imports models."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from rounds.choices import State


class AssessmentQuerySet(models.QuerySet[Any]):
    """Assessments of districts."""

    def for_district(self, district: Any) -> Self:
        return self.filter(district=district)

    def with_edition(self) -> Self:
        """With the edition and its system."""
        return self.select_related("edition__system")

    def with_memberships(self) -> Self:
        """Once for each member of the district, which comes along, with `membership_pk`, `membership_role` and
        `membership_user`."""
        return self.select_related("district").annotate(
            membership_pk=F("district__memberships__pk"),
            membership_role=F("district__memberships__role"),
            membership_user=F("district__memberships__user"),
        )

    def with_progress(self) -> Self:
        """With `total`, the number of ratings, and `rated`, how many have an answer; counted from an index alone."""
        ratings = self.model._meta.get_field("ratings").related_model.objects.for_assessment(OuterRef("pk"))
        return self.annotate(total=_count(ratings), rated=_count(ratings.rated()))

    def with_rounds(self) -> Self:
        """With `together`, how many ratings without an answer a running round covers, `round_count`, in how many
        rounds, and `round_title`, what the first by name of them is called."""
        ratings = self.model._meta.get_field("ratings").related_model.objects.for_assessment(OuterRef("pk"))
        covered = ratings.unrated().exclude(covered_by=None)
        title = covered.order_by().values("assessment").annotate(title=Min("covered_by__title")).values("title")
        held = self.model._meta.get_field("rounds").related_model.objects.filter(assessment=OuterRef("pk"))
        # Most assessments have no round: their ratings are not looked through.
        has_rounds = Exists(held)
        return self.annotate(
            together=Case(When(has_rounds, then=_count(covered)), default=0),
            round_count=Case(When(has_rounds, then=_count(covered, Count("covered_by", distinct=True))), default=0),
            round_title=Case(
                When(has_rounds, then=Coalesce(Subquery(title), Value(""), output_field=CharField())),
                default=Value(""),
            ),
        )

    def newest_first(self) -> Self:
        return self.order_by("-opened_at", "-pk")


class RatingQuerySet(models.QuerySet[Any]):
    """Ratings and placements; they share what is asked of them."""

    def for_assessment(self, assessment: Any) -> Self:
        return self.filter(assessment=assessment)

    def rated(self) -> Self:
        """Those with an answer: a value, or not enough information."""
        return self.filter(Q(value__isnull=False) | Q(unknown=True))

    def unrated(self) -> Self:
        """Those without one."""
        return self.filter(value=None, unknown=False)

    def with_key(self, key: str) -> Self:
        """The rows of the item with this content key."""
        return self.filter(**{f"{self.model.content_field}__key": key})

    def of_item(self, key: str, assessment_pk: int, district_pk: int) -> Self:
        """The row of one item in a district's assessment, by what an address says of it."""
        return self.filter(
            **{f"{self.model.content_field}__key": key},
            assessment__pk=assessment_pk,
            assessment__district=district_pk,
        )

    def with_keys(self, keys: Any) -> Self:
        """The rows of the items with these content keys."""
        return self.filter(**{f"{self.model.content_field}__key__in": keys})

    def with_membership_of(self, user: Any) -> Self:
        """Those of districts that the user is in, with the assessment and its district, and `membership_pk` and
        `membership_role`."""
        return (
            self.filter(assessment__district__memberships__user=user)
            .select_related("assessment__district", "assessment__edition__system")
            .annotate(
                membership_pk=F("assessment__district__memberships__pk"),
                membership_role=F("assessment__district__memberships__role"),
            )
        )

    def with_thread(self) -> Self:
        """With what is said of each, and who resolved that."""
        return self.select_related("thread__resolved_by")

    def touched(self) -> Self:
        """Changed since the assessment was opened, or talked about."""
        return self.filter(Q(version__gt=1) | Q(thread__isnull=False))


class AssessmentRoundQuerySet(models.QuerySet[Any]):
    """Rounds over items of assessments."""

    def running(self) -> Self:
        """Those that still cover their items."""
        return self.exclude(round__state=State.CLOSED)

    def with_memberships(self) -> Self:
        """Once for each member of the district, with `membership_pk`, `membership_role` and `membership_user`."""
        return self.annotate(
            membership_pk=F("round__district__memberships__pk"),
            membership_role=F("round__district__memberships__role"),
            membership_user=F("round__district__memberships__user"),
        )

    def newest_first(self) -> Self:
        return self.order_by("-round__opened_at", "-round")


def _count(rows: RatingQuerySet, number: Count | None = None) -> Coalesce:
    counted = rows.order_by().values("assessment").annotate(number=number or Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)

"""What every page of a review or a comparison does first."""

from __future__ import annotations

from typing import Any

from core.links import address
from districts.models import Membership
from districts.views import DistrictMixin
from hexagon.models import Comparison, Review
from hexagon.rules import can_lead_reviews, can_read_reviews, can_review
from practices.models import Indicator, Practice


class HexagonMixin(DistrictMixin):
    """A page under a district's Hexagon."""

    rule = can_read_reviews

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section="hexagon",
            is_lead=can_lead_reviews.test(self.membership),
            may_rate=can_review.test(self.membership),
            **kwargs,
        )


class SubjectMixin(HexagonMixin):
    """A page of one review or one comparison, which is its `subject`; another district's is not found."""

    subject: Review | Comparison

    def find_membership(self) -> Membership:
        """Load the subject, its district and the membership in one query: none of them without the others."""
        found = self.subjects().with_membership_of(self.person)
        self.subject = found.get(pk=self.kwargs["pk"], district__slug=self.kwargs["slug"])
        self.complete()
        return Membership(
            pk=self.subject.membership_pk,
            district=self.subject.district,
            user=self.person,
            role=self.subject.membership_role,
        )

    def subjects(self) -> Any:
        raise NotImplementedError

    def complete(self) -> None:
        """Load what else belongs to the subject."""

    def url(self, name: str) -> str:
        """Return the address of one of the subject's pages, such as "edit"."""
        return address(f"hexagon:{self.kind}_{name}", self.district.slug, self.subject.pk)

    def get_success_url(self) -> str:
        return self.subject.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            subject=self.subject, kind=self.kind, recommend_url=self.url("recommend"), **kwargs
        )

    kind: str


class ReviewMixin(SubjectMixin):
    """A page of one review."""

    kind = "review"
    subject: Review

    def subjects(self) -> Any:
        return Review.objects.with_parents()

    def complete(self) -> None:
        """Load a practice or indicator that the review is about apart: most are about neither."""
        for name, model in (("practice", Practice), ("indicator", Indicator)):
            if pk := getattr(self.subject, f"{name}_id"):
                setattr(self.subject, name, model.objects.select_related("edition__system").get(pk=pk))


class ComparisonMixin(SubjectMixin):
    """A page of one comparison."""

    kind = "comparison"
    subject: Comparison

    def complete(self) -> None:
        """A page that reviews have, too, loads nothing more for a comparison."""

    def subjects(self) -> Any:
        return Comparison.objects.select_related("indicator__edition__system")

"""What every page of one assessment does first."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from districts.models import Membership
from districts.views import DistrictMixin
from readiness.models import Assessment
from readiness.querysets import AssessmentQuerySet
from readiness.rules import can_manage_assessment, can_rate, can_read_readiness


@cache
def _assessments() -> AssessmentQuerySet:
    """Return the query that every page of an assessment begins with, kept as `districts.views` keeps its own."""
    assessments: AssessmentQuerySet = Assessment.objects.with_edition().with_memberships()
    return assessments


class ReadinessMixin(DistrictMixin):
    """A page under a district's readiness."""

    rule = can_read_readiness

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section="readiness", is_lead=can_manage_assessment.test(self.membership), **kwargs
        )


class AssessmentMixin(ReadinessMixin):
    """A page of one of the district's assessments; another district's is not found."""

    assessment: Assessment
    context_object_name: ClassVar[str] = "assessment"

    def find_membership(self) -> Membership:
        """Load the assessment, its district and the membership in one query: none of them without the others."""
        self.assessment = _assessments().get(
            pk=self.kwargs["pk"], district__slug=self.kwargs["slug"], membership_user=self.person.pk
        )
        return Membership(
            pk=self.assessment.membership_pk,
            district=self.assessment.district,
            user=self.person,
            role=self.assessment.membership_role,
        )

    @property
    def may_rate(self) -> bool:
        """Whether this person may answer here and now."""
        return can_rate.test(self.membership) and not self.assessment.is_closed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = self.assessment.get_absolute_url()
        return super().get_context_data(assessment=self.assessment, worksheet_url=url, **kwargs)

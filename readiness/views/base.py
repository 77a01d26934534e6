"""What every page of one assessment does first."""

from __future__ import annotations

from typing import Any, ClassVar

from core.prepared_queries import PreparedRows
from districts.models import Membership
from districts.views import DistrictMixin
from readiness.models import Assessment
from readiness.rules import can_manage_assessment, can_rate, can_read_readiness

# The query that every page of an assessment begins with.
_ASSESSMENTS = PreparedRows(
    lambda pk, slug, user: Assessment.objects.with_memberships().filter(
        pk=pk, district__slug=slug, membership_user=user
    ),
    int,
    str,
    int,
    related=("district", "edition__system"),
    more=("membership_pk", "membership_role"),
)


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
        self.assessment = _ASSESSMENTS.get(self.kwargs["pk"], self.kwargs["slug"], self.person.pk)
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

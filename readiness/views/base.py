"""What every page of one assessment does first."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404

from districts.views import DistrictMixin
from readiness.models import Assessment
from readiness.rules import can_manage_assessment, can_rate, can_read_readiness


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

    def load(self) -> None:
        super().load()
        found = Assessment.objects.for_district(self.district).with_edition()
        self.assessment = get_object_or_404(found, pk=self.kwargs["pk"])
        self.assessment.district = self.district

    @property
    def may_rate(self) -> bool:
        """Whether this person may answer here and now."""
        return can_rate.test(self.membership) and not self.assessment.is_closed

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url = self.assessment.get_absolute_url()
        return super().get_context_data(assessment=self.assessment, worksheet_url=url, **kwargs)

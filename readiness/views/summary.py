"""The summary of an assessment: where every indicator stands, and what is not in place yet."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from hexagon.reports import has_subjects
from readiness.reports import summary_report
from readiness.views.base import AssessmentMixin


class SummaryView(AssessmentMixin, TemplateView):
    """Standing, heat map with its table, and the list of what to plan next."""

    template_name = "readiness/summary/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=summary_report(self.assessment),
            has_hexagon=has_subjects(self.district, self.assessment.edition.system.key),
            digest=self.assessment.edition.digest,
            **kwargs,
        )

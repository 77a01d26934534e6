"""Reading a district's plans: the list, one by priority and by owner, and its history."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from plans.choices import HANDFUL, StepStatus
from plans.filters import StepFilterForm
from plans.reports import PlanReport, plan_lines, plan_report, row_history
from plans.views.base import PlanMixin, PlansMixin


class PlanListView(PlansMixin, TemplateView):
    """Every plan of the district, the newest school year first."""

    template_name = "plans/list/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=plan_lines(self.district), **kwargs)


class StepsMixin(PlanMixin):
    """A page that shows the steps of a plan as far as somebody wants to see them."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = StepFilterForm(self.request.GET)
        report: PlanReport = plan_report(self.plan, filters.chosen)
        return super().get_context_data(
            report=report, filters=filters.offer(report.owners), statuses=StepStatus, **kwargs
        )


class PlanDetailView(StepsMixin, TemplateView):
    """The plan by priority, what is overdue on top."""

    template_name = "plans/plan/page.html"
    page = "plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(handful=HANDFUL, **kwargs)


class PlanOwnersView(StepsMixin, TemplateView):
    """The plan's steps under whoever owns them."""

    template_name = "plans/plan/owners.html"
    page = "owners"


class PlanHistoryView(PlanMixin, TemplateView):
    """What happened to the plan as a whole."""

    template_name = "plans/plan/history.html"
    page = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(events=row_history(self.plan), **kwargs)

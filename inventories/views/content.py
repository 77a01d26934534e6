"""Pages of the inventory templates, for everyone who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from inventories.reports import template_groups, template_report
from practices.views import PracticesPage


class TemplateListView(PracticesPage):
    """The inventories that the sources call for."""

    template_name = "inventories/template_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=template_groups(), **kwargs)


class TemplateDetailView(PracticesPage):
    """Everything that a template says."""

    template_name = "inventories/template_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = template_report(self.kwargs["key"])
        if report is None:
            raise Http404
        return super().get_context_data(report=report, **kwargs)

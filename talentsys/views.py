"""The home page and a district's page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from core.access import SignedInMixin
from districts.rules import can_manage_district, can_read
from districts.views import MEMBERSHIPS_WITH_ALONE, DistrictMixin
from inventories.rules import can_keep_inventories
from talentsys.reports import district_report, home_report


class HomeView(SignedInMixin, TemplateView):
    """What waits for me, and my districts."""

    template_name = "talentsys/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section="home", home=home_report(self.person), **kwargs)


class DistrictView(DistrictMixin, TemplateView):
    """Where the district stands, its one next step, and what happened lately."""

    rule = can_read
    memberships = MEMBERSHIPS_WITH_ALONE
    template_name = "talentsys/district.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section="overview",
            is_lead=can_manage_district.test(self.membership),
            may_keep=can_keep_inventories.test(self.membership),
            report=district_report(self.membership),
            **kwargs,
        )

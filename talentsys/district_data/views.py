"""The page that says what a district's data file holds, and the file itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.downloads import download
from districts.rules import can_manage_district
from districts.views import DistrictMixin
from inventories.services import record_staff_export
from talentsys.district_data.building import DistrictData
from talentsys.district_data.forms import DataForm
from talentsys.district_data.table import GROUPS

JSON_TYPE = "application/json"


class DistrictDataView(DistrictMixin, TemplateView):
    """Says what is in the file, and hands it out when a lead asks for it. What holds staff data is recorded."""

    rule = can_manage_district
    template_name = "talentsys/district_data.html"
    extra_context = {"section": "settings"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = [(group, [kind.title for kind in kinds]) for group, kinds in GROUPS.items()]
        return super().get_context_data(form=DataForm(), groups=groups, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DataForm(request.POST)
        data = DistrictData(self.membership, with_staff_data=form.is_valid() and form.cleaned_data["staff"])
        content = data.content()
        for inventory in data.staff_data:
            record_staff_export(inventory, file=data.name, by=self.person)
        return download(data.name, content, JSON_TYPE)

"""A district's buildings, which its leads keep: a page of the settings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import UpdateView
from django_tables2 import SingleTableView

from districts import reports, rules
from districts.forms import BuildingForm, NewBuildingForm
from districts.models import Building
from districts.tables import BuildingTable
from districts.views.base import DistrictMixin


class BuildingListView(DistrictMixin, SingleTableView):
    """The buildings of the district, with the way to add and change them."""

    rule = rules.can_manage_district
    table_class = BuildingTable
    table_pagination = False
    template_name = "districts/building_list.html"
    extra_context = {"section": "settings"}

    def get_queryset(self) -> tuple[reports.BuildingRow, ...]:
        return reports.building_rows(self.district)


class BuildingFormView(DistrictMixin, UpdateView):
    """A lead's form about one building; `saved` is the sentence that the list then shows."""

    rule = rules.can_manage_district
    extra_context = {"section": "settings"}
    saved: str

    def get_form(self, form_class: Any = None) -> Any:
        form: Any = super().get_form(form_class)
        form.cancel_url = reverse("districts:building_list", args=[self.district.slug])
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, self.saved.format(form.save()))
        return redirect("districts:building_list", self.district.slug)


class BuildingAddView(BuildingFormView):
    """Add a building."""

    form_class = NewBuildingForm
    template_name = "districts/building_add.html"
    saved = "{} is added."

    def get_object(self, queryset: Any = None) -> Building:
        return Building(district=self.district)


class BuildingChangeView(BuildingFormView):
    """Rename a building, or put it out of use and back."""

    form_class = BuildingForm
    template_name = "districts/building_change.html"
    saved = "{} is saved."

    def load(self) -> None:
        self.building = get_object_or_404(Building.objects.for_district(self.district), pk=self.kwargs["pk"])
        self.name = self.building.name

    def get_object(self, queryset: Any = None) -> Building:
        return self.building

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(name=self.name, **kwargs)

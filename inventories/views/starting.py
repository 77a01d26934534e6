"""The district's inventories in a list, and starting one from a template or from last year's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView
from django_tables2 import SingleTableMixin

from core.views import CancelMixin, refuse
from inventories.forms.inventories import StartForm
from inventories.models import Inventory, Template
from inventories.reports import inventory_lines, template_groups
from inventories.rules import can_lead_inventories
from inventories.services import copy_inventory, start_inventory
from inventories.tables import InventoryTable
from inventories.views.base import InventoriesMixin


class InventoryListView(InventoriesMixin, SingleTableMixin, TemplateView):
    """The inventories of the district."""

    template_name = "inventories/list/page.html"
    table_class = InventoryTable

    def get_table_data(self) -> Any:
        self.lines = inventory_lines(self.membership)
        return self.lines

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        reads = any(line.is_staff_data and line.entries is not None for line in self.lines)
        return context | {"reads_staff_data": reads}


class ChooseTemplateView(InventoriesMixin, TemplateView):
    """What a lead can start an inventory from: the templates, by what asks for them."""

    rule = can_lead_inventories
    template_name = "inventories/start/choose.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        started = {line.template_key for line in inventory_lines(self.membership)}
        return super().get_context_data(groups=template_groups(), started=started, **kwargs)


class StartInventoryView(CancelMixin, InventoriesMixin, FormView):
    """Starts an inventory from a template, or as a copy of an earlier one."""

    rule = can_lead_inventories
    form_class = StartForm
    template_name = "inventories/start/form.html"

    def load(self) -> None:
        self.template = get_object_or_404(Template.objects.offered(), key=self.kwargs["key"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district": self.district, "template": self.template}

    def get_initial(self) -> dict[str, Any]:
        copied = self.request.GET.get("copy", "")
        year = timezone.localdate().year + copied.isdecimal()  # A copy is for next year.
        return {
            "title": f"{self.template.title}, {year}",
            "owner": self.person.pk,
            "copy": copied if copied.isdecimal() else None,
        }

    def get_cancel_url(self) -> str:
        return reverse("inventories:inventory_list", args=[self.district.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(template=self.template, **kwargs)

    def form_valid(self, form: StartForm) -> HttpResponse:
        try:
            return redirect(self.start(form))
        except ValidationError as refused:
            return refuse(self, form, refused)

    def start(self, form: StartForm) -> Inventory:
        source = form.cleaned_data.get("copy")
        if source is None:
            return start_inventory(
                district=self.district, template=self.template, described=form.described, by=self.person
            )
        with_entries = form.cleaned_data["with_entries"]
        return copy_inventory(source, described=form.described, with_entries=with_entries, by=self.person)

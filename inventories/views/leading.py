"""What a lead says of an inventory: settings, columns, who reads staff data; and its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from core.saving import StaleVersion
from core.views import CancelMixin, refuse, show_other
from districts.choices import Role
from districts.models import Membership
from inventories.forms.columns import ColumnForm, NewColumnForm
from inventories.forms.inventories import DescriptionForm, NameReaderForm
from inventories.models import InventoryColumn, NamedReader
from inventories.reports import inventory_history
from inventories.services import (
    add_column,
    change_column,
    delete_inventory,
    describe_inventory,
    is_untouched,
    name_reader,
)
from inventories.views.base import EntriesMixin, LeadingMixin


class SettingsView(CancelMixin, LeadingMixin, FormView):
    """Describes the inventory: its name, owner, state and dates."""

    form_class = DescriptionForm
    template_name = "inventories/lead/settings.html"
    page = "settings"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district": self.district, "scope": self.inventory.template.scope}

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "building", "owner", "state", "as_of", "review_on", "version")
        return {name: getattr(self.inventory, name) for name in names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=is_untouched(self.inventory), **kwargs)

    def form_valid(self, form: DescriptionForm) -> HttpResponse:
        try:
            written = describe_inventory(
                self.inventory, described=form.described, version=form.cleaned_data["version"], by=self.person
            )
        except StaleVersion as stale:
            return show_other(self, form, stale.row)
        messages.success(self.request, "The settings are saved." if written else "Nothing had changed.")
        return redirect(self.get_success_url())


class DeleteInventoryView(LeadingMixin, TemplateView):
    """Asks, then deletes an inventory that nobody has entered anything in."""

    template_name = "inventories/lead/delete.html"
    page = "settings"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=is_untouched(self.inventory), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            delete_inventory(self.inventory)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.get_success_url())
        messages.success(request, f"{self.inventory} is deleted.")
        return redirect(reverse("inventories:inventory_list", args=[self.district.slug]))


class InventoryHistoryView(EntriesMixin, TemplateView):
    """What happened to the inventory as a whole, and to its columns."""

    template_name = "inventories/lead/changes.html"
    page = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(events=inventory_history(self.inventory), **kwargs)


# Columns ------------------------------------------------------------------------------------------


class ColumnListView(LeadingMixin, TemplateView):
    """The columns of the inventory, those out of use last."""

    template_name = "inventories/lead/columns.html"
    page = "columns"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = sorted(self.sheet.columns, key=lambda column: not column.is_active)
        return super().get_context_data(columns=columns, **kwargs)


class AddColumnView(CancelMixin, LeadingMixin, FormView):
    """Adds a column of the district's own."""

    form_class = NewColumnForm
    template_name = "inventories/lead/column_add.html"
    page = "columns"

    def get_cancel_url(self) -> str:
        return self.url("column_list")

    def form_valid(self, form: NewColumnForm) -> HttpResponse:
        try:
            column = add_column(self.inventory, wish=form.wish, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(self.request, f"{column} is added.")
        return redirect(self.get_cancel_url())


class ChangeColumnView(CancelMixin, LeadingMixin, FormView):
    """Words a column anew, or puts it out of use and back."""

    form_class = ColumnForm
    template_name = "inventories/lead/column_change.html"
    page = "columns"

    def load(self) -> None:
        super().load()
        self.column = get_object_or_404(InventoryColumn, inventory=self.inventory, key=self.kwargs["key"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"column": self.column}

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "help", "choices", "required", "unique", "is_active", "version")
        return {name: getattr(self.column, name) for name in names}

    def get_cancel_url(self) -> str:
        return self.url("column_list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(column=self.column, **kwargs)

    def form_valid(self, form: ColumnForm) -> HttpResponse:
        try:
            change_column(
                self.inventory,
                key=self.column.key,
                wish=form.wish,
                version=form.cleaned_data["version"],
                by=self.person,
            )
        except StaleVersion as stale:
            return show_other(self, form, stale.row)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(self.request, f"{form.wish.title} is saved.")
        return redirect(self.get_cancel_url())


# Staff data ---------------------------------------------------------------------------------------


class ReaderListView(CancelMixin, LeadingMixin, FormView):
    """Who reads an inventory of staff data besides the leads, naming somebody, and which files were taken away."""

    form_class = NameReaderForm
    template_name = "inventories/lead/readers.html"
    page = "readers"

    @cached_property
    def named(self) -> list[NamedReader]:
        return list(self.inventory.named_readers.select_related("membership__user", "named_by"))

    def get_form_kwargs(self) -> dict[str, Any]:
        people = Membership.objects.filter(district=self.district).exclude(role=Role.LEAD).select_related("user")
        named = [reader.membership_id for reader in self.named]
        return super().get_form_kwargs() | {"people": people.exclude(pk__in=named).order_by("user__name")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        exports = self.inventory.staff_exports.select_related("by")[:50]
        return super().get_context_data(readers=self.named, exports=exports, **kwargs)

    def form_valid(self, form: NameReaderForm) -> HttpResponse:
        reader = name_reader(self.inventory, membership=form.cleaned_data["membership"], by=self.person)
        messages.success(self.request, f"{reader} may read this inventory now.")
        return redirect(self.url("reader_list"))


class RemoveReaderView(LeadingMixin, View):
    """Takes a named reader's access away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reader = get_object_or_404(self.inventory.named_readers, pk=self.kwargs["reader"])
        messages.success(request, f"{reader} no longer reads this inventory.")
        reader.delete()
        return redirect(self.url("reader_list"))

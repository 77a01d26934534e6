"""Several entries at once: the same choice for all of them, deleting them, and undoing the last deletion."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View
from django.views.generic.base import TemplateResponseMixin

from inventories.forms.entries import ChangeManyForm, ChosenForm
from inventories.models import Entry
from inventories.reports import EntryRow, row_of
from inventories.rules import can_keep_entries
from inventories.services import TwiceThere, change_entries, delete_entries, undo_deletion
from inventories.views.base import KeepingMixin
from inventories.views.entries import FoundMixin

# How many of the chosen entries are named before the rest is counted.
NAMED = 12


class ChosenEntriesView(FoundMixin, TemplateResponseMixin, View):
    """Asks what to do with the entries that were chosen in the table, and does it.

    The address holds the search and filters of the table, so that all that is found can be chosen.
    """

    inventory_rule = can_keep_entries
    page = "entries"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ChosenForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Choose what to do with the entries.")
            return redirect(self.inventory)
        pks = self.pks(form)
        if not pks:
            messages.error(request, "No entry was chosen. Choose some with the boxes before their names.")
            return redirect(self.back)
        self.everything = form.cleaned_data["everything"]
        self.is_as_shown = form.cleaned_data["count"] in (None, len(pks))
        return self.change(pks) if form.cleaned_data["act"] == "change" else self.delete(pks)

    @property
    def back(self) -> str:
        query = self.request.GET.urlencode()
        return f"{self.inventory.get_absolute_url()}{'?' if query else ''}{query}"

    def pks(self, form: ChosenForm) -> list[int]:
        if form.cleaned_data["everything"]:
            found = self.found(self.filter_of(self.request.GET))
            if found is not None:
                return list(found)
            entries = Entry.objects.for_inventory(self.inventory)
        else:
            entries = Entry.objects.for_inventory(self.inventory).filter(pk__in=form.cleaned_data["entry"])
        return list(entries.values_list("pk", flat=True))

    def change(self, pks: list[int]) -> HttpResponse:
        is_sent = "to" in self.request.POST
        form = ChangeManyForm(self.request.POST if is_sent else None, sheet=self.sheet)
        form.cancel_url = self.back
        if not is_sent or not form.is_valid() or not self.is_as_shown:
            return self.ask("change", pks, form=form)
        column, value = form.change
        try:
            count = change_entries(self.inventory, pks=pks, key=column.key, value=value, by=self.person)
        except (ValidationError, TwiceThere) as refused:
            form.add_error("to", getattr(refused, "messages", [str(refused)]))
            return self.ask("change", pks, form=form)
        told = f"{count:,} {'entry' if count == 1 else 'entries'} changed: {column.title}."
        messages.success(self.request, told if count else "They said so already. Nothing had to change.")
        return redirect(self.back)

    def delete(self, pks: list[int]) -> HttpResponse:
        if "confirmed" not in self.request.POST or not self.is_as_shown:
            return self.ask("delete", pks)
        count = delete_entries(self.inventory, pks=pks, by=self.person)
        told = f"{count:,} {'entry is' if count == 1 else 'entries are'} deleted. “Undo the last deletion” brings "
        messages.success(self.request, f"{told}{'it' if count == 1 else 'them'} back.")
        return redirect(self.inventory)

    def ask(self, what: str, pks: list[int], **context: Any) -> HttpResponse:
        form = context.get("form")
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.errors else HTTPStatus.OK
        context |= {
            "pks": [] if self.everything else pks,
            "count": len(pks),
            "has_changed": not self.is_as_shown,
            "rows": self.named(pks),
            "more": max(0, len(pks) - NAMED),
            "back": self.back,
            "is_below": True,
        }
        self.template_name = f"inventories/entries/chosen_{what}.html"
        return self.render_to_response(self.get_context_data(**context), status=status)

    def named(self, pks: list[int]) -> list[EntryRow]:
        entries = Entry.objects.filter(pk__in=pks[:NAMED]).defer("words")
        return [row_of(entry, self.sheet, (), self.sheet.buildings) for entry in entries]


class UndoDeletionView(KeepingMixin, TemplateView):
    """Shows what was deleted last, and brings it back."""

    template_name = "inventories/entries/undo.html"
    page = "entries"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deleted = list(Entry.objects.deleted_last(self.inventory).select_related("deleted_by")[: NAMED + 1])
        buildings = self.sheet.buildings
        rows = [row_of(entry, self.sheet, (), buildings) for entry in deleted[:NAMED]]
        return super().get_context_data(
            rows=rows,
            first=deleted[0] if deleted else None,
            is_longer=len(deleted) > NAMED,
            is_below=True,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            count = undo_deletion(self.inventory, by=self.person)
        except TwiceThere as twice:
            told = f"an entry that was added since has the same {twice.column.title}. Change that one first."
            messages.error(request, f"Not brought back: {told}")
            return redirect(self.url("deletion_undo"))
        told = f"{count:,} {'entry is' if count == 1 else 'entries are'} back."
        messages.success(request, told if count else "Nothing was deleted here.")
        return redirect(self.inventory)

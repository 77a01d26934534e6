"""The entries of an inventory in a table: searched, filtered, sorted, and with the columns that one wants to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rules
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.generic import TemplateView
from django_tables2 import RequestConfig

from core.unsent import owner_of
from inventories.filters import BaseEntryFilter, entry_filter
from inventories.forms.entries import can_change_many
from inventories.models import Entry
from inventories.reports import EntryRows, SheetColumn
from inventories.rules import can_read_entries, can_read_inventories
from inventories.tables import entry_table
from inventories.views.base import InventoryMixin

# How many columns are shown until somebody chooses others.
AT_FIRST = 8
# Where the chosen columns of an inventory are remembered, for as long as its reader is signed in.
CHOSEN = "inventory-columns"


class FoundMixin(InventoryMixin):
    """A page about the entries that a search and filters find, which its address holds."""

    def filter_of(self, query: QueryDict) -> BaseEntryFilter | None:
        """Return the filters with what was asked for, over all entries; None where nothing was, as mostly."""
        if not any(name in ("q", "gaps") or name.startswith("f-") for name in query):
            return None
        entries = Entry.objects.for_inventory(self.inventory) if query.get("q") else Entry.objects.all()
        return entry_filter(self.sheet)(query, queryset=entries)

    def found(self, filters: BaseEntryFilter | None) -> QuerySet[Any] | None:
        """Return the numbers of the entries that are found, or None where nothing was asked for."""
        return filters.found() if filters else None


class InventoryDetailView(FoundMixin, TemplateView):
    """The entries; for whoever may not read them, that the inventory exists and how current it is."""

    inventory_rule = rules.always_allow
    rule = can_read_inventories
    page = "entries"

    def get_template_names(self) -> list[str]:
        may_read = can_read_entries.test(self.inventory)
        return ["inventories/entries/page.html" if may_read else "inventories/closed.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "columns" in request.GET:
            return self.choose_columns(request.GET.copy())
        return super().get(request, *args, **kwargs)

    def choose_columns(self, query: QueryDict) -> HttpResponse:
        """Remember the columns that were chosen, and show the same entries with them."""
        chosen = query.pop("columns")
        known = [column.key for column in self.sheet.in_use if column.key in chosen]
        self.request.session[CHOSEN] = self.request.session.get(CHOSEN, {}) | {str(self.inventory.pk): known}
        rest = query.urlencode()
        return redirect(f"{self.inventory.get_absolute_url()}{'?' if rest else ''}{rest}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not can_read_entries.test(self.inventory):
            return super().get_context_data(**kwargs)
        filters = self.filter_of(self.request.GET)
        table = self.table_of(EntryRows(self.inventory, self.sheet, self.shown_columns(), self.found(filters)))
        return super().get_context_data(
            filters=filters,
            rows=table.data.data,
            table=table,
            columns=self.sheet.in_use,
            can_change=self.may_keep and any(map(can_change_many, self.sheet.in_use)),
            query=self.request.GET.urlencode(),
            owner=owner_of(self.person),
            **kwargs,
        )

    def table_of(self, rows: EntryRows) -> Any:
        table = entry_table(rows, is_kept=self.may_keep)
        RequestConfig(self.request, paginate={"silent": True}).configure(table)
        return table

    def shown_columns(self) -> Sequence[SheetColumn]:
        """Return the column that entries are known by, and those that were chosen, or the first ones."""
        columns, names = self.sheet.in_use, self.sheet.names
        chosen = self.request.session.get(CHOSEN, {}).get(str(self.inventory.pk))
        keys = {column.key for column in columns[:AT_FIRST]} if chosen is None else set(chosen)
        return (names, *(column for column in columns if column.key in keys and column is not names))

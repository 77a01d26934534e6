"""Adding and changing entries: the whole of one on a page of its own, or one cell in the table."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from comments.views import talk_about
from core.access import check_rule
from core.saving import StaleVersion
from core.views import CancelMixin, KeptFormMixin, refuse
from inventories.forms.entries import PREFIX, EntryForm
from inventories.models import Entry
from inventories.owners import EntryThreads
from inventories.reports import EntryConflict, Sheet, entry_history, entry_name, sheet_of, shown_cell, typed_cells
from inventories.rules import can_keep_entries, can_read_entries
from inventories.services import SavedEntry, TwiceThere, add_entry, save_entry
from inventories.views.base import EntriesMixin, InventoryMixin, KeepingMixin


class UnsentMixin(KeptFormMixin, InventoryMixin, FormView):
    """A form about an entry, whose words outlive a session that ended."""

    @property
    def kept(self) -> str:
        return kept_as(self.inventory, self.kwargs.get("entry", "new"))


def kept_as(inventory: Any, entry: Any) -> str:
    """Return the name under which a browser keeps what is typed of an entry; empty for staff data, never kept."""
    return "" if inventory.is_staff_data else f"inventory-{inventory.pk}:{entry}"


def say_twice(view: Any, form: Any, twice: TwiceThere) -> HttpResponse:
    """Say beside the field that another entry says the same, and which."""
    other = twice.entry
    name = entry_name(other, view.sheet, view.sheet.buildings) if other else ""
    told = f"Another entry says the same here{f': {name}' if name else ''}. No two may."
    field = PREFIX + twice.column.key
    form.add_error(field if field in form.fields else None, told)
    return view.form_invalid(form)


class AddEntryView(UnsentMixin, CancelMixin, KeepingMixin, FormView):
    """Adds an entry, and another after it where that is wanted."""

    form_class = EntryForm
    template_name = "inventories/entries/add.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"sheet": self.sheet}

    def form_valid(self, form: EntryForm) -> HttpResponse:
        try:
            entry = add_entry(self.inventory, cells=form.cells, by=self.person)
        except TwiceThere as twice:
            return say_twice(self, form, twice)
        except ValidationError as refused:
            return refuse(self, form, refused)
        told = f"Added: {entry_name(entry, self.sheet, self.sheet.buildings)}."
        messages.success(self.request, told, extra_tags=kept_as(self.inventory, "new"))
        return redirect(self.url("entry_add") if "another" in form.data else self.get_success_url())


class SavingMixin(InventoryMixin):
    """A form about the entry that its address names, or about one cell of it; both show alike what became of it."""

    def done(self, saved: SavedEntry) -> HttpResponse:
        raise NotImplementedError

    def show_both(self, form: Any, current: Entry) -> HttpResponse:
        """Show what was typed beside what somebody else saved meanwhile."""
        raise NotImplementedError

    def save(self, form: EntryForm) -> HttpResponse:
        try:
            saved = save_entry(
                self.inventory,
                pk=self.kwargs["entry"],
                cells=form.cells,
                version=form.read_version,
                by=self.person,
                sheet=self.sheet,
            )
        except Entry.DoesNotExist:
            raise Http404 from None
        except StaleVersion as stale:
            return self.show_both(form, stale.row)
        except TwiceThere as twice:
            return say_twice(self, form, twice)
        except ValidationError as refused:
            return refuse(self, form, refused)
        return self.done(saved)


class EntryMixin(EntriesMixin):
    """A page of one entry of the inventory, deleted ones too where `with_deleted` says so."""

    entry: Entry
    with_deleted = False
    shown_of_entry: ClassVar[tuple[str, ...]] = ("changed_by",)

    def load(self) -> None:
        super().load()
        entries = Entry.objects.select_related(*self.shown_of_entry).filter(inventory=self.inventory)
        if not self.with_deleted:
            entries = entries.filter(deleted_at=None)
        self.entry = get_object_or_404(entries, pk=self.kwargs["entry"])
        self.entry.inventory = self.inventory

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = entry_name(self.entry, self.sheet, self.sheet.buildings)
        return super().get_context_data(**kwargs | {"entry": self.entry, "name": name})


class EntryDetailView(SavingMixin, UnsentMixin, CancelMixin, EntryMixin, FormView):
    """One entry: a form for those who keep the inventory, and its words for the others."""

    form_class = EntryForm
    shown_of_entry = ("changed_by", "thread__resolved_by")

    def get_template_names(self) -> list[str]:
        return [f"inventories/entries/{'edit' if self.may_keep else 'read'}.html"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"sheet": self.sheet, "entry": self.entry}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        buildings = self.sheet.buildings
        cells = [shown_cell(one, self.entry.cells.get(one.key), buildings) for one in self.sheet.in_use]
        owned = EntryThreads(self.entry, self.inventory, self.membership, self.sheet)
        return super().get_context_data(cells=cells, talk=talk_about(owned, self.request), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.must_keep()
        return super().post(request, *args, **kwargs)

    def send(self, data: QueryDict) -> HttpResponse:
        self.must_keep()
        return super().send(data)

    def must_keep(self) -> None:
        check_rule(can_keep_entries, self.inventory)

    def form_valid(self, form: EntryForm) -> HttpResponse:
        return self.save(form)

    def done(self, saved: SavedEntry) -> HttpResponse:
        name = entry_name(saved.entry, self.sheet, self.sheet.buildings)
        told = f"Saved: {name}." if saved.written else "Nothing had changed."
        messages.success(self.request, told, extra_tags=kept_as(self.inventory, self.entry.pk))
        return redirect(self.get_success_url())

    def show_both(self, form: Any, current: Entry) -> HttpResponse:
        """Keep what was typed beside what is saved now, and let the person choose.

        Cells that the person left as they had read them show what is saved now, so that sending the form again takes
        nobody's words back.
        """
        mine = typed_cells(current, form.cells, form.read_version)
        conflict = EntryConflict.between(current, self.sheet, mine)
        fresh = EntryForm(sheet=self.sheet, entry=current)
        form.data = form.data.copy()
        form.data["version"] = current.version
        for key in form.cells.keys() - mine.keys():
            stored = fresh[PREFIX + key].initial
            form.data.setlist(PREFIX + key, stored if isinstance(stored, list) else [stored])
        context = self.get_context_data(form=form, conflict=conflict)
        return self.render_to_response(context, status=HTTPStatus.CONFLICT)


class CellView(SavingMixin, KeepingMixin, View):
    """One cell of the table: a small form to change it, and the cell as it is once that is saved.

    200 with the form or the cell, 409 where somebody else changed the cell meanwhile, 422 where what was typed does not
    fit; each a fragment.
    """

    shown = ()

    def load(self) -> None:
        super().load()
        try:
            self.column = self.sheet.column(self.kwargs["key"])
        except LookupError:
            raise Http404 from None

    @cached_property
    def sheet(self) -> Sheet:
        return sheet_of(self.inventory, self.kwargs["key"])

    @cached_property
    def entry(self) -> Entry:
        entries = Entry.objects.filter(inventory=self.inventory, deleted_at=None)
        return get_object_or_404(entries, pk=self.kwargs["entry"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(entry=self.entry)
        return self.answer("form", HTTPStatus.OK, form=form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        return self.save(form) if form.is_valid() else self.form_invalid(form)

    def form(self, *args: Any, **kwargs: Any) -> EntryForm:
        """Return the form of the cell; its fields have IDs of their own, because several may be open in one column."""
        ids = f"id_{self.kwargs['entry']}_%s"
        return EntryForm(*args, sheet=self.sheet, keys=[self.column.key], auto_id=ids, **kwargs)

    def form_invalid(self, form: EntryForm) -> HttpResponse:
        return self.answer("form", HTTPStatus.UNPROCESSABLE_ENTITY, form=form)

    def show_both(self, form: Any, current: Entry) -> HttpResponse:
        conflict = EntryConflict.between(current, self.sheet, form.cells)
        form.data = form.data.copy()
        form.data["version"] = current.version
        return self.answer("form", HTTPStatus.CONFLICT, form=form, conflict=conflict)

    def done(self, saved: SavedEntry) -> HttpResponse:
        cell = shown_cell(self.column, saved.entry.cells.get(self.column.key), self.sheet.buildings)
        return HttpResponse(render_to_string("inventories/entries/cell_saved.html", {"cell": cell}).strip())

    def answer(self, part: str, status: HTTPStatus, **context: Any) -> HttpResponse:
        context |= {
            "field": context["form"][PREFIX + self.column.key],
            "column": self.column,
            "url": self.url("entry_cell", self.kwargs["entry"], self.column.key),
            "kept": kept_as(self.inventory, f"{self.kwargs['entry']}:{self.column.key}"),
            "name": entry_name(self.entry, self.sheet, self.sheet.buildings),
        }
        body = render_to_string(f"inventories/entries/cell_{part}.html", context, self.request)
        return HttpResponse(body, status=status)


class EntryHistoryView(EntryMixin, TemplateView):
    """What happened to an entry, also to one that is deleted."""

    template_name = "inventories/entries/changes.html"
    inventory_rule = can_read_entries
    with_deleted = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(changes=entry_history(self.entry, self.sheet), **kwargs)

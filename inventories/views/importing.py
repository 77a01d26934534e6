"""Importing a spreadsheet: handing it in, seeing row by row what it would do, and carrying that out."""

from __future__ import annotations

from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from core.views import CancelMixin
from inventories.choices import Existing, Outcome
from inventories.forms.imports import MatchForm, UploadForm
from inventories.models import ImportDraft
from inventories.reports import ImportPlan, import_plan
from inventories.services import PlanChanged, carry_out_import, draft_import, set_import
from inventories.views.base import KeepingMixin

PAGE = 50


class UploadView(CancelMixin, KeepingMixin, FormView):
    """Takes a spreadsheet and keeps it as a draft."""

    form_class = UploadForm
    template_name = "inventories/import/upload.html"
    page = "import"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = ImportDraft.objects.filter(inventory=self.inventory, by=self.person).defer("rows").first()
        return super().get_context_data(waiting=waiting, columns=self.sheet.in_use, **kwargs)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def form_valid(self, form: UploadForm) -> HttpResponse:
        name = form.cleaned_data["file"].name
        draft = draft_import(self.inventory, table=form.table, file_name=name, by=self.person)
        return redirect(self.url("import_preview", draft.pk))


class PreviewView(KeepingMixin, TemplateView):
    """What an import would do. Only the person who handed the spreadsheet in sees it."""

    template_name = "inventories/import/preview.html"
    page = "import"

    def load(self) -> None:
        super().load()
        drafts = ImportDraft.objects.filter(inventory=self.inventory, by=self.person)
        self.draft = get_object_or_404(drafts, pk=self.kwargs["draft"])
        self.draft.inventory = self.inventory

    @cached_property
    def plan(self) -> ImportPlan:
        return import_plan(self.draft, self.sheet)

    def outcome(self) -> Outcome | None:
        """The rows that are asked for; those that are wrong first, where there are any."""
        asked = self.request.GET.get("show", "")
        if asked in Outcome.values:
            return Outcome(asked)
        return None if asked == "all" or not self.plan.counts[Outcome.WRONG] else Outcome.WRONG

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan, outcome = self.plan, self.outcome()
        total = len(plan.rows) if outcome is None else plan.counts[outcome]
        page = Paginator(range(total), PAGE).get_page(self.request.GET.get("page"))
        rows = plan.page(outcome, max(page.start_index() - 1, 0), PAGE)
        shown = {
            "draft": self.draft,
            "plan": plan,
            "counts": [(one, count) for one, count in plan.counts.items() if count],
            "outcome": outcome,
            "rows": [(row, plan.changes_of(row)) for row in rows],
            "row_page": page,
            "match": kwargs.pop("match", None) or MatchForm(draft=self.draft, sheet=self.sheet),
        }
        return super().get_context_data(**kwargs | shown)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acts = {"match": self.match, "import": self.carry_out, "drop": self.drop}
        return acts.get(request.POST.get("act", ""), self.match)()

    def match(self) -> HttpResponse:
        form = MatchForm(self.request.POST, draft=self.draft, sheet=self.sheet)
        if not form.is_valid():
            context = self.get_context_data(match=form)
            return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        set_import(self.draft, matches=form.matches, existing=Existing(form.cleaned_data["existing"]))
        return redirect(self.url("import_preview", self.draft.pk))

    def carry_out(self) -> HttpResponse:
        try:
            done = carry_out_import(self.draft, digest=self.request.POST.get("digest", ""), by=self.person)
        except (PlanChanged, ImportDraft.DoesNotExist):
            self.__dict__.pop("plan", None)
            told = "Nothing was imported: the inventory has changed since this was shown. Look at it again."
            messages.warning(self.request, told)
            return redirect(self.url("import_preview", self.draft.pk))
        messages.success(self.request, f"Imported: {done.added:,} added, {done.changed:,} changed.")
        return redirect(self.inventory)

    def drop(self) -> HttpResponse:
        self.draft.delete()
        messages.success(self.request, "The spreadsheet is dropped. Nothing of it was imported.")
        return redirect(self.inventory)

"""What an inventory shows a meeting, and what the team says when it talks the rows over."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from core.comparing import compare_words
from core.saving import StaleVersion
from core.unsent import keep_unsent, owner_of, take_unsent
from inventories.forms.inventories import AnswerForm
from inventories.models import InventoryPrompt, TemplateUse
from inventories.reports import coverage_of, inventory_prompts, inventory_summary, servable, served_by
from inventories.rules import can_keep_entries
from inventories.services import answer_prompt
from inventories.views.base import EntriesMixin
from practices.reports import published_contents


class SummaryView(EntriesMixin, TemplateView):
    """Counts, gaps and dates of expiry; the indicators that it serves; prompts with what the team answers."""

    template_name = "inventories/summary/page.html"
    page = "summary"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = TemplateUse.objects.filter(template=self.inventory.template_id)
        return super().get_context_data(
            summary=inventory_summary(self.inventory, self.sheet),
            coverage=coverage_of(self.inventory, self.person, timezone.localdate()),
            prompts=inventory_prompts(self.inventory),
            yesterday=timezone.localdate() - timedelta(days=1),
            serves=served_by(uses, servable(published_contents())),
            owner=owner_of(self.person),
            **kwargs,
        )


class AnswerPromptView(SummaryView):
    """Saves what the team says to a prompt. Where somebody else did so meanwhile, both texts come back."""

    inventory_rule = can_keep_entries

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = take_unsent(request)
        return redirect(self.url("inventory_summary")) if waiting is None else self.save(waiting)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.save(request.POST)

    def save(self, data: Any) -> HttpResponse:
        form, pk = AnswerForm(data), self.kwargs["prompt"]
        if not form.is_valid():
            typed = {name: data.get(name, "") for name in ("answer", "version")}
            typed |= {"pk": pk, "errors": form.errors.get("answer", ())}
            return self.show(typed, HTTPStatus.UNPROCESSABLE_ENTITY)
        said = form.cleaned_data
        try:
            answer_prompt(self.inventory, pk=pk, answer=said["answer"], version=said.get("version"), by=self.person)
        except InventoryPrompt.DoesNotExist:
            raise Http404 from None
        except StaleVersion as stale:
            return self.show(self.both(stale.row, said["answer"]), HTTPStatus.CONFLICT)
        messages.success(self.request, "The answer is saved.")
        return redirect(f"{self.url('inventory_summary')}#prompt-{pk}")

    def both(self, row: InventoryPrompt, answer: str) -> dict[str, Any]:
        theirs, mine = compare_words(row.answer, answer)
        return {"pk": row.pk, "answer": answer, "version": row.version, "row": row, "theirs": theirs, "mine": mine}

    def show(self, typed: dict[str, Any], status: HTTPStatus) -> HttpResponse:
        return self.render_to_response(self.get_context_data(typed=typed), status=status)

"""The worksheet: reading it, saving one item of it, and the history of an item."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.generic import TemplateView, View

from core.links import address
from core.saving import StaleVersion
from core.unsent import owner_of
from hexagon.reports import system_standing
from hexagon.rules import can_review
from inventories.reports import inventories_for
from readiness.forms import ItemForm
from readiness.models import BaseRating, Rating
from readiness.reports import item_name, line_of, progress_after, rated_sheet
from readiness.rules import can_rate
from readiness.services import AssessmentClosed, save_item
from readiness.views.base import AssessmentMixin, ReadinessMixin
from rounds.reports import Conflict, conflict_between, item_history
from rounds.services import Draft, ItemCovered, Saved


class WorksheetView(AssessmentMixin, TemplateView):
    """The whole system on one page, with a rating control under every stage description."""

    template_name = "readiness/worksheet/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        system = self.assessment.edition.system.key
        return super().get_context_data(
            sheet=kwargs.pop("sheet", None) or rated_sheet(self.assessment),
            may_rate=self.may_rate,
            digest=self.assessment.edition.digest,
            owner=owner_of(self.person),
            me=self.person.pk,
            weighed=system_standing(self.district, system),
            may_weigh=can_review.test(self.membership),
            inventories=inventories_for(self.membership, system),
            **kwargs,
        )


class SaveItemView(ReadinessMixin, View):
    """Saves the answer and note of one item, and answers with what changes on the page around it.

    200 saved, 409 somebody else saved meanwhile, 422 not valid, 423 the assessment is closed, or a running round covers
    the item; each with a fragment.
    """

    rule = can_rate
    model: ClassVar[type[BaseRating]] = Rating
    kind: ClassVar[str] = "ratings"

    def post(self, request: HttpRequest, pk: int, key: str, **kwargs: Any) -> HttpResponse:
        form = ItemForm(request.POST, scale=self.model.scale, key=key)
        if not form.is_valid() and form.problems:
            version = form.cleaned_data.get("version")
            return self.answer("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, errors=form.problems, version=version)
        return self.save(pk, key, form.draft)

    def save(self, pk: int, key: str, draft: Draft) -> HttpResponse:
        try:
            saved = save_item(
                self.model, district=self.district, assessment_pk=pk, key=key, draft=draft, by=self.person
            )
        except self.model.DoesNotExist:
            raise Http404 from None
        except AssessmentClosed:
            return self.answer("closed", HTTPStatus.LOCKED, version=draft.version)
        except ItemCovered as covered:
            return self.answer(
                "covered",
                HTTPStatus.LOCKED,
                version=draft.version,
                round=line_of(covered.row.covered_by, covered.row.assessment),
            )
        except StaleVersion as stale:
            return self.answer("conflict", HTTPStatus.CONFLICT, conflict=conflict_of(stale.row, key, draft))
        return self.done(saved, key)

    def done(self, saved: Saved, key: str) -> HttpResponse:
        """What a saved item changes on the page: its line of state, the progress figures, and the status line."""
        progress = progress_after(saved.row, key)
        return self.answer(
            "replaced" if saved.replaced else "saved",
            HTTPStatus.OK,
            progress=progress,
            item=progress.item,
            just_now=saved.written,
            kind=self.kind,
            worksheet_url=address("readiness:assessment_rate", self.district.slug, self.kwargs["pk"]),
        )

    def answer(self, outcome: str, status: HTTPStatus, **context: Any) -> HttpResponse:
        context |= {"key": self.kwargs["key"], "may_rate": True, "me": self.person.pk}
        return HttpResponse(render_to_string(f"readiness/worksheet/answers/{outcome}.html", context), status=status)


class ItemHistoryView(AssessmentMixin, TemplateView):
    """Who changed one item, when, and from what to what."""

    template_name = "readiness/item_history.html"
    model: ClassVar[type[BaseRating]] = Rating

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.model.objects.for_assessment(self.assessment).with_key(self.kwargs["key"])
        row = get_object_or_404(rows)
        key = self.kwargs["key"]
        return super().get_context_data(
            name=item_name(self.assessment, key), changes=item_history(row, self.model.scale), item_key=key, **kwargs
        )


def conflict_of(row: BaseRating, key: str, draft: Draft) -> Conflict:
    """Return what a person typed beside what is stored now."""
    name = item_name(row.assessment, key)
    return conflict_between(row, row.scale, key=key, name=name, answer=draft.answer, note=draft.note)

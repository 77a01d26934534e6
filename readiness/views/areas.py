"""Saving a focus area of the worksheet with one button, for browsers without JavaScript."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from core.saving import StaleVersion
from core.unsent import keep_unsent, take_unsent
from practices.reports import published_content
from readiness.forms import AreaItemForm
from readiness.models import BaseRating, ConsiderationPlacement, Rating
from readiness.reports import CONSIDERATIONS, rated_sheet
from readiness.rules import can_rate
from readiness.services import AssessmentClosed, save_item
from readiness.views.worksheet import WorksheetView, conflict_of
from rounds.services import ItemCovered


class SaveAreaView(WorksheetView):
    """Saves every changed item of a focus area; what cannot be saved comes back on the page as it was typed."""

    rule = can_rate

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """A session may end while somebody writes: what they sent waits for them behind the sign-in page."""
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)

    def get(self, request: HttpRequest, area: str, **kwargs: Any) -> HttpResponse:
        waiting = take_unsent(request)
        return redirect(self.assessment) if waiting is None else self.save_area(area, waiting)

    def post(self, request: HttpRequest, area: str, **kwargs: Any) -> HttpResponse:
        return self.save_area(area, request.POST)

    def save_area(self, area: str, data: QueryDict) -> HttpResponse:
        model, keys = self.items_of(area)
        self.written = 0
        unsaved: dict[str, dict[str, Any]] = {}
        for key in keys:
            if f"{key}-version" in data:
                unsaved |= self.save(model, key, data)
        if unsaved:
            return self.show(unsaved)
        messages.success(self.request, f"Saved: {self.written} changed." if self.written else "Nothing had changed.")
        return redirect(f"{self.assessment.get_absolute_url()}#a-{area}")

    def items_of(self, area: str) -> tuple[type[BaseRating], list[str]]:
        content = published_content(self.assessment.edition)
        if area == CONSIDERATIONS:
            return ConsiderationPlacement, [one.key for one in content.considerations]
        for one in content.areas:
            if one.key == area:
                return Rating, [item.key for item in one.items]
        raise Http404

    def save(self, model: type[BaseRating], key: str, data: QueryDict) -> dict[str, dict[str, Any]]:
        """Save one item. Return what was typed, by key, where it could not be saved."""
        form = AreaItemForm(data, scale=model.scale, key=key)
        if not form.is_valid() and form.problems:
            return {key: form.typed() | {"errors": form.problems}}
        if form.chosen == "theirs":
            return {}
        try:
            saved = save_item(
                model,
                district=self.district,
                assessment_pk=self.assessment.pk,
                key=key,
                draft=form.draft,
                by=self.person,
            )
        except AssessmentClosed:
            return {key: form.typed() | {"errors": ("Not saved: the assessment was closed meanwhile.",)}}
        except ItemCovered:
            told = "Not saved: this is being rated together now. What you typed stands here; copy it to your ballot."
            return {key: form.typed() | {"errors": (told,)}}
        except StaleVersion as stale:
            return {key: form.typed() | self.beside(stale.row, key, form)}
        self.written += saved.written
        return {}

    def beside(self, row: BaseRating, key: str, form: AreaItemForm) -> dict[str, Any]:
        """What the page shows of a conflict: both texts in the field where the person asked for that, or a choice."""
        conflict = conflict_of(row, key, form.draft)
        if form.chosen == "both":
            told = ("Not saved yet: both texts are here. Edit them into one, and save.",)
            return {"note": conflict.both_notes, "version": row.version, "errors": told}
        return {"version": form.draft.version or 1, "conflict": conflict}

    def show(self, unsaved: dict[str, dict[str, Any]]) -> HttpResponse:
        conflicts = any(fields.get("conflict") for fields in unsaved.values())
        context = self.get_context_data(sheet=rated_sheet(self.assessment, typed=unsaved), unsaved=len(unsaved))
        status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        return self.render_to_response(context, status=status)

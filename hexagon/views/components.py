"""Saving what is said of a component: one as it is typed, or all at once without JavaScript; and its history."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.generic import TemplateView, View

from core.saving import StaleVersion
from core.unsent import keep_unsent, take_unsent
from hexagon.forms.components import ComponentForm, WholeComponentForm
from hexagon.models import ComponentRating
from hexagon.reports import ComponentConflict, ContentComponent, component_history, hexagon_content, review_report
from hexagon.rules import can_review
from hexagon.services import save_component
from hexagon.views.base import ReviewMixin
from hexagon.views.reviews import ReviewDetailView
from rounds.services import ItemCovered, Saved

TWO_VERSIONS = "Not saved: two versions. Choose below."
COVERED = "Not saved: a round rates this together now. Its rating is set there."


class ComponentMixin(ReviewMixin):
    """A page of one component of a review."""

    component: ContentComponent

    def load(self) -> None:
        components = {one.key: one for one in hexagon_content(self.subject.edition).components}
        if self.kwargs["key"] not in components:
            raise Http404
        self.component = components[self.kwargs["key"]]


class SaveComponentView(ComponentMixin, View):
    """Saves what was typed of one component, and answers with what changes on the page around it.

    200 saved, 409 somebody else saved meanwhile, 422 not valid, 423 a round covers the rating; each with a fragment.
    """

    rule = can_review

    def post(self, request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        form = ComponentForm(request.POST, scale=self.component.scale, key=key)
        if not form.is_valid() and form.problems:
            version = form.cleaned_data.get("version")
            return self.answer("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, errors=form.problems, version=version)
        try:
            saved = save_component(
                district=self.district, review_pk=self.subject.pk, key=key, draft=form.draft, by=self.person
            )
        except ItemCovered:
            return self.answer("invalid", HTTPStatus.LOCKED, errors=(COVERED,), version=form.read_version)
        except StaleVersion as stale:
            conflict = conflict_of(stale.row, self.component, form)
            return self.answer("conflict", HTTPStatus.CONFLICT, conflict=conflict, errors=(TWO_VERSIONS,))
        return self.done(saved, form)

    def done(self, saved: Saved, form: ComponentForm) -> HttpResponse:
        """What a saved component changes on the page: its line of state, the chart, and texts that others wrote."""
        report = review_report(self.subject)
        review = report.reviews[0]
        item = next(one for one in review.components if one.content.key == self.component.key)
        stored = {name: getattr(saved.row, name) for name in form.texts}
        brought = stored != form.texts or (form.has_rating and item.answer != form.answer)
        return self.answer(
            "saved",
            HTTPStatus.OK,
            report=report,
            review=review,
            item=item,
            brought=json.dumps(stored) if brought else "",
            just_now=saved.written,
        )

    def answer(self, outcome: str, status: HTTPStatus, **context: Any) -> HttpResponse:
        context |= {
            "key": self.component.key,
            "district": self.district,
            "may_rate": True,
            "me": self.person.pk,
            "review_url": self.subject.get_absolute_url(),
            "digest": self.subject.edition.digest,
        }
        return HttpResponse(render_to_string(f"hexagon/review/answers/{outcome}.html", context), status=status)


def conflict_of(row: ComponentRating, component: ContentComponent, form: ComponentForm) -> ComponentConflict:
    """Return what a person typed beside what is stored now."""
    return ComponentConflict.between(row, component, answer=form.draft.answer, texts=form.texts)


class SaveComponentsView(ReviewDetailView):
    """Saves every changed component of a review; what cannot be saved comes back on the page as it was typed."""

    rule = can_review

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """A session may end while somebody writes: what they sent waits for them behind the sign-in page."""
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = take_unsent(request)
        return redirect(self.subject) if waiting is None else self.save_all(waiting)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.save_all(request.POST)

    def save_all(self, data: QueryDict) -> HttpResponse:
        self.written = 0
        unsaved: dict[str, dict[str, Any]] = {}
        for component in hexagon_content(self.subject.edition).components:
            if f"{component.key}-version" in data:
                unsaved |= self.save(component, data)
        if unsaved:
            return self.show(unsaved)
        messages.success(self.request, f"Saved: {self.written} changed." if self.written else "Nothing had changed.")
        return redirect(self.subject)

    def save(self, component: ContentComponent, data: QueryDict) -> dict[str, dict[str, Any]]:
        """Save one component. Return what was typed, by its key, where it could not be saved."""
        form = WholeComponentForm(data, scale=component.scale, key=component.key)
        if not form.is_valid() and form.problems:
            return {component.key: form.typed() | {"errors": form.problems}}
        if form.chosen == "theirs":
            return {}
        try:
            saved = save_component(
                district=self.district,
                review_pk=self.subject.pk,
                key=component.key,
                draft=form.draft,
                by=self.person,
            )
        except ItemCovered:
            return {component.key: form.typed() | {"errors": (COVERED,)}}
        except StaleVersion as stale:
            return {component.key: form.typed() | self.beside(stale.row, component, form)}
        self.written += saved.written
        return {}

    def beside(self, row: ComponentRating, component: ContentComponent, form: WholeComponentForm) -> dict[str, Any]:
        """What the page shows of a conflict: both texts in the fields where the person asked for that, or a choice."""
        conflict = conflict_of(row, component, form)
        if form.chosen == "both":
            told = ("Not saved yet: both texts are here. Edit them into one, and save.",)
            return {pair.name: pair.both for pair in conflict.texts} | {"version": row.version, "errors": told}
        return {"version": form.draft.version or 1, "conflict": conflict}

    def show(self, unsaved: dict[str, dict[str, Any]]) -> HttpResponse:
        conflicts = any(fields.get("conflict") for fields in unsaved.values())
        report = review_report(self.subject, typed=unsaved)
        context = self.get_context_data(report=report, unsaved=len(unsaved))
        status = HTTPStatus.CONFLICT if conflicts else HTTPStatus.UNPROCESSABLE_ENTITY
        return self.render_to_response(context, status=status)


class ComponentHistoryView(ComponentMixin, TemplateView):
    """Who changed a component, when, and from what to what."""

    template_name = "hexagon/component_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(ComponentRating, review=self.subject, component__key=self.component.key)
        changes = component_history(row, self.component.scale)
        return super().get_context_data(component=self.component, changes=changes, **kwargs)

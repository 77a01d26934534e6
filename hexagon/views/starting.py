"""The list of reviews and comparisons, and starting new ones."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from django_tables2 import SingleTableMixin

from core.views import CancelMixin, refuse
from hexagon.forms.subjects import CANDIDATE, CandidateForm, StartComparisonForm, StartReviewForm
from hexagon.reports import choosing_indicators, current_hexagon, review_lines
from hexagon.rules import can_review
from hexagon.services import add_candidate, start_comparison, start_review
from hexagon.tables import ReviewTable
from hexagon.views.base import ComparisonMixin, HexagonMixin
from practices.models import System
from practices.reports import published_contents


class ReviewListView(HexagonMixin, SingleTableMixin, TemplateView):
    """Every review and comparison of the district, newest first."""

    template_name = "hexagon/review_list.html"
    table_class = ReviewTable

    def get_table_data(self) -> Any:
        return review_lines(self.district)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(hexagon=current_hexagon(), **kwargs)


class StartView(CancelMixin, HexagonMixin, FormView):
    """A lead or member starts something."""

    rule = can_review

    def get_cancel_url(self) -> str:
        return reverse("hexagon:review_list", args=[self.district.slug])


class StartReviewView(StartView):
    """Starts a review of what the practices name, or of a candidate."""

    form_class = StartReviewForm
    template_name = "hexagon/review_start.html"

    def get_initial(self) -> dict[str, Any]:
        return {"subject": subject_of(self.request.GET) or CANDIDATE}

    def form_valid(self, form: StartReviewForm) -> HttpResponse:
        try:
            review = start_review(district=self.district, about=form.about, described=form.described, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        return redirect(review)


def subject_of(query: Any) -> str:
    """Return the choice that an address asks for: ?system=, with ?practice= or ?indicator= of it by key."""
    contents = {content.system_key: content for content in published_contents()}
    content = contents.get(query.get("system", ""))
    if content is None:
        return ""
    for name, rows in (("practice", content.practices), ("indicator", content.indicators)):
        found = next((row for row in rows if row.key == query.get(name)), None)
        if found:
            return f"{name}-{found.pk}"
    return f"system-{System.objects.get(key=content.system_key).pk}"


class StartComparisonView(StartView):
    """Starts a comparison of two to six candidates for an indicator that calls for choosing."""

    form_class = StartComparisonForm
    template_name = "hexagon/comparison_start.html"

    def get_initial(self) -> dict[str, Any]:
        """The indicator that the address names; where two systems have it, ?system= tells which."""
        key = self.request.GET.get("indicator")
        return {"indicator": next((one.pk for one in choosing_indicators() if one.key == key), None)}

    def form_valid(self, form: StartComparisonForm) -> HttpResponse:
        try:
            comparison = start_comparison(
                district=self.district,
                indicator=form.chosen,
                title=form.cleaned_data["title"],
                candidates=form.candidates,
                by=self.person,
            )
        except ValidationError as refused:
            return refuse(self, form, refused)
        return redirect(comparison)


class AddCandidateView(CancelMixin, ComparisonMixin, FormView):
    """Adds a candidate to a comparison."""

    rule = can_review
    form_class = CandidateForm
    template_name = "hexagon/candidate_add.html"

    def form_valid(self, form: CandidateForm) -> HttpResponse:
        try:
            review = add_candidate(self.subject, described=form.described, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        return redirect(review)

"""One comparison: candidates side by side, its title, its history, and removing a candidate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView

from hexagon.choices import MOST_CANDIDATES
from hexagon.forms.subjects import EditComparisonForm
from hexagon.models import Review
from hexagon.reports import comparison_report, data_gaps
from hexagon.rules import can_review
from hexagon.services import delete_comparison, edit_comparison, is_untouched, remove_candidate
from hexagon.views.base import ComparisonMixin
from hexagon.views.reviews import DeleteReviewView, EditReviewView, ReviewHistoryView


class ComparisonDetailView(ComparisonMixin, TemplateView):
    """The candidates overlaid, their ratings and reasons side by side, and the recommendation."""

    template_name = "hexagon/comparison/page.html"

    def subjects(self) -> Any:
        return super().subjects().select_related("recommendation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = comparison_report(self.subject)
        may_add = len(report.reviews) < MOST_CANDIDATES and not report.running
        return super().get_context_data(
            report=report, gaps=data_gaps(report), may_add=may_add, digest=self.subject.edition.digest, **kwargs
        )


class EditComparisonView(ComparisonMixin, EditReviewView):
    """Gives a comparison another title, unless somebody else did so meanwhile."""

    form_class = EditComparisonForm

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.subject.title, "version": self.subject.version}

    def store(self, form: EditComparisonForm) -> None:
        title, version = form.cleaned_data["title"], form.cleaned_data["version"]
        edit_comparison(self.subject, title=title, version=version, by=self.person)


class RemoveCandidateView(ComparisonMixin, TemplateView):
    """Asks, then removes a candidate of whom nobody has said anything."""

    rule = can_review
    template_name = "hexagon/candidate_remove.html"
    candidate: Review

    def load(self) -> None:
        self.candidate = get_object_or_404(Review, pk=self.kwargs["review"], comparison=self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(candidate=self.candidate, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            remove_candidate(self.subject, review_pk=self.candidate.pk)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        else:
            messages.success(request, f"{self.candidate.title} is removed. The others keep their letters.")
        return redirect(self.get_success_url())


class DeleteComparisonView(ComparisonMixin, DeleteReviewView):
    """Asks, then deletes a comparison in which nobody has said anything."""

    @property
    def may_delete(self) -> bool:
        return is_untouched(self.subject)

    def delete(self) -> None:
        delete_comparison(self.subject)


class ComparisonHistoryView(ComparisonMixin, ReviewHistoryView):
    """What happened to the comparison as a whole, and to its recommendation."""

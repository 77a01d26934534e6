"""One review: the page on which a team works, its description, its history, and taking over from an earlier one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from comments.reports import count_of
from core.links import address
from core.saving import StaleVersion
from core.unsent import owner_of
from core.views import CancelMixin, refuse, show_other
from hexagon.forms.subjects import EditReviewForm, TakeOverForm
from hexagon.models import Review
from hexagon.reports import data_gaps, review_report, subject_address, subject_history
from hexagon.rules import can_lead_reviews, can_review
from hexagon.services import delete_review, edit_review, is_untouched, take_over
from hexagon.views.base import ReviewMixin


class ReviewDetailView(ReviewMixin, TemplateView):
    """The working page: the chart, the six components with what the team says of them, and the recommendation."""

    template_name = "hexagon/review/page.html"

    def subjects(self) -> Any:
        return super().subjects().select_related("recommendation", "thread")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = kwargs.pop("report", None) or review_report(self.subject)
        name, args = subject_address(self.subject)
        return super().get_context_data(
            report=report,
            review=report.reviews[0],
            gaps=data_gaps(report),
            subject_url=address(name, *args) if name else "",
            comments=count_of(self.subject.thread),
            digest=self.subject.edition.digest,
            review_url=self.subject.get_absolute_url(),
            owner=owner_of(self.person),
            me=self.person.pk,
            **kwargs,
        )


class EditReviewView(CancelMixin, ReviewMixin, FormView):
    """Describes a subject anew, unless somebody else did so meanwhile."""

    rule = can_review
    form_class: ClassVar[Any] = EditReviewForm
    template_name = "hexagon/subject_edit.html"

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "description", "provider", "link", "cost_note", "version")
        return {name: getattr(self.subject, name) for name in names}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.store(form)
        except StaleVersion as stale:
            return show_other(self, form, stale.row)
        return redirect(self.get_success_url())

    def store(self, form: Any) -> None:
        edit_review(self.subject, described=form.described, version=form.cleaned_data["version"], by=self.person)


class DeleteReviewView(ReviewMixin, TemplateView):
    """Asks, then deletes a review of which nobody has said anything."""

    rule = can_lead_reviews
    template_name = "hexagon/subject_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=self.may_delete, **kwargs)

    @property
    def may_delete(self) -> bool:
        return self.subject.comparison_id is None and is_untouched(self.subject)

    def delete(self) -> None:
        delete_review(self.subject)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.delete()
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.get_success_url())
        messages.success(request, f"{self.subject} is deleted.")
        return redirect(reverse("hexagon:review_list", args=[self.district.slug]))


class ReviewHistoryView(ReviewMixin, TemplateView):
    """What happened to the review as a whole, and to its recommendation."""

    template_name = "hexagon/subject_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(events=subject_history(self.subject), **kwargs)


class TakeOverView(CancelMixin, ReviewMixin, FormView):
    """Takes over what an earlier review says of the program side."""

    rule = can_review
    form_class = TakeOverForm
    template_name = "hexagon/review_take_over.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.subject}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sources=Review.objects.sources_for(self.subject).exists(), **kwargs)

    def form_valid(self, form: TakeOverForm) -> HttpResponse:
        source = form.cleaned_data["source"]
        try:
            count = take_over(self.subject, source=source, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        if count:
            told = f"{count} component{'s' if count > 1 else ''} taken over from {source.title}. Each says so."
        else:
            told = "Nothing was taken over: your team has already said something of each component that is rated there."
        messages.success(self.request, told)
        return redirect(self.get_success_url())

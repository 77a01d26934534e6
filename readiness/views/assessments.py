"""Assessments of a district: the list of them, opening, renaming, closing, opening again, deleting."""

from __future__ import annotations

from copy import copy
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView, UpdateView
from django_tables2 import SingleTableMixin

from core.saving import StaleVersion
from core.views import CancelMixin
from practices.models import Edition
from readiness.choices import season_of
from readiness.forms import LABEL_TAKEN, OpenAssessmentForm, RenameAssessmentForm, ReopenAssessmentForm
from readiness.models import Assessment
from readiness.reports import assessment_history, assessment_lines, assessment_rounds
from readiness.rules import can_manage_assessment
from readiness.services import (
    close_assessment,
    delete_assessment,
    is_untouched,
    open_assessment,
    rename_assessment,
    reopen_assessment,
)
from readiness.tables import AssessmentTable
from readiness.views.base import AssessmentMixin, ReadinessMixin


class AssessmentListView(ReadinessMixin, SingleTableMixin, TemplateView):
    """Every assessment of the district, newest first."""

    template_name = "readiness/assessment/list.html"
    table_class = AssessmentTable

    def get_table_data(self) -> Any:
        return assessment_lines(self.district)


class OpenAssessmentView(CancelMixin, ReadinessMixin, FormView):
    """A lead opens an assessment of a system's published edition."""

    rule = can_manage_assessment
    form_class = OpenAssessmentForm
    template_name = "readiness/assessment/open.html"

    def get_cancel_url(self) -> str:
        return reverse("readiness:assessment_list", args=[self.district.slug])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district": self.district}

    def get_initial(self) -> dict[str, Any]:
        """The system that the address names, or the first, and the season: most leads only press the button."""
        editions = dict(Edition.objects.published().order_by("system").values_list("system__key", "pk"))
        first = next(iter(editions.values()), None)
        label = season_of(timezone.localtime())
        return {"edition": editions.get(self.request.GET.get("system"), first), "label": label}

    def form_valid(self, form: OpenAssessmentForm) -> HttpResponse:
        edition, label = form.cleaned_data["edition"], form.cleaned_data["label"]
        try:
            assessment = open_assessment(district=self.district, edition=edition, label=label, by=self.person)
        except IntegrityError:  # Another lead opened it since the form looked.
            form.add_error("label", LABEL_TAKEN)
            return self.form_invalid(form)
        return redirect(assessment)


class LeadMixin(AssessmentMixin):
    """A page on which a lead changes an assessment as a whole."""

    rule = can_manage_assessment

    def get_success_url(self) -> str:
        return self.assessment.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.get_success_url()


class RenameAssessmentView(CancelMixin, LeadMixin, UpdateView):
    """Gives an assessment another label, unless another lead did so meanwhile."""

    form_class = RenameAssessmentForm
    template_name = "readiness/assessment/rename.html"

    def get_object(self, queryset: Any = None) -> Assessment:
        return copy(self.assessment)  # The form writes what is typed on it, and the page goes on saying what is stored.

    def form_valid(self, form: RenameAssessmentForm) -> HttpResponse:
        label, version = form.cleaned_data["label"], form.cleaned_data["version"]
        try:
            rename_assessment(self.assessment, label=label, version=version, by=self.person)
        except StaleVersion as stale:
            return self.show_other(form, stale.row)
        except IntegrityError:  # Another lead took the name since the form looked.
            form.add_error("label", LABEL_TAKEN)
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def show_other(self, form: Any, current: Any) -> HttpResponse:
        """Keep what was typed, say what stands now, and let the lead send it again having read that."""
        form.add_error("label", f"Another lead changed this assessment meanwhile. It is now called {current.label}.")
        form.data = form.data.copy()
        form.data["version"] = current.version
        return self.render_to_response(self.get_context_data(form=form), status=409)


class CloseAssessmentView(LeadMixin, TemplateView):
    """Asks, then makes the assessment read-only."""

    template_name = "readiness/assessment/close.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        running = [one for one in assessment_rounds(self.assessment) if one.is_running]
        return super().get_context_data(running=running, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            close_assessment(self.assessment, by=self.person)
        except ValidationError:
            return self.render_to_response(self.get_context_data(), status=HTTPStatus.CONFLICT)
        messages.success(request, f"{self.assessment} is closed. It is read-only until a lead opens it again.")
        return redirect("readiness:assessment_summary", self.district.slug, self.assessment.pk)


class ReopenAssessmentView(CancelMixin, LeadMixin, FormView):
    """Asks for a reason, then lets a closed assessment take answers again."""

    form_class = ReopenAssessmentForm
    template_name = "readiness/assessment/reopen.html"

    def form_valid(self, form: ReopenAssessmentForm) -> HttpResponse:
        reopen_assessment(self.assessment, reason=form.cleaned_data["reason"], by=self.person)
        return redirect(self.get_success_url())


class DeleteAssessmentView(LeadMixin, TemplateView):
    """Asks, then deletes an assessment that nobody has answered in."""

    template_name = "readiness/assessment/delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            may_delete=is_untouched(self.assessment), rounds=assessment_rounds(self.assessment), **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            delete_assessment(self.assessment)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.get_success_url())
        messages.success(request, f"{self.assessment} is deleted.")
        return redirect(reverse("readiness:assessment_list", args=[self.district.slug]))


class AssessmentHistoryView(AssessmentMixin, TemplateView):
    """What happened to the assessment as a whole."""

    template_name = "readiness/assessment/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(events=assessment_history(self.assessment), **kwargs)

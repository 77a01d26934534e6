"""Opening a round over an assessment, and what its rounds say is still to be found out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView, View

from core.downloads import CSV_TYPE, download
from core.rendering.files import file_name
from core.views import CancelMixin
from readiness.choices import ordinal
from readiness.exports import information_csv
from readiness.forms import OpenRoundForm
from readiness.reports import area_choices, assessment_rounds, information_gaps_of
from readiness.services import AssessmentClosed, open_assessment_round
from readiness.views.assessments import LeadMixin
from readiness.views.base import AssessmentMixin


class OpenRoundView(CancelMixin, LeadMixin, FormView):
    """A lead opens a round over some focus areas, and then seats its raters."""

    form_class = OpenRoundForm
    template_name = "readiness/assessment/round_open.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"choices": area_choices(self.assessment)}

    def get_initial(self) -> dict[str, Any]:
        number = len(assessment_rounds(self.assessment)) + 1
        return {"title": f"{self.assessment.label}, {ordinal(number)} round"}

    def form_valid(self, form: OpenRoundForm) -> HttpResponse:
        title = form.cleaned_data["title"]
        try:
            opened = open_assessment_round(self.assessment, title=title, keys=form.keys, by=self.person)
        except ValidationError as refused:  # Another lead opened a round over one of them since the form looked.
            form.add_error("areas", refused)
        except AssessmentClosed:
            form.add_error(None, "The assessment is closed. A lead can open it again.")
        else:
            return redirect("readiness:round_seats", self.district.slug, opened.round_id)
        return self.form_invalid(form)


class InformationView(AssessmentMixin, TemplateView):
    """What is still to be found out, item by item: who needs it and what is missing."""

    template_name = "readiness/information.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(gaps=information_gaps_of(self.assessment), **kwargs)


class InformationCsvView(AssessmentMixin, View):
    """The same as a table to download."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        names = (self.district.name, str(self.assessment), "information")
        name = file_name(*names, extension="csv", otherwise="information")
        return download(name, information_csv(information_gaps_of(self.assessment)), CSV_TYPE)

"""Pages of practice content, for everyone who is signed in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from practices.forms import SearchForm
from practices.models import Edition
from practices.reports import indicator_report, published_content, published_contents, search_report


class PracticesPage(LoginRequiredMixin, TemplateView):
    """A page of content; the top bar shows where it belongs."""

    extra_context = {"section": "practices"}


class SystemListView(PracticesPage):
    """The systems that have a published edition."""

    template_name = "practices/system_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(contents=published_contents(), form=SearchForm(), **kwargs)


class PublishedContentPage(PracticesPage):
    """Loads the published edition of the system in the address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = get_object_or_404(Edition.objects.published(), system__key=self.kwargs["system"])
        return super().get_context_data(content=published_content(edition), **kwargs)


class SystemDetailView(PublishedContentPage):
    """Everything that a system's published edition says."""

    template_name = "practices/system_detail.html"


class IndicatorDetailView(PublishedContentPage):
    """One indicator, with the way to its neighbours."""

    template_name = "practices/indicator_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        report = indicator_report(context["content"], self.kwargs["indicator"])
        if report is None:
            raise Http404
        return context | {"report": report}


class SearchView(PracticesPage):
    """Texts of all published content that hold what was typed."""

    template_name = "practices/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SearchForm(request.GET)
        query = form.cleaned_data["q"] if form.is_valid() else ""
        return self.render_to_response(self.get_context_data(form=form, report=search_report(query)))

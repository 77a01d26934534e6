"""A plan along time, and the link with which a calendar program reads its days."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.generic import TemplateView, View

from plans.filters import StepFilterForm
from plans.reports import calendar_link_of, timeline_report
from plans.services import issue_calendar_link, revoke_calendar_links
from plans.views.base import PlanMixin


class PlanTimelineView(PlanMixin, TemplateView):
    """Steps and milestones by the day they are due, as a table and as a chart."""

    template_name = "plans/timeline/page.html"
    page = "timeline"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = StepFilterForm(self.request.GET)
        report = timeline_report(self.plan, filters.chosen)
        return super().get_context_data(report=report, filters=filters.offer(report.owners), **kwargs)


class CalendarView(PlanMixin, TemplateView):
    """What a calendar link is; posting to it makes one, whose address is shown this once."""

    template_name = "plans/calendar/page.html"
    page = "calendar"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = issue_calendar_link(plan=self.plan, membership=self.membership)
        url = request.build_absolute_uri(reverse("plans_calendar", args=[token]))
        webcal_url = f"webcal://{url.partition('://')[2]}"
        context = self.get_context_data(url=url, webcal_url=webcal_url)
        response = render(request, "plans/calendar/shown.html", context)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(link=calendar_link_of(self.plan, self.membership), **kwargs)


class RevokeCalendarView(PlanMixin, View):
    """Lets a person's link work no more."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if revoke_calendar_links(plan=self.plan, membership=self.membership):
            messages.success(request, "The calendar link is revoked. Calendar programs get nothing from it anymore.")
        else:
            messages.info(request, "There was no calendar link to revoke.")
        return redirect(self.url("calendar"))

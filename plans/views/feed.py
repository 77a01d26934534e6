"""A plan's calendar as a calendar program reads it, which signs in by the secret in its address alone."""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from http import HTTPStatus
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.views.generic import View

from core.rendering.calendar import CALENDAR_TYPE, Event, render_calendar
from core.rendering.files import file_name
from plans.models import Plan
from plans.reports import calendar_days
from plans.services import find_calendar_link


class CalendarFeedView(View):
    """The days of the plan that a calendar link is for.

    404 for whatever is no working link. It has no session and sets no cookie.
    """

    http_method_names: ClassVar[list[str]] = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = find_calendar_link(token)
        if link is None:
            return HttpResponse("There is no calendar here.", status=HTTPStatus.NOT_FOUND, content_type="text/plain")
        plan: Plan = link.plan
        name, file = f"{plan} ({plan.district})", file_name(str(plan), extension="ics", otherwise="plan")
        body = render_calendar(name, events(request, plan), host=request.get_host())
        response = HttpResponse(body, content_type=CALENDAR_TYPE)
        response.headers["Content-Disposition"] = content_disposition_header(False, file) or "inline"
        response.headers["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
        patch_cache_control(response, private=True, max_age=0)
        return get_conditional_response(request, response.headers["ETag"], response=response) or response


def events(request: HttpRequest, plan: Plan) -> list[Event]:
    """Return the days of a plan with whole addresses."""
    return [Event(**asdict(day) | {"url": request.build_absolute_uri(day.url)}) for day in calendar_days(plan)]

"""The readiness report as a file: PDF, XLSX or CSV."""

from __future__ import annotations

from typing import ClassVar

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags
from django.views.generic import View

from readiness.exports import FORMATS, ReportFormat, export_name
from readiness.reports import readiness_report, report_token
from readiness.views.base import AssessmentMixin


class ReportView(AssessmentMixin, View):
    """A finished report, made anew only when something that it shows has changed."""

    format: ClassVar[str] = "pdf"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        made = FORMATS[self.format]
        etag = f'"{report_token(self.assessment, made.token())}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=304, headers={"ETag": etag})
        return self.respond(made, etag)

    def respond(self, made: ReportFormat, etag: str) -> HttpResponse:
        body = caches["reports"].get(etag)
        if body is None:
            body = made.render(readiness_report(self.assessment, with_members=True))
            caches["reports"].set(etag, body)
        name = export_name(self.district.slug, self.assessment, self.format)
        response = HttpResponse(body, content_type=made.content_type)
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["ETag"] = etag
        patch_cache_control(response, private=True, no_cache=True)
        return response

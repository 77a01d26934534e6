"""The readiness report as a file: PDF, XLSX or CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags
from django.views.generic import View

from core.rendering.pdf import PdfUnavailableError
from readiness.exports import export_name, export_token, readiness_csv, readiness_pdf, readiness_xlsx
from readiness.reports import ReadinessReport, readiness_report, report_token
from readiness.views.base import AssessmentMixin


@dataclass(frozen=True)
class Format:
    """A format that reports come in."""

    extension: str
    content_type: str
    render: Callable[[ReadinessReport], bytes]


PDF = Format("pdf", "application/pdf", readiness_pdf)
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", readiness_xlsx)
CSV = Format("csv", "text/csv; charset=utf-8", readiness_csv)


class ReportView(AssessmentMixin, View):
    """A finished report, made anew only when something that it shows has changed."""

    format: ClassVar[Format] = PDF

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        token = report_token(self.assessment, f"{self.format.extension} {export_token()}")
        etag = f'"{token}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
        try:
            name, body = self.made(token)
        except PdfUnavailableError as error:
            return render(request, "readiness/pdf_unavailable.html", {"error": error}, status=503)
        return self.respond(name, body, etag)

    def made(self, token: str) -> tuple[str, bytes]:
        """Return the file's name and content, from the cache where they are in it."""
        found: tuple[str, bytes] | None = caches["reports"].get(token)
        if found is None:
            report = readiness_report(self.assessment)
            found = (export_name(report, self.format.extension), self.format.render(report))
            caches["reports"].set(token, found)
        return found

    def respond(self, name: str, body: bytes, etag: str) -> HttpResponse:
        response = HttpResponse(body, content_type=self.format.content_type, headers={"ETag": etag})
        disposition = content_disposition_header(True, name)
        response.headers["Content-Disposition"] = disposition or "attachment"
        patch_cache_control(response, private=True, no_cache=True)
        return response

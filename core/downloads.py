"""Reports as files: made anew only when something that they show has changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, ClassVar

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, parse_etags
from django.views.generic import View

from core.rendering.pdf import PdfUnavailableError
from core.turns import turn

# How many finished reports a process keeps in memory: to inflate one takes as long as all the rest of a small page.
AT_HAND = 4

PDF_TYPE = "application/pdf"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
JSON_TYPE = "application/json"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """A format that reports come in; `render` turns one into a file's content."""

    extension: str
    content_type: str
    render: Callable[[Any], bytes]


class DownloadView(View):
    """A report in a format. What derives from it says which report it is, and what tells that it has changed."""

    format: ClassVar[Format]

    def token(self) -> str:
        """Return a digest of everything that the file depends on."""
        raise NotImplementedError

    def report(self) -> Any:
        """Return what the format renders."""
        raise NotImplementedError

    def name_of(self, report: Any) -> str:
        """Return what the file is called."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:  # noqa: ARG002
        token = self.token()
        etag = f'"{token}"'
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers={"ETag": etag})
        try:
            name, body = self.made(token)
        except PdfUnavailableError as error:
            return without_pdf(request, error)
        response = download(name, body, self.format.content_type)
        response.headers["ETag"] = etag
        return response

    def made(self, token: str) -> tuple[str, bytes]:
        """Return the file's name and content, from the cache where they are in it."""
        return made_once(token, self._make)

    def _make(self) -> tuple[str, bytes]:
        report = self.report()
        return self.name_of(report), self.format.render(report)


def made_once(token: str, make: Callable[[], tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the name and content of a file, made now or before. Who asks while it is being made waits for it."""
    with suppress(KeyError):
        return finished(token)
    with turn("file", token):
        with suppress(KeyError):
            return finished(token)
        made = make()
        caches["reports"].set(token, made)
        return made


def download(name: str, body: bytes, content_type: str) -> HttpResponse:
    """Return a file to keep, for this person alone."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    patch_cache_control(response, private=True, no_cache=True)
    return response


def without_pdf(request: HttpRequest, error: PdfUnavailableError) -> HttpResponse:
    """Say that the machine lacks what PDFs are made with, and what its operator types to add it."""
    return render(request, "pdf_unavailable.html", {"error": error}, status=HTTPStatus.SERVICE_UNAVAILABLE)


@lru_cache(maxsize=AT_HAND)
def finished(token: str) -> tuple[str, bytes]:
    """Return the name and content of a report from the cache. Raises KeyError where it is not in it."""
    found: tuple[str, bytes] | None = caches["reports"].get(token)
    if found is None:
        raise KeyError(token)
    return found

"""A database that cannot be had just now: how that is told from other trouble, and what is answered."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import server_error

BUSY = "Somebody else is saving just now. Nothing was changed. Try again in a moment."
# When it is worth while to ask again, in seconds.
RETRY_AFTER = "5"
_CSRF_FIELD = "csrfmiddlewaretoken"
# PostgreSQL: serialization failure, deadlock, lock timeout, too many connections, and a server that stops or starts.
_PASSING = {"40001", "40P01", "55P03", "53300", "57P01", "57P02", "57P03"}


def is_busy(error: BaseException | None) -> bool:
    """Whether a database refused for what passes by itself: a lock, or a connection that is lost."""
    if not isinstance(error, OperationalError):
        return False
    cause: Any = error.__cause__
    if not hasattr(cause, "sqlstate"):
        return "is locked" in str(error)
    state: str | None = cause.sqlstate
    # What psycopg says without the server having said it is about the connection.
    return state is None or state in _PASSING or state.startswith("08")


def show_error(request: HttpRequest) -> HttpResponse:
    """Answer what nothing else has caught: where the database was busy, that it is; else that it is our fault."""
    return _show_busy(request) if is_busy(sys.exc_info()[1]) else server_error(request)


def _show_busy(request: HttpRequest) -> HttpResponse:
    """Say that nothing was changed, and where to go on; asks no database, which may not answer. What was sent can be
    sent again from there, and its words are shown."""
    if "HX-Request" in request.headers:
        answer = HttpResponse(BUSY, content_type="text/plain; charset=utf-8")
    else:
        is_sent = request.method not in ("GET", "HEAD")
        place = request.headers.get("Referer", "") if is_sent else request.get_full_path()
        shown = {"is_sent": is_sent, "place": _if_ours(place, request)}
        if fields := _to_send_again(request):
            words = [value for _, value in fields if " " in value.strip()]
            shown |= {
                "fields": fields,
                "words": words,
                "csrf_token": get_token(request),
                "path": request.get_full_path(),
            }
        answer = HttpResponse(render_to_string("503.html", shown))
    return later(answer)


def _to_send_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a form that may be sent again as it is: it came from a page of ours, as was found out before
    anything else (`csrf_processing_done`), and has neither a file nor a password in it."""
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False) or request.FILES:
        return []
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != _CSRF_FIELD]
    return [] if any("password" in name for name, _ in sent) else sent


def later(answer: HttpResponse) -> HttpResponse:
    """Make an answer one that says to ask again."""
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    answer.headers["Retry-After"] = RETRY_AFTER
    return answer


def _if_ours(place: str, request: HttpRequest) -> str:
    """Return an address, or nothing where it leads to another site."""
    is_ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if is_ours else ""

"""What is answered for what is not there and for what is not open: whoever is signed in keeps their name."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  it tells nobody why
    """Answer what is not there and what an outsider must not know of, alike."""
    return _turn_away(request, "404.html", HTTPStatus.NOT_FOUND)


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  it tells nobody why
    """Answer an insider whose role does not include what they asked for."""
    return _turn_away(request, "403.html", HTTPStatus.FORBIDDEN)


def _turn_away(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    return render(request, template, {"person": _person(request)}, status=status)


def _person(request: HttpRequest) -> Any:
    """Return who is signed in; None for others, and where the database that would know it does not answer."""
    try:
        user = getattr(request, "user", None)
        return user if user is not None and user.is_authenticated else None
    except DatabaseError:
        return None

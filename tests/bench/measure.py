"""How things are timed: whole requests through the middlewares in this process, in turn with the floor."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from districts.models import User

STANDARD = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


@dataclass(frozen=True)
class Figure:
    """One line of the bench: a ratio (or megabytes, where the name says so) and its target."""

    name: str
    ratio: float
    queries: int | None
    target: str
    ok: bool

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def handler(middleware: list[str] | None = None) -> BaseHandler:
    """Return a request handler with the product's middlewares, or with others."""
    made = BaseHandler()
    if middleware is None:
        made.load_middleware()
    else:
        with override_settings(MIDDLEWARE=middleware):
            made.load_middleware()
    return made


class Visitor:
    """Somebody who is signed in, asking one handler for pages."""

    def __init__(self, email: str, through: BaseHandler) -> None:
        client = Client()
        client.force_login(User.objects.get(email=email))
        assert SESSION_KEY in client.session
        self._factory = RequestFactory()
        self._factory.cookies = client.cookies
        self._handler = through

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self._send(self._factory.get(path, headers=headers))

    def post(self, path: str, data: dict[str, object]) -> HttpResponse:
        form = "application/x-www-form-urlencoded"
        request = self._factory.post(path, urlencode(data), content_type=form, headers={"HX-Request": "true"})
        request._dont_enforce_csrf_checks = True
        return self._send(request)

    def upload(self, path: str, name: str, content: bytes) -> HttpResponse:
        """Hand a file in, in the field called "file"."""
        request = self._factory.post(path, {"file": SimpleUploadedFile(name, content)})
        request._dont_enforce_csrf_checks = True
        return self._send(request)

    def _send(self, request: object) -> HttpResponse:
        response = self._handler.get_response(request)
        response.close()
        return response


def queries(action: Callable[[], object]) -> int:
    """Return how many statements an action sends to the database, those of transactions included."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def in_turn(*actions: Callable[[], object], rounds: int) -> list[float]:
    """Return each action's median seconds over so many rounds, taking turns so that a slow moment hits them all."""
    times: list[list[float]] = [[] for _ in actions]
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for action, taken in zip(actions, times, strict=True):
                begun = perf_counter()
                action()
                taken.append(perf_counter() - begun)
    finally:
        gc.enable()
    return [median(taken) for taken in times]

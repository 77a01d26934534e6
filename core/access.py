"""What every page that is not public does first: ask for a sign-in, then test a rule."""

from __future__ import annotations

from typing import Any

import rules
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic.base import View

SIGNED_OUT = "Signed out. Sign in to save."


def check_rule(rule: rules.Predicate, subject: object | None) -> None:
    """Let pass whoever `rule` allows.

    Raises Http404 for an outsider (`subject` is None), who must not learn what exists here, and PermissionDenied for
    an insider whom the rule does not allow.
    """
    if subject is None:
        raise Http404
    if not rule.test(subject):
        raise PermissionDenied


class SignedInMixin(View):
    """A view for people who are signed in.

    Others are sent to the sign-in page and come back afterwards. An htmx request gets 401 instead, because a redirect
    would swap the sign-in page into the page they are on, and what they typed there would be lost.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.ask_to_sign_in(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> Any:
        """Who is signed in, as a user for certain."""
        return self.request.user

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "htmx", False):
            return HttpResponse(SIGNED_OUT, status=401, content_type="text/plain; charset=utf-8")
        if not hasattr(self, "get"):  # An address that only takes forms is no place to come back to.
            return redirect(settings.LOGIN_URL)
        return redirect_to_login(request.get_full_path())

"""A person's account: signing in, passwords, the first link, and the account page."""

from __future__ import annotations

from copy import copy
from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib.auth import login
from django.contrib.messages.views import SuccessMessageMixin
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, UpdateView

from core.access import SignedInMixin
from districts import reports, services
from districts.forms import InvitationForm, NameForm
from districts.models import Invitation


class LoginView(allauth_views.LoginView):
    """Sign in; too many tries answer 429 with the form."""

    def form_invalid(self, form):
        too_many = form.has_error("password", "too_many_login_attempts")
        return self.render_to_response(self.get_context_data(form=form), status=429 if too_many else 200)


class PasswordResetView(allauth_views.PasswordResetView):
    """Ask for a link by mail, or read that this site sends none."""

    def dispatch(self, request, *args, **kwargs):
        if not settings.MAIL_IS_SET_UP:
            return render(request, "account/password_reset_without_mail.html")
        return super().dispatch(request, *args, **kwargs)


class AccountView(SignedInMixin, SuccessMessageMixin, UpdateView):
    """One's own name, address, password and districts."""

    context_object_name = "account"  # Not "user", which is who the page's header names.
    form_class = NameForm
    template_name = "districts/account.html"
    success_url = reverse_lazy("account_detail")
    success_message = "Your name is saved."

    def get_object(self, queryset: Any = None) -> Any:
        return copy(self.person)  # The form writes what was typed into it, right or wrong.

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(districts=reports.my_districts(self.person), **kwargs)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class InvitationView(FormView):
    """Where an invitation's link leads: set the first password and be signed in."""

    form_class = InvitationForm
    template_name = "districts/invitation.html"
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = reports.find_invitation(kwargs["token"])
        if found is None or not found.is_open:
            return self.refuse(found)
        self.invitation = found
        return super().dispatch(request, *args, **kwargs)

    def refuse(self, invitation: Invitation | None) -> HttpResponse:
        """Answer 404 to a link that never was, 410 to one that has been."""
        context = {"invitation": invitation}
        status = 410 if invitation else 404
        return render(self.request, "districts/invitation_closed.html", context, status=status)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.invitation.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            accepted = services.accept_invitation(token=self.kwargs["token"], password=form.cleaned_data["password1"])
        except services.InvitationClosed:
            return self.refuse(self.invitation)
        login(self.request, accepted.user)
        return redirect(accepted.district)

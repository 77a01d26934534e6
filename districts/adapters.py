"""How django-allauth meets our accounts."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up: a lead or an administrator adds people."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The address and the password do not match.",
        "too_many_login_attempts": "Too many tries with this address. Wait five minutes, then try again.",
        "enter_current_password": "This is not your current password.",
        "invalid_password_reset": "This link works no more.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_detail")

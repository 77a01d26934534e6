"""What every answer carries to protect the people who use the product, and Django's own deployment checks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

ROOT = Path(settings.BASE_DIR)
POLICY = {
    "base-uri 'self'",
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
}


@pytest.fixture
def sign_in_page(client: Client, db: None):
    return client.get(reverse("account_login"))


def test_the_content_security_policy_allows_nothing_inline(sign_in_page):
    assert set(sign_in_page["Content-Security-Policy"].split("; ")) == POLICY


def test_the_permissions_policy_turns_devices_off(sign_in_page):
    features = {feature.strip() for feature in sign_in_page["Permissions-Policy"].split(",")}
    assert features == {
        "camera=()", "display-capture=()", "geolocation=()", "microphone=()", "payment=()", "usb=()",
    }  # fmt: skip


def test_pages_are_not_framed_sniffed_or_named_to_others(sign_in_page):
    assert sign_in_page["X-Frame-Options"] == "DENY"
    assert sign_in_page["X-Content-Type-Options"] == "nosniff"
    assert sign_in_page["Referrer-Policy"] == "same-origin"
    assert sign_in_page["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_admin_keeps_the_same_policy(client: Client, db: None):
    response = client.get("/admin/login/")
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY


def test_session_cookies_are_out_of_reach_of_scripts(client: Client, content_administrator):
    signed_in = client.post(reverse("account_login"), {"login": content_administrator.email, "password": PASSWORD})
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_plain_requests_are_sent_to_https_and_told_to_stay(client: Client, db: None, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    redirect = Client().get("/accounts/login/")
    assert (redirect.status_code, redirect["Location"]) == (301, "https://testserver/accounts/login/")
    assert Client().get("/accounts/login/", secure=True)["Strict-Transport-Security"].startswith("max-age=60")


def test_health_is_answered_over_plain_http_for_the_machine_next_door(db: None, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200


def test_django_finds_nothing_to_warn_of_in_a_deployment():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TALENTSYS_")} | {
        "DJANGO_SETTINGS_MODULE": "talentsys.settings",
        "DATABASE_URL": "sqlite://:memory:",
        "TALENTSYS_SECRET_KEY": "a1b2c3d4e5-f6g7h8i9j0-k1l2m3n4o5-p6q7r8s9t0-u1v2w3x4y5-z6",
        "TALENTSYS_ALLOWED_HOSTS": "talentsys.example.org",
    }
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        checked.stderr
    )

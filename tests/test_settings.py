"""Settings read the environment, and a value that cannot be read stops the start with the variable's name."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(settings.BASE_DIR)


@pytest.fixture
def read_settings(monkeypatch: pytest.MonkeyPatch):
    """Return a function that reads talentsys/settings.py afresh in an environment that holds just these variables."""

    def read(**environment: str) -> dict[str, Any]:
        for name in list(os.environ):
            if name.startswith("TALENTSYS_") or name == "DATABASE_URL":
                monkeypatch.delenv(name)
        for name, value in {"TALENTSYS_SECRET_KEY": "k" * 60, **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "talentsys" / "settings.py"))

    return read


def test_the_secret_key_is_required(read_settings, monkeypatch):
    read_settings()
    monkeypatch.delenv("TALENTSYS_SECRET_KEY")
    with pytest.raises(ImproperlyConfigured, match="TALENTSYS_SECRET_KEY"):
        runpy.run_path(str(ROOT / "talentsys" / "settings.py"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TALENTSYS_DEBUG", "perhaps"),
        ("TALENTSYS_INSECURE_HTTP", "perhaps"),
        ("TALENTSYS_INVITATION_DAYS", "a fortnight"),
        ("TALENTSYS_TRUSTED_PROXIES", "one"),
        ("TALENTSYS_HSTS_SECONDS", "a year"),
    ],
)
def test_a_value_of_the_wrong_type_stops_the_start_by_name(read_settings, name: str, value: str):
    with pytest.raises(ImproperlyConfigured, match=name):
        read_settings(**{name: value})


def test_without_settings_it_is_made_for_production(read_settings):
    values = read_settings()
    assert values["DEBUG"] is False
    assert values["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost"]
    assert values["SESSION_COOKIE_SECURE"] is True
    assert values["CSRF_COOKIE_SECURE"] is True
    assert values["SECURE_SSL_REDIRECT"] is True
    assert values["SECURE_HSTS_SECONDS"] == 31_536_000
    assert values["STORAGES"]["staticfiles"]["BACKEND"] == "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_plain_http_is_one_switch(read_settings):
    values = read_settings(TALENTSYS_INSECURE_HTTP="true")
    assert values["SESSION_COOKIE_SECURE"] is False
    assert values["CSRF_COOKIE_SECURE"] is False
    assert values["SECURE_SSL_REDIRECT"] is False
    assert values["SECURE_HSTS_SECONDS"] == 0


def test_sqlite_waits_its_turn_to_write(read_settings):
    database = read_settings()["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(ROOT / "var" / "talentsys.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert database["OPTIONS"]["init_command"].startswith("PRAGMA journal_mode=WAL;")


def test_database_url_switches_to_pooled_postgresql(read_settings):
    values = read_settings(DATABASE_URL="postgres://someone:secret@db.example.org/talentsys", TALENTSYS_DB_POOL="3")
    database = values["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["NAME"], database["USER"]) == ("db.example.org", "talentsys", "someone")
    assert database["OPTIONS"]["pool"]["max_size"] == 3
    assert values.get("ATOMIC_REQUESTS", database.get("ATOMIC_REQUESTS", False)) is False


def test_the_var_folder_can_lie_elsewhere(read_settings, tmp_path: Path):
    values = read_settings(TALENTSYS_VAR_DIR=str(tmp_path))
    assert values["DATABASES"]["default"]["NAME"] == str(tmp_path / "talentsys.sqlite3")
    assert values["STATIC_ROOT"] == tmp_path / "static"


def test_without_a_mail_server_the_product_knows(read_settings):
    assert read_settings()["MAIL_IS_SET_UP"] is False
    assert read_settings(TALENTSYS_EMAIL_URL="smtp://mail.example.org:25")["MAIL_IS_SET_UP"] is True


def test_proxies_are_trusted_only_when_counted(read_settings):
    assert "SECURE_PROXY_SSL_HEADER" not in read_settings()
    values = read_settings(TALENTSYS_TRUSTED_PROXIES="1")
    assert values["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")

"""Asking the pages of a plan, and reading what they answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from core.unsent import OWNER, owner_of
from districts.models import User
from plans.models import Plan
from tests.hexagon.test_content_page import text_of


def url(plan: Plan, name: str, *args: Any) -> str:
    """Return the address of one of a plan's pages."""
    return reverse(f"plans:{name}", args=[plan.district.slug, plan.pk, *args])


def words(client: Client, address: str) -> str:
    """Return what a page says, without its marks."""
    response = client.get(address)
    assert response.status_code == 200
    return text_of(response)


def said(response: Any) -> list[str]:
    """Return the messages that the page after a redirect shows."""
    return [str(message) for message in response.context["messages"]]


def sent(client: Client, address: str, fields: dict[str, Any]) -> tuple[str, list[str]]:
    """Send a form that is taken; return where one comes out and what is said there."""
    response = client.post(address, fields, follow=True)
    assert response.redirect_chain, dict(response.context["form"].errors)
    return response.redirect_chain[-1][0], said(response)


def refused(client: Client, address: str, fields: dict[str, Any], status: int = 422) -> dict[str, list[str]]:
    """Send a form that is not taken; return what stands beside its fields, where all that was typed is still."""
    response = client.post(address, fields)
    assert response.status_code == status
    form = response.context["form"]
    typed = {name: form[name].value() for name in fields if name != "version"}
    assert typed == {name: value for name, value in fields.items() if name != "version"}
    return dict(form.errors)


def statuses(clients: list[Client], method: str, address: str) -> list[int]:
    return [getattr(client, method)(address).status_code for client in clients]


def queries(client: Client, address: str) -> int:
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def sent_too_late(client: Client, person: User, address: str, fields: dict[str, Any]) -> Any:
    """Send a form after the session ended, sign in again, and return the page that one comes out at then."""
    client.logout()
    answer = client.post(address, fields | {OWNER: owner_of(person)})
    assert (answer.status_code, answer.url.startswith("/accounts/login/")) == (302, True)
    client.force_login(person)
    return client.get(address, follow=True)


def day(on: date) -> str:
    """Return a day as pages show it: "Oct 14, 2026"."""
    return date_format(on, "M j, Y")

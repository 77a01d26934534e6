"""A database that stays locked for longer than anybody waits: every page says so calmly, and nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from core.busy import BUSY
from districts.choices import Role
from plans.models import ActionStep, CalendarLink
from tests.factories import DistrictFactory, MembershipFactory
from tests.plans.making import make_plan, make_priority, make_step
from tests.plans.pages.asking import url
from tests.readiness.pages import Page
from tests.readiness.test_concurrency import real_database

__all__ = ["real_database"]

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows, and waits for them.")


@pytest.fixture
def lead(real_database: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    return MembershipFactory(role=Role.LEAD, district=DistrictFactory(slug="lakeview")).user


@pytest.fixture
def plan(lead: Any) -> Any:
    plan = make_plan(lead.memberships.get().district, lead)
    make_priority(plan, lead)
    make_priority(plan, lead, "Second")
    return plan


def signed_in(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@contextmanager
def locked() -> Iterator[None]:
    """Write in the database over another connection, without an end."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


# Each thing that is done without words, as the address and what is sent.
BUTTONS: dict[str, Callable[[Any, Any], tuple[str, dict[str, str]]]] = {
    "remove": lambda plan, step: (url(plan, "step_remove", step.pk), {}),
    "move": lambda plan, step: (url(plan, "priority_move", plan.priorities.all()[0].pk), {"to": "down"}),
    "close": lambda plan, step: (url(plan, "plan_close"), {}),
    "put in force": lambda plan, step: (url(plan, "plan_force"), {}),
    "calendar": lambda plan, step: (url(plan, "calendar"), {}),
}


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_changes_nothing_and_works_once_the_database_is_free(lead, plan, name):
    step, client, stranger = make_step(plan, lead), signed_in(lead), signed_in(MembershipFactory().user)
    address, fields = BUTTONS[name](plan, step)
    place = f"http://testserver{plan.get_absolute_url()}"
    with locked():
        response = client.post(address, fields, headers={"referer": place})
        asked_by_script = client.post(address, fields, headers={"hx-request": "true"})
        assert stranger.post(address, fields).status_code == 404
        assert client.get(plan.get_absolute_url()).status_code == 200
    main = Page(response).id("main")
    assert (response.status_code, response["Retry-After"], main.one("a")["href"]) == (503, "5", place)
    assert (asked_by_script.status_code, asked_by_script.content.decode()) == (503, BUSY)
    assert "default-src 'self'" in response["Content-Security-Policy"]
    plan.refresh_from_db()
    stays = (plan.state, CalendarLink.objects.filter(plan=plan).count(), [one.title for one in plan.priorities.all()])
    assert stays == ("draft", 0, ["Grow our own teachers", "Second"])
    assert list(ActionStep.objects.for_plan(plan)) == [step]
    assert client.post(address, fields).status_code in (200, 302)


def test_signing_in_waits_for_another_time_too(lead):
    lead.set_password("a long pass phrase")
    lead.save()
    client = Client(raise_request_exception=False)
    typed = {"login": lead.email, "password": "a long pass phrase"}
    with locked():
        response = client.post("/accounts/login/", typed)
    assert (response.status_code, Page(response).id("main").one("a").text) == (503, "Go to the first page")
    assert "a long pass phrase" not in response.content.decode()
    assert client.post("/accounts/login/", typed).status_code == 302

"""Somebody else holds the database for too long: nothing is saved, and all that was typed is still on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError

from comments.models import Comment
from core.busy import BUSY
from tests.plans.checks import rows_of
from tests.plans.making import make_step, remark
from tests.plans.pages.asking import refused, said, sent, url
from tests.plans.pages.test_gone import ADDING, CASES, SETTINGS, WORDS, address_of
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

# The service that each form calls, where its view finds it.
SERVICES = {
    "priority_change": "priorities.describe_priority",
    "root_cause": "priorities.keep_root_cause",
    "step_change": "steps.describe_step",
    "step_status": "steps.set_status",
    "steps_status": "steps.set_status_of",
    "milestone_change": "milestones.describe_milestone",
    "measure_change": "measures.describe_measure",
    "reading_add": "measures.add_reading",
    "target_add": "measures.add_target",
    "reading_change": "values.change_value",
    "target_change": "values.change_value",
    "cycle_change": "cycles.describe_cycle",
    "meeting_change": "meetings.describe_meeting",
    "step_add": "steps.add_step",
    "milestone_add": "milestones.add_milestone",
    "measure_add": "measures.add_measure",
    "cycle_start": "cycles.start_cycle",
    "meeting_add": "meetings.add_meeting",
    "priority_choose": "choosing.choose_priority",
    "plan_settings": "leading.describe_plan",
    "plan_carry": "leading.carry_over",
}


def locked(*args: Any, **said: Any) -> None:
    raise OperationalError("database is locked")


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the service behind a form find the database locked."""
    return lambda name: monkeypatch.setattr(f"plans.views.{SERVICES[name]}", locked)


def at_once(client: Any, address: str, fields: dict[str, Any]) -> list[str]:
    """Send a form while the database is locked; return the texts that the page shows in its fields."""
    assert refused(client, address, fields, status=503) == {"__all__": [BUSY]}
    main = Page(client.post(address, fields)).id("main")
    assert BUSY in main.text
    named = [one for one in main.walk() if one.attributes.get("name") in fields]
    return [one.attributes.get("value", one.raw).strip() for one in named]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_typed_of_a_row_is_still_there(plan, lead, leading, stranger, busy, case):
    row = case.make(plan, lead)
    address, before = address_of(case, row), rows_of(plan)
    busy(case.name)
    fields = {"version": "1"} | case.typed
    assert set(case.typed.values()) & {WORDS} <= set(at_once(leading, address, fields))
    assert (rows_of(plan), stranger.post(address, fields).status_code) == (before, 404)


@pytest.mark.parametrize(("name", "typed"), ADDING, ids=[name for name, _ in ADDING])
def test_what_was_typed_of_something_new_is_still_there(plan, lead, leading, stranger, busy, name, typed):
    step = make_step(plan, lead)
    fields = typed | ({"steps": [str(step.pk)], "seen": f"{step.pk}.1"} if name == "steps_status" else {})
    address, before = url(plan, name), rows_of(plan)
    busy(name)
    assert WORDS in at_once(leading, address, fields)
    assert (rows_of(plan), stranger.post(address, fields).status_code) == (before, 404)


@pytest.mark.parametrize("name", ["plan_settings", "plan_carry"])
def test_what_was_typed_of_the_plan_is_still_there(plan, leading, stranger, busy, name):
    fields = SETTINGS | {"year": "2027", "systems": [str(plan.systems.get().pk)], "version": "1"}
    address, before = url(plan, name), rows_of(plan)
    busy(name)
    assert {WORDS, "Ann", "Anew"} <= set(at_once(leading, address, fields))
    assert (rows_of(plan), plan.carried_to.count(), stranger.post(address, fields).status_code) == (before, 0, 404)


def test_once_the_database_is_free_the_same_is_sent_again(plan, lead, leading, monkeypatch):
    step = make_step(plan, lead)
    address, fields = url(plan, "step_change", step.pk), {"title": "Anew", "notes": WORDS, "version": "1"}
    with monkeypatch.context() as patched:
        patched.setattr("plans.views.steps.describe_step", locked)
        at_once(leading, address, fields)
    assert sent(leading, address, fields) == (step.get_absolute_url(), ["The step is saved."])
    step.refresh_from_db()
    assert (step.notes, step.version) == (WORDS, 2)


def test_other_trouble_of_the_database_is_not_called_busy(plan, lead, leading, stranger, monkeypatch):
    def full(*args: Any, **said: Any) -> None:
        raise OperationalError("database or disk is full")

    step = make_step(plan, lead)
    address, fields = url(plan, "step_change", step.pk), {"title": "Anew", "notes": WORDS, "version": "1"}
    monkeypatch.setattr("plans.views.steps.describe_step", full)
    leading.raise_request_exception = False
    assert (stranger.post(address, fields).status_code, leading.post(address, fields).status_code) == (404, 500)


# What is said -------------------------------------------------------------------------------------------------------


def test_a_comment_is_still_there(plan, lead, coaching, stranger, member, monkeypatch):
    step = make_step(plan, lead)
    address = f"{step.get_absolute_url()}comments/"
    fields = {"words": WORDS, "mentioned": [str(member.pk)], "next": step.get_absolute_url()}
    with monkeypatch.context() as patched:
        patched.setattr("comments.owners.say", locked)
        assert stranger.post(address, fields).status_code == 404
        response = coaching.post(address, fields)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.context["form"].non_field_errors() == [BUSY]
    form = Page(response).root.one("form", class_="ts-talk__form")
    assert (BUSY in Page(response).id("main").text, form.one("textarea", name="words").raw.strip()) == (True, WORDS)
    chosen = [box["value"] for box in form.all("input", name="mentioned") if "checked" in box.attributes]
    assert (chosen, Comment.objects.filter(words=WORDS).count()) == ([str(member.pk)], 0)
    again = coaching.post(address, fields, follow=True)
    assert (said(again), Comment.objects.get(words=WORDS).by.name) == (["The comment is saved."], "A Coach")


def test_a_changed_comment_is_still_there(plan, lead, leading, stranger, monkeypatch):
    step = make_step(plan, lead)
    comment = remark(step, lead)
    version = comment.version
    address = f"{step.get_absolute_url()}comments/{comment.pk}/"
    fields = {"words": WORDS, "version": str(version)}
    with monkeypatch.context() as patched:
        patched.setattr("comments.views.threads.reword", locked)
        assert stranger.post(address, fields).status_code == 404
        response = leading.post(address, fields)
    assert (response.status_code, response.context["form"].errors) == (503, {"__all__": [BUSY]})
    main = Page(response).id("main")
    assert (BUSY in main.text, main.one("textarea", name="words").raw.strip()) == (True, WORDS)
    comment.refresh_from_db()
    assert (comment.words, comment.version) == ("Is this enough?", version)
    assert said(leading.post(address, fields, follow=True)) == ["The comment is saved."]
    comment.refresh_from_db()
    assert (comment.words, comment.version) == (WORDS, version + 1)

"""A form that was opened on something which somebody removes meanwhile: no words are lost, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from plans.models import Plan, Priority
from plans.services import carry_over, close_plan
from plans.views.base import GONE, KeepView
from plans.views.leading import CarryOverView, PlanSettingsView, ReopenPlanView
from tests.plans.making import (
    make_cause,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_priority,
    make_step,
    plan_said,
)
from tests.plans.pages.asking import refused, url
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

WORDS = "Two schools <b>first</b>."


@dataclass
class Case:
    """A form of a row: its name, how the row is made, and what somebody types."""

    name: str
    make: Callable[..., Any]
    typed: dict[str, Any]

    def __str__(self) -> str:
        return self.name


def a_reading(plan: Plan, by: Any) -> Any:
    return make_measure(plan, by, readings={date(2026, 10, 1): "71"}).readings.get()


def a_target(plan: Plan, by: Any) -> Any:
    return make_measure(plan, by, targets={date(2027, 6, 1): "80"}).targets.get()


def a_caused_priority(plan: Plan, by: Any) -> Any:
    return make_cause(make_priority(plan, by), by).priority


CYCLE = {"title": "Ask", "starts_on": "2026-10-01", "study_on": "2026-11-01"}
CASES = [
    Case("priority_change", make_priority, {"title": "Anew", "reason": WORDS}),
    Case("root_cause", make_priority, {"method": "whys", "problem": WORDS, "why_1": "Pay", "bone_people": "Few"}),
    Case("root_cause", a_caused_priority, {"method": "fishbone", "problem": WORDS, "version": "1"}),
    Case("step_change", make_step, {"title": "Anew", "notes": WORDS}),
    Case("step_status", make_step, {"status": "dropped", "because": WORDS}),
    Case("milestone_change", make_milestone, {"title": WORDS, "due_on": "2027-03-01"}),
    Case("measure_change", make_measure, {"title": "Anew", "kind": "leading", "direction": "up", "what": WORDS}),
    Case("reading_add", make_measure, {"value": "71", "on": "2026-10-14", "note": WORDS}),
    Case("target_add", make_measure, {"value": "81", "on": "2027-06-01"}),
    Case("reading_change", a_reading, {"value": "72", "on": "2026-10-01", "note": WORDS}),
    Case("target_change", a_target, {"value": "82", "on": "2027-06-01"}),
    Case("cycle_change", make_cycle, CYCLE | {"phase": "do", "done": WORDS}),
    Case("meeting_change", make_meeting, {"title": "Anew", "on": "2026-10-14", "decisions": WORDS}),
]


def address_of(case: Case, row: Any) -> str:
    measure = getattr(row, "measure", None)
    return url(measure.plan, case.name, measure.pk, row.pk) if measure else url(row.plan, case.name, row.pk)


def delete(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).delete()


def removed_while_saving(monkeypatch: pytest.MonkeyPatch, view: Any, remove: Callable[[], None]) -> None:
    """Let something be removed once a form was found to be right, before it is saved."""
    save = view.form_valid

    def removed_first(self: Any, form: Any) -> Any:
        remove()
        return save(self, form)

    monkeypatch.setattr(view, "form_valid", removed_first)


# One row ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_form_whose_row_is_gone_is_not_found(plan, lead, leading, stranger, case):
    row = case.make(plan, lead)
    address = address_of(case, row)
    assert [stranger.get(address).status_code, stranger.post(address, case.typed).status_code] == [404, 404]
    assert leading.get(address).status_code in (200, 422)
    delete(row)
    assert leading.post(address, {"version": "1"} | case.typed).status_code == 404
    assert leading.get(address).status_code == 404


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_was_typed_of_a_row_that_is_removed_while_it_is_saved_is_still_there(
    plan, lead, leading, monkeypatch, case
):
    row = case.make(plan, lead)
    removed_while_saving(monkeypatch, KeepView, lambda: delete(row))
    response = leading.post(address_of(case, row), {"version": "1"} | case.typed)
    assert (response.status_code, response.context["form"].errors) == (422, {"__all__": [GONE]})
    main = Page(response).id("main")
    assert GONE in main.text
    fields = {one["name"]: one for one in main.walk() if one.attributes.get("name") in case.typed}
    shown = {name: one.attributes.get("value", one.raw).strip() for name, one in fields.items()}
    texts = [name for name, value in case.typed.items() if value == WORDS] or ["value"]
    assert {name: shown[name] for name in texts} == {name: case.typed[name] for name in texts}


# The plan as a whole ------------------------------------------------------------------------------------------------

SETTINGS = {"title": "Anew", "year": "2026", "goals": WORDS, "sponsor": "Ann"}
ADDING = [
    ("step_add", {"title": "Ask", "notes": WORDS}),
    ("milestone_add", {"title": WORDS, "due_on": "2027-03-01"}),
    ("measure_add", {"title": "Ask", "kind": "leading", "direction": "up", "what": WORDS}),
    ("cycle_start", CYCLE | {"change": WORDS}),
    ("meeting_add", {"title": "Ask", "on": "2026-10-14", "decisions": WORDS}),
    ("priority_choose", {"title": "Ask", "reason": WORDS, "origin": "own", "ground": ""}),
    ("steps_status", {"status": "dropped", "because": WORDS}),
]


@pytest.mark.parametrize(("name", "typed"), ADDING, ids=[name for name, _ in ADDING])
def test_a_plan_that_goes_while_something_is_added_leaves_the_words(
    plan, lead, leading, stranger, monkeypatch, name, typed
):
    step = make_step(plan, lead)
    fields = typed | ({"steps": [str(step.pk)], "seen": f"{step.pk}.1"} if name == "steps_status" else {})
    address = url(plan, name)
    assert stranger.post(address, fields).status_code == 404
    with monkeypatch.context() as patched:
        removed_while_saving(patched, KeepView, lambda: delete(plan))
        assert refused(leading, address, fields) == {"__all__": [GONE]}
    assert leading.post(address, fields).status_code == 404


@pytest.mark.parametrize(
    ("name", "view", "is_closed"),
    [
        ("plan_settings", PlanSettingsView, False),
        ("plan_carry", CarryOverView, True),
        ("plan_reopen", ReopenPlanView, True),
    ],
    ids=["settings", "carry", "reopen"],
)
def test_a_plan_that_goes_while_its_lead_writes_leaves_the_words(
    plan, lead, leading, stranger, monkeypatch, name, view, is_closed
):
    if is_closed:
        close_plan(plan, by=lead)
    typed = SETTINGS | {"year": "2027", "systems": [str(plan.systems.get().pk)], "version": "1"}
    fields = {"reason": WORDS} if name == "plan_reopen" else typed
    address = url(plan, name)
    assert stranger.post(address, fields).status_code == 404
    with monkeypatch.context() as patched:
        removed_while_saving(patched, view, lambda: delete(plan))
        assert refused(leading, address, fields) == {"__all__": [GONE]}
    assert leading.post(address, fields).status_code == 404


def test_two_who_carry_a_plan_over_at_once_start_one_and_lose_no_words(plan, lead, leading, stranger, monkeypatch):
    address = url(plan, "plan_carry")
    fields = SETTINGS | {"title": "Mine", "year": "2027", "systems": [str(plan.systems.get().pk)]}
    assert stranger.post(address, fields).status_code == 404
    described = plan_said(title="Theirs", year=2027)
    removed_while_saving(monkeypatch, CarryOverView, lambda: carry_over(plan, described=described, by=lead))
    response = leading.post(address, fields)
    main = Page(response).id("main")
    assert (response.status_code, main.one("textarea", name="goals").raw.strip()) == (422, WORDS)
    assert "This plan has been carried over already." in main.text
    assert "It was carried over already, to Theirs." in main.text
    assert list(plan.carried_to.values_list("title", flat=True)) == ["Theirs"]


# What a form names --------------------------------------------------------------------------------------------------


def test_a_priority_that_is_removed_while_something_is_added_for_it_is_told_beside_its_field(
    plan, lead, leading, stranger, monkeypatch
):
    priority = make_priority(plan, lead)
    address = f"{url(plan, 'step_add')}?priority={priority.pk}"
    fields = {"title": "Ask", "notes": WORDS, "priority": str(priority.pk)}
    assert stranger.post(address, fields).status_code == 404
    removed_while_saving(monkeypatch, KeepView, lambda: delete(priority))
    assert refused(leading, address, fields) == {"priority": ["Choose one of this plan."]}
    assert (plan.steps.count(), Priority.objects.filter(plan=plan).count()) == (0, 0)

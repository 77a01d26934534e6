"""Saying how far several steps are at once, from the plan's page."""

from __future__ import annotations

import pytest

from plans.choices import StepStatus
from plans.models import ActionStep
from plans.services import close_plan, set_status
from plans.views.base import CLOSED_MEANWHILE
from plans.views.steps import UNDO_MANY, UNDO_ONE
from tests.plans.making import make_plan, make_step
from tests.plans.pages.asking import refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")


@pytest.fixture
def steps(plan, lead):
    return [make_step(plan, lead, title) for title in ("One", "Two", "Three")]


def chosen(steps, status, **more):
    return {"steps": [str(step.pk) for step in steps], "status": status} | more


def stored(plan):
    rows = ActionStep.objects.for_plan(plan).order_by("pk")
    return list(rows.values_list("status", "dropped_because", "version"))


def test_only_who_keeps_the_plan_sends_it(plan, steps, coaching, reading, stranger, sign_in):
    address = url(plan, "steps_status")
    for client, status in ((coaching, 403), (reading, 403), (stranger, 404)):
        assert client.post(address, chosen(steps, "done")).status_code == status
    assert sign_in(None).post(address, chosen(steps, "done")).url == f"/accounts/login/?next={address}"
    assert stored(plan) == [("not_begun", "", 1)] * 3


@pytest.mark.parametrize("who", ["keeper", "leading"])
def test_several_steps_are_told_at_once(plan, steps, request, who):
    client = request.getfixturevalue(who)
    address = url(plan, "steps_status")
    assert sent(client, address, chosen(steps[:2], "under_way")) == (
        plan.get_absolute_url(), ["\u201cOne\u201d and 1 more are under way now."],
    )  # fmt: skip
    assert sent(client, address, chosen(steps[:1], "done"))[1] == ["\u201cOne\u201d is done now."]
    assert stored(plan) == [("done", "", 3), ("under_way", "", 2), ("not_begun", "", 1)]


def test_dropping_asks_for_a_reason_and_keeps_what_was_chosen(plan, steps, keeper):
    address = url(plan, "steps_status")
    response = keeper.post(address, chosen(steps[:2], "dropped"))
    assert response.status_code == 422
    page = Page(response)
    assert page.id("main").one("h1").text == "Set the status of 2 steps"
    assert [item.text for item in page.root.one("ul", class_="ts-rows ts-gap").all("li")] == [
        "OneNot begun",
        "TwoNot begun",
    ]
    form = page.root.one("form", class_="ts-form")
    assert [box["value"] for box in form.all("input", name="steps")] == [str(one.pk) for one in steps[:2]]
    assert [box["value"] for box in form.all("input", name="status") if "checked" in box.attributes] == ["dropped"]
    assert (form["data-draft"], form.one("textarea", name="because").raw) == (address, "")
    assert "Say why it is dropped." in form.text
    assert stored(plan) == [("not_begun", "", 1)] * 3
    assert sent(keeper, address, chosen(steps[:2], "dropped", because="No money"))[1] == [
        "\u201cOne\u201d and 1 more are dropped now."
    ]
    assert stored(plan) == [("dropped", "No money", 2)] * 2 + [("not_begun", "", 1)]


@pytest.mark.parametrize("said", [{"status": ""}, {}])
def test_a_status_has_to_be_chosen_and_the_steps_stay_chosen(plan, steps, keeper, said):
    address = url(plan, "steps_status")
    response = keeper.post(address, {"steps": [str(step.pk) for step in steps[:2]]} | said)
    assert (response.status_code, response.context["form"].errors) == (422, {"status": ["Choose a status."]})
    page = Page(response)
    form = page.root.one("form", class_="ts-form")
    assert "Choose a status." in form.one("div", id="div_id_status").text
    assert [box["value"] for box in form.all("input", name="steps")] == [str(one.pk) for one in steps[:2]]
    assert stored(plan) == [("not_begun", "", 1)] * 3


def test_the_plan_offers_no_status_before_one_is_chosen(plan, steps, keeper):
    form = Page(keeper.get(plan.get_absolute_url())).id("chosen")
    select = form.one("select", name="status")
    assert "required" in select.attributes
    assert [(one["value"], one.text, "selected" in one.attributes) for one in select.all("option")] == [
        ("", "Choose a status", False), ("not_begun", "Not begun", False), ("under_way", "Under way", False),
        ("done", "Done", False), ("dropped", "Dropped", False),
    ]  # fmt: skip
    count = form.one("span", class_="ts-meta", data_counts="steps")
    assert (count["aria-live"], count.text) == ("polite", "")


def test_what_is_done_is_asked_about_before_it_is_undone(plan, steps, lead, keeper):
    for step in steps[:2]:
        set_status(step, status=StepStatus.DONE, version=1, by=lead)
    address = url(plan, "steps_status")
    response = keeper.post(address, chosen(steps, "dropped", because="No <b>money</b>"))
    assert response.status_code == 422
    assert response.context["form"].errors == {"__all__": [f"\u201cOne\u201d and 1 more are done. {UNDO_MANY}"]}
    assert stored(plan) == [("done", "", 2)] * 2 + [("not_begun", "", 1)]
    form = Page(response).root.one("form", class_="ts-form")
    assert form.one("input", name="undoing")["value"] == f"{steps[0].pk} {steps[1].pk}"
    assert form.one("textarea", name="because").raw.strip() == "No <b>money</b>"
    # What is done meanwhile is asked about as well.
    set_status(steps[2], status=StepStatus.DONE, version=1, by=lead)
    again = chosen(steps, "dropped", because="No money", undoing=f"{steps[0].pk} {steps[1].pk}")
    response = keeper.post(address, again)
    assert response.context["form"].errors == {"__all__": [f"\u201cThree\u201d is done. {UNDO_ONE}"]}
    undoing = Page(response).root.one("form", class_="ts-form").one("input", name="undoing")["value"]
    assert undoing == " ".join(str(step.pk) for step in steps)
    assert sent(keeper, address, again | {"undoing": undoing}) == (
        plan.get_absolute_url(), ["\u201cOne\u201d and 2 more are dropped now."],
    )  # fmt: skip
    assert stored(plan) == [("dropped", "No money", 3)] * 3


@pytest.mark.parametrize("undoing", ["abc", "-1", "\u0661", "9" * 5000, "\0", "0"], ids=lambda one: repr(one[:9]))
def test_keys_that_make_no_sense_undo_nothing(plan, steps, lead, keeper, undoing):
    set_status(steps[0], status=StepStatus.DONE, version=1, by=lead)
    response = keeper.post(url(plan, "steps_status"), chosen(steps, "not_begun", undoing=undoing))
    assert (response.status_code, stored(plan)[0]) == (422, ("done", "", 2))


def test_nothing_chosen_is_said_on_the_plan(plan, steps, keeper):
    place, messages = sent(keeper, url(plan, "steps_status"), chosen([], "done"))
    assert (place, messages) == (plan.get_absolute_url(), ["Choose at least one step."])


def test_steps_of_another_plan_stay_as_they_are(district, plan, steps, theirs, lead, keeper):
    ours = make_step(make_plan(district, lead, title="Another"), lead)
    for foreign in (ours, theirs.steps.get()):
        told = sent(keeper, url(plan, "steps_status"), chosen([steps[0], foreign], "done"))
        assert told == (plan.get_absolute_url(), ["One of the steps is gone."])
    for key in ("x", "-1", "9" * 30, "9" * 5000, "\u0661"):
        keeper.post(url(plan, "steps_status"), {"steps": [key], "status": "done"})
    ours.refresh_from_db()
    assert (stored(plan), ours.status) == ([("not_begun", "", 1)] * 3, "not_begun")


def test_an_unknown_status_is_refused(plan, steps, keeper):
    response = keeper.post(url(plan, "steps_status"), chosen(steps, "finished"))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "status": ["Select a valid choice. finished is not one of the available choices."]
    }


def test_what_is_so_already_is_left_alone(plan, steps, lead, keeper):
    set_status(steps[0], status=StepStatus.DONE, version=1, by=lead)
    assert sent(keeper, url(plan, "steps_status"), chosen(steps[:1], "done"))[1] == ["Nothing had changed."]
    assert stored(plan)[0] == ("done", "", 2)


def test_the_address_alone_leads_to_the_plan(plan, keeper, reading):
    assert keeper.get(url(plan, "steps_status")).url == plan.get_absolute_url()
    assert statuses([reading], "get", url(plan, "steps_status")) == [403]


def test_a_closed_plan_is_told_of(plan, steps, lead, keeper):
    close_plan(plan, by=lead)
    told = sent(keeper, url(plan, "steps_status"), chosen(steps, "done"))
    assert told == (plan.get_absolute_url(), ["This plan is closed. A lead can open it again."])
    dropped = chosen(steps[1:], "dropped", because="No money")
    assert refused(keeper, url(plan, "steps_status"), dropped) == {"__all__": [CLOSED_MEANWHILE]}
    assert stored(plan) == [("not_begun", "", 1)] * 3


def test_the_reason_outlives_the_session(plan, steps, member, keeper):
    address = url(plan, "steps_status")
    answer = sent_too_late(keeper, member, address, chosen(steps[:1], "dropped", because="No money"))
    assert (answer.redirect_chain, said(answer)) == (
        [(plan.get_absolute_url(), 302)],
        ["\u201cOne\u201d is dropped now."],
    )
    assert stored(plan)[0] == ("dropped", "No money", 2)
    assert "Dropped: No money" in words(keeper, plan.get_absolute_url())

"""An action step: its page, how far it is, and taking it away again."""

from __future__ import annotations

from datetime import date

import pytest

from plans.choices import StepStatus
from plans.models import ActionStep
from plans.services import StepDescription, close_plan, describe_step, set_status
from plans.views.base import CLOSED_MEANWHILE
from tests.factories import MembershipFactory
from tests.plans.making import make_meeting, make_plan, make_step, remark
from tests.plans.pages.asking import queries, refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

CLOSED = "This plan is closed. A lead can open it again."
MEANWHILE = "Somebody else saved this meanwhile: {}"


@pytest.fixture
def step(plan, priority, lead, member):
    """Late, the member's, for a priority, after another step."""
    first = make_step(plan, lead, "Ask leavers")
    said_of_it = {"priority": priority, "after": first, "due_on": date(2026, 10, 1), "starts_on": date(2026, 9, 1)}
    texts = {"resources": "A day", "funding": "Title II", "notes": "Two <b>schools</b> first."}
    return make_step(plan, lead, "Draft a handbook", owner=member, **said_of_it, **texts)


def page_of(step, name):
    return url(step.plan, name, step.pk)


def how_far(status, because="", version=1):
    return {"status": status, "because": because, "version": str(version)}


def stored(step):
    step.refresh_from_db()
    return step.status, step.dropped_because, step.finished_on, step.version


# Reading it ---------------------------------------------------------------------------------------------------------


def test_everybody_inside_reads_it_and_nobody_else(
    plan, step, theirs, leading, keeper, coaching, reading, stranger, sign_in
):
    clients, address = [leading, keeper, coaching, reading, stranger], step.get_absolute_url()
    assert statuses(clients, "get", address) == [200, 200, 200, 200, 404]
    assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
    foreign = theirs.steps.get()
    for name in ("step_detail", "step_change", "step_status", "step_remove"):
        assert statuses([leading], "get", url(plan, name, foreign.pk)) == [404]


def test_the_page_says_all_that_was_said(plan, step, priority, lead, reading, keeper, coaching, leading):
    page = words(reading, step.get_absolute_url())
    assert "Draft a handbook Not begun . Overdue since Oct 1, 2026. A Member sees to it." in page
    assert "Priority Grow our own teachers Starts Sep 1, 2026 Resources A day Funding source Title II" in page
    assert "Waits for Ask leavers Notes Two <b>schools</b> first." in page
    assert "Waiting for it Draft a handbook" in words(reading, step.after.get_absolute_url())
    plain = make_step(plan, lead, "Plain", owner_role="Principals", due_on=date(2026, 10, 15))
    assert "Plain Not begun . Due Oct 15, 2026. Principals sees to it." in words(reading, plain.get_absolute_url())
    assert "Ask leavers Not begun . Nobody owns it yet." in words(reading, step.after.get_absolute_url())
    for offer in ("How far is it?", "Change", "Remove the step"):
        found = [offer in words(one, step.get_absolute_url()) for one in (leading, keeper, coaching, reading)]
        assert found == [True, True, False, False]


def test_it_leads_to_where_it_came_from(plan, lead, member, reading):
    meeting = make_meeting(plan, lead, "October meeting")
    step = make_step(plan, lead, meeting=meeting)
    assert "Follow-up of October meeting" in words(reading, step.get_absolute_url())
    set_status(step, status=StepStatus.DONE, version=1, by=member)
    page = words(reading, step.get_absolute_url())
    assert "Draft a handbook Done , Oct 15, 2026." in page
    assert "History Changed by A Member, October 15, 2026, 12:00 PM Status before Not begun Status after Done" in page


# How far it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["keeper", "leading"])
def test_how_far_it_is_is_said_on_its_page(step, request, who):
    client, address = request.getfixturevalue(who), page_of(step, "step_status")
    form = Page(client.get(step.get_absolute_url())).root.one("form", class_="ts-form ts-far-form")
    assert (form["action"], form["data-draft"]) == (address, address)
    assert len(form.all("input", name="owner")) == 1
    assert [one["value"] for one in form.all("input", name="status") if "checked" in one.attributes] == ["not_begun"]
    assert sent(client, address, how_far("under_way")) == (
        step.get_absolute_url(), ["Under way: Draft a handbook."],
    )  # fmt: skip
    sent(client, address, how_far("done", version=2))
    assert stored(step) == ("done", "", date(2026, 10, 15), 3)
    assert sent(client, address, how_far("done", version=3))[1] == ["Nothing had changed."]
    sent(client, address, how_far("not_begun", version=3))
    assert stored(step) == ("not_begun", "", None, 4)


def test_dropping_it_asks_for_a_reason(step, keeper, reading):
    address = page_of(step, "step_status")
    for because in ("", " "):
        assert refused(keeper, address, how_far("dropped", because)) == {"because": ["Say why it is dropped."]}
    assert stored(step) == ("not_begun", "", None, 1)
    sent(keeper, address, how_far("dropped", "No <b>money</b>."))
    assert stored(step) == ("dropped", "No <b>money</b>.", date(2026, 10, 15), 2)
    assert "Dropped. No <b>money</b>." in words(reading, step.get_absolute_url())
    choice = "Select a valid choice. finished is not one of the available choices."
    assert refused(keeper, address, how_far("finished")) == {"status": [choice]}


def test_only_who_keeps_the_plan_says_it(step, coaching, reading, stranger, sign_in):
    address = page_of(step, "step_status")
    for client, status in ((coaching, 403), (reading, 403), (stranger, 404)):
        assert client.post(address, how_far("done")).status_code == status
    assert sign_in(None).post(address, how_far("done")).url == f"/accounts/login/?next={address}"
    assert stored(step) == ("not_begun", "", None, 1)


def test_two_who_say_it_at_once_both_see_both(step, lead, keeper):
    set_status(step, status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    address = page_of(step, "step_status")
    assert refused(keeper, address, how_far("done"), status=409) == {
        "status": [MEANWHILE.format("Dropped")],
        "because": [MEANWHILE.format("No money")],
    }
    # The same status for another reason is a second version as well.
    assert refused(keeper, address, how_far("dropped", "No time"), status=409) == {
        "because": [MEANWHILE.format("No money")]
    }
    sent(keeper, address, how_far("dropped", "No time", version=2))
    assert stored(step)[1:] == ("No time", date(2026, 10, 15), 3)


def test_a_reason_outlives_the_session(step, member, keeper):
    answer = sent_too_late(keeper, member, page_of(step, "step_status"), how_far("dropped", "No money"))
    assert (answer.redirect_chain, said(answer)) == (
        [(step.get_absolute_url(), 302)], ["Dropped: Draft a handbook."],
    )  # fmt: skip
    assert stored(step)[1] == "No money"


# Taking it away -----------------------------------------------------------------------------------------------------


def test_a_step_that_was_added_by_mistake_is_removed(plan, step, keeper, reading, coaching, stranger):
    address = page_of(step, "step_remove")
    for client, status in ((coaching, 403), (reading, 403), (stranger, 404)):
        assert (client.get(address).status_code, client.post(address).status_code) == (status, status)
    assert "Remove the step Draft a handbook" in words(keeper, address)
    assert sent(keeper, address, {}) == (plan.get_absolute_url(), ["Draft a handbook is removed."])
    assert [one.title for one in plan.steps.all()] == ["Ask leavers"]


def changed(step, by):
    described = StepDescription(title="Other", owner=step.owner, due_on=step.due_on)
    describe_step(step, described=described, version=1, by=by)


def told(step, by):
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=by)


@pytest.mark.parametrize("happen", [changed, told, remark])
def test_what_was_worked_on_or_talked_about_stays(step, lead, keeper, happen):
    happen(ActionStep.objects.get(pk=step.pk), lead)
    assert "Remove the step" not in words(keeper, step.get_absolute_url())
    kept = "It has been worked on or talked about, so it stays. Drop it with a reason instead."
    page = words(keeper, page_of(step, "step_remove"))
    assert ("The step stays" in page, kept in page, "Remove the step" in page) == (True, True, False)
    assert sent(keeper, page_of(step, "step_remove"), {}) == (step.get_absolute_url(), [kept])


def test_a_closed_plan_lets_nothing_be_changed(plan, step, lead, keeper):
    close_plan(plan, by=lead)
    for name, typed in (("step_change", {"title": "Mine"}), ("step_status", how_far("dropped", "Pay"))):
        assert refused(keeper, page_of(step, name), typed) == {"__all__": [CLOSED_MEANWHILE]}
    assert sent(keeper, page_of(step, "step_remove"), {}) == (plan.get_absolute_url(), [CLOSED])
    assert stored(step) == ("not_begun", "", None, 1)
    assert "How far is it?" not in words(keeper, step.get_absolute_url())


# Queries ------------------------------------------------------------------------------------------------------------


def test_the_pages_take_the_same_queries_with_1_and_40_members_and_steps(district, plan, step, lead, keeper):
    pages = [step.get_absolute_url(), page_of(step, "step_change"), url(plan, "step_add")]
    remark(step, lead)
    few = [queries(keeper, page) for page in pages + pages][3:]
    make_plan(district, lead, title="Another")
    for number in range(40):
        member = MembershipFactory(district=district).user
        make_step(plan, lead, f"Step {number}", after=step, owner=member)
        remark(ActionStep.objects.get(pk=step.pk), member)
    keeper.get(step.get_absolute_url())
    assert [few, [queries(keeper, page) for page in pages]] == [[12, 10, 9], [12, 10, 9]]

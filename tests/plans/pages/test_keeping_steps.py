"""Adding an action step and describing it anew, and milestones."""

from __future__ import annotations

from datetime import date

import pytest

from plans.services import MilestoneDescription, close_plan, describe_milestone
from plans.views.base import CLOSED_MEANWHILE
from tests.plans.making import make_meeting, make_milestone, make_plan, make_priority, make_step
from tests.plans.pages.asking import refused, said, sent, sent_too_late, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched")

CLOSED = "This plan is closed. A lead can open it again."
MEANWHILE = "Somebody else saved this meanwhile: {}"
CHOICE = "Select a valid choice. That choice is not one of the available choices."


def typed(**changes):
    names = ["title", "priority", "ground", "person", "owner_role", "starts_on", "due_on", "resources", "funding"]
    return dict.fromkeys([*names, "after", "notes"], "") | {"title": "Ask leavers"} | changes


def told(**changes):
    return {"title": "Handbook approved", "due_on": "2027-03-01", "priority": "", "reached_on": ""} | changes


# Adding a step ------------------------------------------------------------------------------------------------------


def test_who_keeps_the_plan_adds_steps_and_milestones(plan, leading, keeper, coaching, reading, stranger, sign_in):
    clients = [leading, keeper, coaching, reading, stranger]
    for name, fields in (("step_add", typed()), ("milestone_add", told())):
        address = url(plan, name)
        assert statuses(clients, "get", address) == [200, 200, 403, 403, 404]
        assert [client.post(address, fields).status_code for client in clients[2:]] == [403, 403, 404]
        assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
        assert f'data-draft="{address}"' in keeper.get(address).content.decode()
    assert (plan.steps.count(), plan.milestones.count()) == (0, 0)


def test_a_step_for_a_priority_leads_back_to_it(plan, priority, keeper):
    address = f"{url(plan, 'step_add')}?priority={priority.pk}"
    assert keeper.get(address).context["form"]["priority"].value() == priority.pk
    assert f'href="{priority.get_absolute_url()}" data-draft-drop' in keeper.get(address).content.decode()
    place, messages = sent(keeper, address, typed(priority=str(priority.pk)))
    assert (place, messages) == (priority.get_absolute_url(), ["Added: Ask leavers."])
    assert plan.steps.get().priority == priority


def test_a_priority_that_the_address_makes_up_is_passed_over(district, plan, theirs, lead, keeper):
    others = make_priority(make_plan(district, lead, title="Another"), lead), theirs.priorities.get()
    for value in (*(one.pk for one in others), "x", "", "-1", "9" * 30, "9" * 5000, "\u0661"):
        for name in ("priority", "meeting"):
            form = keeper.get(url(plan, "step_add"), {name: value}).context["form"]
            assert form[name].value() in (None, "")


def test_a_follow_up_of_a_meeting_leads_back_to_it(plan, lead, theirs, keeper):
    meeting = make_meeting(plan, lead)
    address = f"{url(plan, 'step_add')}?meeting={meeting.pk}"
    form = Page(keeper.get(address)).root.one("form", class_="ts-form")
    assert form.one("input", name="meeting")["value"] == str(meeting.pk)
    told = sent(keeper, address, typed(meeting=str(meeting.pk)))
    assert told == (meeting.get_absolute_url(), ["Added: Ask leavers."])
    assert plan.steps.get().meeting == meeting
    foreign = theirs.meetings.get()
    assert refused(keeper, url(plan, "step_add"), typed(meeting=str(foreign.pk))) == {"meeting": [CHOICE]}
    assert CHOICE in Page(keeper.post(url(plan, "step_add"), typed(meeting=str(foreign.pk)))).id("main").text


def test_what_is_wrong_stands_beside_its_field(plan, theirs, member, outsider, keeper):
    for changes, errors in (
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"title": "x" * 301}, {"title": ["Ensure this value has at most 300 characters (it has 301)."]}),
        ({"due_on": "soon"}, {"due_on": ["Enter a valid date."]}),
        ({"starts_on": "2027-01-02", "due_on": "2027-01-01"}, {"due_on": ["It is due before it starts."]}),
        (
            {"person": str(member.pk), "owner_role": "Principals"},
            {"owner_role": ["Choose a person or name a role, not both."]},
        ),
        ({"person": str(outsider.pk)}, {"person": [CHOICE]}),
        ({"priority": str(theirs.priorities.get().pk)}, {"priority": [CHOICE]}),
        ({"after": str(theirs.steps.get().pk)}, {"after": [CHOICE]}),
    ):
        assert refused(keeper, url(plan, "step_add"), typed(notes="Kept") | changes) == errors
    assert not plan.steps.exists()


def test_a_new_step_outlives_the_session(plan, priority, member, keeper):
    address = f"{url(plan, 'step_add')}?priority={priority.pk}"
    answer = sent_too_late(keeper, member, address, typed(priority=str(priority.pk), notes="Two schools first."))
    assert (answer.redirect_chain, said(answer)) == ([(priority.get_absolute_url(), 302)], ["Added: Ask leavers."])
    assert plan.steps.get().notes == "Two schools first."


# Changing a step ----------------------------------------------------------------------------------------------------


def test_a_step_is_described_anew(plan, lead, member, keeper, coaching, reading, stranger):
    step = make_step(plan, lead, "Ask", owner=lead, notes="Old")
    address = url(plan, "step_change", step.pk)
    for client, status in ((coaching, 403), (reading, 403), (stranger, 404)):
        assert client.post(address, typed(version="1")).status_code == status
    form = keeper.get(address).context["form"]
    assert (form["title"].value(), form["person"].value(), form["notes"].value()) == ("Ask", lead.pk, "Old")
    told = sent(keeper, address, typed(person=str(member.pk), version="1"))
    assert told == (step.get_absolute_url(), ["The step is saved."])
    step.refresh_from_db()
    assert (step.title, step.owner, step.notes, step.version) == ("Ask leavers", member, "", 2)
    assert sent(keeper, address, typed(person=str(member.pk), version="1"))[1] == ["Nothing had changed."]


def test_a_step_cannot_wait_for_one_that_waits_for_it(plan, lead, keeper):
    first = make_step(plan, lead, "First")
    second = make_step(plan, lead, "Second", after=make_step(plan, lead, "Between", after=first))
    circle = "That step waits for this one, so this one cannot wait for it."
    address = url(plan, "step_change", first.pk)
    assert refused(keeper, address, typed(after=str(second.pk), version="1")) == {"after": [circle]}
    assert refused(keeper, address, typed(after=str(first.pk), version="1")) == {"after": [CHOICE]}
    first.refresh_from_db()
    assert first.after is None


# Milestones ---------------------------------------------------------------------------------------------------------


def test_a_milestone_is_added_reached_and_removed(plan, priority, lead, keeper, coaching, reading, stranger):
    place, messages = sent(keeper, f"{url(plan, 'milestone_add')}?priority={priority.pk}", told())
    assert (place, messages) == (priority.get_absolute_url(), ["Added: Handbook approved."])
    milestone = plan.milestones.get()
    address, removing = (url(plan, f"milestone_{what}", milestone.pk) for what in ("change", "remove"))
    for client, status in ((coaching, 403), (reading, 403), (stranger, 404)):
        found = [client.get(address), client.post(address, told()), client.get(removing), client.post(removing)]
        assert [one.status_code for one in found] == [status] * 4
    reached = told(reached_on="2026-10-01", version="1")
    assert sent(keeper, address, reached) == (milestone.get_absolute_url(), ["The milestone is saved."])
    assert sent(keeper, address, reached)[1] == ["Nothing had changed."]
    milestone.refresh_from_db()
    assert (milestone.reached_on, milestone.version) == (date(2026, 10, 1), 2)
    assert "Handbook approved. What was said of it stays in its history." in words(keeper, removing)
    meanwhile = "Somebody changed this meanwhile, so it was not removed. Look at it again."
    for version in ("", "1", "x", "9" * 5000):
        assert sent(keeper, removing, {"version": version})[1] == [meanwhile]
    told_then = sent(keeper, removing, {"version": "2"})
    assert told_then == (plan.get_absolute_url(), ["Handbook approved is removed."])
    assert not plan.milestones.exists()


def test_two_who_change_a_milestone_at_once_both_see_both(plan, theirs, lead, keeper):
    milestone = make_milestone(plan, lead)
    described = MilestoneDescription(title="Theirs", due_on=date(2027, 4, 1), reached_on=date(2027, 3, 1))
    describe_milestone(milestone, described=described, version=1, by=lead)
    address = url(plan, "milestone_change", milestone.pk)
    assert refused(keeper, address, told(version="1"), status=409) == {
        "title": [MEANWHILE.format("Theirs")],
        "due_on": [MEANWHILE.format("Apr 1, 2027")],
        "reached_on": [MEANWHILE.format("Mar 1, 2027")],
    }
    assert refused(keeper, address, told(due_on="", version="2")) == {"due_on": ["This field is required."]}
    foreign = theirs.milestones.get()
    assert statuses([keeper], "get", url(plan, "milestone_change", foreign.pk)) == [404]


def test_milestones_of_a_closed_plan_stay(plan, lead, member, keeper):
    milestone = make_milestone(plan, lead)
    answer = sent_too_late(keeper, member, url(plan, "milestone_add"), told(title="Second"))
    assert (answer.redirect_chain, said(answer)) == ([(plan.get_absolute_url(), 302)], ["Added: Second."])
    close_plan(plan, by=lead)
    for address in (url(plan, "milestone_add"), url(plan, "milestone_change", milestone.pk)):
        assert refused(keeper, address, told(title="Third", version="1")) == {"__all__": [CLOSED_MEANWHILE]}
    remove = url(plan, "milestone_remove", milestone.pk)
    assert sent(keeper, remove, {"version": "1"}) == (plan.get_absolute_url(), [CLOSED])
    assert sorted(plan.milestones.values_list("title", flat=True)) == sorted([milestone.title, "Second"])

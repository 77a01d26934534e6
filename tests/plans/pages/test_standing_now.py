"""The page of a thread says how the thing in a plan stands now, beside what was said of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from plans.choices import Outcome, Phase, StepStatus
from plans.models import Cycle
from plans.services import (
    ReadingDescription,
    TargetDescription,
    add_reading,
    add_target,
    describe_cycle,
    reach_milestone,
    set_status,
)
from tests.factories import MembershipFactory
from tests.plans.making import (
    cycle_said,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    remark,
)
from tests.plans.pages.asking import queries
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

MAKE = {
    "priority": make_priority,
    "step": make_step,
    "milestone": make_milestone,
    "measure": make_measure,
    "cycle": make_cycle,
    "meeting": make_meeting,
}
# What a priority's steps and a measure's values take is one query each.
QUERIES = {"priority": 7, "step": 6, "milestone": 6, "measure": 7, "cycle": 6, "meeting": 6}


def thread_of(thing):
    return f"{thing.get_absolute_url()}comments/"


def now(client, thing):
    """What the thread's page says of how the thing stands, by name."""
    response = client.get(thread_of(thing))
    assert response.status_code == 200
    section = Page(response).id("main").one("section", aria_labelledby="h-now")
    assert section.one("h2").text == "How it stands now"
    return dict(zip(section.texts("dt"), section.texts("dd"), strict=True))


@pytest.mark.parametrize("kind", MAKE)
def test_everybody_inside_reads_how_it_stands_and_nobody_else(
    plan, lead, leading, keeper, coaching, reading, stranger, sign_in, kind
):
    thing = MAKE[kind](plan, lead)
    told = [now(client, thing) for client in (leading, keeper, coaching, reading)]
    assert told == [told[0]] * 4
    assert told[0]
    assert stranger.get(thread_of(thing)).status_code == 404
    assert sign_in(None).get(thread_of(thing)).url.startswith("/accounts/login/")


def test_a_step_says_how_far_it_is_when_it_is_due_and_who_owns_it(plan, lead, member, reading):
    step = make_step(plan, lead)
    assert now(reading, step) == {"Status": "Not begun", "Due": "No date", "Owner": "Nobody yet"}
    late = make_step(plan, lead, owner=member, due_on=date(2026, 10, 14))
    set_status(late, status=StepStatus.UNDER_WAY, version=1, by=lead)
    assert now(reading, late) == {"Status": "Under way", "Due": "Oct 14, 2026, overdue", "Owner": "A Member"}
    set_status(late, status=StepStatus.DONE, version=2, by=lead)
    assert now(reading, late) == {"Status": "Done, Oct 15, 2026", "Due": "Oct 14, 2026", "Owner": "A Member"}
    ours = make_step(plan, lead, owner_role="HR <b>office</b>", due_on=date(2026, 10, 15))
    assert now(reading, ours) == {"Status": "Not begun", "Due": "Oct 15, 2026", "Owner": "HR <b>office</b>"}


def test_a_milestone_says_when_it_is_due_and_when_it_was_reached(plan, lead, reading):
    assert now(reading, make_milestone(plan, lead)) == {"Due": "Mar 1, 2027", "Reached": "Not yet"}
    today = make_milestone(plan, lead, due_on=date(2026, 10, 15))
    assert now(reading, today) == {"Due": "Oct 15, 2026", "Reached": "Not yet"}
    late = make_milestone(plan, lead, due_on=date(2026, 10, 14))
    assert now(reading, late) == {"Due": "Oct 14, 2026, overdue", "Reached": "Not yet"}
    reach_milestone(late, on=date(2026, 10, 15), version=1, by=lead)
    assert now(reading, late) == {"Due": "Oct 14, 2026", "Reached": "Oct 15, 2026"}


def test_a_measure_says_where_it_stands(plan, lead, reading):
    begun = {"baseline_on": date(2025, 9, 1)}
    new = make_measure(plan, lead, "New", **begun)
    assert now(reading, new) == {"Standing": "Not known yet", "Latest reading": "No reading yet"}
    targets = {date(2026, 6, 1): "80", date(2026, 9, 1): "90"}
    for title, value, standing in (
        ("A", "90", "On its path"),
        ("B", "88", "Near its path"),
        ("C", "71", "Off its path"),
    ):
        readings = {date(2026, 10, 1): value, date(2025, 10, 1): "95"}
        measure = make_measure(plan, lead, title, targets=targets, readings=readings, **begun)
        assert now(reading, measure) == {"Standing": standing, "Latest reading": f"{value}% on Oct 1, 2026"}


def test_a_cycle_says_its_phase_and_what_became_of_it(plan, lead, reading):
    cycle = make_cycle(plan, lead, owner=lead)
    assert now(reading, cycle) == {"Phase": "Plan", "Study on": "Nov 1, 2026", "Owner": "A Lead"}
    describe_cycle(cycle, described=cycle_said(phase=Phase.STUDY), version=1, by=lead)
    assert now(reading, cycle) == {"Phase": "Study", "Study on": "Nov 1, 2026", "Owner": "Nobody yet"}
    closed = cycle_said(learned="Pay", outcome=Outcome.ADAPT, owner_role="HR")
    describe_cycle(Cycle.objects.get(pk=cycle.pk), described=closed, version=2, by=lead)
    assert now(reading, cycle) == {"Closed": "Adapt, Oct 15, 2026", "Owner": "HR"}


def test_a_meeting_says_its_day(plan, lead, reading):
    assert now(reading, make_meeting(plan, lead)) == {"Day": "Oct 14, 2026"}


def test_a_priority_says_how_much_of_it_is_done(district, plan, priority, lead, reading):
    assert now(reading, priority) == {"Steps": "No step yet"}
    make_step(plan, lead, priority=make_priority(plan, lead, "Other"))
    make_step(make_plan(district, lead, title="Other"), lead)
    for status in (*StepStatus, StepStatus.DONE):
        step = make_step(plan, lead, status, priority=priority)
        set_status(step, status=status, because="No money", version=1, by=lead)
    # Of those that are dropped, nobody waits for anything.
    assert now(reading, priority) == {"Steps": "2 of 4 done"}


@pytest.mark.parametrize("kind", MAKE)
def test_what_goes_while_somebody_comments_leaves_their_words(plan, lead, keeper, stranger, monkeypatch, kind):
    from comments.services import say

    thing = MAKE[kind](plan, lead)

    def removed_first(row, **said):
        type(thing).objects.filter(pk=thing.pk).delete()
        return say(row, **said)

    monkeypatch.setattr("comments.owners.say", removed_first)
    fields = {"words": "Two schools <b>first</b>."}
    assert stranger.post(thread_of(thing), fields).status_code == 404
    response = keeper.post(thread_of(thing), fields)
    main = Page(response).id("main")
    assert (response.status_code, main.one("textarea", name="words").raw.strip()) == (422, fields["words"])
    assert "What this is about was deleted meanwhile, so the comment has no place anymore." in main.text
    assert keeper.post(thread_of(thing), fields).status_code == 404


@pytest.mark.parametrize("kind", MAKE)
def test_the_page_takes_the_same_queries_with_1_and_40_of_everything(district, plan, lead, keeper, kind):
    thing = MAKE[kind](plan, lead)
    remark(thing, lead)
    keeper.get(thread_of(thing))
    few = queries(keeper, thread_of(thing))
    for number in range(40):
        member = MembershipFactory(district=district).user
        remark(thing, member)
        of_it = {"priority": thing} if kind == "priority" else {}
        make_step(plan, lead, f"Step {number}", owner=member, due_on=date(2026, 10, 1), **of_it)
        if kind == "measure":
            on = date(2026, 9, 2) + timedelta(days=number)
            add_target(thing, described=TargetDescription(value=Decimal(80), on=on), by=lead)
            add_reading(thing, described=ReadingDescription(value=Decimal(75), on=on), by=lead)
    keeper.get(thread_of(thing))
    assert [few, queries(keeper, thread_of(thing))] == [QUERIES[kind]] * 2

"""The plan by priority and by owner: what needs a look on top, what is planned under each, filters, and its history."""

from __future__ import annotations

from datetime import date

import pytest

from districts.models import Team
from plans.choices import Origin, StepStatus
from plans.models import ActionStep
from plans.services import close_plan, describe_plan, put_in_force, set_status
from tests.plans.making import (
    filled_plan,
    make_cause,
    make_cycle,
    make_measure,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    plan_said,
    remark,
)
from tests.plans.pages.asking import queries, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("theirs", "today")

LATE, LATER, SOON, FAR = date(2026, 10, 1), date(2026, 10, 14), date(2026, 10, 22), date(2027, 3, 1)


@pytest.fixture
def busy(plan, lead, member):
    """Two priorities, the second bare; steps of every status, owner and day."""
    first = make_priority(plan, lead, "Grow our own", origin=Origin.INFORMATION)
    make_priority(plan, lead, "Keep them", reason="Many leave.")
    said = {"priority": first}
    make_step(plan, lead, "Ask leavers", owner=member, due_on=LATER, **said)
    make_step(plan, lead, "Draft a handbook", owner_role="Principals", due_on=LATE, **said)
    done = make_step(plan, lead, "Visit schools", owner=member, due_on=SOON, **said)
    set_status(done, status=StepStatus.DONE, version=1, by=lead)
    dropped = make_step(plan, lead, "Hire a consultant", **said)
    set_status(dropped, status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    make_step(plan, lead, "Tell the board", due_on=FAR)
    return plan


def needs_a_look(client, plan):
    found = Page(client.get(plan.get_absolute_url())).root.all("section", aria_labelledby="h-look")
    return [item.text for section in found for item in section.all("li")]


def tables(client, address):
    """Every table of steps: who it is about, and its rows."""
    root = Page(client.get(address)).root
    return {
        table.one("caption").text: [row.texts("th") + row.texts("td") for row in table.one("tbody").all("tr")]
        for table in root.all("table")
    }


# By priority --------------------------------------------------------------------------------------------------------


def test_everybody_inside_reads_every_page(busy, leading, keeper, coaching, reading, stranger, sign_in):
    clients = [leading, keeper, coaching, reading, stranger]
    for page in ("plan_detail", "plan_owners", "plan_history"):
        address = url(busy, page)
        assert statuses(clients, "get", address) == [200, 200, 200, 200, 404]
        assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"


def test_another_districts_plan_is_not_found_under_ours(theirs, leading):
    assert leading.get(f"/districts/lakeview/plans/{theirs.pk}/").status_code == 404


def test_steps_stand_under_their_priority(busy, reading):
    assert tables(reading, busy.get_absolute_url()) == {
        "Action steps: Grow our own": [
            ["Draft a handbook", "Principals", "Oct 1, 2026 Overdue", "Not begun"],
            ["Ask leavers", "A Member", "Oct 14, 2026 Overdue", "Not begun"],
            ["Visit schools", "A Member", "Oct 22, 2026", "Done"],
            ["Hire a consultantDropped: No money", "Nobody yet", "No date", "Dropped"],
        ],
        "Action steps: without a priority": [["Tell the board", "Nobody yet", "Mar 1, 2027", "Not begun"]],
    }
    page = words(reading, busy.get_absolute_url())
    assert "1 of 4 steps done 0 under way 2 overdue" in page
    assert "1. Grow our own 1 of 3 done" in page
    assert "The board asked for it. Not enough information" in page
    assert "2. Keep them Many leave. Chosen by the team Nothing is planned for it yet." in page


def test_what_else_is_planned_stands_under_its_priority_too(plan, lead, reading):
    priority = make_priority(plan, lead, "Keep them")
    make_milestone(plan, lead, priority=priority, due_on=LATE)
    make_milestone(plan, lead, "Pay agreed", priority=priority, due_on=LATE, reached_on=LATE)
    make_measure(plan, lead, priority=priority, targets={FAR: "90"}, readings={LATER: "60"})
    make_cycle(plan, lead, priority=priority)
    make_cycle(plan, lead, "Try mentors", study_on=LATER)
    make_cause(priority, lead, strategy="Pay for mentors")
    remark(priority, lead)
    page = words(reading, plan.get_absolute_url())
    assert "Chosen by the team. Strategy: Pay for mentors. 1 comment, open" in page
    assert "Milestones Handbook approved Missed , Oct 1, 2026 Pay agreed Reached Oct 1, 2026" in page
    assert "Measures Teachers who stay Off its path 60% on Oct 14, 2026, target 90% by Mar 1, 2027" in page
    assert "Improvement cycles Try exit interviews Phase: Plan To be studied Nov 1, 2026" in page
    assert "Improvement cycles Try mentors Phase: Plan To be studied since Oct 14, 2026" in page
    remark(plan.milestones.get(title="Pay agreed"), lead)
    html = reading.get(plan.get_absolute_url()).content.decode()
    assert [f'href="{one.get_absolute_url()}"' in html for one in plan.milestones.all()] == [True, True]
    assert "Pay agreed Reached Oct 1, 2026 1 comment, open" in words(reading, plan.get_absolute_url())


def test_what_is_late_stands_on_top(busy, lead, reading, keeper):
    make_milestone(busy, lead, due_on=LATE)
    make_measure(busy, lead, targets={FAR: "90"}, readings={LATER: "60"})
    assert needs_a_look(reading, busy) == [
        "Draft a handbookOverdue since Oct 1, 2026, Principals",
        "Ask leaversOverdue since Oct 14, 2026, A Member",
        "Handbook approvedMilestone missed, Oct 1, 2026",
        "Teachers who stayOff its path at 60%",
    ]
    for number in range(4):
        make_step(busy, lead, f"Late {number}", due_on=LATER)
    assert "All 6 overdue steps" in words(reading, busy.get_absolute_url())
    assert len(needs_a_look(reading, busy)) == 7


def test_more_than_a_handful_of_priorities_is_warned_about(plan, lead, reading):
    for number in range(5):
        make_priority(plan, lead, f"Priority {number}")
    assert "more than a handful" not in words(reading, plan.get_absolute_url())
    make_priority(plan, lead, "One more")
    assert "6 priorities are more than a handful. The more a team takes on at once" in words(
        reading, plan.get_absolute_url()
    )


def test_the_head_says_what_the_plan_is(district, plan, lead, reading):
    team = Team.objects.create(district=district, name="Talent team", changed_at=plan.opened_at)
    said = plan_said(systems=plan.systems.all(), goals="Keep <b>teachers</b>.\nGrow leaders.", team=team, sponsor="Ann")
    describe_plan(plan, described=said, version=1, by=lead)
    page = words(reading, plan.get_absolute_url())
    head = "Improvement plan School year 2026–27. Draft. Sponsor: Ann. Team: Talent team . Serves:"
    assert f"{head} Keep <b>teachers</b>. Grow leaders." in page


# Empty, and what each role is offered -------------------------------------------------------------------------------


def offers(client, plan):
    head = Page(client.get(plan.get_absolute_url())).root.all("div", class_="ts-head__acts")
    return [link.text for one in head for link in one.all("a")]


def test_an_empty_plan_says_who_chooses_what_to_work_on(plan, lead, leading, keeper, coaching, reading):
    for client in (leading, keeper, coaching, reading):
        page = words(client, plan.get_absolute_url())
        assert "The priorities will be here A plan works on a handful of priorities." in page
        assert ("A lead of the district chooses them." in page) == (client is not leading)
        assert offers(client, plan) == (["Choose what to work on"] if client is leading else [])
    close_plan(plan, by=lead)
    page = words(reading, plan.get_absolute_url())
    assert ("Closed. This plan is read-only." in page, "Open it again" in page) == (True, False)
    assert "A lead of the district chooses them." not in page
    assert "Open it again" in words(leading, plan.get_absolute_url())


def test_each_role_is_offered_what_it_may_do(busy, lead, leading, keeper, coaching, reading):
    draft = [offers(client, busy) for client in (leading, keeper, coaching, reading)]
    assert draft == [["Choose what to work on", "Put it in force"], ["Add a step"], [], []]
    put_in_force(busy, by=lead)
    in_force = [offers(client, busy) for client in (leading, keeper, coaching, reading)]
    assert in_force == [["Choose what to work on", "Add a step"], ["Add a step"], [], []]
    close_plan(busy, by=lead)
    for client in (leading, keeper, coaching, reading):
        html = client.get(busy.get_absolute_url()).content.decode()
        assert (offers(client, busy), 'name="steps"' in html, "steps/add/" in html) == ([], False, False)


def test_who_may_say_how_far_steps_are_chooses_among_them(busy, keeper, coaching, reading):
    keys = {str(pk) for pk in ActionStep.objects.filter(plan=busy).values_list("pk", flat=True)}
    for page in ("plan_detail", "plan_owners"):
        root = Page(keeper.get(url(busy, page))).root
        assert {box["value"] for box in root.all("input", name="steps", form="chosen")} == keys
        assert root.one("form", id="chosen")["action"] == url(busy, "steps_status")
        for client in (coaching, reading):
            assert Page(client.get(url(busy, page))).root.all("form", id="chosen") == []


def test_a_bare_priority_of_the_readiness_summary_leads_to_what_the_practice_asks_for(busy, lead, keeper, reading):
    line = "Begin with what the practice asks for next"
    clients = (keeper, reading)
    assert [line in words(client, busy.get_absolute_url()) for client in clients] == [False, False]
    make_priority(busy, lead, "Select with care", origin=Origin.READINESS)
    assert [line in words(client, busy.get_absolute_url()) for client in clients] == [True, False]


# By owner -----------------------------------------------------------------------------------------------------------


def test_steps_stand_under_whoever_owns_them(busy, reading):
    assert {name: [row[0] for row in rows] for name, rows in tables(reading, url(busy, "plan_owners")).items()} == {
        "Action steps: A Member": ["Ask leavers", "Visit schools"],
        "Action steps: Principals": ["Draft a handbook"],
        "Action steps: Nobody yet": ["Tell the board", "Hire a consultantDropped: No money"],
    }
    page = words(reading, url(busy, "plan_owners"))
    assert "A Member 1 of 2 done, 1 overdue" in page
    assert "Nobody yet 0 of 1 done" in page


def test_a_plan_without_steps_has_no_owners_yet(plan, reading):
    page = words(reading, url(plan, "plan_owners"))
    assert "The owners will be here Every action step has somebody who sees to it, or a role." in page


# Filters ------------------------------------------------------------------------------------------------------------


def found(client, address):
    return sorted(row[0].partition("Dropped")[0] for rows in tables(client, address).values() for row in rows)


@pytest.mark.parametrize("page", ["plan_detail", "plan_owners"])
def test_filters_leave_what_was_asked_for(busy, member, reading, page):
    mine = ["Ask leavers", "Visit schools"]
    for query, left in (
        (f"owner={member.pk}", mine),
        ("owner=role+Principals", ["Draft a handbook"]),
        ("owner=nobody", ["Hire a consultant", "Tell the board"]),
        ("status=open", ["Ask leavers", "Draft a handbook", "Tell the board"]),
        ("status=dropped", ["Hire a consultant"]),
        ("due=overdue", ["Ask leavers", "Draft a handbook"]),
        ("due=none", ["Hire a consultant"]),
        (f"owner={member.pk}&status=open", ["Ask leavers"]),
        ("owner=99999999999999999999&status=%00&due=x", None),
        ("owner=&status=&due=", None),
    ):
        address = f"{url(busy, page)}?{query}"
        assert found(reading, address) == (left or found(reading, url(busy, page))), query
        assert (f"{len(left)} of 5 steps Show all" in words(reading, address)) if left else True


def test_a_filter_that_leaves_nothing_says_so(busy, member, reading):
    nothing = f"owner={member.pk}&status=dropped"
    page = words(reading, f"{busy.get_absolute_url()}?{nothing}")
    assert "0 of 5 steps Show all" in page
    assert "No step of it is among those chosen." in page
    by_owner = words(reading, f"{url(busy, 'plan_owners')}?{nothing}")
    assert "No step is found None of the steps is among those chosen." in by_owner


# History and queries ------------------------------------------------------------------------------------------------


def test_the_history_tells_what_became_of_the_plan(plan, lead, reading):
    describe_plan(plan, described=plan_said(systems=plan.systems.all(), title="Talent plan"), version=1, by=lead)
    close_plan(plan, by=lead)
    response = reading.get(url(plan, "plan_history"))
    assert [event.what for event in response.context["events"]] == ["Changed", "Changed", "Added"]
    page = words(reading, url(plan, "plan_history"))
    assert "Title before Improvement plan Title after Talent plan" in page
    assert "State before Draft State after Closed" in page


@pytest.mark.parametrize("page", ["plan_detail", "plan_owners"])
def test_the_plan_takes_ten_queries_small_and_full(district, lead, leading, page):
    """Session, user, plan with membership; priorities, steps, milestones, three for measures, cycles."""
    small = make_plan(district, lead, title="Small")
    make_step(small, lead, priority=make_priority(small, lead), owner=lead)
    make_measure(small, lead, targets={FAR: "90"}, readings={LATER: "60"})
    full = filled_plan(district, lead)
    leading.get(url(small, page))
    assert [queries(leading, url(one, page)) for one in (small, full)] == [10, 10]

"""A milestone: its page, the ways from there, and what stays because somebody has talked about it."""

from __future__ import annotations

from datetime import date

import pytest

from plans.models import Milestone
from plans.services import MilestoneDescription, carry_over, close_plan, describe_milestone, reach_milestone
from tests.factories import MembershipFactory
from tests.plans.making import make_milestone, make_step, plan_said, remark
from tests.plans.pages.asking import queries, sent, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched", "today")

STAYS = "Somebody has said something about it, so it stays."


@pytest.fixture
def milestone(plan, priority, lead):
    """Late by a day, of a priority."""
    return make_milestone(plan, lead, priority=priority, due_on=date(2026, 10, 14))


def page_of(milestone, name):
    return url(milestone.plan, f"milestone_{name}", milestone.pk)


# Reading it ---------------------------------------------------------------------------------------------------------


def test_everybody_inside_reads_it_and_nobody_else(
    plan, milestone, theirs, leading, keeper, coaching, reading, stranger, sign_in
):
    clients, address = [leading, keeper, coaching, reading, stranger], milestone.get_absolute_url()
    assert address == page_of(milestone, "detail")
    assert statuses(clients, "get", address) == [200, 200, 200, 200, 404]
    assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
    foreign = theirs.milestones.get()
    for name in ("detail", "change", "remove", "comments"):
        assert statuses([leading], "get", url(plan, f"milestone_{name}", foreign.pk)) == [404]


def test_the_page_says_when_it_is_due_whether_it_is_reached_and_whose_it_is(plan, milestone, priority, lead, reading):
    address = milestone.get_absolute_url()
    main = Page(reading.get(address)).id("main")
    assert main.one("h1").text == "Handbook approved"
    assert "Handbook approved Not reached yet . Overdue since Oct 14, 2026." in words(reading, address)
    assert main.one("dl").one("a")["href"] == priority.get_absolute_url()
    assert (main.one("dl").texts("dt"), main.one("dl").texts("dd")) == (["Priority"], ["Grow our own teachers"])
    reach_milestone(milestone, on=date(2026, 10, 15), version=1, by=lead)
    assert "Handbook approved Reached , Oct 15, 2026. Due Oct 14, 2026." in words(reading, address)
    bare = make_milestone(plan, lead, "Two <b>schools</b>", due_on=date(2026, 10, 15))
    text = words(reading, bare.get_absolute_url())
    assert "Two <b>schools</b> Not reached yet . Due Oct 15, 2026." in text
    assert Page(reading.get(bare.get_absolute_url())).id("main").all("dl") == []


def test_who_keeps_the_plan_finds_what_there_is_to_do_and_nobody_else(
    milestone, lead, leading, keeper, coaching, reading
):
    clients, address = (leading, keeper, coaching, reading), milestone.get_absolute_url()
    change = page_of(milestone, "change")
    links = (change, f"{change}#div_id_reached_on", page_of(milestone, "remove"))

    def offered():
        return [[f'href="{link}"' in one.get(address).content.decode() for link in links] for one in clients]

    assert offered() == [[True] * 3] * 2 + [[False] * 3] * 2
    assert 'id="div_id_reached_on"' in keeper.get(change).content.decode()
    reach_milestone(milestone, on=date(2026, 10, 15), version=1, by=lead)
    remark(milestone, lead)
    assert offered() == [[True, False, False]] * 2 + [[False] * 3] * 2
    close_plan(milestone.plan, by=lead)
    assert offered() == [[False] * 3] * 4


def test_it_says_what_happened_to_it_and_what_it_was_carried_over_from(plan, milestone, lead, member, keeper):
    moved = MilestoneDescription(title="Handbook approved", due_on=date(2026, 12, 1), priority=milestone.priority)
    describe_milestone(milestone, described=moved, version=1, by=member)
    text = words(keeper, milestone.get_absolute_url())
    assert "History Changed by A Member, October 15, 2026, 12:00 PM" in text
    assert "Due before Oct 14, 2026 Due after Dec 1, 2026 Added by A Lead, October 15, 2026" in text
    new = carry_over(plan, described=plan_said(title="Next", year=2027), by=lead).milestones.get()
    page = Page(keeper.get(new.get_absolute_url())).id("main")
    assert page.one("dl").texts("dt") == ["Priority", "Carried over from"]
    assert page.one("dl").all("a")[1]["href"] == milestone.get_absolute_url()


def test_the_page_takes_the_same_queries_with_1_and_40_of_everything(district, milestone, lead, keeper):
    address = milestone.get_absolute_url()
    remark(milestone, lead)
    keeper.get(address)
    few = queries(keeper, address)
    for number in range(40):
        remark(milestone, MembershipFactory(district=district).user)
        reach_milestone(milestone, on=date(2026, 10, 1 + number % 2), version=number + 1, by=lead)
        make_milestone(milestone.plan, lead, f"Other {number}", priority=milestone.priority)
        make_step(milestone.plan, lead, f"Step {number}", priority=milestone.priority)
    assert (few, queries(keeper, address)) == (8, 8)


# What stays ---------------------------------------------------------------------------------------------------------


def test_a_milestone_that_was_talked_about_stays_and_the_page_says_why(plan, milestone, lead, keeper):
    remark(milestone, lead)
    address = page_of(milestone, "remove")
    page = Page(keeper.get(address)).id("main")
    assert (page.one("h1").text, STAYS in page.text) == ("The milestone stays", True)
    assert page.one("form", class_="ts-form").all("button") == []
    assert sent(keeper, address, {"version": "1"}) == (milestone.get_absolute_url(), [STAYS])
    assert plan.milestones.get() == milestone


def test_whoever_did_not_read_what_is_stored_comes_back_to_the_page(milestone, lead, keeper):
    reach_milestone(milestone, on=date(2026, 10, 15), version=1, by=lead)
    meanwhile = "Somebody changed this meanwhile, so it was not removed. Look at it again."
    found = sent(keeper, page_of(milestone, "remove"), {"version": "1"})
    assert found == (milestone.get_absolute_url(), [meanwhile])
    assert Milestone.objects.filter(pk=milestone.pk).exists()


def test_changing_it_leads_back_to_its_page(milestone, keeper):
    page = Page(keeper.get(page_of(milestone, "change"))).id("main")
    assert page.one("h1").text == "Change the milestone"
    cancel = [one["href"] for one in page.all("a") if "data-draft-drop" in one.attributes]
    assert cancel == [milestone.get_absolute_url()]

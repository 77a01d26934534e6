"""A plan from its beginning into the next school year, as a lead, a member and a coach go through it together."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan
from tests.browser.demo import Demo
from tests.browser.planned import day, fill, refused, send

# Where it was found, what is chosen there, what it is called, and why it is chosen.
CHOICES = (
    ("Talent Management: not in place yet", "5a, Getting Ready", "Post where people look", "Posts stay open."),
    ("Recommended on the Hexagon", "Communication and hiring", "Join the consortium", "Four neighbors do it."),
    ("Gaps in inventories", "Positions, 2026", "Know our positions", "Nobody has looked since October."),
    ("Not enough information", "Find out: 4, Getting Ready", "Know why people leave", "Payroll may have the data."),
)  # fmt: skip
ORIGINS = ("Readiness", "Hexagon recommendation", "Inventory", "Not enough information")
STEP, MEASURE, CYCLE = "List where our teachers read postings", "Posts filled by May", "Post on one platform"
OTHERS = ("Visit the consortium", "Ask payroll for the codes")


@pytest.mark.usefixtures("together", "kept")
def test_a_plan_goes_from_its_start_into_the_next_school_year(page_of, demo: Demo, watch):
    watch.expect("status of 422")
    lead, member = page_of("lead", "/districts/lakeview/"), page_of("member")
    start(lead)
    for choice in CHOICES:
        choose(lead, *choice)
    read_priorities(lead)
    plan = Plan.objects.get()
    member.goto(plan.get_absolute_url())
    take_a_sentence_up(member)
    add_steps(member, plan)
    add_measure(member, plan)
    find_root_cause(member, plan)
    go_through_cycle(member, plan)
    put_in_force(lead, plan)
    be_asked(page_of("coach", plan.get_absolute_url()), member)
    finish(member, plan)
    carry_over(lead, plan)


def start(lead: Page) -> None:
    lead.goto("/districts/lakeview/plans/")
    expect(lead.get_by_role("heading", name="The plans will be listed here")).to_be_visible()
    lead.get_by_role("link", name="Start a plan").click()
    fill(lead, title="", goals="Every classroom has a certified teacher.")
    send(lead, "Start the plan")
    refused(lead, "title", "This field is required.")
    fill(lead, title="Talent plan")
    send(lead, "Start the plan", "Talent plan is started. Choose what to work on.")


def choose(lead: Page, place: str, found: str, title: str, reason: str) -> None:
    candidates = lead.get_by_role("region", name=place)
    candidates.get_by_role("link", name=re.compile(f"Choose it.*{found}")).click()
    fill(lead, title=title)
    send(lead, "Make it a priority")
    refused(lead, "reason", "This field is required.")
    expect(lead.get_by_label("Priority")).to_have_value(title)
    fill(lead, reason=reason)
    send(lead, "Make it a priority", f"{title} is a priority now. Say next who does what for it.")
    lead.goto(f"{Plan.objects.get().get_absolute_url()}choose/")
    expect(candidates.get_by_text(f"Already a priority: {title}")).to_be_visible()


def read_priorities(lead: Page) -> None:
    lead.get_by_role("link", name="Go on to the plan").click()
    for (_, _, title, reason), origin in zip(CHOICES, ORIGINS, strict=True):
        section = lead.get_by_role("region", name=title)
        expect(section).to_contain_text(reason)
        expect(section).to_contain_text(f"{origin}: ")


def take_a_sentence_up(member: Page) -> None:
    """The sentence is worded anew, and given to somebody; what is due before it starts is told, and nothing is lost."""
    member.get_by_role("link", name=CHOICES[0][2], exact=True).click()
    asked = member.get_by_role("region", name="What the practice asks for next")
    asked.get_by_role("button", name="Make it a step").first.click()
    expect(member.locator(".ts-message")).to_contain_text("It is a step now.")
    fill(member, title=STEP, starts_on=day(10), due_on=day(3), resources="Two mornings")
    member.get_by_label("Owner (optional)").select_option("Jonas Berg")
    send(member, "Save the step")
    refused(member, "due_on", "It is due before it starts.")
    expect(member.get_by_label("What is to be done")).to_have_value(STEP)
    expect(member.get_by_label("Resources (optional)")).to_have_value("Two mornings")
    expect(member.get_by_label("Owner (optional)").locator("option:checked")).to_have_text("Jonas Berg")
    fill(member, due_on=day(30))
    send(member, "Save the step", "The step is saved.")
    expect(member.get_by_role("heading", level=1)).to_have_text(STEP)
    expect(member.locator(".ts-facts")).to_contain_text("Talent Management 5a, Getting Ready")
    expect(member.locator(".ts-head__sub")).to_contain_text("Jonas Berg sees to it.")
    member.locator(".ts-facts").get_by_role("link", name=CHOICES[0][2]).click()
    expect(asked.get_by_role("link", name="It is a step")).to_have_count(1)


def add_steps(member: Page, plan: Plan) -> None:
    for title, (_, _, priority, _) in zip(OTHERS, CHOICES[1::2], strict=True):
        member.goto(plan.get_absolute_url())
        member.get_by_role("link", name=f"Add a step to {priority}").click()
        fill(member, title=title, due_on=day(20))
        send(member, "Add the step", f"Added: {title}.")
        expect(member.get_by_role("heading", level=1)).to_have_text(priority)


def add_measure(member: Page, plan: Plan) -> None:
    """Where the measure stands is told once it has what that takes."""
    member.goto(plan.get_absolute_url())
    member.get_by_role("link", name=f"Add a measure to {CHOICES[0][2]}").click()
    fill(member, title=MEASURE, unit="%", baseline="forty", baseline_on=day(-90))
    member.get_by_label("Lagging").check()
    send(member, "Add the measure")
    refused(member, "baseline", "Type a number")
    fill(member, baseline="40%")
    send(member, "Add the measure")
    expect(member.locator(".ts-message")).to_contain_text(f"Added: {MEASURE}.")
    expect(member.locator(".ts-head .ts-badge")).to_have_text("Not known yet")
    member.locator("#id_target_value").fill("80")
    member.locator("#id_target_on").fill(day(90))
    send(member, "Set the target", "The target is set.")
    member.locator("#id_reading_value").fill("45")
    send(member, "Add the reading", "The reading is added.")
    expect(member.locator(".ts-head .ts-badge")).to_have_text("Off its path")
    expect(member.get_by_role("table", name=f"Readings of {MEASURE}")).to_contain_text("45%")


def find_root_cause(member: Page, plan: Plan) -> None:
    member.goto(plan.get_absolute_url())
    member.get_by_role("link", name=CHOICES[3][2], exact=True).click()
    member.get_by_role("link", name="Look for the root cause").click()
    fill(member, problem="We do not know.", why_1="Nobody asks.", why_2="Nobody has that job.")
    fill(member, cause="Nobody is in charge.", strategy="Name somebody.")
    send(member, "Save the root cause", "The root cause is saved.")
    section = member.get_by_role("region", name="Root cause and strategy")
    expect(section.get_by_role("listitem")).to_have_text(["Nobody asks.", "Nobody has that job."])
    expect(section).to_contain_text("Name somebody.")


def go_through_cycle(member: Page, plan: Plan) -> None:
    """A cycle does not close before it says what was learned."""
    member.goto(plan.get_absolute_url())
    member.get_by_role("link", name=f"Start an improvement cycle for {CHOICES[0][2]}").click()
    fill(member, title=CYCLE, change="Three posts for two weeks.", starts_on=day(-20), study_on=day(-2))
    member.get_by_label(MEASURE).check()
    send(member, "Start the cycle")
    expect(member.get_by_role("heading", level=1)).to_have_text(CYCLE)
    expect(member.locator(".ts-head__sub")).to_contain_text("To be studied since")
    member.get_by_role("link", name="Write how it goes on").click()
    fill(member, done="Three posts stood there.")
    member.get_by_label("Adopt").check()
    send(member, "Save the cycle")
    refused(member, "learned", "Say what was learned before the cycle is closed.")
    expect(member.get_by_label("Adopt")).to_be_checked()
    fill(member, learned="Twice as many people applied.", next="Every post goes there.")
    send(member, "Save the cycle", "The cycle is saved.")
    expect(member.get_by_role("region", name="Act")).to_contain_text("Adopt")
    expect(member.locator(".ts-head__sub")).to_contain_text("adopt.")


def put_in_force(lead: Page, plan: Plan) -> None:
    lead.goto(plan.get_absolute_url())
    lead.get_by_role("link", name="Put it in force").click()
    send(lead, "Put it in force", "Talent plan is in force.")
    lead.goto("/districts/lakeview/")
    expect(lead.get_by_role("link", name="Talent plan", exact=True)).to_be_visible()


def be_asked(coach: Page, member: Page) -> None:
    """The coach asks who owns a step, who finds the step and the comment on the first page."""
    coach.get_by_role("link", name=STEP, exact=True).click()
    coach.get_by_label("Comment", exact=True).fill("Could Harbor share its list?")
    coach.get_by_text("Mention somebody").click()
    coach.get_by_label("Jonas Berg").check()
    send(coach, "Comment")
    expect(coach.locator(".ts-comment")).to_contain_text("For Jonas Berg")

    member.goto("/")
    expect(member.get_by_role("link", name=STEP, exact=True)).to_be_visible()
    member.get_by_role("link", name=f"{STEP} (action step)").click()
    expect(member.locator(".ts-comment")).to_contain_text("Could Harbor share its list?")
    member.get_by_label("Add a comment").fill("I ask them on Monday.")
    send(member, "Comment")
    expect(member.locator(".ts-comment")).to_have_count(2)


def finish(member: Page, plan: Plan) -> None:
    member.goto(plan.get_absolute_url())
    for title in OTHERS:
        member.get_by_role("checkbox", name=f"Choose: {title}").check()
    member.get_by_label("Set the status to").select_option("Done")
    send(member, "Set the status", f"\u201c{OTHERS[0]}\u201d and 1 more are done now.")
    expect(member.locator(".ts-progress")).to_contain_text("2 of 3 steps done")


def carry_over(lead: Page, plan: Plan) -> None:
    """Along goes what is unfinished, under its priorities, and the priority for which nothing is planned yet."""
    lead.goto(plan.get_absolute_url())
    lead.get_by_role("link", name="Settings").click()
    lead.get_by_role("link", name="Carry it over to a new school year").click()
    fill(lead, title="Talent plan, next year")
    send(lead, "Carry it over", "Talent plan, next year is started with what Talent plan leaves unfinished.")
    priorities = lead.locator(".ts-priority > .ts-sec__head h2 a")
    expect(priorities).to_have_text([CHOICES[0][2], CHOICES[2][2]])
    expect(lead.locator(".ts-steps th[scope=row] > a")).to_have_text([STEP])
    expect(lead.locator(".ts-rows a")).to_have_text([MEASURE])
    lead.goto(f"{lead.url}cycles/")
    expect(lead.get_by_role("heading", name="The improvement cycles will be here")).to_be_visible()
    lead.goto(plan.get_absolute_url())
    expect(lead.locator(".ts-priority > .ts-sec__head h2 a")).to_have_count(4)

"""What members, coaches, viewers and outsiders do with a plan: with the keyboard, on a phone, and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from plans.choices import StepStatus
from tests.browser.demo import Demo
from tests.browser.keys import tab_to
from tests.browser.pages_plans import plan_pages, plan_row_pages, plan_thread_pages
from tests.browser.planned import Planned, day, fill, send

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PLAIN: dict[str, Any] = {"java_script_enabled": False}
OVERDUE, FORM = "Get three years of reason codes from payroll", "Collect the performance tasks that schools use now"
# What only leads, and what leads and members do.
OF_LEADS = ("Choose what to work on", "Settings")
OF_KEEPERS = ("Add a step", "Add a measure", "Start an improvement cycle")


def box(page: Page, title: str) -> Any:
    return page.get_by_role("checkbox", name=f"Choose: {title}")


@pytest.mark.parametrize("who", ["member", "coach", "viewer"])
def test_who_reads_a_plan_is_offered_what_they_may_do(page_of, planned: Planned, who: str):
    page = page_of(who, planned.address)
    expect(page.get_by_role("heading", level=1)).to_have_text(planned.plan.title)
    for words in OF_LEADS:
        expect(page.get_by_role("link", name=words)).to_have_count(0)
    for words in OF_KEEPERS:
        found = page.get_by_role("link", name=words)
        expect(found.first).to_be_visible() if who == "member" else expect(found).to_have_count(0)
    if who != "member":
        expect(page.locator("main form[method=post]")).to_have_count(0)
        page.locator(".ts-steps").get_by_role("link", name=FORM, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(FORM)
        expect(page.get_by_role("button", name="Comment", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Save the status")).to_have_count(0)


def test_an_outsider_finds_no_page_of_a_plan(page_of, demo: Demo, planned: Planned, watch):
    watch.expect("status of 404")
    page = page_of("harbor", planned.address)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")
    pages = [*plan_pages(demo, planned), *plan_row_pages(demo, planned), *plan_thread_pages(demo, planned)]
    ours = [one.address for one in pages if "/lakeview/plans/" in one.address]
    assert len(ours) > 80
    assert {page.request.get(address).status for address in ours} == {404}


def test_the_status_of_several_steps_is_set_with_the_keyboard_alone(page_of, planned: Planned, watch):
    """Dropping asks why; what is chosen is kept until it is said."""
    watch.expect("status of 422")
    page = page_of("member", planned.address)
    for title in (FORM, OVERDUE):
        tab_to(page, box(page, title), most=120)
        page.keyboard.press("Space")
        expect(box(page, title)).to_be_checked()
    tab_to(page, page.get_by_label("Set the status to"), most=120)
    page.keyboard.type("Dro")
    expect(page.get_by_label("Set the status to").locator("option:checked")).to_have_text("Dropped")
    tab_to(page, page.get_by_role("button", name="Set the status"), most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set the status of 2 steps")
    expect(page.get_by_role("alert")).to_be_focused()
    because = page.locator("[name=because]")
    tab_to(page, because, most=40)
    page.keyboard.type("Payroll has them.")
    tab_to(page, page.locator("#main form").get_by_role("button", name="Set the status"), most=4)
    page.keyboard.press("Enter")
    expect(page.locator(".ts-message")).to_have_text(f"\u201c{FORM}\u201d and 1 more are dropped now.")
    assert {planned.step(title).dropped_because for title in (FORM, OVERDUE)} == {"Payroll has them."}


def test_steps_are_filtered_with_the_keyboard_alone(page_of, planned: Planned):
    page = page_of("viewer", planned.address)
    tab_to(page, page.get_by_text("Filter the steps"), most=60)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Owner"), most=2)
    page.keyboard.type("Petra")
    tab_to(page, page.get_by_label("Due"), most=3)
    page.keyboard.type("Over")
    tab_to(page, page.get_by_role("button", name="Apply the filters"), most=2)
    page.keyboard.press("Enter")
    expect(page.locator(".ts-found")).to_have_text("1 of 18 steps Show all")
    expect(page.locator(".ts-steps tbody th")).to_contain_text([OVERDUE])
    tab_to(page, page.get_by_role("link", name="Show all"), most=60)
    page.keyboard.press("Enter")
    expect(page.locator(".ts-steps tbody th")).to_have_count(18)


def width(page: Page) -> int:
    """How wide a page is that is there to its end, with its styles."""
    page.wait_for_load_state("load")
    measured: int = page.evaluate("document.documentElement.scrollWidth")
    return measured


def test_on_a_phone_a_step_is_found_and_finished(page_of, planned: Planned):
    page = page_of("hr", planned.address, **PHONE)
    assert width(page) == 390
    page.get_by_role("region", name="Needs a look first").get_by_role("link", name=OVERDUE).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(OVERDUE)
    assert width(page) == 390
    expect(page.locator("#id_because")).to_be_hidden()
    page.get_by_label("Done").check()
    page.get_by_role("button", name="Save the status").tap()
    expect(page.locator(".ts-message")).to_have_text(f"Done: {OVERDUE}.")
    assert width(page) == 390
    assert planned.step(OVERDUE).status == StepStatus.DONE
    page.goto(planned.address)
    box(page, FORM).tap()
    expect(page.get_by_role("button", name="Set the status")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["plan_detail", "plan_owners"])
@pytest.mark.parametrize("options", [PHONE, PLAIN], ids=["phone", "plain"])
def test_what_to_do_with_chosen_steps_stays_in_sight_while_there_are_any(
    page_of, planned: Planned, name: str, options: dict[str, Any]
):
    page = page_of("member", reverse(f"plans:{name}", args=["lakeview", planned.plan.pk]), **options)
    button = page.get_by_role("button", name="Set the status")
    first = page.get_by_role("checkbox", name="Choose: ").first
    first.check()
    expect(button).to_be_in_viewport()
    first.uncheck()
    expect(button).not_to_be_in_viewport()


@pytest.mark.parametrize("name", ["plan_detail", "plan_timeline", "measure_list"])
def test_targets_on_a_phone_are_large_enough_for_a_finger(page_of, planned: Planned, name: str):
    page = page_of("hr", reverse(f"plans:{name}", args=["lakeview", planned.plan.pk]), **PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('main button, main input, main select, main summary, main .ts-far')]
            .filter((each) => each.checkVisibility() && each.matches(':not(span)'))
            .filter((each) => each.getBoundingClientRect().height < 24)
            .map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_without_scripts_a_step_is_added_and_its_status_set(page_of, planned: Planned, watch):
    watch.expect("status of 422")
    page = page_of("member", planned.address, **PLAIN)
    page.get_by_role("link", name="Add a step to Know why people leave").click()
    fill(page, title="Ask the union", starts_on=day(9), due_on=day(2))
    send(page, "Add the step")
    expect(page.get_by_role("alert")).to_contain_text("everything that you typed is still here")
    expect(page.get_by_label("Due on (optional)")).to_have_accessible_description(
        re.compile("It is due before it starts.")
    )
    fill(page, due_on=day(20))
    send(page, "Add the step", "Added: Ask the union.")
    page.get_by_role("link", name="Ask the union", exact=True).click()
    page.get_by_label("Dropped", exact=True).check()
    send(page, "Save the status")
    expect(page.locator("[name=because]")).to_have_accessible_description(re.compile("Say why it is dropped."))
    page.locator("[name=because]").fill("They told us.")
    send(page, "Save the status", "Dropped: Ask the union.")
    assert planned.step("Ask the union").dropped_because == "They told us."


def test_without_scripts_a_reading_is_added_and_steps_are_set_together(page_of, planned: Planned, watch):
    watch.expect("status of 422")
    page = page_of("member", planned.measure("Interviews").get_absolute_url(), **PLAIN)
    page.locator("#id_reading_value").fill("most")
    send(page, "Add the reading")
    expect(page.locator("#id_reading_value")).to_have_value("most")
    page.locator("#id_reading_value").fill("85%")
    send(page, "Add the reading", "The reading is added.")
    expect(page.locator(".ts-head .ts-badge")).to_have_text("On its path")
    page.goto(planned.address)
    for title in (FORM, OVERDUE):
        box(page, title).check()
    page.get_by_label("Set the status to").select_option("Done")
    send(page, "Set the status", f"\u201c{FORM}\u201d and 1 more are done now.")
    # What is done is asked about before it is undone.
    box(page, FORM).check()
    page.get_by_label("Set the status to").select_option("Under way")
    send(page, "Set the status")
    expect(page.locator("#main")).to_contain_text(f"\u201c{FORM}\u201d is done. Set the status again if that is not so")
    send(page, "Set the status", f"\u201c{FORM}\u201d is under way now.")
    assert [planned.step(title).status for title in (FORM, OVERDUE)] == ["under_way", "done"]


def test_how_many_steps_are_ticked_is_told_and_no_status_is_set_that_nobody_chose(page_of, planned: Planned):
    page = page_of("member", planned.address, **PHONE)
    told = page.locator("#chosen [data-counts]")
    expect(told).to_have_text("")
    box(page, FORM).tap()
    expect(told).to_have_text("1 step chosen")
    box(page, OVERDUE).tap()
    expect(told).to_have_text("2 steps chosen")
    expect(page.get_by_text("Set the status to", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Set the status").tap()
    assert page.locator("#chosen select").evaluate("select => select.validity.valueMissing")
    expect(box(page, FORM)).to_be_checked()
    assert page.url == page_of("member", planned.address).url

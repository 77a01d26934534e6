"""axe on what opens on the pages of a plan: filters, chosen steps, histories, candidates, drafts, what is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from plans.choices import StepStatus
from plans.services import set_status
from tests.browser.demo import Demo
from tests.browser.drafts import back
from tests.browser.looking import Looker
from tests.browser.planned import Planned, fill, send

STEPS = ("Get three years of reason codes from payroll", "Collect the performance tasks that schools use now")


@pytest.fixture
def page(looker: Looker, planned: Planned) -> Page:
    """The lead's window with the plan."""
    page = looker.window_of("lead")
    page.goto(planned.address)
    return page


def open_all(page: Page) -> None:
    """Open everything that opens, as whoever looks for something does."""
    expect(page.locator("main details")).not_to_have_count(0)
    page.locator("main details").evaluate_all("all => all.forEach((each) => (each.open = true))")


def choose(page: Page) -> None:
    for title in STEPS:
        page.get_by_role("checkbox", name=f"Choose: {title}").check()


def test_the_plan_passes_with_filters_open_and_steps_chosen(looker: Looker, page: Page):
    open_all(page)
    assert list(looker.look(page)) == []
    choose(page)
    expect(page.get_by_role("button", name="Set the status")).to_be_in_viewport()
    # What the bar covers is in doubt, however it looks.
    assert looker.axe(page)["violations"] == []


@pytest.mark.parametrize("kind", ["priority", "step", "measure", "cycle", "meeting"])
def test_rows_pass_with_their_history_open(looker: Looker, page: Page, planned: Planned, kind: str):
    words = {"priority": "Recruit", "step": "Get three", "measure": "People who", "cycle": "A shorter"}
    page.goto(getattr(planned, kind)(words.get(kind, "Where the")).get_absolute_url())
    open_all(page)
    expect(page.locator(".ts-changes li").first).to_be_visible()
    assert list(looker.look(page)) == []


def test_candidates_pass_with_all_of_them_and_what_they_ask_for(looker: Looker, page: Page):
    page.get_by_role("link", name="Choose what to work on").click()
    expect(page.get_by_role("link", name="Choose it").first).to_be_visible()
    open_all(page)
    assert list(looker.look(page)) == []


def test_asking_why_steps_are_dropped_passes_and_so_does_what_somebody_saved_meanwhile(
    looker: Looker, page: Page, demo: Demo, planned: Planned
):
    choose(page)
    page.get_by_label("Set the status to").select_option("Dropped")
    send(page, "Set the status")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set the status of 2 steps")
    assert list(looker.look(page)) == []

    step = planned.step(STEPS[0])
    set_status(step, status=StepStatus.DONE, because="", version=step.version, by=demo.people["hr"])
    fill(page, because="Payroll has them.")
    send(page, "Set the status")
    expect(page.get_by_text(f"Somebody else saved these meanwhile: {STEPS[0]} (done).")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_focused()
    assert list(looker.look(page)) == []


def test_a_form_passes_in_which_a_draft_is_back(looker: Looker, page: Page, planned: Planned):
    page.goto(f"{planned.step(STEPS[0]).get_absolute_url()}change/")
    fill(page, notes="Payroll promised them for Friday.")
    page.reload()
    expect(back(page)).to_be_visible()
    assert list(looker.look(page)) == []

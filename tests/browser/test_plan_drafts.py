"""Two people at one row of a plan see both texts, and what is typed outlives the page, the connection, the session."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from plans.services import close_plan, reopen_plan
from plans.views.base import CLOSED_MEANWHILE
from tests.browser.demo import Demo
from tests.browser.drafts import back, expect_drafts
from tests.browser.looking import Looker
from tests.browser.planned import Planned, fill, refused, send
from tests.browser.signing_in import sign_in_by_form

STEP = "Get three years of reason codes from payroll"
MINE, THEIRS = "Payroll promised them for Friday.", "Ask the state instead."


def change_of(planned: Planned) -> str:
    return f"{planned.step(STEP).get_absolute_url()}change/"


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "plain"])
def test_two_who_change_a_step_see_both_texts(page_of, looker: Looker, planned: Planned, watch, script: bool):
    watch.expect("status of 409")
    address = change_of(planned)
    page, other = page_of("member", address, java_script_enabled=script), page_of("hr", address)
    fill(other, notes=THEIRS, resources="An hour of payroll")
    send(other, "Save the step", "The step is saved.")
    fill(page, notes=MINE, funding="General fund")
    send(page, "Save the step")
    notes = page.get_by_label("Notes (optional)")
    expect(notes).to_have_value(MINE)
    expect(page.get_by_text(f"Somebody else saved this meanwhile: {THEIRS}", exact=True)).to_be_visible()
    expect(page.get_by_text("Somebody else saved this meanwhile: An hour of payroll", exact=True)).to_be_visible()
    if script:
        expect(page.get_by_role("alert")).to_be_focused()
        assert list(looker.look(page)) == []
    fill(page, notes=f"{THEIRS} {MINE}", resources="An hour of payroll")
    send(page, "Save the step", "The step is saved.")
    stored = planned.step(STEP)
    assert (stored.notes, stored.resources, stored.funding) == (
        f"{THEIRS} {MINE}",
        "An hour of payroll",
        "General fund",
    )
    page.locator("summary").filter(has_text="History").click()
    changed = page.locator(".ts-changes h3")
    expect(changed.first).to_be_visible()
    expect(changed).to_contain_text(["Changed by Jonas Berg", "Changed by Petra Novak"])


def test_two_who_say_how_far_a_step_is(page_of, planned: Planned, watch):
    watch.expect("status of 409")
    page, other = (page_of(who, planned.step(STEP).get_absolute_url()) for who in ("member", "hr"))
    other.get_by_label("Done").check()
    send(other, "Save the status", f"Done: {STEP}.")
    page.get_by_label("Not begun").check()
    send(page, "Save the status")
    expect(page.get_by_text("Somebody else saved this meanwhile: Done", exact=True)).to_be_visible()
    expect(page.get_by_label("Not begun")).to_be_checked()
    page.get_by_label("Done").check()
    send(page, "Save the status", "Nothing had changed.")


def test_what_is_typed_outlives_the_page_until_it_is_saved_or_dropped(page_of, planned: Planned):
    page = page_of("member", change_of(planned))
    fill(page, notes=MINE)
    page.get_by_label("Owner (optional)").select_option("Jonas Berg")
    page.reload()
    expect(back(page)).to_be_visible()
    expect(page.get_by_label("Notes (optional)")).to_have_value(MINE)
    expect(page.get_by_label("Owner (optional)").locator("option:checked")).to_have_text("Jonas Berg")
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_label("Owner (optional)").locator("option:checked")).to_have_text("Petra Novak")
    expect_drafts(page, 0)
    fill(page, notes=MINE)
    send(page, "Save the step", "The step is saved.")
    expect_drafts(page, 0)


def test_what_comes_back_takes_nothing_back_that_somebody_saved_meanwhile(page_of, planned: Planned, watch):
    """A draft knows what it was typed over, also once the page shows what is newer."""
    watch.expect("status of 409")
    page, other = (page_of(who, change_of(planned)) for who in ("member", "hr"))
    fill(page, notes=MINE)
    fill(other, resources="An hour of payroll")
    send(other, "Save the step", "The step is saved.")
    page.reload()
    expect(back(page)).to_be_visible()
    send(page, "Save the step")
    expect(page.get_by_text("Somebody else saved this meanwhile: An hour of payroll", exact=True)).to_be_visible()
    expect(page.get_by_label("Notes (optional)")).to_have_value(MINE)
    page.goto(change_of(planned))
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_label("Resources (optional)")).to_have_value("An hour of payroll")
    fill(page, notes=MINE)
    send(page, "Save the step", "The step is saved.")
    stored = planned.step(STEP)
    assert (stored.notes, stored.resources) == (MINE, "An hour of payroll")


def test_what_was_refused_outlives_the_page_however_it_is_edited(page_of, planned: Planned, watch):
    watch.expect("status of 422")
    page = page_of("member", change_of(planned))
    fill(page, title="", notes=MINE)
    send(page, "Save the step")
    refused(page, "title", "This field is required.")
    fill(page, notes=f"{MINE} Or Monday.")
    fill(page, notes=MINE)
    page.goto(change_of(planned))
    expect(back(page)).to_be_visible()
    expect(page.get_by_label("Notes (optional)")).to_have_value(MINE)


def test_what_is_typed_outlives_a_lost_connection(page_of, planned: Planned, watch):
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page = page_of("member", change_of(planned))
    fill(page, notes=MINE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save the step").click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(change_of(planned))
    expect(back(page)).to_be_visible()
    expect(page.get_by_label("Notes (optional)")).to_have_value(MINE)
    send(page, "Save the step", "The step is saved.")
    assert planned.step(STEP).notes == MINE
    expect_drafts(page, 0)


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "plain"])
def test_what_is_sent_after_the_session_ended_is_saved_after_signing_in(
    page_of, demo: Demo, planned: Planned, script: bool
):
    page = page_of("member", change_of(planned), java_script_enabled=script)
    fill(page, notes=MINE)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(page, "Save the step")
    sign_in_by_form(page, demo.email("member"))
    expect(page.locator(".ts-message")).to_have_text("The step is saved.")
    assert planned.step(STEP).notes == MINE


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "plain"])
def test_what_is_typed_in_a_plan_that_a_lead_closes_meanwhile_is_still_there(
    page_of, looker: Looker, demo: Demo, planned: Planned, watch, script: bool
):
    watch.expect("status of 422")
    page = page_of("member", change_of(planned), java_script_enabled=script)
    fill(page, notes=MINE)
    close_plan(planned.plan, by=demo.people["lead"])
    send(page, "Save the step")
    expect(page.get_by_role("alert")).to_contain_text("everything that you typed is still here")
    expect(page.get_by_text(CLOSED_MEANWHILE)).to_be_visible()
    expect(page.get_by_label("Notes (optional)")).to_have_value(MINE)
    if script:
        expect(page.get_by_role("alert")).to_be_focused()
        expect_drafts(page, 1)
        assert list(looker.look(page)) == []
    assert planned.step(STEP).notes != MINE
    reopen_plan(planned.plan, reason="Two words were left.", by=demo.people["lead"])
    send(page, "Save the step", "The step is saved.")
    assert planned.step(STEP).notes == MINE
    if script:
        expect_drafts(page, 0)


def test_on_one_page_the_drafts_of_a_reading_a_target_and_a_comment_are_kept_apart(page_of, planned: Planned):
    page = page_of("member", planned.measure("Interviews").get_absolute_url())
    page.locator("#id_reading_value").fill("60")
    page.locator("#id_target_value").fill("95")
    page.get_by_label("Comment", exact=True).fill("Who counts?")
    expect_drafts(page, 3)
    page.reload()
    expect(page.locator("#id_reading_value")).to_have_value("60")
    send(page, "Add the reading", "The reading is added.")
    expect(page.locator("#id_reading_value")).to_have_value("")
    expect(page.locator("#id_target_value")).to_have_value("95")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Who counts?")
    expect_drafts(page, 2)

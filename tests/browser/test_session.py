"""A session that has ended, and an assessment that was closed meanwhile: nothing that was typed is lost or leaked."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Dialog, expect

from readiness.services import close_assessment
from tests.browser.demo import Demo
from tests.browser.signing_in import sign_in_by_form
from tests.browser.worksheet import Worksheet
from tests.rounds.factories import open_round

KEY = "6b-ready"
NOTE = "The sheet of positions is with the business office."


@pytest.fixture
def sheet(sheet_of, watch) -> Worksheet:
    watch.expect("status of 401")
    watch.expect("Response Status Error Code")
    sheet = sheet_of("member")
    sheet.page.on("dialog", Dialog.accept)
    return sheet


def end_session(sheet: Worksheet) -> None:
    sheet.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


@pytest.fixture
def signed_out(sheet: Worksheet) -> Worksheet:
    """The member's window after typing a note in a session that has ended."""
    end_session(sheet)
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text("Not saved yet: you are signed out. Kept on this computer.")
    return sheet


def test_what_was_typed_is_saved_after_signing_in_again(signed_out: Worksheet, demo: Demo):
    page = signed_out.page
    expect(signed_out.note(KEY)).to_have_value(NOTE)
    page.get_by_role("link", name="Sign in to save").click()
    sign_in_by_form(page, demo.email("member"))

    expect(page).to_have_url(signed_out.address)
    expect(signed_out.note(KEY)).to_have_value(NOTE)
    signed_out.expect_saved(KEY)
    assert demo.row(KEY).note == NOTE
    assert signed_out.kept() == {}


@pytest.mark.parametrize("who", ["lead", "viewer"])
def test_what_was_typed_is_not_shown_to_another_account_and_dropped(signed_out: Worksheet, demo: Demo, who: str):
    page = signed_out.page
    page.get_by_role("link", name="Sign in to save").click()
    sign_in_by_form(page, demo.email(who))

    expect(page).to_have_url(signed_out.address)
    assert page.get_by_text(NOTE).count() == 0
    assert signed_out.kept() == {}
    assert demo.row(KEY).note == ""


def test_signing_out_drops_what_was_not_saved(sheet: Worksheet, watch, demo: Demo):
    watch.expect("net::ERR_FAILED")
    watch.expect("htmx:")
    sheet.page.route("**/ratings/**", lambda route: route.abort())
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text("Not saved yet: no connection. Kept on this computer.")
    assert len(sheet.kept()) == 1

    sheet.page.get_by_role("button", name="Sign out").click()
    expect(sheet.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert sheet.kept() == {}


def test_a_person_who_is_no_longer_a_member_keeps_the_text_and_is_told(sheet: Worksheet, demo: Demo, watch):
    watch.expect("status of 404")
    demo.district.memberships.get(user=demo.people["member"]).delete()
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text("Not saved: this page is no longer open to you. Kept on this computer.")
    expect(sheet.note(KEY)).to_have_value(NOTE)
    assert demo.row(KEY).note == ""


def test_an_assessment_closed_meanwhile_takes_nothing_and_the_text_stays(sheet: Worksheet, demo: Demo, watch):
    watch.expect("status of 423")
    close_assessment(demo.talent, by=demo.people["lead"])
    sheet.rate(KEY, "In place")
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text(
        "Not saved: a lead closed the assessment meanwhile. What you typed is kept on this computer."
    )
    expect(sheet.note(KEY)).to_have_value(NOTE)
    expect(sheet.radio(KEY, "In place")).to_be_checked()
    assert demo.row(KEY).version == 1
    assert [entry["note"] for entry in sheet.kept().values()] == [NOTE]


def test_what_a_closed_assessment_did_not_take_is_shown_after_reloading(sheet: Worksheet, demo: Demo, watch):
    watch.expect("status of 423")
    close_assessment(demo.talent, by=demo.people["lead"])
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_contain_text("a lead closed the assessment meanwhile")
    sheet.page.reload()

    left = sheet.page.locator("[data-kept]")
    expect(left.get_by_role("heading", level=2)).to_have_text("Kept on this computer, and not saved")
    expect(left.get_by_role("heading", level=3)).to_have_text("6b Getting Ready")
    expect(left.get_by_text(NOTE)).to_be_visible()
    left.get_by_role("button", name="Drop it").click()
    expect(left).to_be_hidden()
    assert sheet.kept() == {}


def test_what_an_item_that_is_rated_together_did_not_take_is_shown_after_reloading(sheet: Worksheet, demo: Demo, watch):
    watch.expect("status of 423")
    open_round(demo.talent, [KEY])
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_contain_text("Not saved: this is being rated together now.")
    sheet.page.reload()

    left = sheet.page.locator("[data-kept]")
    expect(left.get_by_role("heading", level=3)).to_have_text("6b Getting Ready")
    expect(left.get_by_text(NOTE)).to_be_visible()
    expect(sheet.page.locator(f"#st-{KEY}")).to_have_text("Being rated together in First look")

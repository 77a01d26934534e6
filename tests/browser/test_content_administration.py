"""A content administrator changes the wording: a draft, a preview, and a new edition that nobody's ratings follow."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.demo import Demo

NEW = "The district keeps a list of every way in which people come to work for it."


def test_wording_goes_from_a_draft_through_a_preview_into_a_new_edition(
    context, page: Page, demo: Demo, sign_in_browser
):
    sign_in_browser(context, demo.content)
    page.goto("/")
    page.get_by_role("link", name="Administration").click()
    page.get_by_role("link", name="Editions", exact=True).first.click()
    page.get_by_role("link", name=str(demo.talent.edition)).click()
    assert page.locator("#content-main textarea").count() == 0

    page.get_by_role("button", name="Start a draft").click()
    draft = page.url
    page.get_by_label("Introduction").fill(NEW)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_label("Introduction")).to_have_value(NEW)

    page.get_by_role("link", name="Preview").click()
    expect(page.get_by_role("note")).to_have_text(
        "This is a preview of edition 2 (draft). Districts see it like this once it is published."
    )
    expect(page.locator("#introduction p")).to_have_text([NEW])
    page.get_by_role("link", name="Back to the draft").click()
    expect(page).to_have_url(draft)

    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish edition 2").click()
    expect(page.get_by_text("Published. New assessments use this edition; existing ones keep theirs.")).to_be_visible()

    page.goto("/practices/talent-management/")
    expect(page.locator("#introduction p")).to_have_text([NEW])
    expect(page.locator(".ts-head__sub")).to_contain_text("Edition 2.")
    demo.talent.refresh_from_db()
    assert demo.talent.edition.number == 1


def test_nobody_else_gets_into_the_administration(context, page: Page, demo: Demo, sign_in_browser, watch):
    watch.expect("status of 403")
    sign_in_browser(context, demo.people["lead"])
    page.goto("/")
    assert page.get_by_role("link", name="Administration").count() == 0
    page.goto("/admin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is not open to your role")

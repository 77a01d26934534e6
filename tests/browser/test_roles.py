"""What each role finds: members rate, a principal on a phone too; coaches and viewers read; outsiders find nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.demo import Demo
from tests.browser.signing_in import sign_in_by_form
from tests.browser.worksheet import Worksheet
from tests.factories import UserFactory

NOT_FOUND = "There is nothing at this address"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def addresses_of(demo: Demo) -> list[str]:
    """Pages of Lakeview, of its people, and of what they rate."""
    sheet = demo.talent.get_absolute_url()
    return [
        "/districts/lakeview/",
        "/districts/lakeview/members/",
        "/districts/lakeview/settings/",
        "/districts/lakeview/readiness/",
        sheet,
        f"{sheet}summary/",
        f"{sheet}report.pdf",
        f"{sheet}ratings/1-aware/changes/",
    ]


def test_a_member_rates_but_is_offered_nothing_that_leads_do(sheet_of, demo: Demo):
    sheet = sheet_of("member")
    page = sheet.page
    sheet.rate("6b-aware", "Not enough information")
    expect(sheet.status).to_have_text("Saved: 6b, Getting Aware, Not enough information. 27 of 48 rated.")
    expect(page.locator("#rail-sum span")).to_have_text("3 without enough information")

    page.get_by_role("link", name="See the summary").click()
    links = page.locator("section", has=page.get_by_role("heading", name="This assessment")).get_by_role("link")
    assert links.all_inner_texts() == [
        "Download as a spreadsheet (XLSX)",
        "Download as text (CSV)",
        "What to find out",
        "Its history",
    ]
    page.goto("/districts/lakeview/readiness/")
    expect(page.get_by_role("link", name="Open an assessment")).to_have_count(0)


def test_a_principal_rates_on_a_phone(open_context, base_url: str, demo: Demo):
    page = open_context(**PHONE).new_page()
    page.goto("/")
    sign_in_by_form(page, demo.email("principal"))
    page.get_by_role("link", name=str(demo.talent)).tap()
    sheet = Worksheet(page, demo.talent)
    areas = page.get_by_role("navigation", name="Focus areas")
    expect(areas).to_be_hidden()

    page.get_by_role("button", name="Areas").tap()
    areas.get_by_role("link", name="Evaluating staff").tap()
    expect(areas).to_be_hidden()
    expect(page.get_by_role("heading", name="Evaluating staff")).to_be_in_viewport()

    sheet.item("15-aware").locator("label").get_by_text("Not started", exact=True).tap()
    sheet.expect_saved("15-aware")
    expect(sheet.total).to_have_text("27 of 48 rated")
    expect(sheet.total).to_be_in_viewport()

    page.get_by_role("link", name="Next unrated").tap()
    expect(sheet.radio("15-ready", "Not started")).to_be_focused()
    expect(sheet.radio("15-ready", "Not started")).to_be_in_viewport()


@pytest.mark.parametrize("who", ["coach", "viewer"])
def test_coaches_and_viewers_read_in_words_what_the_team_has_rated(sheet_of, demo: Demo, who: str):
    sheet = sheet_of(who)
    page = sheet.page
    expect(page.locator(".ts-head__sub")).to_have_text("You can read what the team has rated. Leads and members rate.")
    assert page.locator("[data-sheet]").locator("input, textarea, button, form").count() == 0
    assert page.get_by_role("link", name="Next unrated").count() == 0

    expect(sheet.item("5b-ready").locator(".ts-given")).to_have_text("Not started")
    expect(sheet.item("5b-ready").locator(".ts-given__note")).to_have_text(
        "We post on the state board and word travels from there."
    )
    expect(sheet.item("6b-ready").locator(".ts-given")).to_have_text("Not rated yet")
    expect(sheet.item("readiness").locator(".ts-given")).to_have_text("Getting Better")

    page.goto("/")
    expect(page.get_by_role("link", name=str(demo.talent))).to_have_attribute(
        "href", f"{demo.talent.get_absolute_url()}summary/"
    )


def test_a_viewer_is_told_when_something_is_not_open_to_the_role(context, page: Page, demo, sign_in_browser, watch):
    watch.expect("status of 403")
    sign_in_browser(context, demo.people["viewer"])
    page.goto("/districts/lakeview/settings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is not open to your role")


@pytest.mark.parametrize("who", ["harbor", "content", "operator"])
def test_people_outside_the_district_find_nothing_of_it(
    context, page: Page, demo: Demo, sign_in_browser, watch, who: str
):
    watch.expect("status of 404")
    operator = UserFactory(email="operator@talentsys.example.org", is_staff=True, is_superuser=True)
    sign_in_browser(context, {"harbor": demo.harbor, "content": demo.content, "operator": operator}[who])
    for address in addresses_of(demo):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text(NOT_FOUND)
    page.goto("/")
    assert page.get_by_text("Lakeview").count() == 0


def test_somebody_who_is_not_signed_in_comes_back_after_signing_in(page: Page, demo: Demo):
    for address in addresses_of(demo):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto(demo.talent.get_absolute_url())
    sign_in_by_form(page, demo.email("member"))
    expect(page).to_have_url(demo.talent.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_have_text(str(demo.talent))


def test_a_wrong_password_is_answered_beside_the_field_and_the_address_stays(page: Page, demo: Demo):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(demo.email("lead"))
    page.get_by_label("Password").fill("not it")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("E-mail address")).to_have_value(demo.email("lead"))


def test_an_operator_finds_districts_and_people_in_the_administration(context, page: Page, demo, sign_in_browser):
    sign_in_browser(context, UserFactory(email="operator@talentsys.example.org", is_staff=True, is_superuser=True))
    page.goto("/")
    page.get_by_role("link", name="Administration").click()
    page.get_by_role("rowheader", name="Districts").get_by_role("link").click()
    expect(page.get_by_role("link", name="Lakeview School District")).to_be_visible()

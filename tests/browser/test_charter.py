"""A lead starts a team, writes its charter and seats it: at a desk, on a phone, by keyboard, without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from districts.models import Team
from tests.browser.demo import Demo
from tests.browser.drafts import expect_drafts
from tests.browser.keys import tab_to
from tests.browser.looking import Looker
from tests.browser.signing_in import sign_in_by_form
from tests.districts.team_samples import TEXTS, named, started, written

TEAMS = "/districts/lakeview/teams/"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def message(page: Page) -> Any:
    return page.locator(".ts-message")


def width(page: Page) -> int:
    measured: int = page.evaluate("document.documentElement.scrollWidth")
    return measured


@pytest.fixture
def team(demo: Demo) -> Team:
    """A team whose charter is written, and two on it by name."""
    lead = demo.people["lead"]
    team = started(demo.district, lead)
    named(team, lead, "Tom Albrecht", "Ines Farrow")
    return written(team, lead)


def charter_of(team: Team) -> str:
    return f"{team.get_absolute_url()}charter/"


@pytest.mark.parametrize(
    "options", [DESK, PHONE, DESK | {"java_script_enabled": False}], ids=["desk", "phone", "plain"]
)
def test_a_lead_starts_a_team_writes_its_charter_and_seats_it(page_of, watch, options: dict[str, Any]):
    watch.expect("status of 422")
    page: Page = page_of("lead", "/districts/lakeview/members/", **options)
    page.get_by_role("link", name="Teams").click()
    expect(page.get_by_role("heading", name="The teams of the district will be here")).to_be_visible()
    page.get_by_role("link", name="Start a team").click()
    page.get_by_label("Name of the team").fill("Talent management team")
    page.get_by_role("button", name="Start the team").click()
    expect(message(page)).to_contain_text("Talent management team is started.")

    page.get_by_label("Functions").fill("Map how we hire.\nTell the board.")
    page.get_by_label("Name of the team").fill("")
    page.get_by_role("button", name="Save the charter").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet.")
    expect(page.get_by_label("Functions")).to_have_value("Map how we hire.\nTell the board.")
    page.get_by_label("Name of the team").fill("Talent management team")
    page.get_by_role("button", name="Save the charter").click()
    expect(message(page)).to_have_text("The charter is saved.")
    expect(page.locator(".ts-charter__part").first).to_contain_text("Tell the board.")

    page.get_by_role("link", name="Add members").click()
    page.get_by_label("Person of the district").select_option("Petra Novak")
    page.get_by_label("Perspective").select_option("Human resources")
    page.get_by_role("button", name="Add to the team").click()
    expect(message(page)).to_have_text("Petra Novak is on the team now.")
    page.get_by_label("Name, for somebody without an account").fill("Tom Albrecht")
    page.get_by_role("button", name="Add to the team").click()
    page.get_by_role("button", name="Move up Tom Albrecht").click()
    expect(message(page)).to_have_text("Tom Albrecht is one place further up.")
    expect(page.locator("main tbody th")).to_have_text(["Tom Albrecht by name alone", "Petra Novak"])
    if options is not PHONE:
        assert width(page) == 1280
    else:
        assert width(page) == 390


def test_the_charter_is_written_with_the_keyboard_alone(page_of, team: Team, watch):
    watch.expect("status of 422")
    page: Page = page_of("lead", team.get_absolute_url())
    tab_to(page, page.get_by_role("link", name="Edit the charter"))
    page.keyboard.press("Enter")
    norms = page.get_by_label("Norms")
    expect(norms).to_have_accessible_description(
        "How members treat each other in a meeting, in sentences that anybody can be reminded of."
    )
    tab_to(page, page.get_by_label("Name of the team"))
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    tab_to(page, norms)
    page.keyboard.press("Control+A")
    page.keyboard.type("We take turns.")
    tab_to(page, page.get_by_role("button", name="Save the charter"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    name = page.get_by_label("Name of the team")
    expect(name).to_have_accessible_description("This field is required.")
    expect(norms).to_have_value("We take turns.")
    tab_to(page, name)
    page.keyboard.type("Talent team")
    page.keyboard.press("Enter")
    expect(message(page)).to_have_text("The charter is saved.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Talent team")
    assert Team.objects.get().norms == "We take turns."


@pytest.mark.parametrize("script", [True, False])
def test_two_who_write_the_same_text_see_both(page_of, team: Team, looker: Looker, watch, script: bool):
    watch.expect("status of 409")
    page, other = page_of("lead", charter_of(team), java_script_enabled=script), page_of("lead", charter_of(team))
    alert = page.get_by_role("alert")
    typed = (other, "We take turns.", "Every Monday.", message(other)), (page, "We are brief.", TEXTS["rhythm"], alert)
    for window, norms, rhythm, told in typed:
        window.get_by_label("Norms").fill(norms)
        window.get_by_label("Meeting rhythm").fill(rhythm)
        window.get_by_role("button", name="Save the charter").click()
        expect(told).to_be_visible()
    expect(alert).to_contain_text("Rosa Delgado saved the charter while you were writing.")
    norms = page.get_by_label("Norms")
    expect(norms).to_have_value("We are brief.")
    expect(page.get_by_label("Meeting rhythm")).to_have_value("Every Monday.")
    expect(page.get_by_text("Somebody else saved this meanwhile: We take turns.", exact=True)).to_be_visible()
    if script:
        expect(alert).to_be_focused()
        assert list(looker.look(page)) == []
    norms.fill("We take turns and are brief.")
    page.get_by_role("button", name="Save the charter").click()
    expect(message(page)).to_have_text("The charter is saved.")
    stored = Team.objects.get()
    assert (stored.norms, stored.rhythm) == ("We take turns and are brief.", "Every Monday.")


def test_what_is_typed_outlives_the_page_until_it_is_saved_or_cancelled(page_of, team: Team):
    page: Page = page_of("lead", charter_of(team))
    page.get_by_label("Norms").fill("We are brief.")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("What you typed here earlier and did not save is back.")
    expect(page.get_by_label("Norms")).to_have_value("We are brief.")
    page.get_by_role("button", name="Save the charter").click()
    expect(message(page)).to_have_text("The charter is saved.")
    expect_drafts(page, 0)
    page.goto(charter_of(team))
    page.get_by_label("Norms").fill("We are long.")
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("link", name="Edit the charter")).to_be_visible()
    expect_drafts(page, 0)


def test_a_charter_sent_after_the_session_ended_is_saved_after_signing_in(page_of, demo: Demo, team: Team):
    page: Page = page_of("lead", charter_of(team))
    page.get_by_label("Norms").fill("We are brief.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save the charter").click()
    sign_in_by_form(page, demo.email("lead"))
    expect(message(page)).to_have_text("The charter is saved.")
    assert Team.objects.get().norms == "We are brief."


def test_a_teacher_hears_the_charter_in_order(page_of, team: Team):
    page: Page = page_of("teacher", team.get_absolute_url())
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Charter", "Members"]
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "Functions",
        "Expectations",
        "How the work meets other district systems",
        "Meeting rhythm",
        "Norms",
        "Protocols",
    ]
    table = page.get_by_role("table", name="Members of the team")
    expect(table.get_by_role("rowheader")).to_have_text(["Tom Albrecht", "Ines Farrow"])
    assert page.get_by_role("link", name="Edit the charter").count() == 0


def test_the_page_prints_as_a_charter_alone(page_of, team: Team):
    page: Page = page_of("lead", team.get_absolute_url())
    page.emulate_media(media="print")
    for words in ("Edit the charter", "History", "Change who is on the team"):
        expect(page.get_by_role("link", name=words)).to_be_hidden()
    expect(page.locator(".ts-printed")).to_contain_text("Lakeview School District, printed ")

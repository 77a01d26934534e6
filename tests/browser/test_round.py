"""A round from its opening to the worksheet: five people rate alone, on what they have at hand; the lead reveals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Dialog, Page, expect

from readiness.models import Rating
from rounds.models import Ballot as Cast
from rounds.models import Round
from tests.browser.demo import Demo
from tests.browser.keys import tab_to
from tests.browser.signing_in import sign_in_by_form
from tests.browser.together import Ballot, Hall
from tests.browser.worksheet import Worksheet

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
KEYS = ("14-aware", "14-ready", "15-aware", "15-ready")
NAMES = {"": "", "0": "Not started", "1": "Partly in place", "2": "In place", "n": "Not enough information"}
SEALED = "Marker of"
TEAM = {
    "Rosa Delgado": "District leader",
    "Jonas Berg": "Human resources",
    "Amina Warsame": "Building leader",
    "Hana Sorensen": "Teacher",
    "Lee Hartmann": "Student",
}
# One letter for each of KEYS, in the order of TEAM.
BALLOTS = {"lead": "2101", "member": "211n", "principal": "2210", "teacher": "2101", "coach": "2010"}

Open = Callable[..., Page]


@pytest.fixture
def lead(page_of: Open, demo: Demo, watch) -> Page:
    """The lead's window, on the worksheet."""
    for part in ("status of 401", "status of 422", "net::ERR_INTERNET_DISCONNECTED", "Response Status Error", "htmx:"):
        watch.expect(part)
    return page_of("lead", demo.talent.get_absolute_url())


def test_a_round_of_five_people_goes_from_its_opening_to_the_worksheet(lead: Page, page_of: Open, demo: Demo):
    round = open_and_seat(lead)
    ballot = f"{lead.url}ballot/"
    by_mouse(Ballot(lead, ballot).open())
    by_keyboard(Ballot(page_of("member"), ballot).open())
    on_a_phone(Ballot(page_of("principal", **PHONE), ballot).open())
    without_a_connection(Ballot(page_of("teacher"), ballot).open())
    over_the_end_of_a_session(Ballot(page_of("coach"), ballot).open(), demo)
    assert dict(stored(round)) == BALLOTS

    reveal(lead, ballot.removesuffix("ballot/"))
    agree_by_keyboard(lead)
    close(lead, demo)
    agreed = Rating.objects.for_assessment(demo.talent).filter(round=round).order_by("stage_description__key")
    assert [(row.value, row.note, row.dissent) for row in agreed] == [
        (2, "", ""),
        (1, "", "Hana holds that it has not begun."),
        (2, "Both lists are there since Monday.", ""),
        (None, "Nobody has the list of trained evaluators.", ""),
    ]


def stored(round: Round) -> Iterator[tuple[str, str]]:
    """The ballots that are stored, as BALLOTS has them."""
    for who in BALLOTS:
        rows = Cast.objects.filter(rater__round=round, rater__membership__user__email__startswith=f"{who}@")
        codes = {row.item_key: "n" if row.unknown else str(row.value) for row in rows}
        yield who, "".join(codes[key] for key in KEYS)


def open_and_seat(lead: Page) -> Round:
    """Open a round on one focus area, and seat five people: two who lead or rate here anyway, and two who only read."""
    lead.get_by_role("link", name="Rate alone first: open a round").click()
    lead.get_by_label("Evaluating staff").check()
    lead.get_by_role("button", name="Open the round").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text("Seat the team")
    for row in lead.get_by_role("row").all()[1:]:
        row.get_by_role("checkbox").uncheck()
    for name, perspective in TEAM.items():
        lead.get_by_label(name, exact=True).check()
        lead.get_by_label(f"Perspective of {name}").select_option(perspective)
    lead.get_by_role("button", name="Seat them").click()
    expect(lead.locator(".ts-message")).to_have_text("5 seated.")
    return Round.objects.get()


def by_mouse(ballot: Ballot) -> None:
    for key, code in zip(KEYS, BALLOTS["lead"], strict=True):
        ballot.rate(key, NAMES[code])
        ballot.write(key, f"{SEALED} the lead, {key}.")
        ballot.expect_saved(key)
    expect(ballot.total).to_have_text("4 of 4 rated")
    ballot.finish()
    expect(ballot.page.get_by_text("1 of 5 finished")).to_be_visible()


def by_keyboard(ballot: Ballot) -> None:
    page = ballot.page
    page.keyboard.press("u")
    expect(ballot.radio("14-aware", "Not started")).to_be_focused()
    for turns, key in zip((2, 1, 1, 3), KEYS, strict=True):
        page.keyboard.press("Space")
        for _ in range(turns):
            page.keyboard.press("ArrowRight")
        tab_to(page, ballot.note(key), most=2)
        page.keyboard.type(f"{SEALED} the member.")
        page.keyboard.press("Tab")
        ballot.expect_saved(key)
    expect(page.get_by_role("button", name="I have finished")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have finished")).to_be_visible()


def on_a_phone(ballot: Ballot) -> None:
    for key, code in zip(KEYS, BALLOTS["principal"], strict=True):
        ballot.item(key).locator("label").get_by_text(NAMES[code], exact=True).tap()
        ballot.expect_saved(key)
    ballot.write("15-ready", f"{SEALED} the principal.")
    ballot.expect_saved("15-ready")
    assert ballot.page.evaluate("document.documentElement.scrollWidth") == 390
    ballot.page.get_by_role("button", name="I have finished").tap()
    expect(ballot.page.get_by_text("You have finished")).to_be_visible()


def without_a_connection(ballot: Ballot) -> None:
    first, *others = KEYS
    ballot.rate(first, NAMES["2"])
    ballot.expect_saved(first)
    ballot.page.context.set_offline(True)
    for key, code in zip(others, BALLOTS["teacher"][1:], strict=True):
        ballot.rate(key, NAMES[code])
        ballot.write(key, f"{SEALED} the teacher.")
        expect(ballot.line(key)).to_have_text("Not saved yet: no connection. Kept on this computer.")
    assert len(ballot.kept()) == 3
    ballot.page.context.set_offline(False)
    for key in others:
        ballot.expect_saved(key)
    assert ballot.kept() == {}
    ballot.finish()
    expect(ballot.page.get_by_text("You have finished")).to_be_visible()


def over_the_end_of_a_session(ballot: Ballot, demo: Demo) -> None:
    page = ballot.page
    page.on("dialog", Dialog.accept)
    for key, code in zip(KEYS[:3], BALLOTS["coach"], strict=False):
        ballot.rate(key, NAMES[code])
        ballot.expect_saved(key)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    ballot.rate("15-ready", NAMES["0"])
    ballot.write("15-ready", f"{SEALED} the coach.")
    expect(ballot.line("15-ready")).to_have_text("Not saved yet: you are signed out. Kept on this computer.")
    ballot.page.get_by_role("link", name="Sign in to save").click()
    sign_in_by_form(page, demo.email("coach"))
    expect(page).to_have_url(ballot.address)
    ballot.expect_saved("15-ready")
    expect(ballot.note("15-ready")).to_have_value(f"{SEALED} the coach.")


def reveal(lead: Page, address: str) -> None:
    """See who has finished and never what; be warned of a rater and of perspectives; reveal."""
    lead.goto(address)
    rows = lead.get_by_role("table").locator("tbody tr").all_inner_texts()
    assert sorted(row.split("\t")[0] for row in rows) == sorted(TEAM)
    assert [row.split("\t")[0] for row in rows if row.endswith("Not finished")] == ["Lee Hartmann"]
    assert SEALED in Cast.objects.earliest("pk").rationale
    assert SEALED not in lead.content()
    lead.get_by_role("link", name="Reveal the ballots").click()
    expect(lead.locator(".ts-notice p")).to_have_text(
        [
            "1 rater has not finished: Lee Hartmann.",
            "No rater for: Non-instructional staff, Education association, Family or community.",
        ]
    )
    assert SEALED not in lead.content()
    lead.get_by_role("button", name="Reveal the ballots").click()
    expect(lead.get_by_text("4 of 4 not agreed on yet")).to_be_visible()


def agree_by_keyboard(page: Page) -> None:
    """Widest spread first, with keys alone, at 1280 pixels."""
    hall = Hall(page)
    tab_to(page, page.get_by_role("link", name="Agree item by item").first)
    page.keyboard.press("Enter")
    expect(hall.heading).to_have_text("14 Getting Ready")
    for key in ("2", "n"):
        page.keyboard.press(key)
    assert hall.chosen == ""
    tab_to(page, hall.radio("0"), most=20)
    page.keyboard.press("n")
    assert (hall.chosen, hall.focused()) == ("n", "a-n")
    page.keyboard.press("1")
    assert (hall.chosen, hall.focused()) == ("1", "a-1")
    page.keyboard.press("9")
    assert hall.chosen == "1"
    page.keyboard.press("d")
    expect(hall.dissent).to_be_focused()
    page.keyboard.type("Hana holds that it has not begun.")
    tab_to(page, hall.radio("1"), most=6, key="Shift+Tab")
    page.keyboard.press("Enter")

    expect(hall.told).to_have_text("Saved: 14, Getting Ready, Partly in place.")
    walk(hall)
    not_enough_information(hall)
    outside_the_range(hall)
    at_once(page)


def walk(hall: Hall) -> None:
    """J and K go to the next item and back, not in a text, and not once keys are turned off."""
    page = hall.page
    here = "15 Getting Ready"
    for key, there in (("k", "14 Getting Ready"), ("j", here)):
        page.keyboard.press(key)
        expect(hall.heading).to_have_text(there)
    hall.note.focus()
    page.keyboard.type("jk2nd")
    expect(hall.note).to_have_value("jk2nd")
    expect(hall.heading).to_have_text(here)
    hall.note.fill("")

    tab_to(page, page.get_by_role("button", name="Turn keys off"))
    page.keyboard.press("Enter")
    hall.radio("0").focus()
    for key in ("1", "j", "d"):
        page.keyboard.press(key)
    expect(hall.heading).to_have_text(here)
    assert (hall.chosen, hall.focused()) == ("", "a-0")
    page.get_by_role("button", name="Turn keys on").press("Enter")


def not_enough_information(hall: Hall) -> None:
    page = hall.page
    hall.note.focus()
    page.keyboard.type("Nobody has the list of trained evaluators.")
    tab_to(page, hall.radio("0"), most=2, key="Shift+Tab")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(hall.told).to_have_text("Saved: 15, Getting Ready, Not enough information.")


def outside_the_range(hall: Hall) -> None:
    """Nobody rated 15, Getting Aware higher than 1. Going above that asks for a note, and loses nothing."""
    page = hall.page
    expect(hall.heading).to_have_text("15 Getting Aware")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(hall.wrong).to_have_text("No ballot says this. Write why the team agrees on it.")
    expect(hall.note).to_be_focused()
    expect(hall.note).to_have_accessible_description("No ballot says this. Write why the team agrees on it.")
    assert hall.chosen == "2"
    page.keyboard.type("Both lists are there since Monday.")
    page.keyboard.press("Tab")
    expect(hall.save).to_be_focused()
    page.keyboard.press("Enter")
    expect(hall.told).to_have_text("Saved: 15, Getting Aware, In place.")


def at_once(page: Page) -> None:
    """All five said the same of 14, Getting Aware: one confirmed gesture."""
    tab_to(page, page.get_by_text("All items, 3 agreed"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Everyone agrees on 1 item: agree on it at once"), most=2)
    page.keyboard.press("Enter")
    expect(page.locator("main form label")).to_contain_text("14, Getting Aware: In place")
    tab_to(page, page.get_by_role("button", name="Agree on what is ticked"))
    page.keyboard.press("Enter")
    expect(page.locator(".ts-message")).to_have_text("Agreed on 1 item at once.")


def close(page: Page, demo: Demo) -> None:
    """Record the agreement, close the round, and find the ratings on the worksheet."""
    for words in ("Record that the team agreed", "Close the round"):
        page.get_by_role("link", name=words).click()
        page.get_by_role("button", name=words).click()
    expect(page.get_by_text("The round is closed.")).to_be_visible()
    sheet = Worksheet(page, demo.talent).open()
    expect(sheet.radio("14-aware", NAMES["2"])).to_be_checked()
    expect(sheet.radio("14-ready", NAMES["1"])).to_be_checked()
    expect(sheet.radio("15-aware", NAMES["2"])).to_be_checked()
    expect(sheet.radio("15-ready", NAMES["n"])).to_be_checked()
    expect(sheet.note("15-aware")).to_have_value("Both lists are there since Monday.")
    expect(sheet.item("14-ready")).to_contain_text("Hana holds that it has not begun.")

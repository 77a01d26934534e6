"""Two people on one item: both texts are shown, the second person chooses, and neither text is ever dropped."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.demo import Demo
from tests.browser.worksheet import Worksheet

KEY = "5b-ready"
BEFORE = "We post on the state board and word travels from there."
THEIRS = "Flyers went out to three fairs."
MINE = "A timeline is drafted for December."


@pytest.fixture
def lead(sheet_of) -> Worksheet:
    """The lead's window."""
    return sheet_of("lead")


@pytest.fixture
def member(sheet_of, lead: Worksheet, watch) -> Worksheet:
    """The member's window, in which the member has typed while the lead saved something else."""
    watch.expect("status of 409")
    member = sheet_of("member")
    lead.rate(KEY, "Partly in place")
    lead.write(KEY, THEIRS)
    expect(lead.page.locator(f"#st-{KEY} a")).to_have_text("3 changes to 5b, Getting Ready")
    member.write(KEY, MINE)
    return member


def stored(demo: Demo) -> tuple[Any, str, int]:
    row = demo.row(KEY)
    return row.value, row.note, row.version - 1


def test_the_panel_has_the_focus_and_shows_both_texts(member: Worksheet, demo: Demo):
    panel = member.conflict(KEY)
    expect(panel).to_be_focused()
    expect(panel).to_have_accessible_name("Two versions of 5b, Getting Ready")
    expect(panel.locator("> p")).to_have_text(
        "Rosa Delgado saved while you were writing. Nothing is lost: choose one, or bring both together."
    )
    texts = panel.locator(".ts-conflict__two > div")
    expect(texts).to_have_count(2)
    theirs, mine = texts.all()
    expect(theirs.locator("p")).to_have_text(THEIRS)
    expect(theirs.locator("h6")).to_contain_text("Partly in place")
    expect(mine.locator("p")).to_have_text(MINE)
    expect(mine.locator("h6")).to_have_text("You, not saved yet: Not started")
    expect(member.line(KEY)).to_have_text("Not saved: two versions. Choose below.")
    expect(member.note(KEY)).to_have_value(MINE)
    assert panel.get_by_role("button").all_inner_texts() == [
        "Keep both texts and edit",
        "Keep mine",
        "Keep Rosa Delgado’s",
    ]
    assert stored(demo) == (1, THEIRS, 3)


def test_keeping_mine_saves_it_over_the_other(member: Worksheet, demo: Demo):
    member.conflict(KEY).get_by_role("button", name="Keep mine").click()
    member.expect_saved(KEY)
    expect(member.conflict(KEY)).to_have_count(0)
    expect(member.note(KEY)).to_be_focused()
    assert stored(demo) == (0, MINE, 4)
    history = [(row.value, row.note) for row in demo.row(KEY).history.order_by("history_id")]
    assert history == [(None, ""), (0, BEFORE), (1, BEFORE), (1, THEIRS), (0, MINE)]


def test_keeping_theirs_changes_nothing_that_is_stored(member: Worksheet, demo: Demo):
    member.conflict(KEY).get_by_role("button", name="Keep Rosa Delgado’s").click()
    expect(member.line(KEY)).to_have_text("Kept the saved version.")
    expect(member.note(KEY)).to_have_value(THEIRS)
    expect(member.radio(KEY, "Partly in place")).to_be_checked()
    assert stored(demo) == (1, THEIRS, 3)
    assert member.kept() == {}

    member.write(KEY, f"{THEIRS} And a fourth.")
    member.expect_saved(KEY)
    assert stored(demo) == (1, f"{THEIRS} And a fourth.", 4)


def test_keeping_both_puts_them_into_the_field_to_edit_into_one(member: Worksheet, demo: Demo):
    member.conflict(KEY).get_by_role("button", name="Keep both texts and edit").click()
    expect(member.note(KEY)).to_be_focused()
    expect(member.note(KEY)).to_have_value(f"{THEIRS}\n\n{MINE}")
    expect(member.line(KEY)).to_have_text("Not saved yet: both texts are here. Edit them into one.")
    assert stored(demo) == (1, THEIRS, 3)

    member.page.locator(f"#st-{KEY}").get_by_role("button", name="Save as it is").click()
    member.expect_saved(KEY)
    assert stored(demo) == (0, f"{THEIRS}\n\n{MINE}", 4)


def test_what_is_typed_on_while_the_panel_is_open_is_not_lost(member: Worksheet, demo: Demo):
    expect(member.conflict(KEY)).to_be_focused()
    member.write(KEY, f"{MINE} The board reads it.")
    member.conflict(KEY).get_by_role("button", name="Keep both texts and edit").click()
    expect(member.note(KEY)).to_have_value(f"{THEIRS}\n\n{MINE} The board reads it.")


def test_another_item_can_be_rated_while_two_versions_wait(member: Worksheet, demo: Demo):
    expect(member.conflict(KEY)).to_be_focused()
    member.rate("6b-ready", "In place")
    member.expect_saved("6b-ready")
    expect(member.conflict(KEY)).to_be_visible()
    assert demo.row("6b-ready").value == 2


def test_nobody_conflicts_with_themself_when_typing_quickly_and_rating_at_once(sheet_of, demo: Demo):
    sheet = sheet_of("member")
    posts: list[str] = []
    sheet.page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    for sentence in ("One. ", "Two. ", "Three. "):
        sheet.note("6b-ready").press_sequentially(sentence)
        sheet.rate("6b-ready", "Partly in place")
        sheet.rate("6b-ready", "In place")
    sheet.expect_saved("6b-ready")
    expect(sheet.note("6b-ready")).not_to_have_class("form-control is-unsaved")
    assert sheet.conflict("6b-ready").count() == 0
    row = demo.row("6b-ready")
    assert (row.value, row.note) == (2, "One. Two. Three.")
    assert len(posts) >= 2


def test_two_answers_without_notes_are_a_conflict_too(sheet_of, demo: Demo, watch):
    watch.expect("status of 409")
    lead, member = sheet_of("lead"), sheet_of("member")
    lead.rate("6b-ready", "In place")
    lead.expect_saved("6b-ready")
    member.rate("6b-ready", "Not started")
    expect(member.conflict("6b-ready")).to_be_focused()
    assert demo.row("6b-ready").value == 2

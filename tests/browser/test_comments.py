"""Talking about a rating and about an entry: with and without JavaScript, from a phone, and over a lost session."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from comments.models import Comment
from inventories.models import Entry
from readiness.owners import RatingThreads
from tests.browser.demo import Demo
from tests.browser.drafts import expect_drafts
from tests.browser.inventories import Kept
from tests.browser.looking import PHONE, Looker
from tests.browser.worksheet import Worksheet

LIST = "/districts/lakeview/comments/"


def thread_of(demo: Demo, key: str = "5a-ready") -> str:
    return f"{demo.talent.get_absolute_url()}ratings/{key}/comments/"


def write(page: Page, words: str, *mentioned: str) -> None:
    page.get_by_role("textbox").last.fill(words)
    if mentioned:
        page.get_by_text("Mention somebody").click()
        for name in mentioned:
            page.get_by_label(name).check()
    page.get_by_role("button", name="Comment", exact=True).click()


def comments(page: Page) -> Any:
    return page.get_by_role("list").filter(has=page.locator(".ts-comment")).get_by_role("listitem")


@pytest.mark.parametrize(
    "options", [{}, {"java_script_enabled": False}, {"viewport": PHONE}], ids=["wide", "plain", "phone"]
)
def test_a_lead_asks_a_coach_who_answers_and_it_is_resolved(page_of, demo: Demo, options: dict[str, Any]):
    lead = page_of("lead", demo.talent.get_absolute_url(), **options)
    lead.get_by_role("link", name="Comment on 5a, Getting Ready").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text("Comments on 5a, Getting Ready")
    write(lead, "Does it still hold?", "Lee Hartmann")
    expect(comments(lead)).to_contain_text(["For Lee Hartmann"])

    coach = page_of("coach", LIST, **options)
    coach.get_by_role("region", name="For you").get_by_role("link").click()
    expect(comments(coach)).to_contain_text(["For you Does it still hold?"], use_inner_text=False)
    write(coach, "In two of three buildings.")
    expect(comments(coach)).to_have_count(2)
    coach.goto(LIST)
    expect(coach.get_by_role("region", name="For you")).to_have_count(0)

    lead.get_by_role("button", name="Resolve").click()
    expect(lead.locator(".ts-message")).to_have_text("Somebody wrote meanwhile. Read it below, then resolve.")
    lead.get_by_role("button", name="Resolve").click()
    expect(lead.get_by_text("Resolved by Rosa Delgado")).to_be_visible()
    lead.goto(demo.talent.get_absolute_url())
    expect(lead.get_by_role("link", name="2 comments, resolved on 5a, Getting Ready")).to_be_attached()
    assert lead.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_comment_is_changed_and_taken_back(page_of, demo: Demo):
    page = page_of("coach", thread_of(demo))
    write(page, "Frist.")
    page.get_by_role("link", name="Change or take back your comment").click()
    page.get_by_label("Comment").fill("First.")
    page.get_by_role("button", name="Save the comment").click()
    expect(comments(page)).to_contain_text(["First."])
    page.get_by_role("link", name="Change or take back your comment").click()
    page.get_by_role("button", name="Take the comment back").click()
    expect(comments(page)).to_contain_text(["Taken back by its writer."])


def test_two_windows_see_both_texts(page_of, demo: Demo, watch):
    watch.expect("status of 409")
    page = page_of("coach", thread_of(demo))
    write(page, "One thing.")
    page.get_by_role("link", name="Change or take back your comment").click()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Comment").fill("One thing more.")
    other.get_by_role("button", name="Save the comment").click()
    page.get_by_label("Comment").fill("One other thing.")
    page.get_by_role("button", name="Save the comment").click()
    expect(page.get_by_role("region", name="Two versions of your comment")).to_contain_text("One thing more.")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("One other thing.")
    page.get_by_role("button", name="Save the comment").click()
    expect(comments(page)).to_contain_text(["One other thing."])


def test_what_is_typed_comes_back_until_it_is_sent(page_of, demo: Demo):
    page = page_of("coach", thread_of(demo))
    page.get_by_label("Comment", exact=True).press_sequentially("Not sent yet")
    page.get_by_text("Mention somebody").click()
    page.get_by_label("Rosa Delgado").check()
    page.reload()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("Not sent yet")
    expect(page.get_by_label("Rosa Delgado")).to_be_checked()
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(comments(page)).to_contain_text(["Not sent yet"])
    page.reload()
    expect(page.get_by_label("Add a comment")).to_have_value("")
    expect_drafts(page, 0)


def test_what_is_sent_after_the_session_ended_is_there_after_signing_in(page_of, demo: Demo):
    page = page_of("coach", thread_of(demo))
    page.get_by_label("Comment", exact=True).fill("Written over lunch.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_label("E-mail").fill(demo.email("coach"))
    page.get_by_label("Password").fill("willow harbor lantern")
    page.get_by_role("button", name="Sign in").click()
    expect(comments(page)).to_contain_text(["Written over lunch."])


def entry_page(kept: Kept) -> str:
    entry: Entry = kept.entry("Mentoring pairs")
    return f"{kept.practices.get_absolute_url()}entries/{entry.pk}/"


def test_on_the_page_of_an_entry_two_drafts_are_kept_apart(page_of, kept: Kept):
    page = page_of("member", entry_page(kept))
    page.get_by_label("Cost").fill("700")
    page.get_by_label("Comment", exact=True).fill("Is this the new price?")
    page.reload()
    expect(page.get_by_label("Cost")).to_have_value("700")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(comments(page)).to_contain_text(["Is this the new price?"])
    expect(page.get_by_label("Cost")).to_have_value("700")
    page.get_by_role("button", name="Save the entry").click()
    expect(page.locator(".ts-message")).to_have_text("Saved: Mentoring pairs.")
    expect_drafts(page, 0)
    assert kept.entry("Mentoring pairs").cells["cost"] == "700"


def test_of_staff_data_no_browser_keeps_anything(page_of, kept: Kept):
    page = page_of("lead", f"{kept.certifications.get_absolute_url()}comments/")
    page.get_by_label("Comment", exact=True).fill("Zebulon")
    expect_drafts(page, 0)


def test_the_link_to_comments_outlives_saving(sheet_of, demo: Demo):
    coach = demo.people["coach"]
    RatingThreads.find(coach, "lakeview", pk=demo.talent.pk, key="15-ready").say(words="?", mentioned=[], by=coach)
    sheet: Worksheet = sheet_of("member")
    sheet.write("15-ready", "Saved.")
    sheet.expect_saved("15-ready")
    expect(sheet.page.get_by_role("link", name="1 comment, open on 15, Getting Ready")).to_be_visible()


def test_what_opens_on_a_thread_passes_axe(looker: Looker, demo: Demo, watch):
    watch.expect("status of 422")
    page = looker.window_of("lead")
    page.goto(thread_of(demo))
    page.get_by_text("Mention somebody").click()
    page.get_by_label("Lee Hartmann").check()
    page.get_by_label("Comment", exact=True).fill("x" * 10_001)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("At most 10,000 characters fit here. This has 10,001.")).to_be_visible()
    expect(page.get_by_label("Lee Hartmann")).to_be_checked()
    assert list(looker.look(page)) == []
    page.get_by_label("Comment", exact=True).fill("Look.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(comments(page)).to_have_count(1)
    assert list(looker.look(page)) == []
    assert Comment.objects.count() == 1

"""Without JavaScript: a whole ballot, an item agreed on, a component, a recommendation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hexagon.models import ComponentRating, Recommendation
from readiness.models import Rating
from rounds.models import Ballot as Cast
from tests.browser.demo import Demo, Together
from tests.browser.together import Ballot, Hall

Open = Callable[..., Page]


@pytest.fixture
def plain(page_of: Open, watch) -> Open:
    """Open a window without JavaScript."""
    watch.expect("status of 409")
    watch.expect("status of 422")

    def open_plain(who: str, address: str) -> Page:
        return page_of(who, address, java_script_enabled=False)

    return open_plain


def ballot_of(page: Page) -> Ballot:
    return Ballot(page, page.url)


def test_a_whole_ballot_is_cast_and_finished(plain: Open, demo: Demo, together: Together):
    address = f"/districts/lakeview/readiness/rounds/{together.open.pk}/ballot/"
    ballot = ballot_of(plain("family", address))
    keys = together.open.item_keys
    answers = ["Not started", "Partly in place", "In place", "Not enough information"]
    for place, key in enumerate(keys):
        ballot.rate(key, answers[place % 4])
        ballot.note(key).fill(f"Seen by a family, {place}.")
    ballot.page.get_by_role("button", name="Save the ballot").click()
    expect(ballot.page.locator(".ts-message")).to_contain_text("Saved: ")
    expect(ballot.total).to_have_text("18 of 18 rated")
    rows = Cast.objects.filter(rater__round=together.open, rater__membership__user=demo.people["family"])
    assert {row.item_key for row in rows if row.rationale.startswith("Seen by a family")} == set(keys)

    ballot.note(keys[0]).fill("Seen twice.")
    ballot.finish()
    expect(ballot.page.get_by_text("You have finished")).to_be_visible()
    assert rows.get(item_key=keys[0]).rationale == "Seen twice."


def test_a_ballot_of_two_windows_comes_back_with_both_texts(plain: Open, together: Together):
    address = f"/districts/lakeview/readiness/rounds/{together.open.pk}/ballot/"
    first, second = (ballot_of(plain("family", address)) for _ in range(2))
    key = together.open.item_keys[3]
    for ballot, words in ((first, "From the library."), (second, "From home.")):
        ballot.note(key).fill(words)
        ballot.page.get_by_role("button", name="Save the ballot").click()
    expect(second.page.get_by_role("alert")).to_contain_text("1 of your answers is not saved yet.")
    expect(second.note(key)).to_have_value("From home.")
    expect(second.conflict(key).locator("p")).to_contain_text(["Nothing is lost", "From the library.", "From home."])
    second.conflict(key).get_by_role("button", name="Keep this one").click()
    expect(second.page.locator(".ts-message")).to_have_text("Saved: 1 changed.")
    expect(second.note(key)).to_have_value("From home.")


def test_an_item_is_agreed_on_and_one_outside_the_range_asks_for_a_note(plain: Open, demo: Demo, together: Together):
    hall = Hall(plain("lead", f"/districts/lakeview/readiness/rounds/{together.revealed.pk}/agree/11c-ready/"))
    hall.radio("n").check()
    hall.note.fill("")
    hall.page.get_by_text("Record a dissent", exact=True).click()
    hall.dissent.fill("One would say not started.")
    hall.save.click()
    expect(hall.wrong).to_have_text("No ballot says this. Write why the team agrees on it.")
    assert hall.chosen == "n"
    expect(hall.dissent).to_have_value("One would say not started.")
    hall.note.fill("Nobody at the table knows the state’s list.")
    hall.save.click()
    expect(hall.told).to_have_text("Saved: 11c, Getting Ready, Not enough information.")
    row = Rating.objects.for_assessment(demo.talent).with_key("11c-ready").get()
    assert (row.unknown, row.dissent) == (True, "One would say not started.")


def test_a_component_is_written_and_a_recommendation_recorded(plain: Open, together: Together):
    page = plain("lead", together.review.get_absolute_url())
    page.locator("#r-supports-2").check()
    page.locator("#n-supports-note").fill("One coach for seven schools.")
    page.locator("#n-capacity-obstacles").fill("The budget is set in February.")
    page.get_by_role("button", name="Save all six components").click()
    expect(page.locator(".ts-message")).to_have_text("Saved: 2 changed.")
    rows = ComponentRating.objects.for_review(together.review)
    assert (rows.with_key("supports").get().value, rows.with_key("capacity").get().obstacles) == (
        2,
        "The budget is set in February.",
    )

    page.get_by_role("link", name="Record the recommendation").click()
    page.get_by_label("Refine").check()
    page.get_by_label("Why").fill("Capacity has to be known first.")
    page.get_by_label("Decided by").fill("Rosa Delgado")
    page.get_by_role("button", name="Record the recommendation").click()
    expect(page.locator(".ts-verdict")).to_contain_text("Refine")
    assert Recommendation.objects.get(review=together.review).rationale == "Capacity has to be known first."

"""Candidates weighed side by side: from an indicator that calls for choosing to a recommendation and its report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from hexagon.models import Comparison, ComponentRating, Recommendation
from tests.browser.demo import Demo, Together
from tests.browser.downloading import download
from tests.browser.worksheet import Worksheet

CANDIDATES = ("Regional consortium", "State job board", "Posting service", "Referral program")
COMPONENTS = ("evidence", "supports", "usability", "need", "fit", "capacity")
RATIONALE = "Four neighbors fill posts earlier with it, and the gap in capacity can be closed by June."

Open = Callable[..., Page]


class Review(Worksheet):
    """The page of one candidate, which saves as the worksheet does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.address = page.url

    def rate(self, key: str, answer: str) -> None:
        self.item(key).get_by_role("radio", name=answer).check()

    def text(self, key: str, name: str, words: str) -> None:
        field = self.page.locator(f"#n-{key}-{name}")
        field.fill(words)
        field.blur()

    def expect_saved(self, key: str) -> None:
        expect(self.line(key)).to_contain_text("Saved. You")


@pytest.fixture
def lead(page_of: Open, demo: Demo, watch) -> Page:
    """The lead's window, on the worksheet."""
    watch.expect("status of 422")
    return page_of("lead", demo.talent.get_absolute_url())


def test_four_candidates_go_from_their_indicator_to_a_recommendation_and_its_report(lead: Page, demo: Demo):
    start(lead)
    lead.get_by_role("link", name="A. Regional consortium").first.click()
    weigh_the_first(Review(lead))
    for place, name in enumerate(CANDIDATES[1:], start=2):
        lead.get_by_role("link", name="See all candidates").first.click()
        lead.get_by_role("link", name=name).first.click()
        weigh(Review(lead), place)
    side_by_side(lead)
    recommend(lead)
    read_the_report(lead)


def start(lead: Page) -> None:
    lead.get_by_role("article", name="Indicator 5a").get_by_role("link", name="Compare candidates").click()
    expect(lead.get_by_role("radio", name="5a, Talent Management")).to_be_checked()
    lead.get_by_label("What is being chosen?").fill("Hiring platforms")
    for letter, name in zip("ABCD", CANDIDATES, strict=True):
        lead.get_by_label(f"Candidate {letter}").fill(name)
    lead.get_by_role("button", name="Start the comparison").click()
    expect(lead.get_by_role("heading", level=1)).to_have_text("Hiring platforms")
    assert [one.title for one in Comparison.objects.get().candidates.order_by("position")] == list(CANDIDATES)


def weigh_the_first(review: Review) -> None:
    """Write what was said and found; rate all but one component."""
    review.text("need", "discussion", "Everyone named special education.")
    review.text("need", "evidence", "Vacancy list, August.")
    review.text("evidence", "data_needed", "Figures for special education alone.")
    review.text("capacity", "obstacles", "The data steward’s post is open.")
    weigh(review, 1)
    rows = ComponentRating.objects.filter(review__position=1)
    assert rows.with_key("need").get().evidence == "Vacancy list, August."


def weigh(review: Review, place: int) -> None:
    for key in COMPONENTS[: 5 if place == 1 else 1]:
        review.item(key).locator(f"#r-{key}-{place}").check()
        review.text(key, "note", f"Reason of {place}.")
        review.expect_saved(key)


def smallest_words(lead: Page, width: int) -> float:
    """The size of the smallest words of the chart, in pixels of a window that is so wide."""
    lead.set_viewport_size({"width": width, "height": 800})
    sizes: list[float] = lead.locator("figure svg:visible text").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"
    )
    lead.set_viewport_size({"width": 1280, "height": 720})
    return round(min(sizes), 1)


def side_by_side(lead: Page) -> None:
    """The chart says its data, and so does the table; there is no total anywhere."""
    lead.get_by_role("link", name="See all candidates").first.click()
    title = lead.locator("svg[role=img] title").first.text_content() or ""
    assert all(name in title for name in CANDIDATES)
    assert [smallest_words(lead, width) for width in (1280, 390)] == [13, 12]
    table = lead.locator("table.ts-cmp")
    assert table.locator("thead th").all_inner_texts() == [
        "Component",
        *(f"{letter}. {name}" for letter, name in zip("ABCD", CANDIDATES, strict=True)),
    ]
    assert table.locator("tbody tr").count() == len(COMPONENTS)
    expect(table.locator("tbody tr").first).to_contain_text("Reason of 4.")
    words = lead.locator("main").inner_text().lower()
    assert not {"average", "mean", "score"} & set(words.split())


def recommend(lead: Page) -> None:
    """Without a rationale it is refused beside the field, and everything typed stays."""
    lead.get_by_role("link", name="Record the recommendation").click()
    assert lead.locator("[name=choice]:checked").count() == 0
    lead.get_by_label("Adopt with supports").check()
    lead.get_by_label("A. Regional consortium").check()
    lead.get_by_label("Capacity").fill("A shared data steward from January.")
    lead.get_by_label("Decided by").fill("Rosa Delgado with the team")
    lead.locator("main form").evaluate("form => { form.noValidate = true; }")
    lead.get_by_role("button", name="Record the recommendation").click()
    why = lead.get_by_label("Why")
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(lead.get_by_label("Adopt with supports")).to_be_checked()
    expect(lead.get_by_label("Capacity")).to_have_value("A shared data steward from January.")
    assert Recommendation.objects.count() == 0

    why.fill(RATIONALE)
    lead.get_by_role("button", name="Record the recommendation").click()
    expect(lead.locator(".ts-verdict")).to_have_text("Adopt with supports: A. Regional consortium")
    expect(lead.locator(".ts-decision__lack")).to_contain_text("Capacity of A. Regional consortium")


def read_the_report(lead: Page) -> None:
    address = lead.get_by_role("link", name="Download PDF").get_attribute("href")
    answer = lead.request.get(address or "")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    name, file = download(lead, "Download PDF")
    assert name.endswith(".pdf")
    assert file.read_bytes()[:5] == b"%PDF-"
    words = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert "Adopt with supports: A. Regional consortium" in words
    assert RATIONALE in words


def test_everything_else_of_a_finished_comparison_is_one_press_away(page_of: Open, demo: Demo, together: Together):
    page = page_of("viewer", together.comparison.get_absolute_url())
    expect(page.locator(".ts-verdict")).to_have_text("Adopt with supports: A. Regional hiring consortium")
    name, file = download(page, "Download CSV")
    assert (name[-4:], len(file.read_bytes()) > 1000) == (".csv", True)
    page.get_by_role("link", name="Communication and hiring platforms").last.click()
    expect(page.get_by_text("All 24 agreed on")).to_be_visible()

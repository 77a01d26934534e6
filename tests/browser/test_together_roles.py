"""Who finds what of rounds and reviews: seats, not roles, permit a ballot, and nobody outside finds anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rounds.models import Ballot as Cast
from tests.browser.demo import Demo, Together
from tests.browser.pages import own_pages
from tests.browser.planned import Planned
from tests.browser.together import Ballot

NOT_OPEN = "This is not open to your role"
NOT_FOUND = "There is nothing at this address"

Open = Callable[..., Page]


def address_of(together: Together) -> str:
    return f"/districts/lakeview/readiness/rounds/{together.open.pk}/"


@pytest.mark.parametrize(("seated", "unseated"), [("viewer", "coach"), ("member", "hr")])
def test_a_seat_opens_a_ballot_to_a_viewer_and_no_role_does(
    page_of: Open, together: Together, watch, seated: str, unseated: str
):
    watch.expect("status of 403")
    address = address_of(together)
    ballot = Ballot(page_of(seated, f"{address}ballot/"), f"{address}ballot/")
    key = together.open.item_keys[-1]
    ballot.rate(key, "In place")
    ballot.expect_saved(key)

    page = page_of(unseated, address)
    assert page.get_by_role("link", name="Fill in your ballot").count() == 0
    expect(page.get_by_text("8 people are seated, and 3 have finished.")).to_be_visible()
    page.goto(f"{address}ballot/")
    expect(page.get_by_role("heading", level=1)).to_have_text(NOT_OPEN)


def test_nothing_of_a_sealed_ballot_is_on_any_page_of_anybody_else(page_of: Open, demo: Demo, together: Together):
    address, assessment = address_of(together), demo.leadership.get_absolute_url()
    ballots = Cast.objects.filter(rater__round=together.open)
    written = {row.rationale for row in ballots if row.rationale}
    assert len(written) == 2
    pages = [address, f"{address}seats/", f"{address}move/revealed/", f"{address}agree/", f"{address}agree/13-aware/"]
    pages += [f"{address}information/", f"{address}information.csv", f"{address}paper/", assessment]
    pages += [f"{assessment}{part}" for part in ("summary/", "history/", "information/", "report.csv")]
    for who in ("hr", "viewer"):
        request = page_of(who).request
        for one in pages:
            assert not [words for words in written if words in request.get(one).text()], (who, one)


def test_an_outsider_finds_no_page_of_rounds_and_reviews(
    page_of: Open, demo: Demo, together: Together, planned: Planned, watch
):
    watch.expect("status of 404")
    page = page_of("harbor", address_of(together))
    expect(page.get_by_role("heading", level=1)).to_have_text(NOT_FOUND)
    parts = own_pages(demo, together, planned)
    ours = [own.address for own in parts["rounds"] + parts["hexagon"] if "/lakeview/" in own.address]
    assert len(ours) > 50
    assert {page.request.get(address).status for address in ours} == {404}

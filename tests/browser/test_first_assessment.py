"""A new lead of a new district, from signing in to the first rating control: five clicks at most."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from districts.choices import Role
from districts.models import User
from tests.browser.demo import PASSWORD, Demo
from tests.factories import DistrictFactory, MembershipFactory, UserFactory

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


class Counted:
    """Clicks, counted: on each only once it can be seen."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, what: Locator) -> None:
        expect(what).to_be_visible()
        what.click()
        self.clicks += 1


@pytest.fixture
def new_lead(demo: Demo) -> User:
    """The lead of a district in which nothing has happened; the content is there."""
    lead = UserFactory(email="nia@new.example.org", name="Nia Okafor")
    lead.set_password(PASSWORD)
    lead.save()
    MembershipFactory(district=DistrictFactory(name="New Schools", slug="new"), user=lead, role=Role.LEAD)
    return lead


@pytest.mark.parametrize("window", [{"viewport": {"width": 1280, "height": 800}}, PHONE], ids=["projector", "phone"])
def test_a_new_lead_is_at_the_first_rating_after_five_clicks_at_most(open_context, new_lead: User, window):
    page: Page = open_context(**window).new_page()
    done = Counted()
    page.goto("/")
    expect(page.get_by_label("E-mail address")).to_be_visible()
    page.get_by_label("E-mail address").fill(new_lead.email)
    page.get_by_label("Password").fill(PASSWORD)
    done.click(page.get_by_role("button", name="Sign in"))

    expect(page.get_by_role("heading", level=1)).to_have_text("What waits for you")
    done.click(page.get_by_role("link", name="Go to the district"))

    expect(page.get_by_role("heading", level=1)).to_have_text("New Schools")
    expect(page.locator(".ts-next")).to_contain_text("Next: open the first assessment, so that the team can rate.")
    done.click(page.get_by_role("link", name="Open the first assessment"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Open an assessment")
    done.click(page.get_by_role("button", name="Open the assessment"))

    expect(page.locator("[data-sheet]")).to_be_visible()
    expect(page.locator("[data-sheet] input[type=radio]").first).to_be_enabled()
    expect(page.get_by_text("0 of 48 rated").or_(page.get_by_text("0 of 56 rated")).first).to_be_visible()
    assert done.clicks == 4


def test_who_may_not_begin_is_told_who_does(open_context, sign_in_browser, new_lead: User):
    district = new_lead.memberships.get().district
    member = MembershipFactory(district=district, role=Role.MEMBER).user
    context = open_context()
    sign_in_browser(context, member)
    page = context.new_page()
    page.goto(district.get_absolute_url())
    expect(page.locator(".ts-next")).to_contain_text("Next: a lead of the district opens the first assessment.")
    expect(page.get_by_role("region", name="Where we stand")).to_contain_text(
        "A lead opens it; leads and members rate."
    )
    expect(page.get_by_role("link", name="Open an assessment")).to_have_count(0)

"""The home page: my districts, and what waits to be rated in each."""

import pytest

from districts.choices import Role
from readiness.services import close_assessment
from tests.factories import DistrictFactory, MembershipFactory, UserFactory
from tests.readiness.factories import many, opened, rate, rate_all
from tests.readiness.pages import Page


@pytest.fixture
def home(sign_in):
    return lambda user: Page(sign_in(user).get("/"))


def section(page, slug="lakeview"):
    return page.root.one("section", aria_labelledby=f"h-{slug}")


def test_it_says_what_waits_in_each_open_assessment(assessment, theirs, home, member, lead):
    rate(assessment, "5a-ready", "1", by=lead)
    rate(assessment, "5a-aware", "n", by=lead)
    rate(assessment, "5b-aware", "", "Only a note.", by=lead)
    page = home(member)
    (item,) = section(page).all("li")
    assert item.one("a").text == "Talent Management, Autumn 2026"
    assert item.one("a")["href"] == assessment.get_absolute_url()
    assert item.one("p").text == "2 of 48 rated. 46 wait for an answer."
    assert section(page).texts("span") == ["You are a member here"]
    assert len(page.id("main").all("section")) == 1


def test_nothing_waits_where_all_is_rated(assessment, home, member):
    rate_all(assessment, "0", by=member)
    assert section(home(member)).one("li").one("p").text == "48 of 48 rated. Nothing waits."


@pytest.mark.parametrize("role", [Role.COACH, Role.VIEWER])
def test_readers_are_led_to_the_summary(assessment, home, people, role):
    (item,) = section(home(people[role])).all("li")
    assert item.one("a")["href"] == f"{assessment.get_absolute_url()}summary/"
    assert item.one("p").text == "0 of 48 rated"


@pytest.mark.parametrize("closed", [False, True])
def test_a_district_without_an_open_assessment_says_so(district, talent, home, people, closed):
    if closed:
        close_assessment(opened(district, talent, "Autumn 2026", people[Role.LEAD]), by=people[Role.LEAD])
    texts = section(home(people[Role.LEAD])).texts("p")
    assert texts == ["No assessment is open. See the district’s page"]


def test_open_assessments_are_listed_newest_first(assessment, district, leadership, home, member, lead):
    opened(district, leadership, "Winter 2026", lead)
    assert [one.one("a").text for one in section(home(member)).all("li")] == [
        "Leadership, Winter 2026",
        "Talent Management, Autumn 2026",
    ]


def test_a_coach_sees_all_their_districts_by_name_and_no_others(assessment, theirs, home, people, talent):
    coach = people[Role.COACH]
    for name in ("Zeeland", "Alma"):
        place = DistrictFactory(name=name, slug=name.lower())
        MembershipFactory(district=place, user=coach, role=Role.COACH)
        many(place, talent, 2)
    page = home(coach)
    assert page.id("main").texts("h1") == ["Your districts"]
    assert page.id("main").texts("h2") == ["Alma", "Lakeview School District", "Zeeland"]
    (item,) = section(page, "alma").all("li")
    assert item.texts("p") == ["48 of 48 rated. Nothing waits."]


def test_a_role_counts_in_its_own_district_only(assessment, theirs, home, member, outsider):
    """A member of one district who only reads another has the summary there, and the worksheet at home."""
    there = outsider.memberships.get().district
    MembershipFactory(district=there, user=member, role=Role.VIEWER)
    page = home(member)
    links = [
        link for slug in ("lakeview", there.slug) for item in section(page, slug).all("li") for link in item.all("a")
    ]
    assert [link["href"] for link in links] == [assessment.get_absolute_url(), f"{theirs.get_absolute_url()}summary/"]


def test_an_outsider_sees_only_their_own(assessment, theirs, home, outsider):
    page = home(outsider)
    assert page.id("main").texts("h2") == [outsider.memberships.get().district.name]
    links = [one["href"] for one in page.id("main").all("a") if "readiness" in one["href"]]
    assert links == [theirs.get_absolute_url()]


@pytest.mark.parametrize("who", ["nobody", "content_administrator", "operator"])
def test_who_belongs_nowhere_is_told_how_that_changes(assessment, home, request, who):
    user = UserFactory(email="new@example.org") if who == "nobody" else request.getfixturevalue(who)
    page = home(user)
    assert page.root.one("section", class_="ts-empty").texts("p") == [
        f"A lead of your district adds you by your e-mail address, {user.email}. Until then you can read the practices."
    ]
    assert page.id("main").texts("h2") == ["No district yet"]


def test_without_a_session_the_way_leads_over_sign_in(sign_in, db):
    assert sign_in(None).get("/").url == "/accounts/login/?next=/"

"""The home page: what I do next, my districts, and what waits to be rated in each."""

import pytest

from districts.choices import Role
from readiness.services import close_assessment
from tests.factories import DistrictFactory, MembershipFactory, UserFactory
from tests.readiness.factories import many, opened, rate, rate_all
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries


@pytest.fixture
def home(sign_in):
    return lambda user: Page(sign_in(user).get("/"))


def listed(page, slug="lakeview"):
    """What the page says of a district: its lines, and where the assessments in them lead."""
    item = page.id(f"d-{slug}")
    return item.texts("p"), [link["href"] for line in item.all("p") for link in line.all("a")]


def next_step(page):
    step = page.root.one("div", class_="ts-next")
    return step.one("p").text, step.one("a").text, step.one("a")["href"]


def test_it_says_what_waits_in_each_open_assessment(assessment, theirs, home, member, lead):
    rate(assessment, "5a-ready", "1", by=lead)
    rate(assessment, "5a-aware", "n", by=lead)
    rate(assessment, "5b-aware", "", "Only a note.", by=lead)
    page = home(member)
    assert listed(page) == (
        ["You are a member here.", "Talent Management, Autumn 2026: 2 of 48 rated. 46 wait for an answer."],
        [assessment.get_absolute_url()],
    )
    assert page.id("main").texts("h2") == ["Your district"]
    assert next_step(page) == (
        "Next: 46 of 48 stage descriptions wait to be rated in Talent Management, Autumn 2026.",
        "Go on rating",
        assessment.get_absolute_url(),
    )


def test_nothing_waits_where_all_is_rated(assessment, home, member):
    rate_all(assessment, "0", by=member)
    page = home(member)
    assert listed(page)[0][1] == "Talent Management, Autumn 2026: 48 of 48 rated. Nothing waits."
    assert next_step(page) == (
        "Next: see where Lakeview School District stands, and what comes next there.",
        "Go to the district",
        "/districts/lakeview/",
    )


@pytest.mark.parametrize("role", [Role.COACH, Role.VIEWER])
def test_readers_are_led_to_the_summary(assessment, home, people, role):
    page = home(people[role])
    assert listed(page) == (
        [f"You are a {role} here.", "Talent Management, Autumn 2026: 0 of 48 rated."],
        [f"{assessment.get_absolute_url()}summary/"],
    )
    assert next_step(page)[1] == "Go to the district"


@pytest.mark.parametrize("closed", [False, True])
def test_a_district_without_an_open_assessment_says_so(district, talent, home, people, closed):
    if closed:
        close_assessment(opened(district, talent, "Autumn 2026", people[Role.LEAD]), by=people[Role.LEAD])
    assert listed(home(people[Role.LEAD])) == (["You are a lead here. No assessment is open."], [])


def test_open_assessments_are_listed_newest_first(assessment, district, leadership, home, member, lead):
    opened(district, leadership, "Winter 2026", lead)
    assert listed(home(member))[0][1:] == [
        "Leadership, Winter 2026: 0 of 56 rated. 56 wait for an answer.",
        "Talent Management, Autumn 2026: 0 of 48 rated. 48 wait for an answer.",
    ]


def test_a_coach_sees_all_their_districts_by_name_and_no_others(assessment, theirs, home, people, talent):
    coach = people[Role.COACH]
    for name in ("Zeeland", "Alma"):
        place = DistrictFactory(name=name, slug=name.lower())
        MembershipFactory(district=place, user=coach, role=Role.COACH)
        many(place, talent, 2)
    page = home(coach)
    assert page.id("main").texts("h1") == ["What waits for you"]
    assert page.id("main").texts("h2") == ["Your districts"]
    named = [item.all("a")[0] for item in page.root.one("section", aria_labelledby="h-districts").all("li")]
    assert [(link.text, link["href"]) for link in named] == [
        ("Alma", "/districts/alma/"),
        ("Lakeview School District", "/districts/lakeview/"),
        ("Zeeland", "/districts/zeeland/"),
    ]
    assert listed(page, "alma")[0] == [
        "You are a coach here.",
        "Talent Management, Round 0: 48 of 48 rated. Nothing waits.",
    ]
    assert page.root.all("div", class_="ts-next") == []
    assert page.root.one("p", class_="ts-prose").text == (
        "Nothing waits for you. What your districts work on stands on their pages."
    )


def test_a_role_counts_in_its_own_district_only(assessment, theirs, home, member, outsider):
    """A member of one district who only reads another has the summary there, and the worksheet at home."""
    there = outsider.memberships.get().district
    MembershipFactory(district=there, user=member, role=Role.VIEWER)
    page = home(member)
    links = [listed(page, slug)[1] for slug in ("lakeview", there.slug)]
    assert links == [[assessment.get_absolute_url()], [f"{theirs.get_absolute_url()}summary/"]]


def test_an_outsider_sees_only_their_own(assessment, theirs, home, outsider):
    page = home(outsider)
    there = outsider.memberships.get().district
    section = page.root.one("section", aria_labelledby="h-districts")
    assert [item.all("a")[0].text for item in section.all("li")] == [there.name]
    links = {one["href"] for one in page.id("main").all("a")}
    assert links == {there.get_absolute_url(), theirs.get_absolute_url()}


@pytest.mark.parametrize("who", ["content_administrator", "operator"])
def test_who_edits_the_content_and_belongs_nowhere_is_led_to_it(assessment, home, request, who):
    user = request.getfixturevalue(who)
    page = home(user)
    words = "You can change its wording in the administration. You are in no district; a lead of one can add you by "
    words += "your e-mail address"
    section = page.root.one("section", class_="ts-empty")
    assert (section.one("h2").text, section.one("p").text) == (
        "The practice content waits for you",
        f"{words}, {user.email}.",
    )
    assert [(link.text, link["href"]) for link in section.all("a")] == [("Edit the practice content", "/admin/")]
    assert page.root.all("div", class_="ts-next") == []


def test_who_edits_the_content_and_is_in_a_district_reads_of_that(assessment, home, member):
    member.is_staff = True
    member.save()
    assert home(member).id("main").texts("h2") == ["Your district"]


def test_who_belongs_nowhere_is_told_how_that_changes(assessment, home):
    user = UserFactory(email="new@example.org")
    page = home(user)
    assert page.root.one("section", class_="ts-empty").texts("p") == [
        f"A lead of your district adds you by your e-mail address, {user.email}. Until then you can read the practices."
    ]
    assert page.id("main").texts("h2") == ["No district yet"]
    assert page.root.all("div", class_="ts-next") == []


def test_without_a_session_the_way_leads_over_sign_in(sign_in, db):
    assert sign_in(None).get("/").url == "/accounts/login/?next=/"


@pytest.mark.parametrize("many", [1, 40])
def test_it_takes_eight_queries_with_1_and_40_districts(talent, sign_in, many):
    coach = UserFactory()
    for _ in range(many):
        place = DistrictFactory()
        lead = MembershipFactory(district=place, user=coach, role=Role.LEAD).user
        opened(place, talent, "Autumn 2026", lead)
    client = sign_in(coach)
    client.get("/")
    assert queries(client, "/") == 8
    assert len(Page(client.get("/")).root.one("section", aria_labelledby="h-districts").all("li")) == many

"""A district's page: where it stands, and the one next step for whoever reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from districts.choices import Role
from districts.models import Membership
from inventories.services import name_reader
from plans.choices import PlanState
from readiness.services import close_assessment
from tests.factories import MembershipFactory
from tests.inventories.keeping import every_kind, started
from tests.plans.making import make_plan
from tests.readiness.factories import opened, rate, rate_all
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries

URL = "/districts/lakeview/"
READERS = [Role.COACH, Role.VIEWER]
RATERS = [Role.LEAD, Role.MEMBER]


@pytest.fixture
def read(people, sign_in):
    return lambda role: Page(sign_in(people[role]).get(URL))


def next_step(page):
    step = page.root.one("div", class_="ts-next")
    return step.one("p").text, step.one("a").text, step.one("a")["href"]


def test_a_lead_of_a_new_district_opens_the_first_assessment(district, read):
    assert next_step(read(Role.LEAD)) == (
        "Next: open the first assessment, so that the team can rate.",
        "Open the first assessment",
        "/districts/lakeview/readiness/open/",
    )


def alone(page):
    sub = page.root.one("p", class_="ts-head__sub")
    return sub.text, [link["href"] for link in sub.all("a")]


@pytest.mark.parametrize("opens", [False, True])
def test_a_lead_who_is_alone_is_told_to_add_people(theirs, outsider, sign_in, opens):
    place = outsider.memberships.get().district
    if not opens:
        theirs.delete()
    client = sign_in(outsider)
    assert alone(Page(client.get(place.get_absolute_url()))) == (
        "You are a lead of this district, and the only one in it so far. Add your team",
        [f"{place.get_absolute_url()}members/"],
    )
    MembershipFactory(district=place, role=Role.VIEWER)
    assert alone(Page(client.get(place.get_absolute_url()))) == ("You are a lead of this district.", [])


@pytest.mark.parametrize("role", [Role.MEMBER, *READERS])
def test_who_is_alone_and_no_lead_is_not_told_to_add_people(district, people, sign_in, role):
    Membership.objects.exclude(user=people[role]).filter(district=district).delete()
    assert alone(Page(sign_in(people[role]).get(URL))) == (f"You are a {role} of this district.", [])


@pytest.mark.parametrize("role", [Role.MEMBER, *READERS])
def test_others_of_a_new_district_read_what_it_will_ask(district, read, role):
    assert next_step(read(role)) == (
        "Next: a lead of the district opens the first assessment. Until then, read what it will ask.",
        "Read the practices",
        "/practices/",
    )


@pytest.mark.parametrize("role", RATERS)
def test_who_rates_goes_on_where_most_is_left(assessment, theirs, district, leadership, read, lead, role):
    other = opened(district, leadership, "Winter 2026", lead)
    rate(other, "1-aware", "1", by=lead)
    assert next_step(read(role)) == (
        "Next: 55 of 56 stage descriptions wait to be rated in Leadership, Winter 2026.",
        "Go on rating",
        other.get_absolute_url(),
    )
    rate_all(other, "1", by=lead)
    assert next_step(read(role))[0] == (
        "Next: 48 of 48 stage descriptions wait to be rated in Talent Management, Autumn 2026."
    )


@pytest.mark.parametrize("role", READERS)
def test_readers_read_where_it_stands(assessment, read, role):
    assert next_step(read(role)) == (
        "Next: read where Talent Management stands, Autumn 2026.",
        "See the summary",
        f"{assessment.get_absolute_url()}summary/",
    )


@pytest.mark.parametrize("role", [Role.MEMBER, *READERS])
def test_everyone_reads_what_is_rated_when_nothing_waits(assessment, district, leadership, read, lead, role):
    rate_all(assessment, "2", by=lead)
    close_assessment(opened(district, leadership, "Winter 2026", lead), by=lead)
    assert next_step(read(role))[0] == "Next: read where Talent Management stands, Autumn 2026."


def test_an_empty_district_says_what_will_stand_here(district, read):
    page = read(Role.MEMBER)
    assert page.root.texts("h3") == [
        "Here you will see each system’s standing",
        "Here you will see how far the plan is",
    ]
    assert page.root.all("table") == []


EMPTY = {
    "h-stand": (
        "Open an assessment",
        f"{URL}readiness/open/",
        "A lead opens it; leads and members rate.",
    ),
    "h-plan": ("Start a plan, or put one in force", f"{URL}plans/", "A lead puts it in force."),
}


@pytest.mark.parametrize("heading", EMPTY)
@pytest.mark.parametrize("role", Role)
def test_what_is_empty_says_who_begins_it_and_offers_that_to_whoever_may(district, read, role, heading):
    action, url, who = EMPTY[heading]
    section = read(role).root.one("section", aria_labelledby=heading).one("div", class_="ts-empty")
    links = [(link.text, link["href"]) for link in section.all("a")]
    assert ((action, url) in links, who in section.text) == (role == Role.LEAD, role != Role.LEAD)


def test_the_standings_are_drawn_and_told_in_a_table(assessment, theirs, district, talent, leadership, read, lead):
    opened(district, leadership, "Autumn 2026", lead)
    rate(assessment, "1-aware", "2", by=lead)
    rate(assessment, "1-ready", "2", by=lead)
    rate(assessment, "2a-aware", "n", by=lead)
    later = opened(district, talent, "Spring 2027", lead)
    rate(later, "2b-aware", "0", by=lead)
    page = read(Role.VIEWER)
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in page.root.one("tbody").all("tr")]
    assert rows == [
        ["Talent Management", "Autumn 2026", "1", "0", "0", "0", "1", "22"],
        ["Talent Management", "Spring 2027", "0", "0", "0", "1", "0", "23"],
        ["Leadership", "Autumn 2026", "0", "0", "0", "0", "0", "28"],
    ]
    systems = page.root.all("div", class_="ts-system")
    assert [one.one("h3").text for one in systems] == ["Talent Management", "Leadership"]
    assert [one.texts("p") for one in systems] == [
        ["Spring 2027: 1 of 48 ratings made. 0 of 24 indicators are ready to implement, 1 in Autumn 2026."],
        ["Autumn 2026: 0 of 56 ratings made. 0 of 28 indicators are ready to implement."],
    ]
    told = (
        "Talent Management: indicators by standing at each assessment. "
        "Autumn 2026: 1 ready to implement, 1 not known yet, 22 not rated yet. "
        "Spring 2027: 1 nothing begun, 23 not rated yet."
    )
    assert {svg.one("title").text for svg in systems[0].all("svg")} == {told}


def test_the_last_three_assessments_of_a_system_are_drawn(district, talent, read, lead):
    for year in range(2022, 2027):
        opened(district, talent, f"Autumn {year}", lead)
    rows = read(Role.LEAD).root.one("tbody").all("tr")
    assert [row.all("td")[0].text for row in rows] == ["Autumn 2024", "Autumn 2025", "Autumn 2026"]


def test_a_closed_assessment_is_said_to_be_closed(assessment, read, lead):
    close_assessment(assessment, by=lead)
    system = read(Role.MEMBER).root.one("div", class_="ts-system")
    assert system.texts("p") == [
        "Autumn 2026: 0 of 48 ratings made, closed. 0 of 24 indicators are ready to implement."
    ]


@pytest.mark.parametrize(("role", "links"), [(Role.LEAD, ["Settings"]), (Role.MEMBER, []), (Role.VIEWER, [])])
def test_only_a_lead_is_offered_the_settings(district, read, role, links):
    assert read(role).root.one("div", class_="ts-head__acts").texts("a") == links


def test_an_outsider_finds_no_district(assessment, outsider, content_administrator, operator, sign_in):
    statuses = [sign_in(user).get(URL).status_code for user in (outsider, content_administrator, operator)]
    assert statuses == [404, 404, 404]


def test_without_a_session_the_way_leads_over_sign_in(district, sign_in):
    assert sign_in(None).get(URL).url == f"/accounts/login/?next={URL}"


# Inventories --------------------------------------------------------------------------------------


@pytest.fixture
def template(assessment, tmp_path):
    """A template of staff data that serves an indicator of the product's practices."""
    return every_kind(tmp_path, sensitivity="staff", serves=())


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def day(days):
    return date_format(days_ago(days), "M j, Y")


def inventories(page):
    section = page.root.one("section", aria_labelledby="h-inventories")
    return section.texts("li") or section.texts("p"), [(link.text, link["href"]) for link in section.all("a")]


NONE_KEPT = "None is kept yet. Those whose review is overdue will stand here."


@pytest.mark.parametrize("role", RATERS)
def test_where_nothing_is_kept_those_who_may_start_an_inventory(district, read, role):
    start = "Start one that the practices ask for"
    assert inventories(read(role)) == ([NONE_KEPT, start], [(start, f"{URL}inventories/")])


@pytest.mark.parametrize("role", READERS)
def test_where_nothing_is_kept_readers_learn_who_starts_one(district, read, role):
    link = "See what the practices ask to take stock of"
    told = f"{NONE_KEPT} Leads and members start them."
    assert inventories(read(role)) == ([told, link], [(link, f"{URL}inventories/")])


@pytest.mark.parametrize("role", Role)
def test_overdue_reviews_of_staff_data_are_told_to_everybody_and_nothing_more(district, template, read, lead, role):
    first = started(district, template, lead, "Licenses", review_on=days_ago(40), owner=lead)
    second = started(district, template, lead, "Coaches", review_on=days_ago(2))
    started(district, template, lead, "Mentors", review_on=days_ago(0), owner=lead)
    assert inventories(read(role)) == (
        [f"LicensesReview due since {day(40)}, A Lead", f"CoachesReview due since {day(2)}"],
        [
            ("All 3 inventories", f"{URL}inventories/"),
            ("Licenses", first.get_absolute_url()),
            ("Coaches", second.get_absolute_url()),
        ],
    )


def test_where_no_review_is_overdue_all_are_linked(district, template, read, lead):
    started(district, template, lead, "Mentors", review_on=days_ago(0))
    assert inventories(read(Role.VIEWER)) == (["No review is overdue."], [("All 1 inventory", f"{URL}inventories/")])


@pytest.mark.parametrize("role", READERS)
def test_who_owns_what_is_overdue_reviews_it_before_reading(assessment, district, template, people, read, lead, role):
    started(district, template, lead, "Coaches", review_on=days_ago(2), owner=people[role])
    waiting = started(district, template, lead, "Licenses", review_on=days_ago(40), owner=people[role])
    name_reader(waiting, membership=Membership.objects.get(user=people[role]), by=lead)
    (other,) = set(READERS) - {role}
    expected = (
        f"Next: review “Licenses”, which was due on {day(40)}.",
        "Review it",
        waiting.get_absolute_url(),
    )
    assert [next_step(read(role)), next_step(read(other))[1]] == [expected, "See the summary"]


@pytest.mark.parametrize("role", RATERS)
def test_what_waits_to_be_rated_comes_before_a_review(assessment, district, template, people, read, lead, role):
    make_plan(district, lead, systems=[assessment.edition.system], state=PlanState.IN_FORCE)
    started(district, template, lead, "Licenses", review_on=days_ago(40), owner=people[role])
    assert next_step(read(role))[1] == "Go on rating"
    rate_all(assessment, "1", by=lead)
    assert next_step(read(role))[1] == "Review it"


def test_a_lead_opens_the_first_assessment_before_a_review(district, template, read, assessment, lead):
    started(district, template, lead, "Licenses", review_on=days_ago(40), owner=lead)
    assessment.delete()
    assert next_step(read(Role.LEAD))[1] == "Open the first assessment"


def test_another_districts_inventories_are_neither_counted_nor_asked_about(district, template, read, lead, outsider):
    place = outsider.memberships.get().district
    started(place, template, outsider, "Theirs", review_on=days_ago(40), owner=lead)
    page = read(Role.LEAD)
    assert inventories(page)[0] == [NONE_KEPT, "Start one that the practices ask for"]
    assert next_step(page)[1] == "Go on rating"


def test_the_page_takes_as_many_queries_with_1_and_20_inventories(district, template, people, sign_in, lead):
    client = sign_in(people[Role.VIEWER])
    client.get(URL)
    counts = []
    for number in range(20):
        started(district, template, lead, f"Number {number}", review_on=days_ago(number + 2), owner=lead)
        counts += [queries(client, URL)] if number in (0, 19) else []
    assert counts == [10, 10]

"""Where the worksheet meets the Hexagon: the review of its system, and comparisons for indicators that call for it."""

from __future__ import annotations

import pytest

from districts.choices import Role
from hexagon.choices import Choice
from hexagon.services import recommend
from readiness.services import close_assessment
from tests.hexagon.factories import published_hexagon
from tests.hexagon.reviews.factories import decision, rate_all, reviewed, say, started
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries

HEXAGON = "/districts/lakeview/hexagon/"
START_REVIEW = ("Weigh this system on the Hexagon", f"{HEXAGON}reviews/start/?system=talent-management")
CHOOSING = ("5a", "8", "11b", "13a")


@pytest.fixture(autouse=True)
def hexagon(db):
    published_hexagon()


@pytest.fixture
def url(assessment):
    return assessment.get_absolute_url()


def links(client, url) -> list[tuple[str, str, str]]:
    """Every link from a worksheet to the Hexagon below its head: words, address, and the line that it stands in."""
    sheet = Page(client.get(url)).root.one("div", class_="ts-sheet")
    found = []
    for line in sheet.all("p"):
        found += [(link.text, link["href"], line.text) for link in line.all("a") if "/hexagon/" in link["href"]]
    return found


def test_who_may_weigh_is_led_to_the_start(url, people, sign_in):
    starts = {key: f"Compare candidates on the Hexagon for indicator {key}" for key in CHOOSING}
    expected = [
        (*START_REVIEW, START_REVIEW[0]),
        *(
            (words, f"{HEXAGON}comparisons/start/?indicator={key}", f"Calls for choosing. {words}")
            for key, words in starts.items()
        ),
    ]
    found = {role: links(sign_in(people[role]), url) for role in Role}
    assert found == {Role.LEAD: expected, Role.MEMBER: expected, Role.COACH: [], Role.VIEWER: []}


def test_what_stands_is_linked_for_everybody(url, district, talent, people, sign_in, lead):
    review = reviewed(district, lead, about=talent.system, title="Talent Management")
    for key in ("need", "fit", "capacity"):
        say(review, key, "4", by=lead)
    say(review, "evidence", "n", by=lead)
    comparison = started(district, talent, ["Regional consortium", "State job board"], lead)
    recommend(review, decision=decision(choice=Choice.SUPPORTS), by=lead)
    expected = [
        (
            "The Hexagon review of Talent Management",
            review.get_absolute_url(),
            "The Hexagon review of Talent Management: 4 of 6 rated. Adopt with supports.",
        ),
        ("Hiring platforms", comparison.get_absolute_url(), "Hiring platforms on the Hexagon: 0 of 12 rated."),
    ]
    assert links(sign_in(people[Role.VIEWER]), url) == expected
    assert links(sign_in(people[Role.MEMBER]), url)[:2] == expected


def test_the_line_follows_what_the_team_says(url, district, talent, people, sign_in, lead):
    comparison = started(district, talent, ["Regional consortium", "State job board"], lead)
    viewer = sign_in(people[Role.VIEWER])
    assert [line for *_, line in links(viewer, url)] == ["Hiring platforms on the Hexagon: 0 of 12 rated."]
    first = comparison.candidates.get(position=1)
    rate_all(first, "4", by=lead)
    recommend(comparison, decision=decision(candidate_pk=first.pk), by=lead)
    assert [line for *_, line in links(viewer, url)] == [
        "Hiring platforms on the Hexagon: 6 of 12 rated. Adopt: A. Regional consortium."
    ]


def test_a_closed_assessment_still_leads_to_the_hexagon(assessment, url, people, sign_in, lead):
    close_assessment(assessment, by=lead)
    assert links(sign_in(people[Role.MEMBER]), url)[0] == (*START_REVIEW, START_REVIEW[0])


def test_another_districts_reviews_are_never_shown(url, talent, outsider, theirs, people, sign_in):
    their_district = outsider.memberships.get().district
    reviewed(their_district, outsider, about=talent.system, title="Talent Management")
    started(their_district, talent, ["One", "Two"], outsider)
    assert links(sign_in(people[Role.VIEWER]), url) == []
    assert len(links(sign_in(outsider), theirs.get_absolute_url())) == 5
    assert sign_in(outsider).get(url).status_code == 404


def test_the_worksheet_takes_as_many_queries_with_many_reviews(
    assessment, url, district, talent, people, sign_in, lead
):
    client = sign_in(people[Role.MEMBER])
    client.get(url)
    nothing = queries(client, url)
    for number in range(5):
        reviewed(district, lead, about=talent.system, title=f"Review {number}")
        started(district, talent, ["One", "Two", "Three"], lead)
    assert [nothing, queries(client, url)] == [7, 7]

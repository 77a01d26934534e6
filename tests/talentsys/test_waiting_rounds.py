"""Rounds on the home page and on a district's page: whose ballot they wait for, and who agrees next."""

import pytest

from districts.choices import Role
from rounds.choices import State
from tests.factories import DistrictFactory, MembershipFactory
from tests.hexagon.factories import published_hexagon
from tests.hexagon.reviews import factories as reviews
from tests.readiness.factories import opened, rate, rate_all
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries
from tests.rounds.factories import cast, finish, move, open_round, seat

URL = "/districts/lakeview/"


@pytest.fixture
def round(assessment, people, perspectives):
    """An open round that seats a lead, a member and a viewer."""
    found = open_round(assessment, ["5a-aware"])
    seat(found, [people[Role.LEAD], people[Role.MEMBER], people[Role.VIEWER]])
    return found


@pytest.fixture
def read(people, sign_in):
    return lambda role, url=URL: Page(sign_in(people[role]).get(url))


def next_step(page):
    step = page.root.one("div", class_="ts-next")
    return step.one("p").text, step.one("a").text, step.one("a")["href"]


def waiting(page):
    found = page.root.all("section", aria_labelledby="h-ballots")
    return [(one.one("a").text, one.one("a")["href"], one.one("p").text) for part in found for one in part.all("li")]


def left(page):
    """What the home page says of the one assessment in a person's first district."""
    return page.root.one("section", aria_labelledby="h-districts").all("li")[0].texts("p")[1]


@pytest.mark.parametrize("role", [Role.LEAD, Role.MEMBER, Role.VIEWER])
def test_who_is_seated_fills_in_a_ballot_first(round, theirs, read, role):
    ballot = f"{URL}readiness/rounds/{round.pk}/ballot/"
    assert next_step(read(role)) == (
        "Next: fill in your ballot for “First look” in Talent Management, Autumn 2026.",
        "Fill in your ballot",
        ballot,
    )
    assert waiting(read(role, "/")) == [("First look", ballot, "Talent Management, Autumn 2026.")]
    assert next_step(read(role, "/")) == next_step(read(role))


def test_who_is_not_seated_or_has_finished_goes_on_as_before(round, read, people):
    finish(round, people[Role.MEMBER])
    for role, button in ((Role.COACH, "See the summary"), (Role.MEMBER, "Go on rating")):
        assert (next_step(read(role))[1], waiting(read(role, "/"))) == (button, [])


def test_a_lead_agrees_with_the_team_on_what_is_revealed(round, assessment, read, people):
    cast(round, people[Role.LEAD], "5a-aware", "1")
    move(round, State.REVEALED, people[Role.LEAD])
    assert next_step(read(Role.LEAD)) == (
        "Next: agree with the team on what “First look” shows, in Talent Management, Autumn 2026.",
        "Agree together",
        f"{URL}readiness/rounds/{round.pk}/agree/",
    )
    assert next_step(read(Role.MEMBER))[1] == "Go on rating"


@pytest.mark.parametrize("districts", [1, 2])
def test_home_says_the_same_next_as_the_district_and_lists_what_is_to_be_agreed_on(
    round, theirs, read, people, districts
):
    if districts == 2:
        MembershipFactory(district=theirs.district, user=people[Role.LEAD], role=Role.VIEWER)
    elsewhere = open_round(theirs, ["5a-aware"], "Elsewhere")
    seat(elsewhere, [theirs.opened_by])
    cast(elsewhere, theirs.opened_by, "5a-aware", "1")
    move(elsewhere, State.REVEALED, theirs.opened_by)
    cast(round, people[Role.LEAD], "5a-aware", "1")
    move(round, State.REVEALED, people[Role.LEAD])
    page = read(Role.LEAD, "/")
    assert next_step(page) == next_step(read(Role.LEAD))
    (item,) = page.root.one("section", aria_labelledby="h-revealed").all("li")
    place = ", Lakeview School District" if districts == 2 else ""
    assert (item.one("a").text, item.one("a")["href"], item.one("p").text) == (
        "First look",
        f"{URL}readiness/rounds/{round.pk}/agree/",
        f"Talent Management, Autumn 2026{place}.",
    )
    assert waiting(page) == []
    for role in (Role.MEMBER, Role.COACH, Role.VIEWER):
        assert read(role, "/").root.all("section", aria_labelledby="h-revealed") == []
    assert next_step(read(Role.MEMBER, "/")) == next_step(read(Role.MEMBER))


def test_a_revealed_round_of_a_review_waits_for_a_lead_too(assessment, perspectives, read, people, lead):
    published_hexagon()
    opened_round = reviews.opened(reviews.reviewed(assessment.district, lead, assessment.edition.system), lead)
    found = opened_round.round
    reviews.vote(found, people, {"need": "3"})
    reviews.move(reviews.owner_of(opened_round, lead), State.REVEALED, lead)
    assert next_step(read(Role.LEAD, "/")) == next_step(read(Role.LEAD))
    assert next_step(read(Role.LEAD, "/"))[2] == f"{URL}hexagon/rounds/{found.pk}/agree/"
    assert next_step(read(Role.MEMBER, "/"))[1] == "Go on rating"


def test_what_a_round_rates_is_told_apart_from_what_waits_on_the_worksheet(assessment, theirs, read, lead):
    open_round(assessment, ["5a-aware", "5a-ready"])
    open_round(theirs, ["1-aware"], "Elsewhere")
    words = "46 of 48 stage descriptions wait to be rated in Talent Management, Autumn 2026"
    assert next_step(read(Role.LEAD))[0] == f"Next: {words}; 2 are being rated in “First look”."
    assert next_step(read(Role.LEAD, "/")) == next_step(read(Role.LEAD))
    told = "Talent Management, Autumn 2026: 0 of 48 rated."
    assert left(read(Role.LEAD, "/")) == f"{told} 46 wait for an answer, 2 are being rated in “First look”."
    assert left(read(Role.VIEWER, "/")) == f"{told} 2 are being rated in “First look”."

    open_round(assessment, ["5b-aware"], "A second look")
    assert next_step(read(Role.LEAD))[0] == f"Next: {words.replace('46', '45')}; 3 are being rated in 2 rounds."
    assert left(read(Role.LEAD, "/")) == f"{told} 45 wait for an answer, 3 are being rated in 2 rounds."


def test_where_all_else_is_rated_only_the_round_is_told(assessment, read, lead):
    rate_all(assessment, "1", by=lead)
    rate(assessment, "5a-aware", by=lead)
    assert left(read(Role.LEAD, "/")).endswith(": 47 of 48 rated. 1 waits for an answer.")
    assert next_step(read(Role.LEAD))[0].startswith("Next: 1 of 48 stage descriptions waits to be rated in")
    open_round(assessment, ["5a-aware", "5a-ready"])
    assert left(read(Role.LEAD, "/")).endswith(": 47 of 48 rated. 1 is being rated in “First look”.")
    assert [next_step(read(Role.LEAD, url))[1] for url in ("/", URL)] == ["Go to the district", "See the summary"]


def test_running_rounds_are_listed_with_their_state_and_what_waits(round, theirs, read, people):
    open_round(theirs, ["5a-aware"], "Elsewhere")
    section = read(Role.VIEWER).root.one("section", aria_labelledby="h-rounds")
    assert [(one.all("a")[0].text, one.one("p").text) for one in section.all("li")] == [
        ("First look", "Talent Management, Autumn 2026. Open: fill in your ballot for First look")
    ]
    move(round, State.CLOSED, people[Role.LEAD], "Not needed.")
    assert read(Role.VIEWER).root.all("section", aria_labelledby="h-rounds") == []


def test_why_a_round_was_opened_again_is_told_wherever_it_waits(round, read, people):
    cast(round, people[Role.LEAD], "5a-aware", "1")
    move(round, State.REVEALED, people[Role.LEAD])
    move(round, State.OPEN, people[Role.LEAD], "Two <b>joined</b> late.")
    words = "A lead opened it again after the reveal: Two <b>joined</b> late."
    assert [row[2] for row in waiting(read(Role.VIEWER, "/"))] == [f"Talent Management, Autumn 2026. {words}"]
    (item,) = read(Role.VIEWER).root.one("section", aria_labelledby="h-rounds").all("li")
    assert item.texts("p")[1] == words


def test_an_outsider_sees_nothing_of_a_round(round, theirs, outsider, sign_in):
    client = sign_in(outsider)
    assert client.get(URL).status_code == 404
    assert "First look" not in client.get("/").content.decode()


def test_home_and_district_take_the_same_queries_with_1_and_many_rounds(round, assessment, talent, people, sign_in):
    viewer, lead = people[Role.VIEWER], people[Role.LEAD]
    client = sign_in(viewer)
    client.get(URL)
    one = [queries(client, "/"), queries(client, URL)]
    for number, key in enumerate(("1-aware", "1-ready", "2a-aware")):
        seat(open_round(assessment, [key], f"Round {number}"), [viewer])
        place = DistrictFactory()
        MembershipFactory(district=place, user=viewer, role=Role.VIEWER)
        seat(open_round(opened(place, talent, "Autumn 2026", lead), [key]), [viewer])
    assert [one, [queries(client, "/"), queries(client, URL)]] == [[8, 10], [8, 10]]


def test_what_is_all_rated_still_asks_for_a_ballot(round, assessment, read, people):
    assert next_step(read(Role.LEAD))[1] == "Fill in your ballot"
    finish(round, people[Role.LEAD])
    assert next_step(read(Role.LEAD))[1] == "Go on rating"

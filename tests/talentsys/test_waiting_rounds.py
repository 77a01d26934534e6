"""Rounds on the home page and on a district's page: whose ballot they wait for, and who agrees next."""

import pytest

from districts.choices import Role
from rounds.choices import State
from tests.factories import DistrictFactory, MembershipFactory
from tests.readiness.factories import opened
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

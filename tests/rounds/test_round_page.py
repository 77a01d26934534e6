"""The page of a round: where it is, its one next step for each reader, and who sees what of the team."""

import pytest

from districts.choices import Role
from districts.models import Membership
from rounds.choices import State
from rounds.models import Round
from tests.readiness.pages import Page
from tests.rounds.conftest import KEYS
from tests.rounds.factories import cast_all, finish, move, open_round, owned


def url(round):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/"


def step(response):
    """The words and address of the primary button; a page has at most one."""
    buttons = [(one.text, one["href"]) for one in Page(response).root.all("a", class_="btn btn-primary")]
    assert len(buttons) <= 1
    return buttons[0] if buttons else None


@pytest.fixture
def page_for(people, sign_in):
    """The page of a round as somebody in one role sees it."""
    return lambda round, role: sign_in(people[role]).get(url(round))


@pytest.fixture
def five(people, round_of, assessment, lead):
    """A round in which lead, member, viewer and coach are seated."""
    return round_of(assessment, [lead, people[Role.MEMBER], people[Role.VIEWER], people[Role.COACH]])


def test_a_lead_seats_the_team_first(assessment, page_for, perspectives):
    round = open_round(assessment, KEYS)
    assert step(page_for(round, Role.LEAD)) == ("Seat the team", f"{url(round)}seats/")
    assert step(page_for(round, Role.MEMBER)) is None


def test_whoever_is_seated_fills_in_their_ballot_and_a_lead_reveals_after_that(five, page_for, lead, people):
    ballot = ("Fill in your ballot", f"{url(five)}ballot/")
    assert [step(page_for(five, role)) for role in Role] == [ballot] * 4
    for person in (lead, people[Role.VIEWER]):
        finish(five, person)
    assert step(page_for(five, Role.LEAD)) == ("Reveal the ballots", f"{url(five)}move/revealed/")
    assert step(page_for(five, Role.VIEWER)) is None
    assert step(page_for(five, Role.MEMBER)) == ballot


END, REVEAL, CLOSE = (
    "Once voting ends, nobody changes a ballot, all stay hidden, and paper ballots can be keyed in.",
    "Once revealed, everyone in the district sees how the ballots spread, and the team agrees.",
    "Closed without a reveal, the round is over, and its ballots stay hidden for good.",
)


def test_a_lead_reads_how_the_ways_on_differ(five, page_for, lead, people):
    def hints():
        page = Page(page_for(five, Role.LEAD))
        rows = page.root.one("section", aria_labelledby="h-more").all("li")
        return {row.one("a").text: row.texts("p") for row in rows}, page.root.one("div", class_="ts-next").texts("p")

    others = {"Change who is seated": [], "Printable ballots (PDF)": [], "End voting": [END]}
    close = {"Close the round without a reveal": [CLOSE]}
    found, _ = hints()
    assert found == {**others, "Reveal the ballots": [REVEAL], **close}
    finish(five, lead)
    found, (words,) = hints()
    assert found == {**others, **close}
    assert words.endswith(f"can still change it. {REVEAL}")
    for role in (Role.MEMBER, Role.COACH, Role.VIEWER):
        assert all(words not in page_for(five, role).content.decode() for words in (END, REVEAL, CLOSE))


def test_after_the_reveal_a_lead_agrees_item_by_item_and_others_look(five, page_for, people, lead):
    reveal(five, people, lead)
    assert step(page_for(five, Role.LEAD)) == ("Agree item by item", f"{url(five)}agree/")
    assert step(page_for(five, Role.MEMBER)) == ("See how the ballots spread", f"{url(five)}agree/")


def reveal(round, people, lead):
    for role in Role:
        cast_all(round, people[role], "001122")
    move(round, State.REVEALED, lead)


def test_once_all_is_agreed_a_lead_records_it_and_closes(five, page_for, people, lead):
    reveal(five, people, lead)
    assert owned(five, lead).agree_unanimous(keys=KEYS, by=lead) == 6
    assert step(page_for(five, Role.LEAD)) == ("Record that the team agreed", f"{url(five)}move/agreed/")
    move(five, State.AGREED, lead)
    assert step(page_for(five, Role.LEAD)) == ("Close the round", f"{url(five)}move/closed/")
    move(five, State.CLOSED, lead)
    assert [step(page_for(five, role)) for role in Role] == [None] * 4


def test_a_round_closed_before_its_reveal_says_that_ballots_stay_hidden(five, page_for, people, lead):
    cast_all(five, people[Role.MEMBER], "001122", "Marker")
    move(five, State.CLOSED, lead, "The team meets in person instead.")
    for role in Role:
        page = Page(page_for(five, role))
        assert page.root.one("div", class_="ts-next").one("strong").text == (
            "The round is closed. Its ballots were never revealed, and stay hidden."
        )
        assert not page.has("h-items")
        assert "Marker" not in page.root.raw


def test_a_lead_sees_who_is_seated_and_who_has_finished_but_nobody_else_does(five, page_for, people, lead):
    finish(five, people[Role.VIEWER])
    rows = Page(page_for(five, Role.LEAD)).root.one("table").one("tbody").all("tr")
    assert [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in rows] == [
        ["A Coach", "Teacher", "Not finished"],
        ["A Lead", "District leader", "Not finished"],
        ["A Member", "Human resources", "Not finished"],
        ["A Viewer", "Building leader", "Finished Oct 14"],
    ]
    for role in (Role.MEMBER, Role.COACH, Role.VIEWER):
        page = Page(page_for(five, role))
        assert page.root.all("table") == []
        assert "4 people are seated, and 1 has finished." in page.root.texts("p")
        named = {"A Lead", "A Member", "A Coach", "A Viewer"} - {f"A {role.label}"}
        told = page.root.one("main").text.replace("A Lead, ", "")  # who opened the round
        assert [name for name in named if name in told] == []


def test_a_lead_reads_which_perspectives_nobody_brings(five, page_for):
    missing = "No rater for: Non-instructional staff, Education association, Family or community, Student."
    assert missing in Page(page_for(five, Role.LEAD)).root.texts("p")


def test_how_much_anybody_rated_shows_to_nobody(five, page_for, people):
    """The page is the same before and after a ballot is cast, for a lead and for everybody else."""
    before = [main(page_for(five, role)) for role in Role]
    cast_all(five, people[Role.MEMBER], "001122", "Marker")
    assert [main(page_for(five, role)) for role in Role] == before


def main(response):
    return Page(response).root.one("main").text


def test_the_spread_is_a_table_widest_first(five, page_for, people, lead):
    for role, codes in zip(Role, ("00n012", "02n012", "12n022", "2 n02 "), strict=True):
        cast_all(five, people[role], codes)
    move(five, State.REVEALED, lead)
    rows = Page(page_for(five, Role.VIEWER)).root.one("table", class_="ts-table ts-stack ts-agreement").one("tbody")
    assert [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in rows.all("tr")] == [
        ["5a, Getting Ready", "3", "2", "0 to 2", "2 of 3", "Not yet"],
        ["5a, Getting Aware", "4", "0.5", "0 to 2", "0 of 4", "Not yet"],
        ["8, Getting Aware", "4", "1.5", "1 to 2", "0 of 4", "Not yet"],
        ["6a, Getting Aware", "4", "None", "None", "All 4 without enough information", "Not yet"],
        ["6a, Getting Ready", "4", "0", "0", "4 of 4, strong agreement", "Not yet"],
        ["8, Getting Ready", "3", "2", "2", "3 of 3, strong agreement", "Not yet"],
    ]


def test_with_two_ballots_only_their_number_shows(five, page_for, people, lead):
    for person in (lead, people[Role.MEMBER]):
        cast_all(five, person, "0     ")
    move(five, State.REVEALED, lead)
    row, *_ = Page(page_for(five, Role.LEAD)).root.one("table", class_="ts-table ts-stack ts-agreement").all("tr")[1:]
    assert [cell.text for cell in row.all("td")] == ["2", "Hidden", "Hidden", "Hidden", "Not yet"]


def test_the_history_keeps_figures_that_had_been_revealed(five, page_for, people, lead):
    reveal(five, people, lead)
    move(five, State.OPEN, lead, "Two of us misread the scale.")
    page = Page(page_for(five, Role.VIEWER))
    assert (
        page.root.one("ol", class_="ts-log")
        .all("li")[0]
        .text.startswith("Opened again after the reveal: Two of us misread the scale.")
    )
    figures = page.root.one("dl", class_="ts-figures-then")
    assert (figures.texts("dt")[0], figures.texts("dd")[0]) == (
        "5a, Getting Aware",
        "4 ballots, median 0, range 0 to 0, 4 of 4 near the median, strong agreement.",
    )
    assert page.id("h-back").text == "Opened again after the reveal"


def test_an_outsider_and_another_district_find_no_round(five, outsider, sign_in, theirs):
    other = open_round(theirs, KEYS)
    assert sign_in(outsider).get(url(five)).status_code == 404
    assert sign_in(outsider).get(url(other)).status_code == 404
    own = outsider.memberships.get().district.slug
    assert sign_in(outsider).get(f"/districts/{own}/readiness/rounds/{five.pk}/").status_code == 404
    assert sign_in(outsider).get(f"/districts/{own}/readiness/rounds/{other.pk}/").status_code == 200


def test_whoever_left_the_district_is_shown_as_such(five, page_for, people):
    Membership.objects.get(user=people[Role.COACH]).delete()
    rows = Page(page_for(five, Role.LEAD)).root.one("table").one("tbody").all("tr")
    assert [row.all("td")[-1].text for row in rows if row.one("th").text == "A Coach"] == ["Has left the district"]
    assert Round.objects.get(pk=five.pk).raters.count() == 4

"""What became of rating together: in the report, in what is to be found out, and in lists of rounds."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.choices import Role
from readiness.choices import ordinal
from readiness.exports import readiness_csv, readiness_xlsx
from readiness.exports.pdf import report_context
from readiness.exports.sentences import round_sentence
from readiness.models import Assessment, ConsiderationPlacement, Rating
from readiness.reports import information_gaps_of, readiness_report, report_token, team_rounds, waiting_rounds
from rounds.choices import State
from rounds.services import Draft
from tests.factories import MembershipFactory
from tests.readiness.factories import rate
from tests.readiness.pages import Page
from tests.readiness.test_query_counts import queries
from tests.rounds.factories import cast, move, open_round, owned, seat

KEYS = ["5a-aware", "5a-ready"]


@pytest.fixture
def raters(people, district, perspectives):
    """Seven people of the district; the first perspective is brought by three of them."""
    more = [MembershipFactory(district=district, user__name=f"Rater {n}").user for n in range(3)]
    return [people[Role.LEAD], people[Role.MEMBER], people[Role.VIEWER], people[Role.COACH], *more]


@pytest.fixture
def loaded(assessment):
    return lambda: Assessment.objects.with_edition().select_related("district").get(pk=assessment.pk)


def voted(assessment, raters, keys=KEYS, title="First look", code="1"):
    """A round in which everyone has cast every ballot; the second rater lacks information on the first item."""
    round = open_round(assessment, keys, title)
    seat(round, raters)
    for number, person in enumerate(raters):
        for key in keys:
            cast(round, person, key, "n" if (number, key) == (1, keys[0]) else code, f"Why {number} {key}")
    return round


def bring(round, people, perspective):
    round.raters.filter(membership__user__in=people).update(perspective=perspective)


# The report -------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.OPEN, State.ENDED, "closed before its reveal"])
def test_nothing_of_a_sealed_round_is_in_a_report(assessment, raters, lead, loaded, state):
    round = voted(assessment, raters)
    if state == State.ENDED:
        move(round, State.ENDED, lead)
    elif state != State.OPEN:
        move(round, State.CLOSED, lead, "Not needed.")
    report = readiness_report(loaded())
    assert (report.together, [item.answer.code for item in report.items if item.answer.code]) == ((), [])
    assert b"Why" not in readiness_csv(report)
    assert information_gaps_of(loaded()) == ()


def test_a_report_counts_raters_and_names_perspectives_that_three_bring(
    assessment, theirs, raters, lead, loaded, perspectives
):
    round = voted(assessment, raters)
    bring(round, raters[:3], perspectives["teacher"])
    bring(round, raters[3:5], perspectives["student"])
    bring(round, raters[5:], perspectives["human-resources"])
    open_round(theirs, KEYS)
    move(round, State.REVEALED, lead)
    (one,) = team_rounds(loaded())
    assert (one.title, one.raters, one.perspectives, one.others) == ("First look", 7, (("Teacher", 3),), 4)
    assert (one.revealed_at, one.agreed_at) == (round.revealed_at, None)
    assert round_sentence(one).startswith("First look: 7 raters (Teacher 3, others 4). Opened ")


def test_who_is_seated_without_a_ballot_is_no_rater(assessment, raters, lead, loaded, people):
    round = voted(assessment, raters[:6])
    seat(round, raters)
    move(round, State.REVEALED, lead)
    assert [one.raters for one in team_rounds(loaded())] == [6]


def test_a_round_that_steps_back_leaves_the_report(assessment, raters, lead, loaded):
    round = voted(assessment, raters)
    move(round, State.REVEALED, lead)
    shown = len(team_rounds(loaded()))
    move(round, State.OPEN, lead, "Two joined late.")
    assert (shown, team_rounds(loaded())) == (1, ())


@pytest.fixture
def agreed(assessment, raters, lead):
    """A round whose team agreed, with a dissent about 5a, Getting Ready."""
    round = voted(assessment, raters)
    move(round, State.REVEALED, lead)
    for key, dissent in (("5a-aware", ""), ("5a-ready", "Two saw more.")):
        draft = Draft(version=1, answer=Rating.scale.answer("1"), note=f"Note {key}", dissent=dissent)
        owned(round, lead).agree(key=key, draft=draft, by=lead)
    return move(round, State.AGREED, lead)


def test_every_format_tells_dissent_and_round(agreed, loaded):
    report = readiness_report(loaded())
    rows = list(csv.DictReader(StringIO(readiness_csv(report).decode("utf-8-sig"), newline="")))
    told = {row["item"] + row["stage"]: (row["dissent"], row["round"]) for row in rows if row["round"]}
    assert told == {"5aGetting Aware": ("", "First look"), "5aGetting Ready": ("Two saw more.", "First look")}
    assert len(readiness_xlsx(report)) > 0
    context = report_context(report)
    notes = [
        (note.kind, note.name, note.text)
        for _, practices in context["areas"]
        for _, indicators in practices
        for indicator in indicators
        for cell in indicator.cells
        for note in cell.notes
    ]
    assert notes == [
        ("Note", "5a, Getting Aware", "Note 5a-aware"),
        ("Note", "5a, Getting Ready", "Note 5a-ready"),
        ("Dissent", "5a, Getting Ready", "Two saw more."),
    ]
    ((row,),) = context["together"]
    assert (row.round.title, row.round.agreed_at is None) == ("First look", False)


def test_a_token_changes_when_a_round_moves_on(assessment, raters, lead, loaded):
    round = voted(assessment, raters)
    tokens = [report_token(loaded(), "pdf")]
    for to, reason in ((State.ENDED, ""), (State.REVEALED, ""), (State.OPEN, "Again."), (State.CLOSED, "Enough.")):
        move(round, to, lead, reason)
        tokens.append(report_token(loaded(), "pdf"))
    assert len(set(tokens)) == 5


def test_a_token_changes_with_the_title_of_a_perspective(assessment, raters, loaded, perspectives):
    voted(assessment, raters)
    before = report_token(loaded(), "pdf")
    brought = next(iter(perspectives.values()))
    brought.title = "Leader of the district"
    brought.save()
    assert report_token(loaded(), "pdf") != before


def test_a_report_takes_the_same_queries_with_1_and_4_rounds(assessment, raters, lead, loaded):
    readiness_report(loaded())
    counts = []
    for number, key in enumerate(("1-aware", "1-ready", "2a-aware", "2a-ready")):
        move(voted(assessment, raters[:3], [key], f"Round {number}"), State.REVEALED, lead)
        row = loaded()
        with CaptureQueriesContext(connection) as captured:
            assert len(readiness_report(row).together) == number + 1
        counts.append(len(captured))
    assert counts == [5] * 4


# What is to be found out ------------------------------------------------------------------------


@pytest.fixture
def url(assessment):
    return f"{assessment.get_absolute_url()}information/"


def test_it_lists_what_the_team_and_what_raters_lack(assessment, theirs, raters, url, people, sign_in, lead, outsider):
    rate(assessment, "4-ready", "n", "Payroll may have it.", by=lead)
    rate(assessment, "readiness", "n", by=lead, model=ConsiderationPlacement)
    rate(theirs, "1-aware", "n", "Theirs.", by=outsider)
    move(voted(assessment, raters), State.REVEALED, lead)
    page = Page(sign_in(people[Role.VIEWER]).get(url))
    rows = [[cell.text for cell in (row.one("th"), *row.all("td"))] for row in page.root.one("tbody").all("tr")]
    assert rows == [
        ["ReadinessConsiderations", "The team", "Nobody has written it down yet."],
        ["4, Getting ReadyOperational plan", "The team", "Payroll may have it."],
        [
            "5a, Getting AwareRecruiting, selecting, and placing staff",
            "1 of 7 raters in First look",
            "Why 1 5a-aware",
        ],
    ]
    assert page.root.one("tbody").all("a")[1]["href"] == f"{assessment.get_absolute_url()}#i-4-ready"


def test_with_fewer_than_three_ballots_nobody_is_told_who_lacks_it(assessment, raters, url, people, sign_in, lead):
    move(voted(assessment, raters[:2]), State.REVEALED, lead)
    page = Page(sign_in(people[Role.LEAD]).get(url))
    assert page.root.one("section", class_="ts-empty").texts("p") == [
        "No rating says “not enough information”, and no revealed ballot does."
    ]


def test_the_same_comes_as_a_table(assessment, raters, url, people, sign_in, lead):
    rate(assessment, "4-ready", "n", "=Payroll may have it.", by=lead)
    response = sign_in(people[Role.VIEWER]).get(url.removesuffix("/") + ".csv")
    (row,) = csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert (row["focus_area"], row["item"], row["who_needs_it"]) == ("Operational plan", "4, Getting Ready", "The team")
    assert row["what_is_missing"].endswith("=Payroll may have it.")
    assert not row["what_is_missing"].startswith("=")
    assert response["Content-Disposition"] == (
        'attachment; filename="lakeview-school-district-talent-management-autumn-2026-information.csv"'
    )


def test_an_outsider_finds_no_list(url, outsider, sign_in):
    client = sign_in(outsider)
    assert [client.get(url).status_code, client.get(url.removesuffix("/") + ".csv").status_code] == [404, 404]


def test_the_list_takes_the_same_queries_with_1_and_4_rounds(assessment, raters, url, people, sign_in, lead):
    client = sign_in(people[Role.VIEWER])
    client.get(url)
    counts = []
    for number, key in enumerate(("1-aware", "1-ready", "2a-aware", "2a-ready")):
        move(voted(assessment, raters[:3], [key], f"Round {number}"), State.REVEALED, lead)
        counts.append(queries(client, url))
    assert counts == [8] * 4


# Rounds that wait -------------------------------------------------------------------------------


def test_a_round_waits_for_whom_it_seats_until_they_finish(assessment, raters, people, outsider):
    round = voted(assessment, raters[:2])
    assert [waiting_rounds(one).get(assessment.district_id) is None for one in (*raters[:3], outsider)] == [
        False, False, True, True,
    ]  # fmt: skip
    round.raters.filter(membership__user=raters[0]).update(finished_at=round.opened_at)
    assert waiting_rounds(raters[0]) == {}


def test_a_round_that_was_opened_again_says_why(assessment, raters, lead):
    round = voted(assessment, raters)
    reasons = [waiting_rounds(raters[2])[assessment.district_id][0].reason]
    move(round, State.REVEALED, lead)
    revealed = waiting_rounds(raters[2])
    move(round, State.OPEN, lead, "Two joined late.")
    (line,) = waiting_rounds(raters[2])[assessment.district_id]
    assert (reasons, revealed, line.reason) == ([""], {}, "Two joined late.")
    assert line.about == "Talent Management, Autumn 2026"


def test_numbers_are_said_in_words_as_long_as_people_would():
    numbers = (1, 2, 10, 11, 12, 13, 21, 22, 23, 24, 111)
    assert [ordinal(one) for one in numbers] == [
        "first", "second", "tenth", "11th", "12th", "13th", "21st", "22nd", "23rd", "24th", "111th",
    ]  # fmt: skip

"""The agreement screen and the list of information to gather, as people meet them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.choices import Role
from practices.reports import published_content
from readiness.models import Rating
from rounds.choices import State
from tests.factories import MembershipFactory
from tests.rounds.agreement_pages import (
    CODES,
    KEYS,
    MARKER,
    item,
    raters,
    revealed,
    same,
    sealed,
    stored,
    told,
    typed,
    url,
    words,
)
from tests.rounds.factories import cast, cast_all, move, open_round, owned, seat

__all__ = ["raters", "revealed", "same", "sealed"]


# Who may read and save -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ["agree/", *(f"agree/{key}/" for key in KEYS), "information/", "information.csv"])
@pytest.mark.parametrize("state", [State.OPEN, State.ENDED, State.CLOSED])
def test_before_the_reveal_everybody_is_led_back_and_nothing_is_told(sealed, people, sign_in, rest, state):
    if state != State.OPEN:
        move(sealed, state, people[Role.LEAD], "Over")
    for role in Role:
        client = sign_in(people[role])
        response = client.get(url(sealed, rest))
        assert (role, response.status_code, response.url) == (role, 303, url(sealed))
        assert MARKER not in client.get(url(sealed)).content.decode()


def test_a_round_that_opened_again_tells_nothing_either(revealed, people, sign_in, lead):
    assert MARKER in sign_in(lead).get(item(revealed, "5a-aware")).content.decode()
    move(revealed, State.OPEN, lead, "Somebody was missing")
    client = sign_in(lead)
    assert client.get(item(revealed, "5a-aware")).url == url(revealed)
    response = client.post(item(revealed, "5a-aware"), typed("5a-aware", "1"))
    assert (response.status_code, response.url, stored("5a-aware")[0]) == (303, url(revealed), None)


@pytest.mark.parametrize("rest", ["agree/5a-aware/", "agree/", "agree-all/", "information/", "information.csv"])
def test_an_outsider_finds_nothing(revealed, outsider, sign_in, rest):
    client = sign_in(outsider)
    assert [client.get(url(revealed, rest)).status_code, client.post(url(revealed, rest)).status_code] == [404, 404]
    theirs = outsider.memberships.get().district.slug
    assert client.get(f"/districts/{theirs}/readiness/rounds/{revealed.pk}/{rest}").status_code == 404


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_who_is_no_lead_reads_the_screen_without_its_form(revealed, people, sign_in, role):
    client = sign_in(people[role])
    response = client.get(item(revealed, "5a-aware"))
    assert (response.status_code, MARKER in words(response.content.decode())) == (200, True)
    assert (b"<form" in response.content, b"Not agreed on yet." in response.content) == (False, True)
    assert client.post(item(revealed, "5a-aware"), typed("5a-aware", "1")).status_code == 403
    assert [client.get(url(revealed, "agree-all/")).status_code, stored("5a-aware")[0]] == [403, None]


def test_an_item_that_the_round_does_not_have_is_not_found(revealed, lead, sign_in):
    assert sign_in(lead).get(item(revealed, "1-aware")).status_code == 404


# One item ------------------------------------------------------------------------------------------------------------


def test_the_screen_shows_figures_dots_and_what_people_wrote(revealed, lead, sign_in):
    html = sign_in(lead).get(item(revealed, "5a-aware")).content.decode()
    text = words(html)
    assert "Item 1 of 4, widest spread first" in text
    assert "Four ballots Median 0.5 Range 0 to 2 At the median 0 of 4 Strong agreement no" in text
    assert "<title>Ballots: two at 0, one at 1, one at 2. Median 0.5.</title>" in html
    assert text.count(f"{MARKER} 5a-aware") == 4
    assert re.findall(r'name="5a-aware-value" id="[^"]+" value="(\w)"', html) == ["0", "1", "2", "n"]
    assert len(re.findall("btn-primary", html)) == 1


def test_two_ballots_show_only_that_they_are_there(assessment, perspectives, raters, lead, sign_in):
    round = open_round(assessment, KEYS)
    seat(round, raters[:2])
    for rater, code in zip(raters, "02", strict=False):
        cast(round, rater, "5a-aware", code)
    move(round, State.REVEALED, lead)
    html = sign_in(lead).get(item(round, "5a-aware")).content.decode()
    assert "Two ballots so far. The spread shows from three on." in words(html)
    assert [sign in html for sign in ("Median", "Range", '<svg class="ts-svg', "Ballots as a table")] == [False] * 4
    for code in "012n":  # The demand for a note must not tell where the two ballots lie.
        response = sign_in(lead).post(item(round, "5a-aware"), typed("5a-aware", code))
        assert (response.status_code, response.context["entry"].errors) == (
            422,
            {"note": ("There are too few ballots to show. Write why the team agrees on it.",)},
        )


def test_agreeing_on_item_after_item_leads_from_the_widest_to_the_round(revealed, lead, sign_in):
    client = sign_in(lead)
    response = client.get(url(revealed, "agree/"))
    order = [one.key for one in owned(revealed, lead).spreads()]
    assert (order, response.url) == (["5a-aware", "6a-aware", "6a-ready", "5a-ready"], item(revealed, "5a-aware"))
    ways = []
    for key, value in zip(order, ("1", "1", "n", "2"), strict=True):
        response = client.post(item(revealed, key), typed(key, value, f"Why {key}", f"Not me {key}"))
        ways.append((response.status_code, response.url))
    assert ways == [(303, item(revealed, key)) for key in order[1:]] + [(303, url(revealed))]
    assert stored("5a-aware") == (1, False, "Why 5a-aware", "Not me 5a-aware", revealed.pk, 2)
    assert stored("6a-ready") == (None, True, "Why 6a-ready", "Not me 6a-ready", revealed.pk, 2)
    row = Rating.objects.get(stage_description__key="5a-aware")
    assert (row.changed_by, row.changed_at is not None) == (lead, True)
    assert client.get(url(revealed, "agree/")).url == item(revealed, "5a-aware")


def test_what_was_agreed_stands_in_the_form_for_leads_and_as_words_for_others(revealed, lead, member, sign_in):
    sign_in(lead).post(item(revealed, "5a-aware"), typed("5a-aware", "1", "A post is open.", "Jo: not before May."))
    html = sign_in(lead).get(item(revealed, "5a-aware")).content.decode()
    assert re.findall(r'value="(\w)" autocomplete="off" checked', html) == ["1"]
    text = words(sign_in(member).get(item(revealed, "5a-aware")).content.decode())
    assert "Agreed: Partly in place A post is open. Dissent: Jo: not before May. A Lead," in text


@pytest.mark.parametrize("state", [State.AGREED, State.CLOSED])
def test_when_the_round_is_over_the_screen_is_read_only(revealed, lead, sign_in, state):
    client = sign_in(lead)
    for key, value in zip(KEYS, "121n", strict=True):
        client.post(item(revealed, key), typed(key, value, "Why"))
    move(revealed, State.AGREED, lead)
    if state == State.CLOSED:
        move(revealed, State.CLOSED, lead)
    html = client.get(item(revealed, "5a-aware")).content.decode()
    assert ("<form" in html, "Agreed: Partly in place" in words(html)) == (False, True)
    response = client.post(item(revealed, "5a-aware"), typed("5a-aware", "2", "Changed my mind", version=2))
    assert (response.status_code, response.url) == (303, url(revealed))
    assert told(client, url(revealed)) == [
        (
            f"Not saved: the round is {state.label.lower()} now. "
            "What you sent for 5a, Getting Aware: In place. Note: Changed my mind."
        ),
    ]
    assert stored("5a-aware")[0] == 1
    assert client.get(url(revealed, "agree-all/")).url == url(revealed)


# What to find out ----------------------------------------------------------------------------------------------------


def test_the_list_of_information_says_who_needs_it_and_what_is_missing(revealed, member, lead, sign_in):
    sign_in(lead).post(item(revealed, "5a-aware"), typed("5a-aware", "n", "We lack last year's figures."))
    found = sign_in(member).get(url(revealed, "information/")).context["found"]
    assert [(gap.item.key, gap.who, gap.missing) for gap, _ in found] == [
        ("5a-aware", "The team", ("We lack last year's figures.",)),
        ("6a-ready", "4 of 4 raters", (f"{MARKER} 6a-ready",) * 4),
    ]
    file = sign_in(member).get(url(revealed, "information.csv"))
    assert (file["Content-Type"], file["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="first-look-information.csv"',
    )
    assert file.content.decode("utf-8-sig").splitlines()[:2] == [
        "Item,Who needs it,What is missing",
        '"5a, Getting Aware",The team,We lack last year\'s figures.',
    ]


def test_a_round_without_gaps_says_so(same, member, sign_in):
    assert "Nothing to gather" in words(sign_in(member).get(url(same, "information/")).content.decode())


# Queries -------------------------------------------------------------------------------------------------------------


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("count", [3, 40])
def test_the_screen_takes_seven_queries_the_first_time_and_six_then(
    assessment, perspectives, district, lead, member, sign_in, count
):
    published_content(assessment.edition)
    people = [one.user for one in MembershipFactory.create_batch(count, district=district)]
    round = open_round(assessment, KEYS)
    seat(round, people)
    for number, rater in enumerate(people):
        cast_all(round, rater, CODES[number % 4], MARKER)
    move(round, State.REVEALED, lead)
    client = sign_in(lead)
    assert [queries(client, item(round, key)) for key in KEYS] == [7, 6, 6, 6]
    assert [queries(client, url(round, "agree-all/")), queries(client, url(round, "information/"))] == [4, 6]
    client.post(item(round, "5a-aware"), typed("5a-aware", "1"))
    client.get(url(round))
    assert queries(sign_in(member), item(round, "5a-aware")) == 7  # and who agreed

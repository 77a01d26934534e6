"""Saving what a team agrees on: errors beside their fields, two leads at once, and everything everyone agrees on."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from districts.choices import Role
from readiness.models import Rating
from tests.factories import PASSWORD, MembershipFactory
from tests.rounds.agreement_pages import (
    KEYS,
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

__all__ = ["raters", "revealed", "same", "sealed"]


# What cannot be saved ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "sent", "errors"),
    [
        ("5a-aware", {"value": ""}, {"value": ("Choose what the team agrees on.",)}),
        ("5a-aware", {"value": "7"}, {"value": ("Choose one of the answers.",)}),
        ("5a-aware", {"value": "n"}, {"note": ("No ballot says this. Write why the team agrees on it.",)}),
        ("5a-ready", {"value": "1"}, {"note": ("No ballot says this. Write why the team agrees on it.",)}),
        (
            "5a-aware",
            {"value": "1", "note": "x" * 10_001},
            {"note": ("This note has 10001 characters; 10,000 fit. It is not saved yet.",)},
        ),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(revealed, lead, sign_in, key, sent, errors):
    response = sign_in(lead).post(item(revealed, key), typed(key, **{"dissent": "Not me"} | sent))
    entry = response.context["entry"]
    assert (response.status_code, entry.errors) == (422, errors)
    assert (entry.note, entry.dissent, entry.version) == (sent.get("note", ""), "Not me", 1)
    assert [error in unescape(response.content.decode()) for (error,) in errors.values()] == [True]
    assert stored(key) == (None, False, "", "", None, 1)


@pytest.fixture
def conflict(revealed, people, district, lead, sign_in) -> Callable[..., Any]:
    """Another lead agrees first; return what the second gets who read the screen before that."""
    other = MembershipFactory(district=district, role=Role.LEAD, user__name="Noa Reed").user

    def sent_by_the_second(**more: Any) -> Any:
        sign_in(other).post(item(revealed, "5a-aware"), typed("5a-aware", "0", "Nothing began.", "Jo says more."))
        mine = typed("5a-aware", "1", "It began in May.", "Not all.", **more)
        return sign_in(lead).post(item(revealed, "5a-aware"), mine)

    return sent_by_the_second


def test_two_leads_see_both_versions_and_nothing_is_overwritten(conflict, revealed):
    response = conflict()
    text = words(response.content.decode())
    assert (response.status_code, len(re.findall("btn-primary", response.content.decode()))) == (409, 1)
    assert "Two versions of 5a, Getting Aware Noa Reed saved while you were deciding. Nothing is lost" in text
    assert re.search(
        r"Noa Reed, saved \w+ \d+, [\d:]+ [AP]M: Not started Nothing began\. Dissent: Jo says more\.", text
    )
    assert "You, not saved yet: Partly in place It began in May. Dissent: Not all. " in text
    assert stored("5a-aware") == (0, False, "Nothing began.", "Jo says more.", revealed.pk, 2)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("mine", (1, "It began in May.", "Not all.", 3)), ("theirs", (0, "Nothing began.", "Jo says more.", 2))],
)
def test_after_a_conflict_one_version_is_kept(conflict, revealed, lead, sign_in, choice, expected):
    seen = conflict().context["conflict"].version
    mine = typed("5a-aware", "1", "It began in May.", "Not all.", choice=choice, seen=seen)
    response = sign_in(lead).post(item(revealed, "5a-aware"), mine)
    value, _, note, dissent, _, version = stored("5a-aware")
    assert (response.status_code, response.url) == (303, item(revealed, "6a-aware"))
    assert (value, note, dissent, version) == expected


def test_after_a_conflict_both_texts_come_to_be_edited_into_one(conflict, revealed, lead, sign_in):
    seen = conflict().context["conflict"].version
    mine = typed("5a-aware", "1", "It began in May.", "Not all.", choice="both", seen=seen)
    response = sign_in(lead).post(item(revealed, "5a-aware"), mine)
    entry = response.context["entry"]
    assert (response.status_code, entry.note) == (422, "Nothing began.\n\nIt began in May.")
    assert (entry.dissent, entry.answer.label, entry.version) == ("Jo says more.\n\nNot all.", "Partly in place", 2)
    assert "Noa Reed chose Not started." in words(response.content.decode())
    response = sign_in(lead).post(item(revealed, "5a-aware"), typed("5a-aware", "1", "Both.", "Jo.", version=2))
    assert (response.status_code, stored("5a-aware")[:4]) == (303, (1, False, "Both.", "Jo."))


def test_a_third_version_is_a_conflict_again(conflict, revealed, lead, sign_in):
    conflict()
    mine = typed("5a-aware", "1", "It began in May.", choice="mine", seen=1)
    assert sign_in(lead).post(item(revealed, "5a-aware"), mine).status_code == 409


def test_the_same_answer_of_two_leads_is_no_conflict(revealed, lead, district, sign_in):
    other = MembershipFactory(district=district, role=Role.LEAD).user
    for person in (lead, other):
        assert sign_in(person).post(item(revealed, "5a-aware"), typed("5a-aware", "1", "Why")).status_code == 303
    assert stored("5a-aware")[-1] == 2


@pytest.mark.parametrize("version", ["", "none", "99"])
def test_there_is_no_way_around_the_version(conflict, revealed, version):
    assert conflict(version=version).status_code == 409


def test_what_was_sent_after_the_session_ended_is_saved_once_its_writer_is_back(revealed, lead):
    client = Client()
    client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
    html = client.get(item(revealed, "5a-aware")).content.decode()
    owner = re.search(r'name="owner" value="([^"]+)"', html)
    assert owner
    client.cookies.pop("sessionid")
    sent = typed("5a-aware", "1", "Written over lunch") | {"owner": owner[1]}
    assert client.post(item(revealed, "5a-aware"), sent).url == f"/accounts/login/?next={item(revealed, '5a-aware')}"
    client.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
    assert client.get(item(revealed, "5a-aware")).status_code == 303
    assert stored("5a-aware")[:3] == (1, False, "Written over lunch")


# Everything on which everyone agrees ---------------------------------------------------------------------------------


def test_agreeing_at_once_ticks_everything_and_says_the_answers(same, lead, sign_in):
    html = sign_in(lead).get(url(same, "agree-all/")).content.decode()
    assert re.findall(r'name="keys" value="([^"]+)"[^>]* checked', html) == ["5a-aware", "5a-ready", "6a-aware"]
    assert re.findall(r"<strong>([^<]+)</strong>", html) == [
        "5a, Getting Aware: Not started", "5a, Getting Ready: Partly in place", "6a, Getting Aware: In place",
    ]  # fmt: skip


def test_agreeing_at_once_saves_what_is_ticked_with_author_time_and_round(same, lead, sign_in):
    client = sign_in(lead)
    response = client.post(url(same, "agree-all/"), {"keys": ["5a-aware", "6a-aware"]})
    assert (response.status_code, response.url) == (303, item(same, "6a-ready"))
    assert [stored(key)[0] for key in KEYS] == [0, None, 2, None]
    row = Rating.objects.get(stage_description__key="6a-aware")
    assert (row.round, row.changed_by, row.changed_at is not None) == (same, lead, True)
    assert told(client, response.url) == ["Agreed on 2 items at once."]


def test_agreeing_at_once_skips_what_was_agreed_meanwhile_and_what_not_everyone_says(same, lead, sign_in):
    client = sign_in(lead)
    client.post(item(same, "5a-aware"), typed("5a-aware", "1", "We heard more."))
    client.get(url(same))
    response = client.post(url(same, "agree-all/"), {"keys": list(KEYS)})
    assert told(client, response.url) == [
        "Agreed on 2 items at once.",
        (
            "Skipped, because somebody agreed on it meanwhile or not everyone says the same: "
            "5a, Getting Aware, 6a, Getting Ready."
        ),
    ]
    assert [stored(key)[0] for key in KEYS] == [1, 1, 2, None]


@pytest.mark.parametrize("sent", [{}, {"keys": ["1-aware"]}])
def test_agreeing_at_once_asks_for_items_of_the_round(same, lead, sign_in, sent):
    response = sign_in(lead).post(url(same, "agree-all/"), sent)
    assert (response.status_code, [stored(key)[0] for key in KEYS]) == (422, [None] * 4)


def test_agreeing_at_once_leaves_items_that_are_left_to_the_next_time(revealed, lead, sign_in):
    client = sign_in(lead)
    client.post(url(revealed, "agree-all/"), {"keys": ["5a-ready"]})
    assert "Nothing to agree on at once" in words(client.get(url(revealed, "agree-all/")).content.decode())

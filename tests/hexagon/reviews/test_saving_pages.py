"""Saving a component from its page: as it is typed, and all at once without JavaScript."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from districts.models import User
from tests.factories import PASSWORD
from tests.hexagon.reviews.factories import KEYS, opened, row_of, say

NAMES = ("value", "note", "discussion", "evidence", "data_needed", "obstacles")


def typed(key: str, version: int | None = 1, **said: str) -> dict[str, Any]:
    """The fields of one component as a page sends them."""
    fields = dict.fromkeys(NAMES, "") | said
    given = {f"{key}-{name}": text for name, text in fields.items()}
    return given if version is None else given | {f"{key}-version": version}


def post(client: Client, review: Any, key: str, data: dict[str, Any]) -> Any:
    return client.post(f"{review.get_absolute_url()}components/{key}/", data, headers={"HX-Request": "true"})


def test_a_save_answers_with_the_line_of_state_the_chart_and_the_progress(review, member, sign_in):
    response = post(sign_in(member), review, "need", typed("need", value="4", note="Eleven posts"))
    html = response.content.decode()
    assert response.status_code == 200
    assert re.findall(r'id="([\w-]+)"', html)[:4] == ["st-need", "c-need", "rated", "picture"]
    assert ('name="need-version" value="2"' in html, "1 of 6 rated" in html) == (True, True)
    assert (row_of(review, "need").value, row_of(review, "need").note) == (4, "Eleven posts")


def test_a_save_brings_what_others_wrote_beside_it(review, lead, member, sign_in):
    say(review, "need", "4", by=lead, discussion="From the meeting")
    html = post(sign_in(member), review, "need", typed("need", evidence="Vacancy list")).content.decode()
    found = re.search(r'data-value="(\w*)" data-texts="([^"]*)"', html)
    assert found
    assert found[1] == "4"
    assert json.loads(unescape(found[2])) == {
        "discussion": "From the meeting",
        "evidence": "Vacancy list",
        "data_needed": "",
        "obstacles": "",
        "note": "",
    }


def test_the_same_text_written_twice_is_answered_with_both(review, lead, member, sign_in):
    say(review, "need", by=lead, evidence="Vacancy list")
    response = post(sign_in(member), review, "need", typed("need", evidence="Exit talks", value="2"))
    html = response.content.decode()
    assert response.status_code == 409
    assert ("Vacancy" in html, "Exit" in html, "A Lead saved while you were writing" in html) == (True, True, True)
    assert ('data-version="2"' in html, "Not saved: two versions. Choose below." in html) == (True, True)
    assert row_of(review, "need").version == 2


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("value", "6", "Select a valid choice. 6 is not one of the available choices."),
        ("obstacles", "x" * 10_001, "Obstacles: 10001 characters; 10,000 fit. Not saved yet."),
    ],
)
def test_what_is_not_valid_says_why(review, member, sign_in, field, text, told):
    response = post(sign_in(member), review, "need", typed("need", **{field: text}))
    assert (response.status_code, told in response.content.decode()) == (422, True)
    assert row_of(review, "need").version == 1


def test_a_rating_that_a_round_covers_meanwhile_is_refused(review, lead, member, sign_in):
    opened(review, lead, ["need"])
    response = post(sign_in(member), review, "need", typed("need", value="4"))
    assert response.status_code == 423
    assert "a round rates this together now" in response.content.decode()
    texts = {name: text for name, text in typed("need", evidence="A list").items() if name[5:] not in ("value", "note")}
    assert post(sign_in(member), review, "need", texts).status_code == 200
    assert (row_of(review, "need").value, row_of(review, "need").evidence) == (None, "A list")


def test_who_may_not_write_does_not(review, people, outsider, sign_in):
    refused = [
        post(sign_in(one), review, "need", typed("need", value="4")).status_code
        for one in (
            people["viewer"],
            people["coach"],
            outsider,
            None,
        )
    ]
    assert refused == [403, 403, 404, 401]
    assert post(sign_in(people["member"]), review, "growth", {}).status_code == 404
    assert row_of(review, "need").version == 1


# Without JavaScript -----------------------------------------------------------------------------


def whole(**said: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key in KEYS:
        data |= typed(key) | said.get(key, {})
    return data


def test_all_components_are_saved_with_one_button(review, member, sign_in):
    data = whole(need={"need-value": "4", "need-note": "One\r\nTwo"}, fit={"fit-obstacles": "Two plans"})
    response = sign_in(member).post(f"{review.get_absolute_url()}save-components", data, follow=True)
    assert "Saved: 2 changed." in response.content.decode()
    assert (row_of(review, "need").note, row_of(review, "fit").obstacles) == ("One\nTwo", "Two plans")
    assert [row_of(review, key).version for key in KEYS] == [1, 1, 1, 2, 2, 1]


def test_only_true_conflicts_come_back_and_a_choice_settles_them(review, lead, member, sign_in):
    say(review, "need", by=lead, evidence="Vacancy list")
    say(review, "fit", "2", by=lead)
    client, url = sign_in(member), f"{review.get_absolute_url()}save-components"
    data = whole(need={"need-evidence": "Exit talks"}, fit={"fit-obstacles": "Two plans"})
    response = client.post(url, data)
    html = response.content.decode()
    assert (response.status_code, html.count('class="ts-conflict"')) == (409, 1)
    assert (">\nExit talks</textarea>" in html, "1 of the components is not saved yet" in html) == (True, True)
    assert (row_of(review, "fit").value, row_of(review, "fit").obstacles) == (2, "Two plans")
    both = client.post(url, data | {"need-choice": "both", "need-seen": "2"})
    assert (both.status_code, ">\nVacancy list\n\nExit talks</textarea>" in both.content.decode()) == (422, True)
    assert client.post(url, data | {"need-choice": "mine", "need-seen": "2"}).status_code == 302
    assert row_of(review, "need").evidence == "Exit talks"


def test_keeping_the_saved_version_drops_only_ones_own(review, lead, member, sign_in):
    say(review, "need", by=lead, evidence="Vacancy list")
    data = whole(need={"need-evidence": "Exit talks", "need-choice": "theirs", "need-seen": "2"})
    response = sign_in(member).post(f"{review.get_absolute_url()}save-components", data)
    assert (response.status_code, row_of(review, "need").evidence) == (302, "Vacancy list")


def test_what_is_sent_after_the_session_ended_waits_for_its_writer(review, member, lead):
    client, url = Client(), f"{review.get_absolute_url()}save-components"
    enter(client, member)
    owner = re.search(r'name="owner" value="([^"]+)"', client.get(review.get_absolute_url()).content.decode())
    assert owner
    client.cookies.pop("sessionid")
    response = client.post(url, whole(need={"need-note": "Written over lunch"}) | {"owner": owner[1]})
    assert response.url == f"/accounts/login/?next={url}"
    enter(client, lead)
    assert client.get(url).url == review.get_absolute_url()
    assert row_of(review, "need").note == ""


def test_its_writer_finds_it_saved(review, member):
    client, url = Client(), f"{review.get_absolute_url()}save-components"
    enter(client, member)
    owner = re.search(r'name="owner" value="([^"]+)"', client.get(review.get_absolute_url()).content.decode())
    assert owner
    client.cookies.pop("sessionid")
    client.post(url, whole(need={"need-note": "Written over lunch"}) | {"owner": owner[1]})
    enter(client, member)
    assert client.get(url).status_code == 302
    assert row_of(review, "need").note == "Written over lunch"


def enter(client: Client, user: User) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

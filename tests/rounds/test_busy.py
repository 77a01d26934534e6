"""A ballot and an agreement that find the database busy: their page keeps all that was sent."""

from __future__ import annotations

import pytest

from districts.choices import Role
from tests.readiness.pages import Page
from tests.rounds.agreement_pages import item, raters, revealed, sealed, stored, typed
from tests.rounds.pages import whole
from tests.rounds.test_whole_ballot import stored as cast_by
from tests.rounds.test_whole_ballot import url
from tests.sent_again import again, refused, words

__all__ = ["raters", "revealed", "sealed"]


def test_a_whole_ballot_is_sent_again(round_of, assessment, people, sign_in):
    viewer = people[Role.VIEWER]
    round = round_of(assessment, [viewer, people[Role.LEAD]])
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round)))) | {"5a-aware-value": "1", "6a-aware-note": "Why <b>\r\nnot."}
    response = refused(client, url(round, "save"), data)
    assert words(response) == ["Why <b>\r\nnot."]
    assert cast_by(round, viewer) == {}
    assert again(client, response).url == url(round)
    assert cast_by(round, viewer) == {
        "5a-aware": (1, False, "", 1),
        "6a-aware": (None, False, "Why <b>\nnot.", 1),
    }


def test_an_agreement_is_sent_again(revealed, lead, sign_in):
    client = sign_in(lead)
    before = stored("5a-aware")
    response = refused(client, item(revealed, "5a-aware"), typed("5a-aware", "1", "The handbook", "I do not"))
    assert words(response) == ["The handbook", "I do not"]
    assert stored("5a-aware") == before
    assert again(client, response).status_code == 303
    assert stored("5a-aware")[0] == 1


@pytest.mark.parametrize("who", ["outsider", "member"])
def test_nobody_else_reaches_the_database(revealed, outsider, member, sign_in, who):
    client = sign_in({"outsider": outsider, "member": member}[who])
    response = client.post(item(revealed, "5a-aware"), typed("5a-aware", "1", "The handbook"))
    assert response.status_code == {"outsider": 404, "member": 403}[who]
